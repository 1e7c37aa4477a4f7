"""The way of words to us as trees for the terminal: who was first, who copied, how much, and why."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text
from rich.tree import Tree

from onrecord.model import Leg, LegKind, Station, StationKind, Trace
from onrecord.serve.formats.trace_words import (
    credit_of,
    evidence_of,
    facts_of,
    name_of,
    share_of,
    sureness_of,
)
from onrecord.serve.formats.visible import counted, shorten, visible

_WORDS_CHARS = 300
_GUIDE = "dim"


def trace_tree(trace: Trace, *, why: bool = False) -> RenderableType:
    """Return the trees of a trace: of a statement from its speaker on; of a report its family, and then its sources.

    Args:
        trace: The trace.
        why: Whether each leg is followed by its reason.
    """
    drawing = _Drawing(trace, why=why)
    if trace.words is not None:
        return Group(
            Text(f"“{shorten(visible(trace.words), _WORDS_CHARS)}”", style="bold cyan"),
            *map(_padded, drawing.forward(drawing.roots())),
            *drawing.rest(),
        )
    family = drawing.forward(drawing.family_roots())
    sources = drawing.backward()
    return Group(
        Text(visible(drawing.focus.title or drawing.focus.file or ""), style="bold cyan"),
        *(Text(line, style="dim") for line in [credit_of(drawing.focus)] if line),
        Text("Reports that carry the same words", style="bold"),
        *(map(_padded, family) if drawing.has_family else [_padded(Text("none on this desk", style="dim"))]),
        Text("How its statements came to it", style="bold"),
        _padded(sources if sources is not None else Text("it holds no statement", style="dim")),
        *drawing.rest(),
    )


class _Drawing:
    """Draw one trace."""

    def __init__(self, trace: Trace, *, why: bool) -> None:
        self._trace = trace
        self._why = why
        self._stations = {station.id: station for station in trace.stations}
        self._after: dict[str, list[Leg]] = defaultdict(list)
        self._before: dict[str, list[Leg]] = defaultdict(list)
        for leg in trace.legs:
            self._after[leg.start].append(leg)
            self._before[leg.end].append(leg)
        self._drawn: set[str] = set()

    @property
    def focus(self) -> Station:
        """Return the report that is asked about."""
        return self._stations[self._trace.focus]

    @property
    def has_family(self) -> bool:
        """Return whether another report carries its words, or it credits somebody else's."""
        return any(leg.confidence is not None for leg in self._trace.legs)

    def roots(self) -> list[Station]:
        """Return the stations that nothing leads to."""
        return [station for station in self._trace.stations if not self._before[station.id]]

    def family_roots(self) -> list[Station]:
        """Return the reports that no other report leads to."""
        return [
            station
            for station in self._trace.stations
            if station.kind is StationKind.REPORT and not any(map(_is_of_reports, self._before[station.id]))
        ]

    def forward(self, roots: Iterable[Station]) -> list[Tree]:
        """Return a tree for each root, of what words reached from it."""
        return [self._grow(Tree(self._told(root), guide_style=_GUIDE), root) for root in roots]

    def _grow(self, tree: Tree, top: Station) -> Tree:
        waiting = [(tree, top)]
        while waiting:
            branch, station = waiting.pop()
            if station.id in self._drawn:
                continue
            self._drawn.add(station.id)
            for leg in sorted(self._after[station.id], key=self._order):
                end = self._stations[leg.end]
                told = self._told(end, leg)
                if end.id in self._drawn:
                    told.append("  (see above)", style="dim")
                waiting.append((branch.add(told, guide_style=_GUIDE), end))
        return tree

    def backward(self) -> Tree | None:
        """Return the tree of the carriers through which statements came, the last first; None for no statement."""
        legs = [leg for leg in self._before[self.focus.id] if not _is_of_reports(leg)]
        if not legs:
            return None
        tree = Tree(self._told(self.focus), guide_style=_GUIDE)
        waiting: list[tuple[Tree, Sequence[Leg]]] = [(tree, legs)]
        while waiting:
            branch, some = waiting.pop()
            for leg in sorted(some, key=self._back_order):
                station = self._stations[leg.start]
                told = self._told(station, leg)
                added = branch.add(told, guide_style=_GUIDE)
                waiting.append((added, [one for one in self._before[station.id] if not _is_of_reports(one)]))
        return tree

    def rest(self) -> list[RenderableType]:
        """Return a line on what is not shown; nothing where all is."""
        left = self._trace.left_out
        return (
            [Text(f"{counted(left, 'more report')} that carry the words not shown", style="dim")]
            if left
            else []
        )

    def _told(self, station: Station, leg: Leg | None = None) -> Text:
        """Return what is known of a station, and of the leg to it."""
        text = Text(name_of(station), style="bold" if station.name else "italic")
        counts = leg.statements if leg and self._trace.words is None else 0
        facts = facts_of(station, statements=counts)
        if station.id == self._trace.focus:
            facts.append("this report")
        text.append("".join(f" · {fact}" for fact in facts), style="not bold not italic")
        evidence = evidence_of(station)
        if evidence and not (leg and _is_of_reports(leg)):
            text.append(f"  {shorten(evidence, 60)}", style="dim not bold not italic")
        credit = credit_of(station)
        if credit and not (self._trace.words is None and station.id == self._trace.focus):
            text.append(f"\n{credit}", style="dim not bold not italic")
        if leg and leg.confidence is not None:
            text.append(f"\n{share_of(leg)}; {sureness_of(leg)}", style="dim not bold not italic")
            if self._why or leg.kind is LegKind.SHARED:
                text.append(f"\n{visible(leg.because)}", style="dim italic not bold")
        return text

    def _order(self, leg: Leg) -> tuple[bool, str, str]:
        end = self._stations[leg.end]
        return (end.day is None, end.day.isoformat() if end.day else "", end.file or end.id)

    def _back_order(self, leg: Leg) -> tuple[int, str]:
        return (-leg.statements, leg.start)


def _is_of_reports(leg: Leg) -> bool:
    return leg.kind in {LegKind.REPRINTED, LegKind.SHARED}


def _padded(thing: RenderableType) -> RenderableType:
    return Padding(thing, (0, 0, 1, 2))
