"""Where readings are kept and searched."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from onrecord.model import (
    Act,
    Capture,
    Facts,
    FeedCredit,
    Mention,
    Metadata,
    Reading,
    Report,
    StatementKind,
)
from onrecord.ports.access import Access
from onrecord.ports.corrections import Corrections
from onrecord.ports.editions import Editions
from onrecord.ports.finding import Finding
from onrecord.ports.hits import ReportHit, ReportLine, StatementHit
from onrecord.ports.judgements import Judgements
from onrecord.ports.ledger import Ledger
from onrecord.ports.queue import LeadQueue
from onrecord.ports.registry import Registry
from onrecord.ports.saved import SavedSearches
from onrecord.ports.traces import Traces


@dataclass(frozen=True, slots=True)
class StatementQuery:
    """Return which statements are wanted; everything given must hold.

    Attributes:
        words: Words that stand in the content, in the query language of `Store.search_reports`.
        by: Part of a speaker's name: whole words, case, accents and apostrophes folded;
            matches any spelling of the speaker in its report.
        about: The same for those the content names.
        said_by: Ids of known identities: the speaker is filed with one of them, whatever the report calls it; empty
            for anybody.
        said_of: The same for those the content names.
        outlet: The same for the report's outlet.
        since: Said (or, where that is not known, published) on this day or later.
        until: The same, or earlier.
        kinds: Any of these; empty for all.
        acts: Any of these; empty for acts of saying.
        report: One report's id; whichever edition it is, its statements are meant.
        all_editions: Also what only earlier editions say; else the latest of each report.
        limit: How many at most.
    """

    words: str | None = None
    by: str | None = None
    about: str | None = None
    said_by: frozenset[str] = frozenset()
    said_of: frozenset[str] = frozenset()
    outlet: str | None = None
    since: date | None = None
    until: date | None = None
    kinds: frozenset[StatementKind] = frozenset()
    acts: frozenset[Act] = frozenset()
    report: str | None = None
    all_editions: bool = False
    limit: int = 50


@dataclass(frozen=True, slots=True)
class NamedIn:
    """Return a report with the places where it names somebody.

    Attributes:
        report: Its id.
        name: What it is called.
        outlet: Its outlet, or None.
        published: Its day of publication, or None.
        text: Its canonical text.
        mentions: In text order; none where only words were found.
    """

    report: str
    name: str
    outlet: str | None
    published: date | None
    text: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class MentionedIn:
    """Return one identity of a report.

    Attributes:
        report: The report's id.
        identity: The identity's id.
        cluster: The id of the cluster it is filed with; None where it is not filed.
        mentions: Its mentions, in text order.
    """

    report: str
    identity: str
    cluster: str | None
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class CaptureRecord:
    """Return a kept capture, with the id and name of the report read from it, None where it gave none.

    Attributes:
        capture: The capture.
        report: The report's id.
        name: The report's name.
        credit: Whom the feed that led to it names as its source; None where no feed did, or it names nobody else.
    """

    capture: Capture
    report: str | None
    name: str | None = None
    credit: FeedCredit | None = None


@dataclass(frozen=True, slots=True)
class Removed:
    """Return what a removal took.

    Attributes:
        capture: What was removed.
        report: The id of its report, or None.
        shared_with: Names of other reports that the very same bytes are kept for.
    """

    capture: Capture
    report: str | None
    shared_with: tuple[str, ...]


class Store(Protocol):
    """Keep captures, reports, identities and statements; find them again.

    Lists, searches and counts show the latest edition of each report, unless
    they say otherwise.

    One writer at a time, any number of readers. Every write happens inside
    `writing()` and is whole or absent. All methods raise `StoreError`.
    """

    @property
    def ledger(self) -> Ledger:
        """Return the chained record of what is kept and removed here."""
        ...

    @property
    def editions(self) -> Editions:
        """Return what is known of editions here."""
        ...

    @property
    def registry(self) -> Registry:
        """Return who is known here."""
        ...

    @property
    def judgements(self) -> Judgements:
        """Return what was judged of those who are known here."""
        ...

    @property
    def corrections(self) -> Corrections:
        """Return what persons put right in what was read here."""
        ...

    @property
    def traces(self) -> Traces:
        """Return which reports here carry each other's words."""
        ...

    @property
    def queue(self) -> LeadQueue:
        """Return what a watcher has before it."""
        ...

    @property
    def finding(self) -> Finding:
        """Return what finds and counts page by page, in bounded time."""
        ...

    @property
    def access(self) -> Access:
        """Return who may use this desk, and what they did."""
        ...

    @property
    def saved(self) -> SavedSearches:
        """Return the searches that are kept here."""
        ...

    def writing(self) -> AbstractContextManager[None]:
        """Return a transaction: committed at the end, rolled back on any error."""
        ...

    def has_capture(self, capture_id: str) -> bool:
        """Return whether that capture is kept and its report read."""
        ...

    def add(
        self,
        capture: Capture,
        reading: Reading,
        *,
        place: str | None = None,
        at: datetime | None = None,
        via: Facts | None = None,
        credit: FeedCredit | None = None,
    ) -> int:
        """Keep a capture with its reading, and its entry in the ledger; the same capture again changes nothing.

        Returns:
            The number of the edition that it is.

        Args:
            capture: What is known of the fetch.
            reading: What was read from it.
            place: Of which place this is an edition; None where it stands for itself.
            at: When this is recorded, aware; the time of the fetch for None.
            via: How it came, for the ledger, where this desk did not fetch it.
            credit: Whom the feed that led to it names as its source, or None.
        """
        ...

    def remove(self, capture_id: str, *, by: str, reason: str, at: datetime) -> Removed:
        """Remove a capture with all that was made of it, and put its tombstone into the ledger.

        The bytes themselves are the evidence store's to remove, afterwards.

        Raises:
            NotFound: No such capture.
        """
        ...

    def wipe(self) -> None:
        """Overwrite what removed rows have left in the database's own files, where it lets us; not in `writing()`.

        SQLite's file is compacted and its log emptied. PostgreSQL does it by its own vacuum, later.
        """
        ...

    def capture(self, capture_id: str) -> CaptureRecord | None:
        """Return the capture kept under an id, None where there is none."""
        ...

    def replace(self, reading: Reading) -> None:
        """Put a new reading of a kept capture in the old one's place; corrections are for the caller to lay over it.

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

    def find_statement(self, key: str) -> tuple[str, str]:
        """Return the ids of the report and of the one statement in it that `key` names.

        A key is a statement's id or the start of one (4 digits at least), of whichever edition.

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

    def texts(self, report_ids: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield the canonical texts of reports with their ids, in no order; those that are not kept are left out.

        Raises:
            EvidenceBroken: A stored text was changed.
        """
        ...

    def heads(self, report_ids: Iterable[str]) -> dict[str, Metadata]:
        """Return what reports say about themselves, by their ids; those that are not kept are left out."""
        ...

    def named_in(
        self,
        ids: Iterable[str],
        *,
        words: str | None = None,
        since: date | None = None,
        until: date | None = None,
    ) -> Iterator[NamedIn]:
        """Yield the reports that name known identities or hold words, those added last first, with few in memory.

        Args:
            ids: Of the known identities, taken as one.
            words: Also reports in which these stand, in the language of `search_reports`; None for no others.
            since: Published on this day or later.
            until: The same, or earlier.

        Raises:
            BadRequest: `words` holds no word to look for.
            EvidenceBroken: A stored text was changed.
        """
        ...

    def mentions_in(self, report_ids: Iterable[str], *, besides: str | None = None) -> Iterator[MentionedIn]:
        """Yield every identity of reports with its mentions and its cluster, but those of the cluster `besides`."""
        ...

    def count_words(self, words: Iterable[str], *, most: int) -> dict[str, int]:
        """Return in how many statements each word stands, all editions together.

        Args:
            words: As `text.fold.fold` gives them, one each.
            most: No word is counted further than this: a common one costs no more than that.
        """
        ...

    def counts(self) -> dict[str, int]:
        """Return how many captures, reports, identities and statements are kept, by those names."""
        ...

    def close(self) -> None:
        """Let go of the database."""
        ...
