"""The way of words to us as a picture: SVG that needs no script, no font and nothing from elsewhere.

Where stations stand and how legs run is graphlay's work; the drawing is ours.
"""

import re
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import replace
from html import escape
from typing import Any

import graphlay

from onrecord.model import Leg, LegKind, Station, StationKind, Trace
from onrecord.serve.formats.trace_words import (
    evidence_of,
    facts_of,
    name_of,
    share_of,
    shared_with,
    sureness_of,
)
from onrecord.serve.formats.visible import counted, shorten, visible
from onrecord.serve.formats.wrapping import wrap_line

#: All in user units, which are CSS pixels at full size. Two boxes and a gap fit a phone at full size.
_BOX_WIDTH = 164
_NAME_LINE, _FACT_LINE = 17, 15
_NAME_SIZE, _FACT_SIZE = 13, 11.5
_PADDING = 9
_MARGIN = 12
_MOST_LINES = 3
_HEAD_CHARS = 400
#: More would take the layout minutes, and no reader could follow it.
_MOST_DRAWN = 120
#: For graphlay: close together, and legs from or to one station as one line that forks.
_OPTIONS: dict[str, Any] = {
    "effort": "fast",
    "spacing": {
        "layer_gap": 28,
        "node_gap": 12,
        "isolated_gap": 12,
        "port_gap": 6,
        "dummy_gap": 10,
        "stub": 10,
    },
    "routing": {"merge_edges": "both", "port_sides": "facing_only", "lane_gap": 4},
}
#: From above; from the left, in rows for a window that is higher than wide.
_WAYS: tuple[dict[str, Any], ...] = (
    {"direction": "topbottom"},
    {"direction": "leftright", "wrap": {"viewport_aspect": 0.3}},
)
#: What XML has no place for.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LIGHT = (
    "--paper:#fff;--ink:#1b1f24;--soft:#59636e;--line:#8b949e;"
    "--said:#fff6e0;--carried:#eef4fb;--report:#f4f4f4;--focus:#0a5dc2"
)
_DARK = (
    "--paper:#15181c;--ink:#e6e9ed;--soft:#a3adb8;--line:#6e7883;"
    "--said:#33290f;--carried:#152a3f;--report:#23272c;--focus:#6cb0ff"
)
_STYLE = f"""
.trace{{{_LIGHT};font-family:system-ui,sans-serif}}
@media (prefers-color-scheme:dark){{.trace{{{_DARK}}}}}
.trace text{{fill:var(--ink);text-anchor:middle;unicode-bidi:plaintext}}
.trace .name{{font-size:{_NAME_SIZE}px;font-weight:600}}
.trace .fact{{font-size:{_FACT_SIZE}px;fill:var(--soft)}}
.trace .head{{font-size:{_NAME_SIZE}px;text-anchor:start}}
.trace rect{{stroke:var(--line);stroke-width:1}}
.trace rect.paper{{fill:var(--paper);stroke:none}}
.trace .speaker rect{{fill:var(--said)}}
.trace .carrier rect{{fill:var(--carried)}}
.trace .report rect{{fill:var(--report)}}
.trace .focus rect{{stroke:var(--focus);stroke-width:2.5}}
.trace path{{fill:none;stroke:var(--line);stroke-width:1.5}}
.trace .shared path{{stroke-dasharray:5 4}}
.trace marker path{{fill:var(--line);stroke:none}}
"""
_ARROW = (
    '<defs><marker id="trace-arrow" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="7" markerHeight="7" '
    'orient="auto"><path d="M0 0 8 4 0 8z"/></marker></defs>'
)


