"""Accounts: made, given a role, disabled, enabled, and given a one-time link to set a password."""

from dataclasses import dataclass
from datetime import datetime

from onrecord.desk.access.audit import note_act
from onrecord.desk.access.demand import demand
from onrecord.desk.access.keys import digest, new_id, new_key
from onrecord.desk.desk import Desk
from onrecord.errors import BadRequest, NotFound
from onrecord.model.access import Account, Asker, Role, Via
from onrecord.text.fold import squeeze

#: What the first account is called.
FIRST_NAME = "administrator"
_MOST_NAME = 100
_PROGRAM = Asker("OnRecord", Via.MACHINE)


@dataclass(frozen=True, slots=True)
class OneTimeLink:
    """Return a way to set an account's password, once; this is the only time that its key is told.

    Attributes:
        account: Whose.
        key: Stands in the link's address.
        expires_at: Until when it may be used, aware.
    """

    account: Account
    key: str
    expires_at: datetime


def first_link(desk: Desk) -> OneTimeLink | None:
    """Return a link for the first administrator, None where one can sign in already.

    The account is made where there is none at all; asked again before any administrator has set a password, it gives
    a new link, and the old one is no longer good.
    """
    with desk.store.writing():
        known = desk.store.access.accounts.all()
        administrators = [one for one in known if one.role is Role.ADMINISTRATOR and one.disabled_at is None]
        if any(one.can_sign_in for one in administrators) or (known and not administrators):
            return None
        account = administrators[0] if known else _made(desk, FIRST_NAME, Role.ADMINISTRATOR, by=_PROGRAM)
        return _linked(desk, account, by=_PROGRAM)


def add_account(
    desk: Desk,
    name: str,
    role: Role = Role.READER,
    *,
    by: Asker,
    issuer: str | None = None,
    subject: str | None = None,
) -> Account:
    """Return a new account; it cannot sign in before it has set a password by a link (`make_link`).

    Args:
        desk: The desk.
        name: What they sign in with.
        role: What they may do.
        by: Who makes it.
        issuer: The OpenID provider that vouches for them, with `subject`.
        subject: What that calls them.

    Raises:
        BadRequest: The name says nothing, is too long, or is taken.
        SignInRefused, NotAllowed: Who asks is no administrator.
    """
    demand(by, Role.ADMINISTRATOR)
    with desk.store.writing():
        return _made(desk, name, role, by=by, issuer=issuer, subject=subject)


def list_accounts(desk: Desk, *, by: Asker) -> list[Account]:
    """Return all accounts, by name.

    Raises:
        SignInRefused, NotAllowed: Who asks is no administrator.
    """
    demand(by, Role.ADMINISTRATOR)
    return desk.store.access.accounts.all()


def find_account(desk: Desk, who: str) -> Account:
    """Return the account with that name, or id.

    Raises:
        NotFound: There is none.
    """
    found = desk.store.access.accounts.named(who)
    if found is not None:
        return found
    try:
        return desk.store.access.accounts.get(who)
    except NotFound:
        raise NotFound("is the name of no account; see `onrecord accounts list`", subject=who) from None


def set_role(desk: Desk, who: str, role: Role, *, by: Asker) -> Account:
    """Return an account with its new role; whoever is signed in with it must sign in again.

    Raises:
        NotFound: There is no such account.
        BadRequest: It is the last administrator.
        SignInRefused, NotAllowed: Who asks is no administrator.
    """
    demand(by, Role.ADMINISTRATOR)
    book = desk.store.access.accounts
    with desk.store.writing():
        account = find_account(desk, who)
        if account.role is role:
            return account
        if role is not Role.ADMINISTRATOR:
            _check_not_last(desk, account)
        book.set_role(account.id, role)
        _end_sessions(desk, account)
        note_act(
            desk,
            by,
            "account.role",
            account.id,
            {"name": account.name, "from": str(account.role), "to": str(role)},
        )
        return book.get(account.id)


