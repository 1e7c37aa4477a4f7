"""The audit log: `ports.AuditLog` on both databases. The tables themselves take no change."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from onrecord.adapters.store.session import Session
from onrecord.adapters.store.tables_access import audit
from onrecord.model.access import AuditEntry, Via
from onrecord.ports import AuditQuery

#: Rows read at a time.
_PAGE = 1_000
#: What follows `.` in the order of code points: acts of one noun lie between the two.
_AFTER_POINT = "/"


class SqlAuditLog:
    """Return the audit log of an open desk."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, entry: AuditEntry) -> AuditEntry:
        """Return an entry as kept, with its number."""
        result = self._session.writer().execute(
            audit.insert(),
            {
                "at": entry.at,
                "account": entry.account,
                "name": entry.name,
                "via": entry.via,
                "address": entry.address,
                "act": entry.act,
                "subject": entry.subject,
                "facts": dict(entry.facts),
            },
        )
        key = result.inserted_primary_key
        return replace(entry, n=int(key[0]) if key else 0)

    def find(self, query: AuditQuery) -> Iterator[AuditEntry]:
        """Yield entries, the newest first; pages are read as they are needed."""
        left = query.limit
        before = query.before
        while left is None or left > 0:
            size = _PAGE if left is None else min(left, _PAGE)
            asked = _asked(query, before).order_by(audit.c.n.desc()).limit(size)
            with self._session.reads() as connection:
                rows = connection.execute(asked).all()
            yield from map(_entry_from, rows)
            if len(rows) < size:
                return
            before = rows[-1].n
            left = None if left is None else left - size


def _asked(query: AuditQuery, before: int | None) -> sa.Select[Any]:
    asked = sa.select(audit)
    if query.account is not None:
        asked = asked.where(audit.c.account == query.account)
    if query.name is not None:
        asked = asked.where(audit.c.name == query.name)
    if query.act is not None and "." in query.act:
        asked = asked.where(audit.c.act == query.act)
    elif query.act is not None:
        asked = asked.where(audit.c.act >= query.act + ".", audit.c.act < query.act + _AFTER_POINT)
    if query.subject is not None:
        asked = asked.where(audit.c.subject == query.subject)
    if query.since is not None:
        asked = asked.where(audit.c.at >= query.since)
    if query.until is not None:
        asked = asked.where(audit.c.at < query.until)
    return asked if before is None else asked.where(audit.c.n < before)


def _entry_from(row: sa.Row[Any]) -> AuditEntry:
    return AuditEntry(
        row.n, row.at, row.account, row.name, Via(row.via), row.address, row.act, row.subject, row.facts
    )