def trace_svg(trace: Trace, *, is_fluid: bool = True) -> str:
    """Return a trace as one SVG document, as wide as its reader's window and no wider than it needs.

    Where it is not fluid it has a size of its own, as a picture within a page needs.

    Speakers, carriers and reports have boxes; arrows lead where the words went; a dashed line
    joins reports of which nothing tells which was first. Of very many stations those nearest to the
    report that is asked about are drawn, and how many are not is told.
    """
    trace, left_out = _nearest(trace)
    boxes = [_Box(station, trace) for station in trace.stations]
    laid = _lay_out(trace, boxes)
    left, top = laid.bounds["min"]["x"] - _MARGIN, laid.bounds["min"]["y"] - _MARGIN
    width = laid.bounds["max"]["x"] - left + _MARGIN
    height = laid.bounds["max"]["y"] - top + _MARGIN
    head = _head(trace, left_out, width - 2 * _MARGIN)
    top -= _NAME_LINE * len(head) + _MARGIN
    height += _NAME_LINE * len(head) + _MARGIN
    title = "How these words came to us"
    labelled = 'aria-labelledby="trace-title trace-desc"'
    view = f'viewBox="{left:.1f} {top:.1f} {width:.1f} {height:.1f}"'
    fluid = f'width="100%" style="max-width:{width:.0f}px"'
    fixed = f'width="{width:.0f}" height="{height:.0f}"'
    size = f"{view} {fluid if is_fluid else fixed}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="trace" role="img" {labelled} {size}>',
        f'<title id="trace-title">{_xml(title)}</title>',
        f'<desc id="trace-desc">{_xml(describe(trace))}</desc>',
        f"<style>{_STYLE}</style>",
        _ARROW,
        f'<rect class="paper" x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}"/>',
        *(
            _text("head", left + _MARGIN, top + _MARGIN + _NAME_LINE * (n + 0.75), line)
            for n, line in enumerate(head)
        ),
        *(_drawn_leg(leg, edge) for leg, edge in zip(trace.legs, laid.edges, strict=True)),
        *(box.drawn(node["center"]) for box, node in zip(boxes, laid.nodes, strict=True)),
        "</svg>\n",
    ]
    return "\n".join(part for part in parts if part)


def describe(trace: Trace) -> str:
    """Return what the picture shows, in sentences, for who does not see it."""
    stations = {station.id: station for station in trace.stations}
    told = []
    for leg in trace.legs:
        start, end = (_called(stations[id_]) for id_ in (leg.start, leg.end))
        if leg.kind is LegKind.SHARED:
            told.append(f"{start} and {end} share words; {sureness_of(leg)}.")
        elif leg.kind is LegKind.REPRINTED:
            told.append(f"{end} carries {start}: {share_of(leg)}; {sureness_of(leg)}.")
        else:
            told.append(f"From {start} to {end}.")
    if trace.left_out:
        told.append(f"{counted(trace.left_out, 'more report')} not shown.")
    return " ".join(told) or f"{_called(stations[trace.focus])} stands alone."


class _Box:
    """One station's box: its lines, and what size they need."""

    def __init__(self, station: Station, trace: Trace) -> None:
        self._station = station
        self._is_focus = station.id == trace.focus
        statements = 0
        if trace.words is None:
            statements = sum(leg.statements for leg in trace.legs if leg.start == station.id)
        facts = facts_of(station, statements=statements)
        evidence = evidence_of(station)
        if evidence and evidence.strip("“”") != name_of(station):
            facts.append(shorten(evidence, 60))
        facts += [shared_with(leg) for leg in trace.legs if leg.end == station.id and leg.share is not None]
        if self._is_focus:
            facts.append("this report")
        room = _BOX_WIDTH - 2 * _PADDING
        self._name = _cut(wrap_line(name_of(station), room, _NAME_SIZE, bold=True))
        self._facts = [line for fact in facts for line in _cut(wrap_line(fact, room, _FACT_SIZE))]
        self.height = 2 * _PADDING + _NAME_LINE * len(self._name) + _FACT_LINE * len(self._facts)

    def drawn(self, center: dict[str, float]) -> str:
        """Return the box around its middle."""
        x, y = center["x"], center["y"]
        kinds = f"{self._station.kind}{' focus' if self._is_focus else ''}"
        lines = []
        at = y - self.height / 2 + _PADDING
        for line in self._name:
            lines.append(_text("name", x, at + _NAME_LINE * 0.76, line))
            at += _NAME_LINE
        for line in self._facts:
            lines.append(_text("fact", x, at + _FACT_LINE * 0.76, line))
            at += _FACT_LINE
        whole = _xml(", ".join([_called(self._station), *facts_of(self._station)]))
        return (
            f'<g class="{kinds}"><title>{whole}</title>'
            f'<rect x="{x - _BOX_WIDTH / 2:.1f}" y="{y - self.height / 2:.1f}" width="{_BOX_WIDTH}" '
            f'height="{self.height:.1f}" rx="6"/>{"".join(lines)}</g>'
        )


