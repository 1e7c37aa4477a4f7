"""Signing in with a name and a password, and setting a password: by a one-time link, or knowing the one before."""

from onrecord.desk.access.accounts import OneTimeLink
from onrecord.desk.access.audit import note_act
from onrecord.desk.access.keys import digest
from onrecord.desk.access.lockout import count_try, uncount_try
from onrecord.desk.access.passwords import LONGEST, check_password, normal_form
from onrecord.desk.access.sessions import SignedIn, open_session, own_account
from onrecord.desk.desk import Desk
from onrecord.errors import BadRequest, NotFound, SignInRefused
from onrecord.model.access import Account, Asker, Via
from onrecord.ports import Passwords

#: The same whatever is wrong: who tries names and passwords learns nothing of either.
_REFUSED = "the name or the password is wrong; ask an administrator for a link if you forgot it"


def sign_in(desk: Desk, name: str, password: str, *, address: str, agent: str = "") -> SignedIn:
    """Return a new session of whoever shows a name and its password.

    Args:
        desk: The desk.
        name: What they sign in with, whatever its case.
        password: As it was typed.
        address: Where from.
        agent: What their browser calls itself.

    Raises:
        TryLater: There were too many tries for this name or from this address.
        SignInRefused: The name or the password is wrong, or the account is disabled: nothing says which.
    """
    passwords = passwords_of(desk)
    count_try(desk, name, address)
    book = desk.store.access.accounts
    account = book.named(name)
    hashed = book.password(account.id) if account else None
    # Hashing takes its time, so it is done outside any transaction, and for names that nobody has too.
    fits = passwords.verify(hashed, normal_form(password[: LONGEST + 1]))
    if account is None or hashed is None or not fits or account.disabled_at is not None:
        _note_refusal(desk, account, address)
        raise SignInRefused(_REFUSED)
    newly = passwords.hash(normal_form(password)) if passwords.is_dated(hashed) else None
    with desk.store.writing():
        account = book.get(account.id)
        if account.disabled_at is not None or book.password(account.id) != hashed:
            raise SignInRefused(_REFUSED)
        if newly is not None:
            book.set_password(account.id, newly, desk.clock.now())
        uncount_try(desk, name, address, desk.clock.now())
        return open_session(desk, account, address=address, agent=agent, how="password")


def open_link(desk: Desk, key: str) -> OneTimeLink:
    """Return what a one-time link is for; it stays good until a password is set by it.

    Raises:
        NotFound: There is no such link, or it was used, or it is too old: nothing says which.
    """
    found = desk.store.access.accounts.find_link(digest(key))
    if found is None or desk.clock.now() >= found[1] or found[0].disabled_at is not None:
        raise NotFound("this link was used before, or is too old; ask an administrator for another")
    return OneTimeLink(found[0], key, found[1])


def set_password_by_link(desk: Desk, key: str, password: str, *, address: str, agent: str = "") -> SignedIn:
    """Return a new session of the account whose password was set by a one-time link; its others have ended.

    Raises:
        NotFound: The link is not good (any longer).
        BadRequest: The password is too short, too long, or among the first that anybody tries.
    """
    passwords = passwords_of(desk)
    account = open_link(desk, key).account
    hashed = passwords.hash(check_password(password, name=account.name))
    with desk.store.writing():
        account = open_link(desk, key).account
        by = Asker(account.name, Via.BROWSER, account, address)
        _put_password(desk, account, hashed, by=by, how="link")
        uncount_try(desk, account.name, address, desk.clock.now())
        account = desk.store.access.accounts.get(account.id)
        return open_session(desk, account, address=address, agent=agent, how="link")


def change_password(desk: Desk, old: str, new: str, *, by: Asker, agent: str = "") -> SignedIn:
    """Return a new session of whoever changed their password; all that were before have ended.

    Raises:
        SignInRefused: Nobody is signed in, or the old password is wrong.
        TryLater: There were too many tries for it.
        BadRequest: The new one is too short, too long, or among the first that anybody tries.
    """
    account = own_account(by)
    passwords = passwords_of(desk)
    wanted = check_password(new, name=account.name)
    count_try(desk, account.name, by.address)
    before = desk.store.access.accounts.password(account.id)
    if not passwords.verify(before, normal_form(old[: LONGEST + 1])):
        _note_refusal(desk, account, by.address)
        raise SignInRefused("the password that you have now is not that; try again")
    hashed = passwords.hash(wanted)
    with desk.store.writing():
        if desk.store.access.accounts.password(account.id) != before:
            raise BadRequest("the password was changed meanwhile; try again", subject=account.name)
        uncount_try(desk, account.name, by.address, desk.clock.now())
        _put_password(desk, account, hashed, by=by, how="change")
        return open_session(desk, account, address=by.address, agent=agent, how="password")


def passwords_of(desk: Desk) -> Passwords:
    """Return what hashes passwords.

    Raises:
        BadRequest: This desk has nothing that does.
    """
    if desk.passwords is None:
        raise BadRequest("this desk takes no passwords; open it with onrecord.app", subject=desk.name)
    return desk.passwords()


def _put_password(desk: Desk, account: Account, hashed: str, *, by: Asker, how: str) -> None:
    book = desk.store.access.accounts
    book.set_password(account.id, hashed, desk.clock.now())
    book.drop_links(account.id)
    desk.store.access.sessions.drop_of(account.id)
    note_act(desk, by, "account.set_password", account.id, {"how": how})


def _note_refusal(desk: Desk, account: Account | None, address: str) -> None:
    # A name that nobody has is not written down: people type passwords where a name belongs.
    name = account.name if account else ""
    note_act(
        desk, Asker(name, Via.BROWSER, account, address), "session.refuse", account.id if account else ""
    )
