"""Where readings are kept and searched."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from onrecord.model import Act, Capture, Reading, Report, Statement, StatementKind


@dataclass(frozen=True, slots=True)
class StatementQuery:
    """Return which statements are wanted; everything given must hold.

    Attributes:
        words: Words that stand in the content, in the query language of `Store.search_reports`.
        by: Part of a speaker's name: whole words, case, accents and apostrophes folded;
            matches any spelling of the speaker in its report.
        about: The same for those the content names.
        outlet: The same for the report's outlet.
        since: Said (or, where that is not known, published) on this day or later.
        until: The same, or earlier.
        kinds: Any of these; empty for all.
        acts: Any of these; empty for acts of saying.
        report: One report's id.
        limit: How many at most.
    """

    words: str | None = None
    by: str | None = None
    about: str | None = None
    outlet: str | None = None
    since: date | None = None
    until: date | None = None
    kinds: frozenset[StatementKind] = frozenset()
    acts: frozenset[Act] = frozenset()
    report: str | None = None
    limit: int = 50


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
    """

    statement: Statement
    words: tuple[str, ...]
    report_name: str
    title: str | None
    outlet: str | None
    published: date | None
    capture: str


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


@dataclass(frozen=True, slots=True)
class CaptureRecord:
    """Return a kept capture, with the id and name of the report read from it, None where it gave none."""

    capture: Capture
    report: str | None
    name: str | None = None


class Store(Protocol):
    """Keep captures, reports, identities and statements; find them again.

    One writer at a time, any number of readers. Every write happens inside
    `writing()` and is whole or absent. All methods raise `StoreError`.
    """

    def writing(self) -> AbstractContextManager[None]:
        """Return a transaction: committed at the end, rolled back on any error."""
        ...

    def has_capture(self, capture_id: str) -> bool:
        """Return whether that capture is kept and its report read."""
        ...

    def add(self, capture: Capture, reading: Reading) -> None:
        """Keep a capture with its reading; the same capture again changes nothing."""
        ...

    def replace(self, reading: Reading) -> None:
        """Put a new reading of a kept capture in the old one's place.

        Raises:
            NotFound: Its capture is not kept.
        """
        ...

    def captures(self) -> Iterator[CaptureRecord]:
        """Yield every capture, oldest first, without holding all in memory."""
        ...

    def reports(self, *, limit: int | None = None) -> Iterator[ReportLine]:
        """Yield every report, newest publication first, then by name."""
        ...

    def find_report(self, key: str) -> str:
        """Return the id of the one report that `key` names.

        A key is an id or the start of one (4 digits at least), a name as given
        when added, the last part of such a name, or an address.

        Raises:
            NotFound: None does.
            BadRequest: Several do; the message lists them.
        """
        ...

    def reading(self, report_id: str) -> Reading:
        """Return a report with its identities and statements, as added.

        Raises:
            NotFound: No such report.
        """
        ...

    def report(self, report_id: str) -> Report:
        """Return a report alone, as added.

        Raises:
            NotFound: No such report.
        """
        ...

    def search_reports(self, query: str, *, limit: int = 20) -> list[ReportHit]:
        """Return the reports in which `query` stands, best first.

        The language: words must all stand there; `"a phrase"`; `a OR b`; `-not`.
        Case and accents are folded. Nothing else has a meaning: any input is safe.

        Raises:
            BadRequest: There is no word to look for.
        """
        ...

    def statements(self, query: StatementQuery) -> list[StatementHit]:
        """Return the statements wanted: with words, best first; else newest first, in text order.

        Raises:
            BadRequest: `query.words` holds no word to look for.
        """
        ...

    def counts(self) -> dict[str, int]:
        """Return how many captures, reports, identities and statements are kept, by those names."""
        ...

    def close(self) -> None:
        """Let go of the database."""
        ...
