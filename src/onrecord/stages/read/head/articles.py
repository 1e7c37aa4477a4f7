"""Which of the reports that a page's JSON-LD describes is the page's own."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from onrecord.stages.read.head.jsonld import Graph, Node, types_of
from onrecord.stages.read.head.metas import markup_words
from onrecord.text.fold import fold

#: A node without any of these describes no report, whatever its type.
_TELLING = ("headline", "name", "author", "datePublished", "articleBody")


def find_articles(graph: Graph, *, addresses: Sequence[str], headings: Sequence[str]) -> tuple[Node, ...]:
    """Return the nodes that describe the page's own report, the surest first.

    A node that names another address than the page's and another headline than
    the page shows is about another report: a teaser, a list of what else is
    new. Where a page describes one report only, it is taken all the same:
    addresses change, and headlines are rewritten.

    Args:
        graph: The page's JSON-LD.
        addresses: Those under which the page is known: where it came from, what it calls its own.
        headings: What the page shows or declares as its title, in any form.
    """
    kinds = markup_words("jsonld", "articles")
    places = {path for path in map(place_of, addresses) if path}
    folded = {fold(heading) for heading in headings} - {""}
    rated = []
    others: list[Node] = []
    for order, node in enumerate(graph.nodes):
        ranks = [i for kind in types_of(node) for i, end in enumerate(kinds) if kind.endswith(end)]
        if not ranks or not any(node.get(key) for key in _TELLING):
            continue
        here = _is_at(graph, node, places)
        headed = any(fold(words) in folded for words in _headlines(graph, node))
        if here is False and not headed:
            others.append(node)
            continue
        rated.append(((not (here or headed), not headed, min(ranks), order), node))
    if not rated and len(others) == 1:
        return (others[0],)
    return tuple(node for _, node in sorted(rated, key=lambda pair: pair[0]))


def find_pages(graph: Graph) -> tuple[Node, ...]:
    """Return the nodes that describe the page itself, in page order."""
    kinds = set(markup_words("jsonld", "pages"))
    return tuple(node for node in graph.nodes if kinds & set(types_of(node)))


def _headlines(graph: Graph, node: Node) -> list[str]:
    return [*graph.words(node.get("headline")), *graph.words(node.get("name"))]


def _is_at(graph: Graph, node: Node, places: set[str]) -> bool | None:
    """Return whether a node names one of the page's addresses, or None where it names none."""
    own = []
    for key in ("url", "@id", "mainEntityOfPage"):
        for value in graph.values(node.get(key)):
            words = value.get("@id") or value.get("url") if isinstance(value, dict) else value
            if isinstance(words, str):
                own.append(place_of(words))
    own = [place for place in own if place]
    return None if not own or not places else any(place in places for place in own)


def place_of(address: str) -> str:
    """Return an address's path, which mirrors, protocols and parameters do not change, or "" for a home page."""
    try:
        path = urlsplit(address.strip()).path
    except ValueError:  # no address at all
        return ""
    return path.strip("/").lower() if len(path) > 1 else ""
