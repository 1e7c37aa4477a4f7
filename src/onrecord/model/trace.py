"""The way by which words came to us: who said them, who carried them, which reports copied which."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onrecord.model.credit import FeedCredit
from onrecord.model.span import Span


class StationKind(StrEnum):
    """Return what words passed."""

    SPEAKER = "speaker"
    CARRIER = "carrier"  # named in a report; its own report is not here
    REPORT = "report"  # of this desk


class LegKind(StrEnum):
    """Return how words went from one station to the next."""

    SAID = "said"  # a speaker's words, in a carrier or report
    CARRIED = "carried"  # as a report tells of a carrier
    REPRINTED = "reprinted"  # the same words, and which was first
    SHARED = "shared"  # the same words; nothing tells which was first


@dataclass(frozen=True, slots=True)
class Station:
    """Return one place that words passed.

    Attributes:
        id: Its own within the trace.
        kind: What it is.
        name: Who speaks, what the carrier is called, the report's outlet; None where nothing tells.
        role: What it did with the words, in a word ("broadcaster", "publisher"), or None.
        day: When, or None.
        is_inferred: Whether the day follows from other days.
        report: Id of the report that this is, or whose text tells of it.
        file: What the user knows that report by; None for who is not a report.
        title: The report's title, or None.
        span: Where the report's text tells of it, or None.
        evidence: The words that stand there, or None.
        venue: Where or in what a speaker spoke, in the report's words, or None.
        credit: Whom the feed that led to this report names as its source, or None.
    """

    id: str
    kind: StationKind
    name: str | None
    role: str | None = None
    day: date | None = None
    is_inferred: bool = False
    report: str | None = None
    file: str | None = None
    title: str | None = None
    span: Span | None = None
    evidence: str | None = None
    venue: str | None = None
    credit: FeedCredit | None = None


@dataclass(frozen=True, slots=True)
class Leg:
    """Return how words went from one station to another.

    Attributes:
        start: Id of the station they came from; of either where nothing tells.
        end: Id of the one they came to.
        kind: How.
        statements: How many statements went this way; 0 for reprints.
        share: How much of the report at the end stands in that at the start, 0 to 1; None but for reprints.
        share_back: The same the other way round.
        confidence: That the words were carried, 0 to 1; None where the text itself tells.
        because: Why, for a person to read.
    """

    start: str
    end: str
    kind: LegKind
    statements: int = 0
    share: float | None = None
    share_back: float | None = None
    confidence: float | None = None
    because: str = ""


@dataclass(frozen=True, slots=True)
class Trace:
    """Return the stations that words passed, and the legs between them; legs never lead in a circle.

    Attributes:
        focus: Id of the station of the report that is asked about.
        words: The statement's words, or None where the whole report is traced.
        stations: Each once, an origin before what came of it where that is known.
        legs: From station to station.
        left_out: How many reports that carry the same words are not shown.
    """

    focus: str
    words: str | None
    stations: tuple[Station, ...]
    legs: tuple[Leg, ...]
    left_out: int = 0
