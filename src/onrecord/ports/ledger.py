"""The chained record of all that a desk keeps and removes."""

from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

from onrecord.model import Entry, EntryKind, Facts


class Ledger(Protocol):
    """Append entries, never change them; walk them in order.

    Captures and removals append their own entries in the transaction that
    keeps or removes them; `append` is for the other kinds.
    """

    def append(self, kind: EntryKind, subject: str, facts: Facts, *, at: datetime) -> Entry:
        """Return the new entry, which binds all before it; only within `Store.writing()`."""
        ...

    def head(self) -> Entry | None:
        """Return the last entry; None where there is none, as in no desk that is whole."""
        ...

    def entries(self, *, after: int = 0) -> Iterator[Entry]:
        """Yield the entries behind number `after` as they are stored, in order, a page at a time."""
        ...

    def about(self, subject: str) -> list[Entry]:
        """Return the entries about one subject, oldest first."""
        ...