def _cut(lines: list[str]) -> list[str]:
    """Return no more lines than a box shows of one fact, the last with dots where more are left out."""
    return lines if len(lines) <= _MOST_LINES else [*lines[: _MOST_LINES - 1], f"{lines[_MOST_LINES - 1]}…"]


def _lay_out(trace: Trace, boxes: Sequence[_Box]) -> graphlay.Layout:
    """Return the layout that needs the least width: from above, or from the left in rows."""
    graph = graphlay.Graph()
    for station, box in zip(trace.stations, boxes, strict=True):
        graph.node(station.id, width=_BOX_WIDTH, height=box.height)
    for leg in trace.legs:
        graph.edge(leg.start, leg.end)
    laid = [graphlay.layout(graph, options={**_OPTIONS, **way}) for way in _WAYS]
    return min(laid, key=lambda one: float(one.bounds["max"]["x"] - one.bounds["min"]["x"]))


def _nearest(trace: Trace) -> tuple[Trace, int]:
    """Return a trace with no more stations than are drawn, and how many are left out.

    From the focus on, along legs between reports first, and then along those that most statements went.
    """
    if len(trace.stations) <= _MOST_DRAWN:
        return trace, 0
    beside: dict[str, list[Leg]] = defaultdict(list)
    for leg in sorted(trace.legs, key=lambda leg: (leg.share is None, -leg.statements)):
        beside[leg.start].append(leg)
        beside[leg.end].append(leg)
    kept = {trace.focus: None}
    waiting = deque([trace.focus])
    while waiting and len(kept) < _MOST_DRAWN:
        here = waiting.popleft()
        for leg in beside[here]:
            there = leg.end if leg.start == here else leg.start
            if there not in kept and len(kept) < _MOST_DRAWN:
                kept[there] = None
                waiting.append(there)
    stations = tuple(station for station in trace.stations if station.id in kept)
    legs = tuple(leg for leg in trace.legs if leg.start in kept and leg.end in kept)
    return replace(trace, stations=stations, legs=legs), len(trace.stations) - len(stations)


def _head(trace: Trace, left_out: int, width: float) -> list[str]:
    focus = next(station for station in trace.stations if station.id == trace.focus)
    words = (
        f"“{visible(trace.words)}”" if trace.words is not None else visible(focus.title or focus.file or "")
    )
    lines = wrap_line(shorten(words, _HEAD_CHARS), width, _NAME_SIZE)
    left = ((trace.left_out, "more report"), (left_out, "more station"))
    return [*lines, *(f"{counted(count, noun)} not shown" for count, noun in left if count)]


def _drawn_leg(leg: Leg, edge: dict[str, Any]) -> str:
    points = [(point["x"], point["y"]) for point in edge["points"]]
    line = "M" + " L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    arrow = "" if leg.kind is LegKind.SHARED else ' marker-end="url(#trace-arrow)"'
    title = f"<title>{_xml(f'{sureness_of(leg)}. {visible(leg.because)}')}</title>" if leg.because else ""
    return f'<g class="{leg.kind}">{title}<path d="{line}"{arrow}/></g>'


def _called(station: Station) -> str:
    name = name_of(station)
    return (
        f"{name} ({visible(station.file)})" if station.kind is StationKind.REPORT and station.file else name
    )


def _text(style: str, x: float, y: float, words: str) -> str:
    return f'<text class="{style}" x="{x:.1f}" y="{y:.1f}">{_xml(words)}</text>'


def _xml(words: str) -> str:
    return escape(_UNWRITABLE.sub("\ufffd", words))
