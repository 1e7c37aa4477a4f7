"""The way of words to us: each report's own chains, joined with which report copied which."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from onrecord.model import (
    SAYING,
    ChainRole,
    Leg,
    LegKind,
    Reading,
    Reprint,
    Span,
    Statement,
    Station,
    StationKind,
    Trace,
)
from onrecord.ports.traces import Carrying
from onrecord.stages.trace.carrying import carried_words, find_counterpart
from onrecord.stages.trace.credits import key_of
from onrecord.stages.trace.linking import link_reports
from onrecord.text.fold import fold


def trace_report_chains(
    reading: Reading, family: Mapping[str, Carrying], reprints: Iterable[Reprint]
) -> Trace:
    """Return how a report's statements came to it, and which reports copied which.

    Args:
        reading: The report.
        family: The reports that carry its words, itself among them, by id.
        reprints: What is known of their pairs.
    """
    picture = _Picture(family)
    focus = reading.report.id
    picture.link(link_reports(family, reprints, _credited(family)))
    said = [one for one in reading.statements if one.act in SAYING]
    for one in said:
        picture.add_chain(reading, one, focus)
    for id_, told in family.items():
        if told.reprint_of and id_ not in picture.parents and not (id_ == focus and said):
            picture.add_credit(id_, told.reprint_of)
    return picture.trace(focus, None)


def trace_statement_chain(
    reading: Reading,
    statement: Statement,
    family: Mapping[str, Carrying],
    reprints: Sequence[Reprint],
    read: Callable[[str], Reading],
) -> Trace:
    """Return how a statement's words came to its report, and which reports carry them further.

    The chain is told by the text of the report that had the words first, where that is known.

    Args:
        reading: Its report.
        statement: The statement.
        family: The reports that carry words of its report, itself among them, by id.
        reprints: What is known of their pairs.
        read: Gives the reading of one of them.
    """
    focus = reading.report.id
    carried: dict[str, tuple[Span, ...]] = {focus: statement.content}
    for one in reprints:
        if focus in (one.a, one.b):
            spans = carried_words(statement, one)
            if spans:
                carried[one.b if one.a == focus else one.a] = spans
    picture = _Picture({id_: told for id_, told in family.items() if id_ in carried}, is_one_speaker=True)
    picture.link(link_reports(carried, reprints, _credited(family)))
    told = False
    for id_, spans in carried.items():
        if id_ in picture.parents:
            continue
        first = reading if id_ == focus else read(id_)
        said = statement if id_ == focus else find_counterpart(first, spans)
        if said is not None:
            picture.add_chain(first, said, id_)
            told = True
    if not told:
        picture.add_chain(reading, statement, focus)
    words = tuple(span.cut(reading.report.text) for span in statement.content)
    return picture.trace(focus, " […] ".join(" ".join(stretch.split()) for stretch in words))


def _credited(family: Mapping[str, Carrying]) -> set[tuple[str, str]]:
    """Return which reports, or the feeds that led to them, name the outlet of which others as their source."""
    of_outlet: dict[str, list[str]] = {}
    for id_, told in family.items():
        of_outlet.setdefault(key_of(told.outlet or ""), []).append(id_)
    return {
        (id_, other)
        for id_, told in family.items()
        for name in (told.reprint_of, told.credit.name if told.credit else None)
        if name
        for other in of_outlet.get(key_of(name), ())
        if other != id_
    }


@dataclass(slots=True)
class _Picture:
    """Put stations and legs together, each once."""

    family: Mapping[str, Carrying]
    #: Whether a name stands for one speaker wherever it is told.
    is_one_speaker: bool = False
    stations: dict[str, Station] = field(init=False)
    legs: dict[tuple[str, str], Leg] = field(init=False, default_factory=dict)
    #: The report that each copy came from.
    parents: dict[str, str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.stations = {id_: _of_report(told) for id_, told in self.family.items()}

    def link(self, legs: Iterable[Leg]) -> None:
        for leg in legs:
            self.legs[leg.start, leg.end] = leg
            if leg.kind is LegKind.REPRINTED:
                self.parents[leg.end] = leg.start

    def add_chain(self, reading: Reading, said: Statement, report: str) -> None:
        """Add the way that the text tells, from the report back to the speaker."""
        at = report
        text = reading.report.text
        for link in reversed(said.chain):
            if link.role is ChainRole.PUBLISHER:
                continue
            parent = self.parents.get(at)
            if parent and link.name and key_of(link.name) == key_of(self.family[parent].outlet or ""):
                at = parent  # the carrier that the text names has a report here
                continue
            key = key_of(link.name) if link.name else ""
            before = Station(
                id=f"{at}|{link.role}|{key}|{link.day or ''}",
                kind=StationKind.CARRIER,
                name=link.name,
                role=str(link.role),
                day=link.day,
                report=reading.report.id,
                span=link.span,
                evidence=link.span.cut(text) if link.span else None,
            )
            self._pass(before, at, LegKind.CARRIED)
            at = before.id
        name = said.speaker.name if said.speaker else None
        words = fold(name or "").split()
        who = (
            words[-1] if words and self.is_one_speaker else f"{at}|{said.speaker.id if said.speaker else ''}"
        )
        self._pass(_speaker(said, text, f"speaker|{who}"), at, LegKind.SAID)

    def add_credit(self, report: str, outlet: str) -> None:
        """Add the outlet that a report credits, where nothing else tells of it."""
        station = Station(
            f"{report}|credit|{key_of(outlet)}|", StationKind.CARRIER, outlet, "credited", report=report
        )
        self._pass(station, report, LegKind.CARRIED, statements=0)

    def trace(self, focus: str, words: str | None) -> Trace:
        return Trace(focus, words, tuple(self._ordered()), tuple(self.legs.values()))

    def _pass(self, station: Station, end: str, kind: LegKind, *, statements: int = 1) -> None:
        known = self.stations.get(station.id)
        if known is None:
            self.stations[station.id] = station
        elif known.day != station.day:
            self.stations[station.id] = replace(known, day=None, venue=None, is_inferred=False)
        leg = self.legs.get((station.id, end)) or Leg(station.id, end, kind)
        self.legs[station.id, end] = replace(leg, statements=leg.statements + statements)

    def _ordered(self) -> list[Station]:
        """Return the stations, each behind those that words reached before it."""
        before: dict[str, list[str]] = {id_: [] for id_ in self.stations}
        for start, end in self.legs:
            before[end].append(start)
        done: dict[str, Station] = {}
        for id_ in self.stations:
            work = [id_]
            while work:
                waiting = [one for one in before[work[-1]] if one not in done]
                if waiting:
                    work.append(waiting[0])
                else:
                    done.setdefault(work[-1], self.stations[work[-1]])
                    work.pop()
        return list(done.values())


def _of_report(told: Carrying) -> Station:
    return Station(
        id=told.id,
        kind=StationKind.REPORT,
        name=told.outlet,
        role="publisher" if told.outlet else None,
        day=told.published,
        report=told.id,
        file=told.name,
        title=told.title,
        credit=told.credit,
    )


def _speaker(said: Statement, text: str, id_: str) -> Station:
    speaker = said.speaker
    mention = speaker.mention if speaker else None
    return Station(
        id=id_,
        kind=StationKind.SPEAKER,
        name=speaker.name if speaker else None,
        day=said.said_on,
        is_inferred=said.said_on_basis == "inferred",
        report=said.report,
        span=mention,
        evidence=mention.cut(text) if mention else None,
        venue=said.venue,
    )
