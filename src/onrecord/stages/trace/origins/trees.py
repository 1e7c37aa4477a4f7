"""Trees of origins: each report below the one it depends on most surely."""

from collections.abc import Iterable, Sequence
from datetime import date

from onrecord.model import Join, Node, NodeKind, Origin
from onrecord.stages.trace.origins.joining import Edge, Part, node_of


class Groups:
    """Return ids that are put together two at a time (union-find with path halving)."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def head(self, id_: str) -> str:
        """Return the id that stands for all that are together with `id_`."""
        above = self._above.setdefault(id_, id_)
        while above != id_:
            self._above[id_] = self._above[above]
            id_, above = above, self._above[above]
        return id_

    def join(self, one: str, other: str) -> bool:
        """Put two together; return whether they were apart."""
        a, b = self.head(one), self.head(other)
        self._above[b] = a
        return a != b


def draw_origins(parts: Sequence[Part], edges: Iterable[Edge]) -> list[Origin]:
    """Return the origins that certain edges leave, the earliest first, each as a tree.

    Args:
        parts: The earliest first.
        edges: Certain ones, the firmest first: of several reasons why something depends on something, the first counts.
    """
    groups, parents = Groups(), {}
    late: list[Edge] = []
    for edge in edges:
        if edge.child in parents or not edge.is_directed:
            late.append(edge)
        elif groups.join(edge.parent, edge.child):
            parents[edge.child] = edge
    # A pair of which nobody knows the first joins more plainly than a second source of one that hangs already.
    for edge in sorted(late, key=lambda one: one.is_directed):
        if groups.head(edge.parent) == groups.head(edge.child):
            continue
        # One of the two that has nothing above it goes below; where both have, the first of their trees does.
        ends = sorted((edge.child, edge.parent), key=lambda id_: (id_ in parents, id_ != edge.child))
        child = _top(ends[0], parents)
        other = edge.parent if ends[0] == edge.child else edge.child
        groups.join(edge.child, edge.parent)
        parents[child] = _turned(edge, child, other)
    nodes = _nodes(parts)
    below: dict[str, list[str]] = {}
    order = {id_: number for number, id_ in enumerate(nodes)}
    for child, edge in parents.items():
        below.setdefault(edge.parent, []).append(child)
    tops = [id_ for id_ in nodes if id_ not in parents]
    origins = [Origin(top, tuple(_walk(top, nodes, below, parents, order))) for top in tops]
    used = [one for one in origins if any(node.kind is NodeKind.REPORT for node in one.nodes)]
    return sorted(used, key=_earliest)


def _turned(edge: Edge, child: str, parent: str) -> Edge:
    """Return an edge as it stands in the tree: what has two sources hangs below one of them, and above the other."""
    because = edge.because
    if edge.is_directed and child != edge.child:
        because = f"those above depend on it too: {because}"
    return Edge(
        edge.kind,
        child,
        parent,
        because,
        edge.confidence,
        is_directed=edge.is_directed,
        evidence=edge.evidence,
    )


def _top(id_: str, parents: dict[str, Edge]) -> str:
    while id_ in parents:
        id_ = parents[id_].parent
    return id_


def _nodes(parts: Sequence[Part]) -> dict[str, Node]:
    """Return a node for each part and for each carrier that is named, parts first."""
    nodes = {
        part.id: Node(
            part.id,
            NodeKind.REPORT,
            part.account.name,
            part.account.outlet,
            part.account.day,
            part.account.report,
            tuple(told.statement.id for told in part.told),
        )
        for part in parts
    }
    for part in parts:
        for carrier in part.carriers:
            if carrier.key is not None:
                id_ = node_of(carrier.key)
                nodes.setdefault(id_, Node(id_, NodeKind.CARRIER, carrier.name))
        if part.publisher and part.publisher[0] == "own":
            id_ = node_of(part.publisher)
            names = (told.statement.speaker.name for told in part.told if told.statement.speaker)
            name = next((name for name in names if name), part.account.outlet)
            nodes.setdefault(id_, Node(id_, NodeKind.CARRIER, name or "the speaker"))
    return nodes


def _walk(
    top: str,
    nodes: dict[str, Node],
    below: dict[str, list[str]],
    parents: dict[str, Edge],
    order: dict[str, int],
) -> Iterable[Node]:
    """Yield a tree from its top, each node behind the one that it hangs on; no recursion: chains may be long."""
    waiting = [top]
    while waiting:
        id_ = waiting.pop()
        edge, node = parents.get(id_), nodes[id_]
        yield node if edge is None else _hung(node, edge)
        waiting += sorted(below.get(id_, ()), key=order.__getitem__, reverse=True)


def _hung(node: Node, edge: Edge) -> Node:
    join = Join(edge.kind, edge.because, edge.confidence, edge.is_directed, edge.evidence)
    return Node(
        node.id, node.kind, node.name, node.outlet, node.day, node.report, node.statements, edge.parent, join
    )


def _earliest(origin: Origin) -> tuple[date, str]:
    return (min((node.day for node in origin.nodes if node.day), default=date.max), origin.id)
