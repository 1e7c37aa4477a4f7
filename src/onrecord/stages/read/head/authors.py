"""A page's authors: what it declares, and the bylines that it shows."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice

from lxml import html as lxml_html

from onrecord.stages.read.head.bylines import (
    is_nobody,
    opens_byline,
    read_pieces,
    read_shown_byline,
    split_names,
)
from onrecord.stages.read.head.findings import Finding
from onrecord.stages.read.head.jsonld import Graph, Node, shown
from onrecord.stages.read.head.metas import Metas, as_shown, markup_words
from onrecord.stages.read.head.sites import Site
from onrecord.text.fold import fold
from onrecord.text.outlets import known_names

#: Elements looked at for bylines; real pages have up to about 3,000.
_MOST_ELEMENTS = 20_000
#: Elements that look like bylines, and characters in one; more hold whole lists.
_MOST_BYLINES = 60
_BYLINE_CHARS = 300
#: Initials and names of desks, where an element is marked as the author.
_MARK_CHARS = 40
#: Levels above a byline that can show it to be about something else.
_LEVELS = 30
#: How far below the heading a line that begins with "By" is its byline, in elements.
_MOST_BELOW = 150
_LINES = frozenset(
    {"p", "span", "div", "a", "li", "address", "strong", "b", "em", "i", "small", "h2", "h3", "h4", "h5"}
)
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


def _with_further(found: Finding[Names], bylines: Sequence[tuple[Sequence[str], str]]) -> Finding[Names]:
    """Return the authors with those that a byline names beside all of them.

    The first byline that names any of them is believed; a later one only if
    each further name stands in another byline too.
    """
    known = {fold(name) for name in found.value}
    groups = [{fold(name) for name in names} for names, _ in bylines]
    first = next((group for group in groups if known & group), set())
    for place, group in enumerate(groups):
        others = set().union(*groups[:place], *groups[place + 1 :])
        if (
            known < group
            and len(group - known) <= _MOST_FURTHER
            and (group is first or group - known <= others)
        ):
            names, because = bylines[place]
            return Finding(tuple(names), f"{found.because}, and {because}", 0.85)
    return found


def _is_handle(name: str) -> bool:
    """Return whether a name is that of an account ("ada-quill", "aquill7"): one word, and not as names are written."""
    written = re.fullmatch(r"[a-z]+(?:[-_][a-z]+)+|[a-z_-]*\d[\w-]*|[a-z]{6,}", name)
    return bool(written) and fold(name) not in known_names()


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
    kinds: dict[str, list[lxml_html.HtmlElement]] = {
        kind: [] for kind in (_MARKED, _CLASSED, _LINKED, _OPENED, _SIGNED)
    }
    heading = next(tree.iter("h1"), None)
    above = set() if heading is None else {heading, *heading.iterancestors()}
    behind = 0
    for element in islice(tree.iter(), _MOST_ELEMENTS):
        if not isinstance(element.tag, str):
            continue
        behind += bool(behind) or element is heading
        kind = _kind_of(element, below=0 < behind <= _MOST_BELOW)
        if kind and len(kinds[kind]) < _MOST_BYLINES and not _is_elsewhere(element, above):
            kinds[kind].append(element)
    for because, elements in kinds.items():
        yield from _read_all(elements, because)


_MARKED = "the name marked as the author on the page"
_CLASSED = "the byline on the page"
_LINKED = "a link on the page to what the author wrote"
_OPENED = "the byline below the heading"
_SIGNED = "the name that signs the report"


def _kind_of(element: lxml_html.HtmlElement, *, below: bool) -> str | None:
    """Return how an element is marked as a byline, or None where it is none."""
    if "author" in (element.get("itemprop") or "").split() or "author" in (element.get("rel") or "").split():
        return _MARKED
    if _is_classed(element):
        return _CLASSED
    if element.tag == "a" and _set_of("paths") & set(_path_of(element.get("href") or "")):
        return _LINKED
    if below and element.tag in _LINES and opens_byline((element.text or "").strip()[:_BYLINE_CHARS]):
        return _OPENED
    style = (element.get("style") or "").replace(" ", "")[:_BYLINE_CHARS]
    if element.tag == "p" and ("text-align:right" in style or element.get("align") == "right"):
        return _SIGNED
    return None


def _path_of(address: str) -> list[str]:
    """Return the parts of an address's path before the last, which is the author's own."""
    return address[:_BYLINE_CHARS].lower().split("?")[0].strip("/").split("/")[:-1]


def _read_all(elements: Sequence[lxml_html.HtmlElement], because: str) -> Iterator[tuple[list[str], str]]:
    """Yield the names of single elements, and of neighbours together: one link for each author."""
    groups: dict[tuple[lxml_html.HtmlElement, str | None], list[str]] = {}
    for element in elements:
        names = _names_of(element)
        if not names:
            continue
        parent = element.getparent()
        key = (parent if parent is not None else element, element.get("class"))
        group = groups.setdefault(key, [])
        group += [name for name in names if name not in group]
    yield from ((group, because) for group in groups.values())


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
    pieces = [as_shown(piece) for piece in islice(shown.itertext(), _MOST_BYLINES)]
    several = read_pieces(pieces)
    if several:
        return several
    words = as_shown(" ".join(pieces)[: _BYLINE_CHARS + 1])
    if len(words) > _BYLINE_CHARS:
        return []
    # What is marked as the author is one, initials too; else only what looks like a name.
    return read_shown_byline(words) or (
        split_names(words) if element.get("itemprop") and len(words) <= _MARK_CHARS else []
    )


def _is_classed(element: lxml_html.HtmlElement) -> bool:
    words = _class_words(element)
    if not words or words & _set_of("no_names"):
        return False
    # "author", "author-name", and "authorname".
    return bool(words & _set_of("classes")) or any(word.startswith(("author", "byline")) for word in words)


def _is_elsewhere(element: lxml_html.HtmlElement, heads: Container[object]) -> bool:
    """Return whether an element stands in a part of the page that is about something else.

    What stands together with the main heading is about the report, whatever
    the page calls the part that holds both.
    """
    for level, above in enumerate(element.iterancestors()):
        if above in heads or level > _LEVELS or above.tag in {"body", "main"}:
            return False
        if above.tag in _NOT_HERE or _class_words(above) & _set_of("elsewhere"):
            return True
    return False


def _class_words(element: lxml_html.HtmlElement) -> set[str]:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"[:_BYLINE_CHARS]
    return {word.lower() for word in _CLASS_WORD.findall(names)}


@cache
def _set_of(key: str) -> frozenset[str]:
    return frozenset(markup_words("authors", key))
