"""Tokens: a program's way in, in the name of an account."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from onrecord.desk.access.accounts import find_account
from onrecord.desk.access.audit import note_act
from onrecord.desk.access.demand import demand
from onrecord.desk.access.keys import TOKEN_PREFIX, digest, new_id, new_key
from onrecord.desk.desk import Desk
from onrecord.errors import BadRequest, NotAllowed, NotFound, SignInRefused
from onrecord.model.access import Account, Asker, Role, Scope, Token, Via
from onrecord.text.fold import squeeze

_TOUCH_AFTER = timedelta(minutes=5)
_MOST_NAME = 100


@dataclass(frozen=True, slots=True)
class NewToken:
    """Return a new token; this is the only time that its secret is told.

    Attributes:
        token: The token.
        secret: What a program shows, with `onr_` before it.
    """

    token: Token
    secret: str


def add_token(
    desk: Desk,
    name: str,
    scopes: Iterable[Scope],
    *,
    by: Asker,
    who: str | None = None,
    lasts: timedelta | None = None,
) -> NewToken:
    """Return a new token.

    Args:
        desk: The desk.
        name: What it is for.
        scopes: What it may be used for.
        by: Who makes it; not with a token.
        who: The name of the account that it acts for; None for that of whoever asks.
        lasts: How long; None for as long as it is not revoked.

    Raises:
        BadRequest: It has no name or no scope, its account's role does not reach so far, or it lasts no time.
        NotFound: There is no such account.
        SignInRefused, NotAllowed: Nobody is signed in; or it is another's account, and who asks is no administrator;
            or a token is to make a token.
    """
    if by.via is Via.TOKEN:
        raise NotAllowed("a token makes no tokens; sign in with a password", subject=by.name)
    wanted = frozenset(scopes)
    shown = squeeze(name)
    if not shown or len(shown) > _MOST_NAME or not wanted:
        raise BadRequest(f"a token has a name of 1 to {_MOST_NAME} characters, and at least one scope")
    if lasts is not None and lasts <= timedelta(0):
        raise BadRequest("a token lasts some time; give a number of days above 0", subject=shown)
    with desk.store.writing():
        account = _whose(desk, who, by)
        beyond = sorted(scope for scope in wanted if not account.role.includes(scope.role))
        if beyond or account.disabled_at is not None:
            why = f"has the role {account.role}, which does not reach to {', '.join(beyond)}"
            raise BadRequest(why if beyond else "is disabled; enable it first", subject=account.name)
        now = desk.clock.now()
        token = Token(new_id(), account.id, shown, wanted, now, now + lasts if lasts else None)
        secret = TOKEN_PREFIX + new_key()
        desk.store.access.tokens.add(digest(secret), token)
        facts = {"name": shown, "account": account.name, "scopes": sorted(wanted)}
        note_act(desk, by, "token.add", token.id, facts)
    return NewToken(token, secret)


def list_tokens(desk: Desk, *, by: Asker, who: str | None = None, every: bool = False) -> list[Token]:
    """Return tokens, the newest first: of whoever asks, of another account, or of all.

    Raises:
        SignInRefused, NotAllowed: Nobody is signed in; or others' are asked for, and who asks is no administrator.
        NotFound: There is no such account.
    """
    if every:
        demand(by, Role.ADMINISTRATOR)
        return desk.store.access.tokens.all()
    return desk.store.access.tokens.all(_whose(desk, who, by).id)


def revoke_token(desk: Desk, id_: str, *, by: Asker) -> Token:
    """Return a token that is no longer good.

    Raises:
        NotFound: There is none with this id; or it is another's, and who asks is no administrator.
        SignInRefused: Nobody is signed in.
    """
    if not by.is_known:
        raise SignInRefused("sign in first")
    book = desk.store.access.tokens
    with desk.store.writing():
        token = book.get(id_)
        is_own = by.account is not None and by.account.id == token.account
        if not is_own and not by.may(Role.ADMINISTRATOR):
            raise NotFound("there is no token with this id; see `onrecord tokens list`", subject=id_)
        if token.revoked_at is None:
            book.revoke(id_, desk.clock.now())
            note_act(desk, by, "token.revoke", id_, {"name": token.name})
        return book.get(id_)


def find_token(desk: Desk, secret: str, *, address: str) -> Asker | None:
    """Return who asks with a token's secret; None where it does not hold (any longer)."""
    if not secret.startswith(TOKEN_PREFIX):
        return None
    found = desk.store.access.tokens.find(digest(secret))
    if found is None:
        return None
    token, account = found
    now = desk.clock.now()
    has_ended = token.revoked_at is not None or (token.expires_at is not None and now >= token.expires_at)
    if has_ended or account.disabled_at is not None:
        return None
    if token.used_at is None or now - token.used_at >= _TOUCH_AFTER:
        desk.store.access.tokens.touch(token.id, now)
    return Asker(account.name, Via.TOKEN, account, address, token=token.id, scopes=token.scopes)


def _whose(desk: Desk, who: str | None, by: Asker) -> Account:
    if who is None:
        if by.account is None:
            raise BadRequest("a token acts for an account; name one")
        return by.account
    account = find_account(desk, who)
    if by.account is None or by.account.id != account.id:
        demand(by, Role.ADMINISTRATOR)
    return account
