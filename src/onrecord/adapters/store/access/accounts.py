"""Accounts, their passwords' hashes, their one-time links, and failed tries: `ports.Accounts` on both databases."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from onrecord.adapters.store.session import Session
from onrecord.adapters.store.tables_access import account_links, accounts, sign_in_failures
from onrecord.errors import BadRequest, NotFound
from onrecord.model.access import Account, Role
from onrecord.ports import Failures
from onrecord.text.fold import fold_case

#: What an account is made of; its password's hash is not read with it.
ACCOUNT: tuple[sa.ColumnElement[Any], ...] = (
    accounts.c.n.label("account_n"),
    accounts.c.id.label("account_id"),
    accounts.c.name.label("account_name"),
    accounts.c.role,
    accounts.c.made_at.label("account_made_at"),
    accounts.c.disabled_at,
    accounts.c.password.is_not(None).label("has_password"),
    accounts.c.issuer,
    accounts.c.subject,
)


def account_from(row: sa.Row[Any]) -> Account:
    """Return the account that a row with the columns of `ACCOUNT` tells of."""
    return Account(
        row.account_id,
        row.account_name,
        Role(row.role),
        row.account_made_at,
        row.disabled_at,
        bool(row.has_password),
        row.issuer,
        row.subject,
    )


def account_number(connection: sa.Connection, id_: str) -> int:
    """Return the number of an account.

    Raises:
        NotFound: There is none with this id.
    """
    n = connection.scalar(sa.select(accounts.c.n).where(accounts.c.id == id_))
    if n is None:
        raise _none(id_)
    return int(n)


class SqlAccounts:
    """Return the accounts of an open desk."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, account: Account) -> None:
        """Keep a new account; see `ports.Accounts.add`."""
        connection = self._session.writer()
        if self.named(account.name) is not None:
            raise BadRequest("is the name of an account already; choose another", subject=account.name)
        if account.issuer is not None and account.subject is not None:
            self._check_free(account.issuer, account.subject)
        connection.execute(
            accounts.insert(),
            {
                "id": account.id,
                "name": account.name,
                "folded": fold_case(account.name),
                "role": account.role,
                "made_at": account.made_at,
                "disabled_at": account.disabled_at,
                "issuer": account.issuer,
                "subject": account.subject,
            },
        )

    def get(self, id_: str) -> Account:
        """Return an account by its id; see `ports.Accounts.get`."""
        found = self._one(accounts.c.id == id_)
        if found is None:
            raise _none(id_)
        return found

    def named(self, name: str) -> Account | None:
        """Return the account with that name, whatever its case; None where there is none."""
        return self._one(accounts.c.folded == fold_case(name))

    def linked(self, issuer: str, subject: str) -> Account | None:
        """Return the account that an OpenID provider vouches for under that subject."""
        return self._one(accounts.c.issuer == issuer, accounts.c.subject == subject)

    def all(self) -> list[Account]:
        """Return all accounts, by name."""
        with self._session.reads() as connection:
            rows = connection.execute(sa.select(*ACCOUNT).order_by(accounts.c.folded)).all()
        return [account_from(row) for row in rows]

    def set_role(self, id_: str, role: Role) -> None:
        """Give an account a role."""
        self._set(id_, role=role)

    def set_disabled(self, id_: str, at: datetime | None) -> None:
        """Disable an account, or for None enable it."""
        self._set(id_, disabled_at=at)

    def set_link(self, id_: str, issuer: str | None, subject: str | None) -> None:
        """Say who vouches for an account; see `ports.Accounts.set_link`."""
        if issuer is not None and subject is not None:
            self._check_free(issuer, subject)
        self._set(id_, issuer=issuer, subject=subject)

    def password(self, id_: str) -> str | None:
        """Return the hash of an account's password, None where it has none."""
        with self._session.reads() as connection:
            return connection.scalar(sa.select(accounts.c.password).where(accounts.c.id == id_))

    def set_password(self, id_: str, hashed: str | None, at: datetime) -> None:
        """Keep the hash of an account's password; None for none."""
        self._set(id_, password=hashed, password_at=at)

    def put_link(self, digest: bytes, id_: str, *, made_at: datetime, expires_at: datetime) -> None:
        """Keep the digest of a one-time link for an account; earlier ones are no longer good."""
        connection = self._session.writer()
        n = account_number(connection, id_)
        connection.execute(account_links.delete().where(account_links.c.account_n == n))
        values = {"digest": digest, "account_n": n, "made_at": made_at, "expires_at": expires_at}
        connection.execute(account_links.insert(), values)

    def find_link(self, digest: bytes) -> tuple[Account, datetime] | None:
        """Return the account that a one-time link is for, and when it ends; None where there is no such link."""
        columns: tuple[sa.ColumnElement[Any], ...] = (*ACCOUNT, account_links.c.expires_at)
        query = sa.select(*columns).join_from(account_links, accounts).where(account_links.c.digest == digest)
        with self._session.reads() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else (account_from(row), row.expires_at)

    def drop_links(self, id_: str) -> None:
        """Forget an account's one-time links."""
        connection = self._session.writer()
        n = account_number(connection, id_)
        connection.execute(account_links.delete().where(account_links.c.account_n == n))

    def failures(self, key: bytes) -> Failures | None:
        """Return how often signing in failed under `key`, None for never."""
        query = sa.select(sign_in_failures).where(sign_in_failures.c.key == key)
        with self._session.reads() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else Failures(row[1], row.last_at, row.until)

    def put_failures(self, key: bytes, failures: Failures | None) -> None:
        """Keep that; None forgets it."""
        connection = self._session.writer()
        connection.execute(sign_in_failures.delete().where(sign_in_failures.c.key == key))
        if failures is not None:
            values = {"key": key, "count": failures.count, "last_at": failures.last_at}
            connection.execute(sign_in_failures.insert(), values | {"until": failures.until})

    def drop_failures(self, before: datetime) -> None:
        """Forget those whose last was before."""
        connection = self._session.writer()
        connection.execute(sign_in_failures.delete().where(sign_in_failures.c.last_at < before))

    def _one(self, *which: sa.ColumnElement[bool]) -> Account | None:
        with self._session.reads() as connection:
            row = connection.execute(sa.select(*ACCOUNT).where(*which)).one_or_none()
        return None if row is None else account_from(row)

    def _set(self, id_: str, **values: object) -> None:
        done = self._session.writer().execute(accounts.update().where(accounts.c.id == id_).values(**values))
        if not done.rowcount:
            raise _none(id_)

    def _check_free(self, issuer: str, subject: str) -> None:
        other = self.linked(issuer, subject)
        if other is not None:
            raise BadRequest(
                f"is linked with that sign-in at {issuer} already; unlink it first", subject=other.name
            )


def _none(id_: str) -> NotFound:
    return NotFound("there is no account with this id; see `onrecord accounts list`", subject=id_)
