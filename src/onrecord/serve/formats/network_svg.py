"""Who speaks about whom as a picture: SVG that needs no script, no font and nothing from elsewhere."""

import math
import re
from collections.abc import Collection, Mapping, Sequence
from html import escape

from onrecord.ports import Edge, Network, Node
from onrecord.serve.formats.network_layout import Point, lay_out
from onrecord.serve.formats.visible import counted, shorten, visible
from onrecord.serve.formats.wrapping import width_of

_MARGIN = 48.0
#: More lines are one grey sheet: of so many the most frequent are drawn.
MOST_LINES = 4_000
#: So many names can be read beside each other, of few nodes and of very many.
_NAMED_FEW, _NAMED_MANY = 70, 45
#: Up to so many nodes each line has an arrow.
_ARROWED = 60
_LABEL_CHARS = 32
#: What a page has for a picture, in pixels.
_PAGE_WIDTH = 1000.0
_BOW = 0.14
_LABELLED = 'aria-labelledby="network-title network-desc"'
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LIGHT = (
    "--paper:#fff;--ink:#1b1f24;--soft:#59636e;--line:#4a6076;--focus:#0a5dc2;"
    "--person:#2f6ea5;--organization:#a8620f;--group:#7b4aa3;--outlet:#1f7a74;--place:#3f7d2c;--unknown:#6b7480"
)
_DARK = (
    "--paper:#1b1f24;--ink:#e6e9ed;--soft:#a3adb8;--line:#9fb4c8;--focus:#6cb0ff;"
    "--person:#7db5e6;--organization:#e3a95c;--group:#c09be6;--outlet:#6cc7bf;--place:#93c97f;--unknown:#98a2ad"
)
_STYLE = f"""
.network{{{_LIGHT};font-family:system-ui,sans-serif}}
@media (prefers-color-scheme:dark){{.network{{{_DARK}}}}}
.network .paper{{fill:var(--paper)}}
.network .lines path{{fill:none;stroke:var(--line);stroke-linecap:round}}
.network marker path{{fill:var(--line)}}
.network circle{{stroke:var(--paper);stroke-width:1.2}}
.network .around circle{{stroke:var(--focus);stroke-width:3}}
.network text{{fill:var(--ink);unicode-bidi:plaintext;text-anchor:middle}}
.network text{{paint-order:stroke;stroke:var(--paper);stroke-width:.28em;stroke-linejoin:round}}
.network .around text{{font-weight:650}}
.person circle{{fill:var(--person)}}.organization circle{{fill:var(--organization)}}.group circle{{fill:var(--group)}}
.outlet circle{{fill:var(--outlet)}}.place circle{{fill:var(--place)}}.unknown circle{{fill:var(--unknown)}}
"""
_ARROW = (
    '<defs><marker id="network-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
    'markerUnits="userSpaceOnUse" orient="auto"><path d="M0 .8 7.500 4 0 7.200z"/></marker></defs>'
)
#: Shares of the lines, the faintest first, with their width and how much of what is below they hide.
_STRENGTHS = ((0.6, 0.8, 0.45), (0.85, 1.1, 0.6), (0.96, 1.7, 0.75), (1.0, 2.6, 0.9))


def network_svg(network: Network, *, around: Collection[str] = ()) -> str:
    """Return a network as one SVG document with a size of its own.

    Circles are those who speak or are spoken of, the larger the more; their colour says what they are. A line bows to
    the right of the way from who speaks to whom they speak of. The names of the most connected stand beside them.

    Args:
        network: The network.
        around: Ids of clusters that it was asked for around.
    """
    nodes = network.nodes
    numbers = {node.cluster: number for number, node in enumerate(nodes)}
    edges = [
        edge for edge in network.edges if edge.by in numbers and edge.of in numbers and edge.by != edge.of
    ]
    ties: dict[tuple[int, int], float] = {}
    for edge in edges:
        a, b = sorted((numbers[edge.by], numbers[edge.of]))
        ties[a, b] = ties.get((a, b), 0.0) + edge.count
    points, width, height = lay_out(len(nodes), ties)
    radii = [one * max(1.0, width / _PAGE_WIDTH) ** 0.5 for one in _radii(nodes)]
    label_room = 60.0
    width, height = width + 2 * (_MARGIN + label_room), height + 2 * _MARGIN
    points = [(x + _MARGIN + label_room, y + _MARGIN) for x, y in points]
    labels = _labels(nodes, points, radii, around, width)
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="network" role="img" {_LABELLED} '
            f'viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" height="{height:.0f}">'
        ),
        '<title id="network-title">Who speaks about whom</title>',
        f'<desc id="network-desc">{_xml(describe_network(network))}</desc>',
        f"<style>{_STYLE}</style>",
        _ARROW if len(nodes) <= _ARROWED else "",
        f'<rect class="paper" width="{width:.0f}" height="{height:.0f}"/>',
        *_lines(edges[:MOST_LINES], numbers, points, radii),
        *(
            _circle(node, points[n], radii[n], is_around=node.cluster in around)
            for n, node in enumerate(nodes)
        ),
        *labels,
        "</svg>\n",
    ]
    return "\n".join(part for part in parts if part)


def describe_network(network: Network) -> str:
    """Return what the picture shows, in sentences, for who does not see it."""
    names = {node.cluster: node.name for node in network.nodes}
    told = [f"{counted(len(network.nodes), 'name')} and {counted(len(network.edges), 'line')} between them."]
    most = [edge for edge in network.edges[:3] if edge.by in names and edge.of in names]
    told += [
        f"{names[edge.by]} speaks of {names[edge.of]} in {counted(edge.count, 'statement')}." for edge in most
    ]
    return visible(" ".join(told))


