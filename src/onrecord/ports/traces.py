"""What is kept of reports that carry each other's words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from onrecord.model import FeedCredit, Report, Reprint
from onrecord.ports.fingerprints import FingerprintIndex


@dataclass(frozen=True, slots=True)
class Carrying:
    """Return a report as one of those that carry the same words.

    Attributes:
        id: Its id.
        name: What the user knows it by.
        title: Its title, or None.
        outlet: Its outlet, or None.
        published: Its day of publication, or None.
        seen_at: When it was first seen.
        address: Where it was fetched.
        reprint_of: The outlet that it credits as its own source, or None.
        place: Two reports with the same are editions of one report.
        is_latest: Whether it is the latest of those.
        credit: Whom the feed that led to it names as its source, or None.
    """

    id: str
    name: str
    title: str | None
    outlet: str | None
    published: date | None
    seen_at: datetime
    address: str
    reprint_of: str | None
    place: str
    is_latest: bool
    credit: FeedCredit | None = None


class Traces(Protocol):
    """Keep the fingerprints of reports, and which of them are reprints.

    In a `Reprint` of a desk, `a`, `b` and `origin` are ids of reports. Writes happen only inside
    `Store.writing()`. All methods raise `StoreError`. What is kept here of a report goes with the report.
    """

    @property
    def index(self) -> FingerprintIndex:
        """Return the fingerprints of the reports traced so far, by their numbers."""
        ...

    def number(self, report_id: str) -> int:
        """Return the number by which the index knows a report.

        Raises:
            NotFound: No such report.
        """
        ...

    def mark(self, number: int) -> None:
        """Mark a report as traced: one that has no fingerprints, too."""
        ...

    def ids(self, numbers: Iterable[int]) -> dict[int, str]:
        """Return the ids of reports by their numbers; those that are not kept are left out."""
        ...

    def known_as(self, number: int) -> tuple[str, str]:
        """Return the id of a report and the hash of its text, by its number.

        Raises:
            NotFound: No such report.
        """
        ...

    def report(self, number: int) -> Report:
        """Return a report by its number.

        Raises:
            NotFound: No such report.
            EvidenceBroken: Its stored text was changed.
        """
        ...

    def put(self, reprints: Iterable[Reprint]) -> None:
        """Keep reprints, each in place of what was kept of the same two reports.

        Raises:
            NotFound: No such report.
        """
        ...

    def of(self, report_ids: Iterable[str]) -> list[Reprint]:
        """Return all reprints of which one of these reports is a part, the surest first."""
        ...

    def reports(self, report_ids: Iterable[str]) -> dict[str, Carrying]:
        """Return what tells reports apart in a picture of them, by id; those that are not kept are left out."""
        ...

    def with_credits(self, numbers: Iterable[int]) -> set[int]:
        """Return which of these reports were found by a feed that names somebody as their source, by their numbers."""
        ...

    def forget(self, report_id: str) -> None:
        """Forget the fingerprints and reprints of a report, before its text is replaced.

        Raises:
            NotFound: No such report.
        """
        ...

    def untraced(self) -> Iterator[str]:
        """Yield the ids of reports that were never traced, oldest first."""
        ...
