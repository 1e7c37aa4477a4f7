"""Who may use a desk: accounts, sessions, tokens, failed tries and the audit log, as they are kept.

Keys and links are kept as digests alone: whoever reads the database cannot sign in with what stands there. Writes
happen only inside `Store.writing()`, except where a method says otherwise. All methods raise `StoreError`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from onrecord.model.access import Account, AuditEntry, Role, Session, Token


@dataclass(frozen=True, slots=True)
class Failures:
    """Return how often signing in has failed of late.

    Attributes:
        count: How often.
        last_at: When last, aware.
        until: Until when no further try is made.
    """

    count: int
    last_at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class AuditQuery:
    """Return which entries of the audit log are wanted; everything given must hold.

    Attributes:
        account: The id of an account.
        name: What somebody was called then, case and accents as written.
        act: An act, or the part before its point: `account` for all of `account.…`.
        subject: What it was done to.
        since: At this moment or later, aware.
        until: Before this moment.
        before: Only entries with a smaller number: the cursor, the number of the last one seen.
        limit: How many at most; None for all.
    """

    account: str | None = None
    name: str | None = None
    act: str | None = None
    subject: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    before: int | None = None
    limit: int | None = 50


class Accounts(Protocol):
    """Keep accounts, their passwords' hashes, their one-time links, and failed tries to sign in."""

    def add(self, account: Account) -> None:
        """Keep a new account.

        Raises:
            BadRequest: The name is taken, whatever its case; or the issuer's subject has an account.
        """
        ...

    def get(self, id_: str) -> Account:
        """Return an account by its id.

        Raises:
            NotFound: There is none.
        """
        ...

    def named(self, name: str) -> Account | None:
        """Return the account with that name, whatever its case; None where there is none."""
        ...

    def linked(self, issuer: str, subject: str) -> Account | None:
        """Return the account that an OpenID provider vouches for under that subject."""
        ...

    def all(self) -> list[Account]:
        """Return all accounts, by name."""
        ...

    def set_role(self, id_: str, role: Role) -> None:
        """Give an account a role."""
        ...

    def set_disabled(self, id_: str, at: datetime | None) -> None:
        """Disable an account, or for None enable it."""
        ...

    def set_link(self, id_: str, issuer: str | None, subject: str | None) -> None:
        """Say who vouches for an account; None for nobody.

        Raises:
            BadRequest: Another account is linked so.
        """
        ...

    def password(self, id_: str) -> str | None:
        """Return the hash of an account's password, None where it has none."""
        ...

    def set_password(self, id_: str, hashed: str | None, at: datetime) -> None:
        """Keep the hash of an account's password; None for none."""
        ...

    def put_link(self, digest: bytes, id_: str, *, made_at: datetime, expires_at: datetime) -> None:
        """Keep the digest of a one-time link for an account; earlier ones are no longer good."""
        ...

    def find_link(self, digest: bytes) -> tuple[Account, datetime] | None:
        """Return the account that a one-time link is for, and when it ends; None where there is no such link."""
        ...

    def drop_links(self, id_: str) -> None:
        """Forget an account's one-time links."""
        ...

    def failures(self, key: bytes) -> Failures | None:
        """Return how often signing in failed under `key`, None for never."""
        ...

    def put_failures(self, key: bytes, failures: Failures | None) -> None:
        """Keep that; None forgets it."""
        ...

    def drop_failures(self, before: datetime) -> None:
        """Forget those whose last was before."""
        ...


class Sessions(Protocol):
    """Keep sessions."""

    def add(self, digest: bytes, session: Session) -> None:
        """Keep a new session under the digest of its key."""
        ...

    def find(self, digest: bytes) -> tuple[Session, Account] | None:
        """Return the session with that key, and its account; whether it still holds is for the caller to see."""
        ...

    def of(self, account: str) -> list[Session]:
        """Return an account's sessions, the newest first."""
        ...

    def touch(self, id_: str, at: datetime) -> None:
        """Keep when a session was last used; a short transaction of its own."""
        ...

    def drop(self, id_: str) -> None:
        """End a session."""
        ...

    def drop_of(self, account: str, *, but: str | None = None) -> int:
        """End an account's sessions, but for that with this id; return how many ended."""
        ...

    def drop_old(self, *, seen_before: datetime, expired_at: datetime) -> None:
        """Forget sessions last seen before one moment, or that end before another."""
        ...


class Tokens(Protocol):
    """Keep tokens."""

    def add(self, digest: bytes, token: Token) -> None:
        """Keep a new token under the digest of its secret."""
        ...

    def find(self, digest: bytes) -> tuple[Token, Account] | None:
        """Return the token with that secret, and its account; whether it still holds is for the caller to see."""
        ...

    def get(self, id_: str) -> Token:
        """Return a token by its id.

        Raises:
            NotFound: There is none.
        """
        ...

    def all(self, account: str | None = None) -> list[Token]:
        """Return the tokens of an account, or for None of all, the newest first."""
        ...

    def touch(self, id_: str, at: datetime) -> None:
        """Keep when a token was last used; a short transaction of its own."""
        ...

    def revoke(self, id_: str, at: datetime) -> None:
        """Let a token be no longer good."""
        ...


class AuditLog(Protocol):
    """Keep who did what; nothing is ever changed or taken out."""

    def add(self, entry: AuditEntry) -> AuditEntry:
        """Return an entry as kept, with its number."""
        ...

    def find(self, query: AuditQuery) -> Iterator[AuditEntry]:
        """Yield entries, the newest first."""
        ...


class Access(Protocol):
    """Return all that is kept of who may use a desk."""

    @property
    def accounts(self) -> Accounts:
        """Return the accounts."""
        ...

    @property
    def sessions(self) -> Sessions:
        """Return the sessions."""
        ...

    @property
    def tokens(self) -> Tokens:
        """Return the tokens."""
        ...

    @property
    def audit(self) -> AuditLog:
        """Return the audit log."""
        ...
