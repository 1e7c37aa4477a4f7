"""Tokens: `ports.Tokens` on both databases."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from onrecord.adapters.store.access.accounts import ACCOUNT, account_from, account_number
from onrecord.adapters.store.session import Session
from onrecord.adapters.store.tables_access import accounts, tokens
from onrecord.errors import NotFound
from onrecord.model.access import Account, Scope, Token

_TOKEN: tuple[sa.ColumnElement[Any], ...] = (
    tokens.c.id,
    accounts.c.id.label("account"),
    tokens.c.name,
    tokens.c.scopes,
    tokens.c.made_at,
    tokens.c.expires_at,
    tokens.c.used_at,
    tokens.c.revoked_at,
)


class SqlTokens:
    """Return the tokens of an open desk."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, digest: bytes, token: Token) -> None:
        """Keep a new token under the digest of its secret."""
        connection = self._session.writer()
        connection.execute(
            tokens.insert(),
            {
                "id": token.id,
                "digest": digest,
                "account_n": account_number(connection, token.account),
                "name": token.name,
                "scopes": sorted(token.scopes),
                "made_at": token.made_at,
                "expires_at": token.expires_at,
                "used_at": token.used_at,
                "revoked_at": token.revoked_at,
            },
        )

    def find(self, digest: bytes) -> tuple[Token, Account] | None:
        """Return the token with that secret, and its account; None where there is none."""
        query = sa.select(*_TOKEN, *ACCOUNT).join_from(tokens, accounts).where(tokens.c.digest == digest)
        with self._session.reads() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else (_token_from(row), account_from(row))

    def get(self, id_: str) -> Token:
        """Return a token by its id; see `ports.Tokens.get`."""
        query = sa.select(*_TOKEN).join_from(tokens, accounts).where(tokens.c.id == id_)
        with self._session.reads() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise _none(id_)
        return _token_from(row)

    def all(self, account: str | None = None) -> list[Token]:
        """Return the tokens of an account, or for None of all, the newest first."""
        query = sa.select(*_TOKEN).join_from(tokens, accounts).order_by(tokens.c.n.desc())
        if account is not None:
            query = query.where(accounts.c.id == account)
        with self._session.reads() as connection:
            return [_token_from(row) for row in connection.execute(query)]

    def touch(self, id_: str, at: datetime) -> None:
        """Keep when a token was last used; a short transaction of its own."""
        with self._session.briefly() as connection:
            connection.execute(tokens.update().where(tokens.c.id == id_).values(used_at=at))

    def revoke(self, id_: str, at: datetime) -> None:
        """Let a token be no longer good; see `ports.Tokens.revoke`."""
        done = self._session.writer().execute(tokens.update().where(tokens.c.id == id_).values(revoked_at=at))
        if not done.rowcount:
            raise _none(id_)


def _token_from(row: sa.Row[Any]) -> Token:
    return Token(
        row.id,
        row.account,
        row.name,
        frozenset(Scope(scope) for scope in row.scopes),
        row.made_at,
        row.expires_at,
        row.used_at,
        row.revoked_at,
    )


def _none(id_: str) -> NotFound:
    return NotFound("there is no token with this id; see `onrecord tokens list`", subject=id_)
