"""Traces for tests of their pictures."""

from datetime import date

from onrecord.model import Leg, LegKind, Span, Station, StationKind, Trace

SPEAKER = Station(
    "s",
    StationKind.SPEAKER,
    "Ada Lindqvist",
    day=date(2026, 3, 2),
    is_inferred=True,
    report="w",
    venue="interview",
)
RADIO = Station(
    "r",
    StationKind.CARRIER,
    "Radio Selm",
    role="broadcaster",
    day=date(2026, 3, 2),
    report="w",
    span=Span(9, 19),
    evidence="Radio Selm",
)
LOST = Station("l", StationKind.CARRIER, None, role="outlet", report="w", evidence="(Selm), 2 March 2026")
WIRE = Station(
    "w",
    StationKind.REPORT,
    "Coast News",
    day=date(2026, 3, 3),
    report="w",
    file="/r/wire.txt",
    title="Harbour open",
)
COPY = Station(
    "c",
    StationKind.REPORT,
    None,
    day=date(2026, 3, 4),
    report="c",
    file="/r/copy.txt",
    title="Winter in Selm",
)
TWIN = Station("t", StationKind.REPORT, "Lantern", report="t", file="https://lantern.example/a/", title=None)

REPRINTED = Leg("w", "c", LegKind.REPRINTED, 0, 0.98, 0.6, 0.97, "the other credits Coast News")
SHARED = Leg("c", "t", LegKind.SHARED, 0, 0.5, 0.4, 0.8, "nothing tells which was first")


def statement_trace(focus: str = "c") -> Trace:
    """Return a statement's way through a broadcaster and a wire report to a copy and its twin."""
    legs = (
        Leg("s", "r", LegKind.SAID, 1),
        Leg("r", "w", LegKind.CARRIED, 1),
        REPRINTED,
        SHARED,
    )
    return Trace(focus, "The harbour belongs to everybody", (SPEAKER, RADIO, WIRE, COPY, TWIN), legs)


def report_trace() -> Trace:
    """Return a report with statements of two carriers, and a copy of it."""
    legs = (
        Leg("s", "r", LegKind.SAID, 3),
        Leg("r", "w", LegKind.CARRIED, 3),
        Leg("l", "w", LegKind.CARRIED, 1),
        Leg("n", "l", LegKind.SAID, 1),
        REPRINTED,
    )
    nobody = Station("n", StationKind.SPEAKER, None, report="w", evidence="the sources")
    return Trace("w", None, (SPEAKER, RADIO, nobody, LOST, WIRE, COPY), legs, left_out=2)
