"""Families of reports that carry each other's words: what all their pairs together tell of each pair."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

#: An edge from a copy to its origin, and how sure that is.
Edge = tuple[int, int, float]


def find_families(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Return for each report that is in a pair the lowest number of its family.

    >>> find_families([(3, 1), (1, 2), (7, 8)])
    {3: 1, 1: 1, 2: 1, 7: 7, 8: 7}
    """
    above: dict[int, int] = {}

    def root(one: int) -> int:
        above.setdefault(one, one)
        while above[one] != one:
            above[one] = above[above[one]]
            one = above[one]
        return one

    for one, other in pairs:
        first, second = root(one), root(other)
        above[max(first, second)] = min(first, second)
    return {one: root(one) for one in above}


def drop_circles(edges: Sequence[Edge]) -> set[int]:
    """Return the numbers of those edges that must go for no report to be its own origin, the least sure first.

    >>> drop_circles([(1, 2, 0.9), (2, 3, 0.8), (3, 1, 0.7), (4, 1, 0.6)])
    {2}
    """
    dropped: set[int] = set()
    left = list(range(len(edges)))
    while True:
        component = _components({n: edges[n][:2] for n in left})
        inside = [n for n in left if component[edges[n][0]] == component[edges[n][1]]]
        if not inside:
            return dropped
        # In each knot, all edges that are as little sure as its least sure one go at once.
        least: dict[int, float] = {}
        for n in inside:
            knot = component[edges[n][0]]
            least[knot] = min(least.get(knot, 1.0), edges[n][2])
        dropped |= {n for n in inside if edges[n][2] <= least[component[edges[n][0]]]}
        left = [n for n in inside if n not in dropped]


def _components(edges: Mapping[int, tuple[int, int]]) -> dict[int, int]:
    """Return for each report the number of its strongly connected component (Tarjan, without recursion)."""
    following: dict[int, list[int]] = defaultdict(list)
    for copy, origin in edges.values():
        following[copy].append(origin)
        following.setdefault(origin, [])
    order: dict[int, int] = {}
    lowest: dict[int, int] = {}
    component: dict[int, int] = {}
    open_: list[int] = []
    for start in following:
        if start in order:
            continue
        work = [(start, 0)]
        while work:
            node, at = work.pop()
            if at == 0:
                order[node] = lowest[node] = len(order)
                open_.append(node)
            for number in range(at, len(following[node])):
                onward = following[node][number]
                if onward not in order:
                    work += [(node, number + 1), (onward, 0)]
                    break
                if onward not in component:
                    lowest[node] = min(lowest[node], lowest[onward])
            else:
                if lowest[node] == order[node]:
                    while True:
                        member = open_.pop()
                        component[member] = node
                        if member == node:
                            break
                if work:
                    parent = work[-1][0]
                    lowest[parent] = min(lowest[parent], lowest[node])
    return component