def _radii(nodes: Sequence[Node]) -> list[float]:
    """Return how large each circle is: its area grows with what they say and what is said of them."""
    most = max((node.said + node.said_of for node in nodes), default=1) or 1
    largest = 17.0 if len(nodes) <= _ARROWED else 13.0
    least = 4.5 if len(nodes) <= _ARROWED else 2.6 if len(nodes) <= 400 else 2.0  # noqa: PLR2004 -- of a picture
    return [least + (largest - least) * math.sqrt((node.said + node.said_of) / most) for node in nodes]


def _lines(
    edges: Sequence[Edge], numbers: Mapping[str, int], points: Sequence[Point], radii: Sequence[float]
) -> list[str]:
    """Return the lines, those of like strength as one shape, the faintest first; each with its arrow where few are."""
    is_arrowed = len(points) <= _ARROWED
    ranked = sorted(edges, key=lambda edge: (edge.count, edge.by, edge.of))
    found: list[str] = []
    # Lines of one count look alike.
    share: dict[int, float] = {}
    for place, edge in enumerate(ranked):
        share.setdefault(edge.count, (place + 1) / len(ranked))
    thinner = 1.0 if is_arrowed else 0.8 if len(points) <= 400 else 0.45  # noqa: PLR2004 -- of a picture
    for number, (limit, stroke, opacity) in enumerate(_STRENGTHS):
        least = _STRENGTHS[number - 1][0] if number else 0.0
        some = [edge for edge in ranked if least < share[edge.count] <= limit]
        if not some:
            continue
        paths = [
            _bow(
                points[numbers[edge.by]],
                points[numbers[edge.of]],
                radii[numbers[edge.by]],
                radii[numbers[edge.of]],
            )
            for edge in some
        ]
        drawn = (
            "".join(f'<path marker-end="url(#network-arrow)" d="{path}"/>' for path in paths)
            if is_arrowed
            else f'<path d="{"".join(paths)}"/>'
        )
        style = f'stroke-width="{stroke * (1.2 if is_arrowed else thinner):.2f}" opacity="{opacity * thinner:.2f}"'
        found.append(f'<g class="lines" {style}>{drawn}</g>')
    return found


def _bow(start: Point, end: Point, start_radius: float, end_radius: float) -> str:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = math.hypot(dx, dy) or 1.0
    ux, uy = dx / length, dy / length
    x0, y0 = start[0] + ux * start_radius, start[1] + uy * start_radius
    x1, y1 = end[0] - ux * (end_radius + 1), end[1] - uy * (end_radius + 1)
    mx, my = (x0 + x1) / 2 - uy * length * _BOW, (y0 + y1) / 2 + ux * length * _BOW
    return f"M{x0:.0f} {y0:.0f}Q{mx:.0f} {my:.0f} {x1:.0f} {y1:.0f}"


def _circle(node: Node, point: Point, radius: float, *, is_around: bool) -> str:
    told = f"{node.name}: {node.said} said of others here, {node.said_of} said of them"
    kinds = f"{node.type} around" if is_around else str(node.type)
    return (
        f'<a href="/who/{escape(node.cluster)}" class="{kinds}"><circle cx="{point[0]:.1f}" cy="{point[1]:.1f}" '
        f'r="{radius:.1f}"><title>{_xml(visible(told))}</title></circle></a>'
    )


def _labels(
    nodes: Sequence[Node],
    points: Sequence[Point],
    radii: Sequence[float],
    around: Collection[str],
    width: float,
) -> list[str]:
    """Return the names of the most connected, each where it lies over none that was set before; else it is left out."""
    count = len(nodes)
    most = count if count <= _ARROWED else _NAMED_FEW if count <= 400 else _NAMED_MANY  # noqa: PLR2004 -- of a picture
    order = sorted(range(count), key=lambda n: (nodes[n].cluster not in around, n))[: most * 2]
    largest = max(radii, default=1.0)
    # A page shows a large picture smaller than it is: names stay large enough to be read there.
    scale = max(1.0, width / _PAGE_WIDTH)
    taken: list[tuple[float, float, float, float]] = [
        (points[n][0] - radii[n], points[n][1] - radii[n], points[n][0] + radii[n], points[n][1] + radii[n])
        for n in order[: most // 2]
    ]
    found: list[str] = []
    for n in order:
        if len(found) >= most:
            break
        size = scale * (10.5 + 4.0 * (radii[n] / largest if count > _ARROWED else 0.4))
        name = shorten(visible(nodes[n].name), _LABEL_CHARS)
        half = width_of(name, size) / 2 * 0.94
        x, y, radius = *points[n], radii[n]
        ways = (
            (x, y + radius + size), (x, y - radius - 4), (x + radius + 4 + half, y + size * 0.35),
            (x - radius - 4 - half, y + size * 0.35),
        )  # fmt: skip
        for cx, base in ways:
            box = (cx - half, base - size * 0.85, cx + half, base + size * 0.25)
            is_inside = box[0] >= 2 and box[2] <= width - 2  # noqa: PLR2004 -- pixels to the edge
            if is_inside and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                kinds = f"{nodes[n].type} around" if nodes[n].cluster in around else str(nodes[n].type)
                found.append(
                    f'<a href="/who/{escape(nodes[n].cluster)}" class="{kinds}">'
                    f'<text x="{cx:.1f}" y="{base:.1f}" font-size="{size:.1f}">{_xml(name)}</text></a>'
                )
                break
    return found


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _xml(words: str) -> str:
    return escape(_UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", words))
