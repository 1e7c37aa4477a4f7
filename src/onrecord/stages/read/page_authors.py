"""A page's authors: what it declares, and the bylines that it shows."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice

from lxml import html as lxml_html

from onrecord.stages.read.bylines import is_nobody, read_shown_byline, split_names
from onrecord.stages.read.findings import Finding
from onrecord.stages.read.jsonld import Graph, Node, shown
from onrecord.stages.read.metas import Metas, as_shown, markup_words
from onrecord.stages.read.sites import Site
from onrecord.text.fold import fold

#: Elements looked at for bylines; real pages have up to about 3,000.
_MOST_ELEMENTS = 20_000
#: Elements that look like bylines, and characters in one; more hold whole lists.
_MOST_BYLINES = 60
_BYLINE_CHARS = 300
#: Initials and names of desks, where an element is marked as the author.
_MARK_CHARS = 40
#: Levels above a byline that can show it to be about something else.
_LEVELS = 30
#: A teaser has one or two.
_PARAGRAPHS = 3
_NOT_HERE = frozenset(
    {"aside", "footer", "nav", "figure", "figcaption", "form", "head", "script", "style", "noscript"}
)
_CLASS_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
#: More authors than the markup declares may stand in the byline, but not many.
_MOST_FURTHER = 4


Names = tuple[str, ...]


def find_authors(
    tree: lxml_html.HtmlElement, metas: Metas, graph: Graph, articles: Sequence[Node], site: Site
) -> Finding[Names] | None:
    """Return a page's authors, or None where nothing names any.

    A site that names itself as the author is believed only where no other
    name is given: often a person's stands on the page.
    """
    declared = _declared(graph, articles)
    bylines = list(_bylines(tree))
    sources = [
        Finding(tuple(declared), "the author in the page's JSON-LD", 0.95),
        *(Finding(tuple(names), "the author in the page's markup", 0.9) for names in _from_metas(metas)),
        *(Finding(tuple(names), because, 0.8) for names, because in bylines),
    ]
    house: Finding[Names] | None = None
    for found in sources:
        names = tuple(name for name in found.value if not is_nobody(name))
        own = tuple(name for name in names if not site.is_named(name) and not _is_handle(name))
        if own:
            return _with_further(Finding(own, found.because, found.confidence), bylines)
        if names and house is None:
            house = Finding(names, f"{found.because}, which names the site itself", 0.6)
    return house


def _with_further(found: Finding[Names], bylines: Iterable[tuple[Sequence[str], str]]) -> Finding[Names]:
    """Return the authors with those that the byline of the page names beside all of them."""
    known = {fold(name) for name in found.value}
    for names, because in bylines:
        folded = {fold(name) for name in names}
        if known < folded and len(folded) <= len(known) + _MOST_FURTHER:
            return Finding(tuple(names), f"{found.because}, and {because}", 0.85)
    return found


def _is_handle(name: str) -> bool:
    """Return whether a name is that of an account ("ada-quill", "aquill7"): one word, and not as names are written."""
    return bool(re.fullmatch(r"[a-z]+(?:[-_][a-z]+)+|[a-z_-]*\d[\w-]*", name))


def _declared(graph: Graph, articles: Sequence[Node]) -> list[str]:
    """Return the authors in the first node of the page's own report that has any."""
    for node in articles:
        for key in ("author", "creator"):
            names = [name for words in _author_words(graph, node.get(key)) for name in split_names(words)]
            if names:
                return list({fold(name): name for name in reversed(names)}.values())[::-1]
    return []


def _author_words(graph: Graph, value: object) -> Iterator[str]:
    for single in graph.values(value):
        if isinstance(single, str):
            yield single
        elif isinstance(single, Mapping):
            words = graph.text(single, "name", "byline")
            if not words:
                words = shown(f"{graph.text(single, 'givenName')} {graph.text(single, 'familyName')}")
            yield words


def _from_metas(metas: Metas) -> Iterator[list[str]]:
    for name in markup_words("authors", "metas"):
        names = [name for words in metas.get(name, ()) for name in split_names(words)]
        if names:
            yield names


