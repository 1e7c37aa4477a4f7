"""Under what a page is filed: its topics and its section, as its markup declares them."""

import re
from collections.abc import Iterator, Mapping, Sequence

from onrecord.stages.read.blocks.pieces import words_of
from onrecord.stages.read.head.findings import Finding
from onrecord.stages.read.head.jsonld import Graph, Node, types_of
from onrecord.stages.read.head.metas import Metas, markup_words, metas_named
from onrecord.stages.read.head.sites import Site
from onrecord.text.fold import fold

#: More are written for search engines, or are the whole site's.
MOST_TOPICS = 12
_TOPIC_CHARS = 60
_SECTION_CHARS = 60
_SPLIT = re.compile(r"\s*[,;、،|]\s*")
#: What machines write among topics: "type:article", "selm_premium_2021", addresses.
_MACHINE = re.compile(r"https?:|\w+[:=]\w|\w*_\w+|^\W*$|^\W*\d+\W*$|^[0-9a-f]{8}-[0-9a-f-]{20,}$")
#: A list mostly of these is one of codes: "AERS08", "Page Type: Article".
_CODE = re.compile(r"^[A-Z0-9]{2,8}$|^\w[\w ]{1,20}: ")


def find_topics(
    metas: Metas, graph: Graph, articles: Sequence[Node], site: Site
) -> Finding[tuple[str, ...]] | None:
    """Return a page's topics, in order, or None where it declares none.

    The fields that outlets fill for one report come first; lists of codes,
    and what machines write among topics, are left out.
    """
    for because, values in _sources(metas, graph, articles):
        topics: dict[str, str] = {}
        for words in values:
            for topic in _split(words):
                if len(topic) <= _TOPIC_CHARS and not _MACHINE.search(topic) and not site.is_named(topic):
                    topics.setdefault(fold(topic) or topic, topic)
        codes = sum(bool(_CODE.search(topic)) for topic in topics.values())
        if topics and codes * 2 <= len(topics):
            return Finding(tuple(topics.values())[:MOST_TOPICS], because, 0.85)
    return None


def _sources(metas: Metas, graph: Graph, articles: Sequence[Node]) -> Iterator[tuple[str, list[str]]]:
    by_meta = {name: list(metas.get(name, ())) for name in markup_words("topics", "metas")}
    tags, *rest = by_meta.items()
    yield f"{tags[0]} in the page's head", tags[1]
    for node in articles:
        yield "keywords of the page's JSON-LD", graph.words(node.get("keywords"))
    for name, values in rest:
        yield f"{name} in the page's head", values
    for node in articles:
        yield "what the page's JSON-LD says it is about", graph.words(node.get("about"))


def _split(words: str) -> list[str]:
    """Return the topics of a list; in scripts without spaces a space parts them too."""
    parts = [part.strip() for part in _SPLIT.split(words)]
    if len(parts) == 1 and not any(c.lower() != c.upper() for c in words) and _WIDE.search(words):
        parts = words.split()
    return [part for part in parts if part]


#: Chinese and Japanese letters.
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff]")


def find_section(
    metas: Metas, graph: Graph, articles: Sequence[Node], site: Site, *, title: str
) -> Finding[str] | None:
    """Return the section that a page is filed under, or None where it declares none."""
    own = (words for node in articles for words in graph.words(node.get("articleSection")))
    declared = [(words, "the section in the page's JSON-LD") for words in own]
    declared += [(w, "the section in the page's head") for w in metas_named(metas, "sections", "metas")]
    declared += [(w, "the page's breadcrumb") for w in _steps(graph)]
    for words, because in declared:
        first = next(iter(_SPLIT.split(words)), "")
        plain = fold(first)
        if (
            plain
            and len(first) <= _SECTION_CHARS
            and plain != fold(title)
            and not site.is_named(first)
            and not _MACHINE.search(first)
            and first.lower() not in words_of("topics", "home")
        ):
            return Finding(first, because, 0.85)
    return None


def _steps(graph: Graph) -> Iterator[str]:
    """Yield the steps of the page's breadcrumb, the home page and the report itself left out."""
    for node in graph.nodes:
        if "breadcrumblist" in types_of(node):
            steps = []
            for value in graph.values(node.get("itemListElement")):
                if isinstance(value, Mapping):
                    steps += graph.words(value.get("name")) or graph.words(value.get("item"))
            yield from steps[1:-1]
