"""Where a page took its report from, as its markup tells: another outlet's address, or a credit."""

import re
from collections.abc import Iterator, Mapping, Sequence

from onrecord.stages.read.head.findings import Finding
from onrecord.stages.read.head.jsonld import Graph, Node
from onrecord.stages.read.head.metas import Metas, metas_named
from onrecord.stages.read.head.sites import Site
from onrecord.text.hosts import bare_host, label_of

_LONGEST = 80
#: "Source: Coast News", "来源：海岸新闻".
_LABEL = re.compile(r"^[^:：]{1,20}[:：]\s*(?!//)")
#: Fields of a report that name whose work it is.
_CREDITS = (
    "isBasedOn",
    "isBasedOnUrl",
    "sourceOrganization",
    "creditText",
    "copyrightHolder",
    "provider",
    "distributor",
    "syndicatingSite",
)


def find_origin(
    metas: Metas,
    graph: Graph,
    articles: Sequence[Node],
    site: Site,
    *,
    canonical: str | None,
    address: str,
    state: Sequence[tuple[str, str]] = (),
) -> Finding[str] | None:
    """Return the source that a page's markup names (its name, or its host), other than its own site, or None.

    Args:
        metas: What the head says.
        graph: The page's JSON-LD.
        articles: Its nodes about the report.
        site: Whose page it is.
        canonical: The address that the page calls its own, or None.
        address: Where it came from.
        state: Whom its scripts credit (`find_state_credits`).
    """
    host, own = bare_host(canonical or ""), bare_host(address)
    if host and own and label_of(host) != label_of(own) and not site.is_named(host):
        return Finding(host, "the page calls another site's address its own", 0.7)
    for words, because, confidence in _named(metas, graph, articles, state):
        there = bare_host(words) or _LABEL.sub("", words)
        named = site.is_named(there) or site.is_in(there) or site.is_named(label_of(there))
        if 0 < len(there) <= _LONGEST and not named:
            return Finding(there, because, confidence)
    return None


def _named(
    metas: Metas, graph: Graph, articles: Sequence[Node], state: Sequence[tuple[str, str]]
) -> Iterator[tuple[str, str, float]]:
    for node in articles:
        for key in _CREDITS:
            for value in graph.values(node.get(key)):
                for words in _words_of(graph, value):
                    yield words, f"{key} in the page's JSON-LD", 0.75
    for words, key in state:
        yield words, f"{key} in the data of the page's scripts", 0.75
    for words in metas_named(metas, "sources", "metas"):
        yield words, "the source in the page's head", 0.7


def _words_of(graph: Graph, value: object) -> list[str]:
    """Return the names in a credit: of a work, those of its publisher and its address, never its title."""
    if isinstance(value, Mapping):
        if "publisher" in value or "headline" in value or ("url" in value and "name" not in value):
            return [*graph.words(value.get("publisher")), *graph.words(value.get("url"))]
        return graph.words(value)
    return graph.words(value)