def _bylines(tree: lxml_html.HtmlElement) -> Iterator[tuple[list[str], str]]:
    """Yield the names in each place of the page that is marked as its byline, the surest kind first."""
    kinds: dict[str, list[lxml_html.HtmlElement]] = {_MARKED: [], _CLASSED: [], _LINKED: [], _SIGNED: []}
    for element in islice(tree.iter(), _MOST_ELEMENTS):
        kind = _kind_of(element) if isinstance(element.tag, str) else None
        if kind and len(kinds[kind]) < _MOST_BYLINES:
            kinds[kind].append(element)
    for because, elements in kinds.items():
        yield from _read_all(elements, because)


_MARKED = "the name marked as the author on the page"
_CLASSED = "the byline on the page"
_LINKED = "a link on the page to what the author wrote"
_SIGNED = "the name that signs the report"


def _kind_of(element: lxml_html.HtmlElement) -> str | None:
    """Return how an element is marked as a byline, or None where it is none."""
    if "author" in (element.get("itemprop") or "").split() or "author" in (element.get("rel") or "").split():
        return _MARKED
    if _is_classed(element):
        return _CLASSED
    if element.tag == "a" and _set_of("paths") & set(_path_of(element.get("href") or "")):
        return _LINKED
    style = (element.get("style") or "").replace(" ", "")[:_BYLINE_CHARS]
    if element.tag == "p" and ("text-align:right" in style or element.get("align") == "right"):
        return _SIGNED
    return None


def _path_of(address: str) -> list[str]:
    """Return the parts of an address's path before the last, which is the author's own."""
    return address[:_BYLINE_CHARS].lower().split("?")[0].strip("/").split("/")[:-1]


def _read_all(elements: Sequence[lxml_html.HtmlElement], because: str) -> Iterator[tuple[list[str], str]]:
    """Yield the names of single elements, and of neighbours together: one link for each author."""
    groups: dict[object, list[str]] = {}
    order: list[object] = []
    for element in elements:
        if _is_elsewhere(element):
            continue
        names = _names_of(element)
        if not names:
            continue
        parent = element.getparent()
        key = parent if parent is not None else element
        if key not in groups:
            groups[key] = []
            order.append(key)
        groups[key] += [name for name in names if name not in groups[key]]
    for key in order:
        yield groups[key], because


def _names_of(element: lxml_html.HtmlElement) -> list[str]:
    content = element.get("content")
    if content:
        return split_names(content)
    if element.tag in {"link", "meta"}:
        return []
    named = next((e for e in element.iter() if "name" in (e.get("itemprop") or "").split()), None)
    if named is not None and named.get("content"):
        return split_names(named.get("content", ""))
    shown = named if named is not None else element
    words = as_shown(" ".join(islice(shown.itertext(), _MOST_BYLINES))[: _BYLINE_CHARS + 1])
    if len(words) > _BYLINE_CHARS:
        return []
    # What is marked as the author is one, initials too; else only what looks like a name.
    return read_shown_byline(words) or (
        split_names(words) if element.get("itemprop") and len(words) <= _MARK_CHARS else []
    )


def _is_classed(element: lxml_html.HtmlElement) -> bool:
    words = _class_words(element)
    if not words or words & _set_of("elsewhere"):
        return False
    # "author", "author-name", and "authorname".
    return bool(words & _set_of("classes")) or any(word.startswith(("author", "byline")) for word in words)


def _is_elsewhere(element: lxml_html.HtmlElement) -> bool:
    """Return whether an element stands in a part of the page that is about something else."""
    for level, above in enumerate(element.iterancestors()):
        if level > _LEVELS or above.tag in {"body", "main"} or _is_running_text(above):
            return False
        if above.tag in _NOT_HERE or _class_words(above) & _set_of("elsewhere"):
            return True
    return False


def _is_running_text(element: lxml_html.HtmlElement) -> bool:
    """Return whether an element directly holds paragraphs of a report, wherever the page puts that."""
    return element.tag == "article" and sum(1 for _ in element.iterchildren("p")) >= _PARAGRAPHS


def _class_words(element: lxml_html.HtmlElement) -> set[str]:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"[:_BYLINE_CHARS]
    return {word.lower() for word in _CLASS_WORD.findall(names)}


@cache
def _set_of(key: str) -> frozenset[str]:
    return frozenset(markup_words("authors", key))
