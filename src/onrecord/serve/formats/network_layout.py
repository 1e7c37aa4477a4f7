"""Where the nodes of a network stand in a picture.

How they push and pull each other is rustworkx's work; what hangs together is laid out by itself and set beside the
rest.
"""

import math
from collections.abc import Mapping, Sequence

import rustworkx as rx

#: Forces between two nodes that one layout may weigh: some two seconds of one processor (measured: 4.5 ns each).
_MOST_FORCES = 3.2e8
_MOST_ROUNDS, _LEAST_ROUNDS = 320, 60
#: The library holds the interpreter while it works: so many forces at a time, and others' pages are answered between.
_SLICE_FORCES = 8e6
#: What the library moves a node by in each round, and what that is to be, in widths of the whole, first and last.
_STEP = 0.1
_FIRST, _LAST = 0.12, 0.0015
#: The side of the square that each of n nodes has to itself, in pixels: _ROOM * n ** _CROWDING.
_ROOM, _CROWDING = 240.0, -0.25
_GAP = 40.0
#: The share of the nodes that stand where they are, and how far outside the others stay.
_INNER, _OUTER = 0.85, 0.4
_SEED = 7

Point = tuple[float, float]
#: Two nodes by their places in a sequence, and how strongly they are tied.
Tied = Mapping[tuple[int, int], float]


def lay_out(count: int, ties: Tied) -> tuple[list[Point], float, float]:
    """Return where nodes stand, and how wide and high the whole is: all in pixels, from the upper left corner.

    The same network always gives the same picture. Time is bounded: some two seconds of one processor for 2,000 nodes.

    Args:
        count: How many nodes there are.
        ties: Which are tied to which, the smaller first, and by how many statements.
    """
    graph: rx.PyGraph[int, float] = rx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(count))
    graph.add_edges_from([(a, b, strength) for (a, b), strength in ties.items()])
    groups = sorted((sorted(one) for one in rx.connected_components(graph)), key=lambda one: (-len(one), one))
    side = _ROOM * max(count, 1) ** _CROWDING
    laid = [_lay_out_group(graph, group, side) for group in groups]
    return _pack(count, groups, laid)


def _lay_out_group(graph: "rx.PyGraph[int, float]", group: Sequence[int], side: float) -> list[Point]:
    """Return where the nodes of a group that hangs together stand, from its own upper left corner."""
    if len(group) == 1:
        return [(0.0, 0.0)]
    part = graph.subgraph(list(group), preserve_attrs=False)
    degrees = [part.degree(one) for one in part.node_indices()]
    for index in part.edge_indices():
        a, b = part.get_edge_endpoints_by_index(index)
        # A tie between two who are tied to many holds them less: else all hubs stand in one heap.
        weight = (1.0 + math.log(part.get_edge_data_by_index(index))) / math.sqrt(min(degrees[a], degrees[b]))
        part.update_edge_by_index(index, weight)
    count = len(group)
    middle = max(range(count), key=lambda n: (degrees[n], -n))
    rounds = int(min(_MOST_ROUNDS, max(_LEAST_ROUNDS, _MOST_FORCES / count**2)))
    at_once = max(1, min(8, int(_SLICE_FORCES / count**2)))
    slices = max(1, rounds // at_once)
    places: dict[int, list[float]] = {
        n: [0.5 + 0.4 * math.cos(2.399963 * n) * math.sqrt((n + 0.5) / count),
            0.5 + 0.4 * math.sin(2.399963 * n) * math.sqrt((n + 0.5) / count)]
        for n in range(count)
    }  # fmt: skip
    for turn in range(slices):
        step = _FIRST * (_LAST / _FIRST) ** (turn / max(1, slices - 1))
        # Its step cannot be given: so the whole is made so large that it is small enough.
        scale = _STEP / step
        found = rx.spring_layout(
            part,
            pos={n: (x * scale, y * scale) for n, (x, y) in places.items()},
            k=scale / math.sqrt(count),
            num_iter=at_once,
            weight_fn=float,
            # Whole layouts are moved and scaled by the library, those with a fixed node are not.
            fixed={middle},
            seed=_SEED,
        )
        places = {n: [point[0] / scale, point[1] / scale] for n, point in found.items()}
    return _fitted(_drawn_in([places[n] for n in range(count)]), side * math.sqrt(count))


def _drawn_in(points: Sequence[Sequence[float]]) -> list[Point]:
    """Return points of which the outermost stand half as far outside: a few strays would make all else small."""
    x0, y0 = (sum(values) / len(points) for values in zip(*points, strict=True))
    away = sorted(math.hypot(x - x0, y - y0) for x, y in points)
    reach = away[int(len(away) * _INNER)]
    found = []
    for x, y in points:
        far = math.hypot(x - x0, y - y0)
        pull = (reach + (far - reach) * _OUTER) / far if far > reach else 1.0
        found.append((x0 + (x - x0) * pull, y0 + (y - y0) * pull))
    return found


def _fitted(points: Sequence[Sequence[float]], size: float) -> list[Point]:
    """Return points moved and scaled, wider than high, so that they take the area of a square of that size."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    if height > width:
        xs, ys, width, height = ys, xs, height, width
    scale = size / math.sqrt(max(width, 1e-9) * max(height, width / 3, 1e-9))
    left, top = min(xs), min(ys)
    return [((x - left) * scale, (y - top) * scale) for x, y in zip(xs, ys, strict=True)]


def _pack(
    count: int, groups: Sequence[Sequence[int]], laid: Sequence[Sequence[Point]]
) -> tuple[list[Point], float, float]:
    """Return all groups in rows, the largest first."""
    widths = [max(x for x, _ in points) for points in laid]
    most = max(
        [
            *widths[:1],
            0.0,
            math.sqrt(sum((w + _GAP) * (_height(p) + _GAP) for w, p in zip(widths, laid, strict=True)) * 1.5),
        ]
    )
    found: list[Point] = [(0.0, 0.0)] * count
    left = top = row = wide = 0.0
    for group, points, width in zip(groups, laid, widths, strict=True):
        if left and left + width > most:
            left, top, row = 0.0, top + row + _GAP, 0.0
        for node, (x, y) in zip(group, points, strict=True):
            found[node] = (left + x, top + y)
        left, row = left + width + _GAP, max(row, _height(points))
        wide = max(wide, left - _GAP)
    return found, wide, top + row


def _height(points: Sequence[Point]) -> float:
    return max(y for _, y in points)
