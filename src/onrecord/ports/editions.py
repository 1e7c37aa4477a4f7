"""Which captures are editions of one report, and when each was seen."""

from datetime import datetime
from typing import Protocol

from onrecord.model import Edition


class Editions(Protocol):
    """Know the editions of each place: an address in its normal form, or a file."""

    def at(self, place: str) -> list[Edition]:
        """Return the editions of a place, first seen first; none where the place is new."""
        ...

    def holding(self, place: str, text_sha256: str) -> tuple[str, int] | None:
        """Return the id and number of the edition of a place that has this text; None where none has."""
        ...

    def of(self, report_id: str) -> list[Edition]:
        """Return all editions of the report of which this is one, first seen first.

        Raises:
            NotFound: No such report.
        """
        ...

    def see(self, report_id: str, at: datetime) -> None:
        """Record that the address was seen to hold this edition; only within `Store.writing()`.

        Raises:
            NotFound: No such report.
        """
        ...
