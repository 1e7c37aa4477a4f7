"""Signing in with what an OpenID provider says: accounts belong to what it calls somebody, never to a name."""

from onrecord.desk.access.accounts import add_account, set_role
from onrecord.desk.access.audit import note_act
from onrecord.desk.access.keys import new_key
from onrecord.desk.access.sessions import SignedIn, open_session, own_account
from onrecord.desk.desk import Desk
from onrecord.errors import BadRequest, SignInRefused
from onrecord.model.access import Account, Asker, Role, Via, VoucherRules
from onrecord.ports.provider import Voucher
from onrecord.text.fold import squeeze

_PROGRAM = Asker("OnRecord", Via.MACHINE)
_MOST_NAME = 90
#: So many of one name are told apart by a number; after that by what the provider calls them.
_MOST_ALIKE = 50


def sign_in_vouched(
    desk: Desk, voucher: Voucher, rules: VoucherRules, *, address: str, agent: str = ""
) -> SignedIn:
    """Return a new session of whomever a provider vouches for; who was never here before gets an account.

    Where the rules say which groups have which roles, a role follows the provider each time.

    Raises:
        SignInRefused: They have no account and get none; or it is disabled: nothing says which.
    """
    book = desk.store.access.accounts
    with desk.store.writing():
        account = book.linked(voucher.issuer, voucher.subject)
        role = _role(voucher, rules)
        if account is None and role is not None and _is_welcome(voucher, rules):
            name = _free_name(desk, voucher)
            account = add_account(
                desk, name, role, by=_PROGRAM, issuer=voucher.issuer, subject=voucher.subject
            )
        if account is None or account.disabled_at is not None or (rules.roles and role is None):
            raise SignInRefused("there is no account here for you; ask an administrator of this desk")
        if rules.roles and role is not None and role is not account.role:
            account = _followed(desk, account, role)
        return open_session(desk, account, address=address, agent=agent, how=voucher.issuer)


def link_account(desk: Desk, voucher: Voucher, *, by: Asker) -> Account:
    """Return the account of whoever asks, which they may sign in to with the provider from now on.

    Raises:
        BadRequest: Another account is linked so.
        SignInRefused: Nobody is signed in.
    """
    account = own_account(by)
    book = desk.store.access.accounts
    with desk.store.writing():
        book.set_link(account.id, voucher.issuer, voucher.subject)
        note_act(desk, by, "account.join", account.id, {"issuer": voucher.issuer})
        return book.get(account.id)


def unlink_account(desk: Desk, *, by: Asker) -> Account:
    """Return the account of whoever asks, which is signed in to with its password alone from now on.

    Raises:
        BadRequest: It has none.
        SignInRefused: Nobody is signed in.
    """
    account = own_account(by)
    book = desk.store.access.accounts
    with desk.store.writing():
        if not book.get(account.id).has_password:
            raise BadRequest(
                "has no password; ask an administrator for a link to set one first", subject=account.name
            )
        book.set_link(account.id, None, None)
        note_act(desk, by, "account.part", account.id, {"issuer": account.issuer})
        return book.get(account.id)


def _role(voucher: Voucher, rules: VoucherRules) -> Role | None:
    """Return the role that the rules give: the greatest of the groups', else that of everybody."""
    given = [role for group, role in rules.roles if group in voucher.groups]
    return max(given, key=lambda role: role.rank) if given else rules.role


def _is_welcome(voucher: Voucher, rules: VoucherRules) -> bool:
    """Return whether somebody new gets an account: where domains are named, with a checked address of one of them."""
    if not rules.domains:
        return True
    somebody, _, domain = (voucher.email or "").rpartition("@")
    return bool(somebody) and domain.casefold() in {one.casefold() for one in rules.domains}


def _free_name(desk: Desk, voucher: Voucher) -> str:
    """Return a name that no account has yet; one that somebody has already is not shared, for it shows who did what."""
    visible = "".join(sign for sign in squeeze(voucher.name) if sign.isprintable())[:_MOST_NAME]
    wanted = visible.strip() or voucher.subject[:_MOST_NAME]
    taken = desk.store.access.accounts.named
    if taken(wanted) is None:
        return wanted
    numbered = (f"{wanted} ({n})" for n in range(2, _MOST_ALIKE))
    return next((name for name in numbered if taken(name) is None), f"{wanted[:40]} {new_key()[:12]}")


def _followed(desk: Desk, account: Account, role: Role) -> Account:
    try:
        return set_role(desk, account.id, role, by=_PROGRAM)
    except BadRequest:
        # The last administrator stays one, whatever the provider says of them.
        return account
