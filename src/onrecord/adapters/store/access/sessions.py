"""Sessions: `ports.Sessions` on both databases."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from onrecord.adapters.store.access.accounts import ACCOUNT, account_from, account_number
from onrecord.adapters.store.session import Session as Connections
from onrecord.adapters.store.tables_access import accounts, sessions
from onrecord.model.access import Account, Session

_SESSION: tuple[sa.ColumnElement[Any], ...] = (
    sessions.c.id,
    accounts.c.id.label("account"),
    sessions.c.made_at,
    sessions.c.seen_at,
    sessions.c.expires_at,
    sessions.c.address,
    sessions.c.agent,
)


class SqlSessions:
    """Return the sessions of an open desk."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def add(self, digest: bytes, session: Session) -> None:
        """Keep a new session under the digest of its key."""
        connection = self._connections.writer()
        connection.execute(
            sessions.insert(),
            {
                "digest": digest,
                "id": session.id,
                "account_n": account_number(connection, session.account),
                "made_at": session.made_at,
                "seen_at": session.seen_at,
                "expires_at": session.expires_at,
                "address": session.address,
                "agent": session.agent,
            },
        )

    def find(self, digest: bytes) -> tuple[Session, Account] | None:
        """Return the session with that key, and its account; None where there is none."""
        query = (
            sa.select(*_SESSION, *ACCOUNT).join_from(sessions, accounts).where(sessions.c.digest == digest)
        )
        with self._connections.reads() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else (_session_from(row), account_from(row))

    def of(self, account: str) -> list[Session]:
        """Return an account's sessions, the newest first."""
        query = (
            sa.select(*_SESSION)
            .join_from(sessions, accounts)
            .where(accounts.c.id == account)
            .order_by(sessions.c.made_at.desc(), sessions.c.id)
        )
        with self._connections.reads() as connection:
            return [_session_from(row) for row in connection.execute(query)]

    def touch(self, id_: str, at: datetime) -> None:
        """Keep when a session was last used; a short transaction of its own."""
        with self._connections.briefly() as connection:
            connection.execute(sessions.update().where(sessions.c.id == id_).values(seen_at=at))

    def drop(self, id_: str) -> None:
        """End a session."""
        self._connections.writer().execute(sessions.delete().where(sessions.c.id == id_))

    def drop_of(self, account: str, *, but: str | None = None) -> int:
        """End an account's sessions, but for that with this id; return how many ended."""
        connection = self._connections.writer()
        ended = sessions.delete().where(sessions.c.account_n == account_number(connection, account))
        if but is not None:
            ended = ended.where(sessions.c.id != but)
        return connection.execute(ended).rowcount

    def drop_old(self, *, seen_before: datetime, expired_at: datetime) -> None:
        """Forget sessions last seen before one moment, or that end before another."""
        self._connections.writer().execute(
            sessions.delete().where((sessions.c.seen_at < seen_before) | (sessions.c.expires_at < expired_at))
        )


def _session_from(row: sa.Row[Any]) -> Session:
    return Session(row.id, row.account, row.made_at, row.seen_at, row.expires_at, row.address, row.agent)
