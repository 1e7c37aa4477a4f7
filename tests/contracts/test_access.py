"""Accounts, sessions, tokens, the audit log and saved searches on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from onrecord.adapters.store import SqlStore
from onrecord.errors import BadRequest, NotFound, StoreError
from onrecord.model import SavedSearch
from onrecord.model.access import Account, AuditEntry, Role, Scope, Session, Token, Via
from onrecord.ports import AuditQuery, Failures
from tests.factory import NOON

MILA = Account("a" * 24, "Mila Kern", Role.EDITOR, NOON)
LARS = Account("b" * 24, "Lars Aas", Role.ADMINISTRATOR, NOON, issuer="https://id.example", subject="77")
HOUR = timedelta(hours=1)


@pytest.fixture
def filled(store: SqlStore) -> SqlStore:
    with store.writing():
        store.access.accounts.add(MILA)
        store.access.accounts.add(LARS)
    return store


def test_accounts_are_found_by_id_name_and_who_vouches_for_them(filled: SqlStore) -> None:
    book = filled.access.accounts
    assert book.get(MILA.id) == MILA
    assert book.named("  MILA   kern ") == MILA
    assert book.named("mila") is None
    assert book.linked("https://id.example", "77") == LARS
    assert book.linked("https://id.example", "78") is None
    assert book.all() == [LARS, MILA]
    with pytest.raises(NotFound, match="no account"):
        book.get("c" * 24)


def test_a_name_and_a_link_belong_to_one_account(filled: SqlStore) -> None:
    book = filled.access.accounts
    with pytest.raises(BadRequest, match="name of an account already"), filled.writing():
        book.add(replace(MILA, id="c" * 24, name="mila KERN"))
    with pytest.raises(BadRequest, match="is linked with that"), filled.writing():
        book.add(replace(LARS, id="c" * 24, name="Another"))
    with pytest.raises(BadRequest, match="is linked with that"), filled.writing():
        book.set_link(MILA.id, "https://id.example", "77")
    with filled.writing():
        book.set_link(LARS.id, None, None)
        book.set_link(MILA.id, "https://id.example", "77")
    assert book.linked("https://id.example", "77") == book.get(MILA.id)


def test_what_changes_in_an_account_is_kept(filled: SqlStore) -> None:
    book = filled.access.accounts
    with filled.writing():
        book.set_role(MILA.id, Role.READER)
        book.set_disabled(MILA.id, NOON)
        book.set_password(MILA.id, "$argon2id$…", NOON)
    assert book.get(MILA.id) == replace(MILA, role=Role.READER, disabled_at=NOON, has_password=True)
    assert book.password(MILA.id) == "$argon2id$…"
    assert book.password(LARS.id) is None
    with pytest.raises(NotFound), filled.writing():
        book.set_role("c" * 24, Role.READER)


def test_a_new_link_takes_the_place_of_the_old_one(filled: SqlStore) -> None:
    book = filled.access.accounts
    with filled.writing():
        book.put_link(b"1" * 32, MILA.id, made_at=NOON, expires_at=NOON + HOUR)
        book.put_link(b"2" * 32, MILA.id, made_at=NOON, expires_at=NOON + HOUR)
        book.put_link(b"3" * 32, LARS.id, made_at=NOON, expires_at=NOON + HOUR)
    assert book.find_link(b"1" * 32) is None
    assert book.find_link(b"2" * 32) == (MILA, NOON + HOUR)
    with filled.writing():
        book.drop_links(MILA.id)
    assert book.find_link(b"2" * 32) is None
    assert book.find_link(b"3" * 32) == (LARS, NOON + HOUR)


def test_failures_are_counted_by_key_and_forgotten(filled: SqlStore) -> None:
    book = filled.access.accounts
    with filled.writing():
        book.put_failures(b"one", Failures(1, NOON, NOON))
        book.put_failures(b"one", Failures(2, NOON, NOON + HOUR))
        book.put_failures(b"old", Failures(9, NOON - HOUR, NOON))
    assert book.failures(b"one") == Failures(2, NOON, NOON + HOUR)
    with filled.writing():
        book.drop_failures(NOON)
    assert book.failures(b"old") is None
    with filled.writing():
        book.put_failures(b"one", None)
    assert book.failures(b"one") is None


def session(n: int, account: Account = MILA) -> Session:
    return Session(str(n) * 24, account.id, NOON + n * HOUR, NOON, NOON + 99 * HOUR, "192.0.2.1", "A browser")


def test_sessions_are_found_by_the_digest_of_their_key_with_their_account(filled: SqlStore) -> None:
    book = filled.access.sessions
    with filled.writing():
        for n in (1, 2, 3):
            book.add(str(n).encode() * 32, session(n))
        book.add(b"4" * 32, session(4, LARS))
    assert book.find(b"1" * 32) == (session(1), MILA)
    assert book.find(b"9" * 32) is None
    book.touch(session(1).id, NOON + HOUR)
    assert book.find(b"1" * 32) == (replace(session(1), seen_at=NOON + HOUR), MILA)
    assert [one.id[0] for one in book.of(MILA.id)] == ["3", "2", "1"]
    with filled.writing():
        book.drop(session(2).id)
        assert book.drop_of(MILA.id, but=session(3).id) == 1
    assert book.of(MILA.id) == [session(3)]
    with filled.writing():
        book.drop_old(seen_before=NOON, expired_at=NOON)
    assert book.find(b"4" * 32) == (session(4, LARS), LARS)
    with filled.writing():
        book.drop_old(seen_before=NOON, expired_at=NOON + 100 * HOUR)
    assert book.find(b"4" * 32) is None


def test_tokens_are_found_by_the_digest_of_their_secret_with_their_account(filled: SqlStore) -> None:
    book = filled.access.tokens
    scopes = frozenset({Scope.READ, Scope.EDIT})
    one = Token("1" * 24, MILA.id, "nightly", scopes, NOON)
    two = Token("2" * 24, LARS.id, "other", frozenset({Scope.READ}), NOON, expires_at=NOON + HOUR)
    with filled.writing():
        book.add(b"1" * 32, one)
        book.add(b"2" * 32, two)
    assert book.find(b"1" * 32) == (one, MILA)
    assert book.find(b"3" * 32) is None
    assert book.all() == [two, one]
    assert book.all(MILA.id) == [one]
    book.touch(one.id, NOON)
    with filled.writing():
        book.revoke(one.id, NOON + HOUR)
    assert book.get(one.id) == replace(one, used_at=NOON, revoked_at=NOON + HOUR)
    with pytest.raises(NotFound, match="no token"):
        book.get("3" * 24)
    with pytest.raises(NotFound, match="no token"), filled.writing():
        book.revoke("3" * 24, NOON)


def entry(act: str, account: Account | None = MILA, subject: str = "", hours: int = 0) -> AuditEntry:
    id_, name = (account.id, account.name) if account else (None, "")
    facts = {"words": "نعم", "many": ["a", 1, None]}
    return AuditEntry(0, NOON + hours * HOUR, id_, name, Via.BROWSER, "192.0.2.1", act, subject, facts)


def test_the_log_is_read_newest_first_by_what_is_asked(filled: SqlStore) -> None:
    log = filled.access.audit
    acts = [
        entry("account.add"),
        entry("account.role", LARS, MILA.id, hours=1),
        entry("accounting.add", hours=2),
        entry("token.add", None, hours=3),
    ]
    with filled.writing():
        kept = [log.add(one) for one in acts]
    assert [replace(one, n=0) for one in kept] == acts
    one, two, three, four = kept
    for query, found in (
        (AuditQuery(), [four, three, two, one]),
        (AuditQuery(limit=None), [four, three, two, one]),
        (AuditQuery(limit=2), [four, three]),
        (AuditQuery(limit=2, before=three.n), [two, one]),
        (AuditQuery(limit=0), []),
        (AuditQuery(act="account"), [two, one]),
        (AuditQuery(act="account.add"), [one]),
        (AuditQuery(account=LARS.id), [two]),
        (AuditQuery(name="Mila Kern"), [three, one]),
        (AuditQuery(subject=MILA.id), [two]),
        (AuditQuery(since=NOON + HOUR, until=NOON + 3 * HOUR), [three, two]),
    ):
        assert list(log.find(query)) == found, query


@pytest.mark.parametrize("change", ["UPDATE audit SET name = 'nobody'", "DELETE FROM audit"])
def test_the_log_takes_no_change_whoever_asks_the_database(filled: SqlStore, change: str) -> None:
    with filled.writing():
        kept = filled.access.audit.add(entry("account.add"))
    with pytest.raises(StoreError), filled.writing():
        filled._session.writer().execute(sa.text(change))
    assert list(filled.access.audit.find(AuditQuery())) == [kept]


def test_searches_are_kept_under_a_name_of_their_owner(filled: SqlStore) -> None:
    book = filled.saved
    own = SavedSearch("1" * 24, "Harbour", MILA.id, "q=harbour", is_public=False, made_at=NOON)
    others = replace(own, id="2" * 24, by=LARS.id)
    commands = replace(own, id="3" * 24, by=None)
    with filled.writing():
        for one in (own, others, commands):
            book.add(one)
    assert book.get(own.id) == own
    assert book.of(MILA.id) == [own]
    assert book.of(None) == [commands]
    assert book.public() == []
    shown = replace(own, name="The harbour", query="q=harbor", is_public=True)
    with filled.writing():
        book.put(shown)
    assert book.public() == [shown]
    for taken in (replace(own, id="4" * 24, name="The harbour"), replace(commands, id="4" * 24)):
        with pytest.raises(BadRequest, match="another saved search"), filled.writing():
            book.add(taken)
    with filled.writing():
        book.remove(own.id)
    with pytest.raises(NotFound):
        book.get(own.id)
    with pytest.raises(NotFound), filled.writing():
        book.put(shown)
