"""The hash chain as a table: `ports.Ledger` on both databases."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from onrecord.adapters.store.rows import Row
from onrecord.adapters.store.session import Session
from onrecord.adapters.store.tables import ledger
from onrecord.errors import EvidenceBroken
from onrecord.model import Entry, EntryKind, Facts
from onrecord.model.ledger import make_entry

#: Entries read at a time while all of them go by.
_PAGE = 1_000


class SqlLedger:
    """Return the ledger of an open desk.

    Writers take turns in both databases (see `connect`), so no two entries
    ever follow the same one.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    def append(self, kind: EntryKind, subject: str, facts: Facts, *, at: datetime) -> Entry:
        """Return the new entry; see `ports.Ledger.append`."""
        connection = self._session.writer()
        before = _last(connection)
        entry = make_entry(before.n + 1 if before else 1, kind, at, subject, facts, before)
        connection.execute(
            ledger.insert(),
            {
                "n": entry.n,
                "kind": entry.kind,
                "at": entry.at,
                "subject": entry.subject,
                "entry": entry.body,
                "hash": bytes.fromhex(entry.hash),
            },
        )
        return entry

    def head(self) -> Entry | None:
        """Return the last entry, None where there is none."""
        with self._session.reads() as connection:
            return _last(connection)

    def entries(self, *, after: int = 0) -> Iterator[Entry]:
        """Yield the entries behind number `after`, in order, a page at a time."""
        last = after
        while True:
            query = sa.select(ledger).where(ledger.c.n > last).order_by(ledger.c.n).limit(_PAGE)
            with self._session.reads() as connection:
                found = connection.execute(query).all()
            yield from map(_entry, found)
            if len(found) < _PAGE:
                return
            last = found[-1].n

    def about(self, subject: str) -> list[Entry]:
        """Return the entries about one subject, oldest first."""
        query = sa.select(ledger).where(ledger.c.subject == subject).order_by(ledger.c.n)
        with self._session.reads() as connection:
            return [_entry(row) for row in connection.execute(query)]


def _last(connection: sa.Connection) -> Entry | None:
    row = connection.execute(sa.select(ledger).order_by(ledger.c.n.desc()).limit(1)).one_or_none()
    return None if row is None else _entry(row)


def _entry(row: Row) -> Entry:
    """Return the entry that a row holds, as it stands there: whether it is true is `verify`'s to find."""
    try:
        return Entry(
            row.n, EntryKind(row.kind), row.at, row.subject, _bytes(row.entry), _bytes(row.hash).hex()
        )
    except (TypeError, ValueError) as error:
        raise EvidenceBroken(
            "is no entry any longer: the ledger was changed behind the desk's back; restore it from a backup",
            subject=f"entry {row.n} of the ledger",
        ) from error


def _bytes(value: Any) -> bytes:
    # SQLite keeps what it is given, also a text where bytes belong.
    return value.encode() if isinstance(value, str) else bytes(value)