def disable_account(desk: Desk, who: str, *, by: Asker) -> Account:
    """Return an account that may do nothing any longer: its sessions end, its tokens and links are no longer good.

    What it did stays under its name.

    Raises:
        NotFound: There is no such account.
        BadRequest: It is the last administrator.
        SignInRefused, NotAllowed: Who asks is no administrator.
    """
    demand(by, Role.ADMINISTRATOR)
    book = desk.store.access.accounts
    with desk.store.writing():
        account = find_account(desk, who)
        if account.disabled_at is not None:
            return account
        _check_not_last(desk, account)
        book.set_disabled(account.id, desk.clock.now())
        book.drop_links(account.id)
        _end_sessions(desk, account)
        note_act(desk, by, "account.disable", account.id, {"name": account.name})
        return book.get(account.id)


def enable_account(desk: Desk, who: str, *, by: Asker) -> Account:
    """Return an account that may sign in again, with the password it had.

    Raises:
        NotFound: There is no such account.
        SignInRefused, NotAllowed: Who asks is no administrator.
    """
    demand(by, Role.ADMINISTRATOR)
    book = desk.store.access.accounts
    with desk.store.writing():
        account = find_account(desk, who)
        if account.disabled_at is None:
            return account
        book.set_disabled(account.id, None)
        note_act(desk, by, "account.enable", account.id, {"name": account.name})
        return book.get(account.id)


def make_link(desk: Desk, who: str, *, by: Asker) -> OneTimeLink:
    """Return a one-time link to set an account's password; earlier ones are no longer good.

    Until it is used, the password they have holds.

    Raises:
        NotFound: There is no such account.
        BadRequest: It is disabled.
        SignInRefused, NotAllowed: Who asks is no administrator.
    """
    demand(by, Role.ADMINISTRATOR)
    with desk.store.writing():
        account = find_account(desk, who)
        if account.disabled_at is not None:
            raise BadRequest("is disabled; enable it first", subject=account.name)
        return _linked(desk, account, by=by)


def _made(
    desk: Desk, name: str, role: Role, *, by: Asker, issuer: str | None = None, subject: str | None = None
) -> Account:
    shown = squeeze(name)
    if not shown or len(shown) > _MOST_NAME or not shown.isprintable():
        raise BadRequest(f"a name to sign in with has 1 to {_MOST_NAME} characters that can be seen")
    account = Account(new_id(), shown, role, desk.clock.now(), issuer=issuer, subject=subject)
    desk.store.access.accounts.add(account)
    facts = {"name": shown, "role": str(role)} | ({"issuer": issuer} if issuer else {})
    note_act(desk, by, "account.add", account.id, facts)
    return account


def _linked(desk: Desk, account: Account, *, by: Asker) -> OneTimeLink:
    now = desk.clock.now()
    link = OneTimeLink(account, new_key(), now + desk.access.link_lasts)
    desk.store.access.accounts.put_link(digest(link.key), account.id, made_at=now, expires_at=link.expires_at)
    note_act(desk, by, "account.link", account.id, {"name": account.name})
    return link


def _check_not_last(desk: Desk, account: Account) -> None:
    """Check that an administrator who can sign in is left without this account.

    Raises:
        BadRequest: None would be; or it is the only one, and has not signed in yet.
    """
    if account.role is not Role.ADMINISTRATOR or account.disabled_at is not None:
        return
    others = [
        one
        for one in desk.store.access.accounts.all()
        if one.role is Role.ADMINISTRATOR and one.disabled_at is None and one.id != account.id
    ]
    if not others or (account.can_sign_in and not any(one.can_sign_in for one in others)):
        raise BadRequest(
            "is the last administrator who can sign in; let another set a password first",
            subject=account.name,
        )


def _end_sessions(desk: Desk, account: Account) -> None:
    desk.store.access.sessions.drop_of(account.id)
