"""Sessions: opened at signing in, found by their key, ended by use, by time, and by what changes in the account."""

from dataclasses import dataclass
from datetime import timedelta

from onrecord.desk.access.accounts import find_account
from onrecord.desk.access.audit import note_act
from onrecord.desk.access.demand import demand
from onrecord.desk.access.keys import digest, new_id, new_key
from onrecord.desk.desk import Desk
from onrecord.errors import NotFound, SignInRefused
from onrecord.model.access import Account, Asker, Role, Session, Via
from onrecord.text.fold import squeeze

#: When a session was last used is written down so often at most: a page need not wait for a writer.
_TOUCH_AFTER = timedelta(minutes=5)
_MOST_AGENT = 200


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Return a new session; this is the only time that its key is told.

    Attributes:
        account: Whose.
        session: The session.
        key: What the browser keeps.
    """

    account: Account
    session: Session
    key: str

    @property
    def asker(self) -> Asker:
        """Return who asks from now on."""
        return _asker(self.session, self.account, self.session.address)


def open_session(desk: Desk, account: Account, *, address: str, agent: str, how: str) -> SignedIn:
    """Return a new session, with a new key; the one before is for the caller to end.

    Args:
        desk: The desk.
        account: Whose; it was shown that it is theirs.
        address: Where from.
        agent: What their browser calls itself.
        how: By what it was shown, for the audit log.
    """
    now = desk.clock.now()
    rules = desk.access
    key = new_key()
    session = Session(
        new_id(), account.id, now, now, now + rules.session_longest, address, squeeze(agent)[:_MOST_AGENT]
    )
    signed_in = SignedIn(account, session, key)
    with desk.store.writing():
        book = desk.store.access.sessions
        book.drop_old(seen_before=now - rules.session_idle, expired_at=now)
        book.add(digest(key), session)
        note_act(desk, signed_in.asker, "session.open", account.id, {"how": how})
    return signed_in


def find_session(desk: Desk, key: str, *, address: str) -> Asker | None:
    """Return who asks with the key of a session; None where it does not hold (any longer)."""
    found = desk.store.access.sessions.find(digest(key))
    if found is None:
        return None
    session, account = found
    now = desk.clock.now()
    has_ended = now >= session.expires_at or now - session.seen_at >= desk.access.session_idle
    if has_ended or account.disabled_at is not None:
        return None
    if now - session.seen_at >= min(_TOUCH_AFTER, desk.access.session_idle / 4):
        desk.store.access.sessions.touch(session.id, now)
    return _asker(session, account, address)


def list_sessions(desk: Desk, *, by: Asker) -> list[Session]:
    """Return the sessions of whoever asks that still hold, the newest first.

    Raises:
        SignInRefused: Nobody is signed in.
    """
    account = own_account(by)
    now = desk.clock.now()
    return [
        one
        for one in desk.store.access.sessions.of(account.id)
        if now < one.expires_at and now - one.seen_at < desk.access.session_idle
    ]


def sign_out(desk: Desk, *, by: Asker) -> None:
    """End the session that is asked with; without one nothing is done."""
    if by.session is None or by.account is None:
        return
    with desk.store.writing():
        desk.store.access.sessions.drop(by.session)
        note_act(desk, by, "session.close", by.account.id)


def end_session(desk: Desk, id_: str, *, by: Asker) -> None:
    """End one of the sessions of whoever asks.

    Raises:
        NotFound: They have none with this id.
        SignInRefused: Nobody is signed in.
    """
    account = own_account(by)
    with desk.store.writing():
        if all(one.id != id_ for one in desk.store.access.sessions.of(account.id)):
            raise NotFound("there is no such session; it may have ended", subject=id_)
        desk.store.access.sessions.drop(id_)
        note_act(desk, by, "session.close", account.id)


def sign_out_everywhere(desk: Desk, who: str | None = None, *, by: Asker) -> int:
    """Return how many sessions were ended: of whoever asks, this one too; or of another account.

    Raises:
        SignInRefused: Nobody is signed in.
        NotAllowed: It is another's account, and who asks is no administrator.
        NotFound: There is no such account.
    """
    if who is None:
        account = own_account(by)
    else:
        demand(by, Role.ADMINISTRATOR)
        account = find_account(desk, who)
    with desk.store.writing():
        ended = desk.store.access.sessions.drop_of(account.id)
        note_act(desk, by, "session.close_all", account.id, {"ended": ended})
    return ended


def own_account(by: Asker) -> Account:
    """Return the account of whoever asks.

    Raises:
        SignInRefused: They have none.
    """
    if by.account is None:
        raise SignInRefused("sign in first")
    return by.account


def _asker(session: Session, account: Account, address: str) -> Asker:
    return Asker(account.name, Via.BROWSER, account, address, session=session.id)
