"""What is found, with what is needed to show and cite it."""

from dataclasses import dataclass
from datetime import date

from onrecord.model import Statement


@dataclass(frozen=True, slots=True)
class StatementHit:
    """Return a found statement with what is needed to show and cite it.

    Attributes:
        statement: The statement.
        words: Its content spans, cut from the stored text, in order.
        report_name: What the report is called (file name or address).
        title: The report's title, or None.
        outlet: Its outlet, or None.
        published: Its day of publication, or None.
        capture: SHA-256 of the capture.
        source: Its source spans, cut from the stored text, in order: what the report calls a speaker it does not name.
        cues: Its cue spans, cut from the stored text, in order.
    """

    statement: Statement
    words: tuple[str, ...]
    report_name: str
    title: str | None
    outlet: str | None
    published: date | None
    capture: str
    source: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportLine:
    """Return one report's line in a listing."""

    id: str
    name: str
    title: str | None
    outlet: str | None
    published: date | None
    statements: int


@dataclass(frozen=True, slots=True)
class ReportHit:
    """Return a found report and the passage that matches.

    Attributes:
        line: The report.
        excerpt: Canonical text around the first match, cut, not rewritten.
        matches: `(start, end)` of each matching word within `excerpt`.
    """

    line: ReportLine
    excerpt: str
    matches: tuple[tuple[int, int], ...]
