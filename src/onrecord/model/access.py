"""Who may use a desk, and what they did: accounts, sessions, tokens, the audit log."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any


class Role(StrEnum):
    """Return what an account may do; each role may also do what those before it may.

    >>> Role.EDITOR.includes(Role.READER), Role.EDITOR.includes(Role.ADMINISTRATOR)
    (True, False)
    """

    READER = "reader"  # read, search, export
    EDITOR = "editor"  # also add, judge, correct
    ADMINISTRATOR = "administrator"  # also accounts, settings, the audit log, removal

    @property
    def rank(self) -> int:
        """Return its place, 0 for the least."""
        return tuple(Role).index(self)

    def includes(self, other: "Role") -> bool:
        """Return whether whoever has this role may do what `other` may."""
        return self.rank >= other.rank


class Scope(StrEnum):
    """Return what a token may be used for; none includes another.

    >>> Scope.EDIT.role
    <Role.EDITOR: 'editor'>
    """

    READ = "read"
    EDIT = "edit"
    ADMINISTER = "administer"

    @property
    def role(self) -> Role:
        """Return the least role that its account needs."""
        return tuple(Role)[tuple(Scope).index(self)]


class Via(StrEnum):
    """Return by which door somebody came."""

    BROWSER = "browser"
    TOKEN = "token"  # noqa: S105 -- the name of a door
    COMMAND = "command"
    MACHINE = "machine"  # the program itself, as at its first start


@dataclass(frozen=True, slots=True)
class Account:
    """Return somebody who may sign in.

    Attributes:
        id: 24 hexadecimal digits, random.
        name: What they sign in with and are shown as.
        role: What they may do.
        made_at: When it was made, aware.
        disabled_at: Since when it may do nothing, None while it may.
        has_password: Whether a password was set.
        issuer: Who else vouches for them: the address of an OpenID provider; None where nobody does.
        subject: What that provider calls them.
    """

    id: str
    name: str
    role: Role
    made_at: datetime
    disabled_at: datetime | None = None
    has_password: bool = False
    issuer: str | None = None
    subject: str | None = None

    @property
    def can_sign_in(self) -> bool:
        """Return whether there is a way for them to show who they are, and they may."""
        return self.disabled_at is None and (self.has_password or self.issuer is not None)


@dataclass(frozen=True, slots=True)
class Session:
    """Return one signing in and what follows; its key is known to the browser alone.

    Attributes:
        id: 24 hexadecimal digits, random; of no use to sign in.
        account: The account's id.
        made_at: When they signed in, aware.
        seen_at: When it was last used, to some minutes.
        expires_at: When it ends, however much it is used.
        address: Where it was made from.
        agent: What the browser called itself.
    """

    id: str
    account: str
    made_at: datetime
    seen_at: datetime
    expires_at: datetime
    address: str
    agent: str


@dataclass(frozen=True, slots=True)
class Token:
    """Return a program's way in, in the name of an account.

    Attributes:
        id: 24 hexadecimal digits, random; of no use to sign in.
        account: The account's id.
        name: What it is for, in its maker's words.
        scopes: What it may be used for; never more than the account's role.
        made_at: When it was made, aware.
        expires_at: When it ends; None for never.
        used_at: When it was last used, to some minutes; None for never.
        revoked_at: Since when it is no longer good, None while it is.
    """

    id: str
    account: str
    name: str
    scopes: frozenset[Scope]
    made_at: datetime
    expires_at: datetime | None = None
    used_at: datetime | None = None
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Asker:
    """Return who asks the desk for something, and from where.

    Attributes:
        name: What they are called in the audit log; "" for nobody who signed in.
        via: By which door they came.
        account: Their account; None for the command line, the program itself, and nobody who signed in.
        address: Where from, as a network address; "" for this machine's own command line.
        session: The id of their session, None where they have none.
        token: The id of the token that they use, None where they use none.
        scopes: What the token may be used for; None where they use none.
    """

    name: str
    via: Via
    account: Account | None = None
    address: str = ""
    session: str | None = None
    token: str | None = None
    scopes: frozenset[Scope] | None = None

    @property
    def is_known(self) -> bool:
        """Return whether they signed in, use a token, or are on the machine itself."""
        return self.account is not None or self.via in {Via.COMMAND, Via.MACHINE}

    def may(self, role: Role) -> bool:
        """Return whether they may do what needs `role`: their account has it, and their token its scope.

        >>> Asker("", Via.BROWSER).may(Role.READER), Asker("mk", Via.COMMAND).may(Role.ADMINISTRATOR)
        (False, True)
        """
        if self.account is None:
            return self.is_known
        if self.account.disabled_at is not None or not self.account.role.includes(role):
            return False
        return self.scopes is None or any(scope.role is role for scope in self.scopes)


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """Return who did what, when, and from where. It is added and never changed.

    Attributes:
        n: Its number; a later one has a greater number.
        at: When, aware.
        account: The id of their account; None where they have none.
        name: What they were called then.
        via: By which door they came.
        address: Where from; "" for this machine's own command line.
        act: What was done: a noun and a verb, as in `account.add`.
        subject: What it was done to: an id, a name; "" for nothing in particular.
        facts: What else there is to know: strings, whole numbers, None, and lists and tables of them; never a secret.
    """

    n: int
    at: datetime
    account: str | None
    name: str
    via: Via
    address: str
    act: str
    subject: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AccessRules:
    """Return how long what gives access holds, and how many tries there are.

    Attributes:
        session_idle: A session that is not used so long has ended.
        session_longest: So long after signing in it has ended in any case.
        link_lasts: So long a one-time link may be used.
        tries: So many wrong passwords for one name are free; then one has to wait.
        tries_from_one_address: The same for all names tried from one address, for offices share theirs.
        first_wait: How long after the last free one; each further wait is twice as long.
        longest_wait: The longest.
        forgotten_after: So long after the last wrong one all are free again.
    """

    session_idle: timedelta = timedelta(hours=12)
    session_longest: timedelta = timedelta(days=14)
    link_lasts: timedelta = timedelta(hours=24)
    tries: int = 5
    tries_from_one_address: int = 20
    first_wait: timedelta = timedelta(seconds=30)
    longest_wait: timedelta = timedelta(minutes=15)
    forgotten_after: timedelta = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class VoucherRules:
    """Return what becomes of those that an OpenID provider vouches for.

    Attributes:
        role: What somebody new gets; None where nobody new gets an account.
        roles: Groups of the provider and the roles they give; where there are any, roles follow them.
        domains: Domains of mail addresses; where there are any, only somebody with one of them gets an account.
    """

    role: Role | None = Role.READER
    roles: tuple[tuple[str, Role], ...] = ()
    domains: tuple[str, ...] = ()
