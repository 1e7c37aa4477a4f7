import pytest
from argon2 import PasswordHasher

from onrecord.desk import Desk
from onrecord.desk.access import (
    change_password,
    disable_account,
    find_session,
    make_link,
    set_password_by_link,
    sign_in,
)
from onrecord.errors import BadRequest, NotFound, SignInRefused, TryLater
from onrecord.model.access import Role
from onrecord.ports import AuditQuery
from tests.desk.access.conftest import HERE, NOBODY, ROOT, WORDS, Turned, link_for, signed_in

OTHER = "nine goats below the bridge"


def test_whoever_shows_name_and_password_gets_a_new_session_each_time(desk: Desk) -> None:
    signed_in(desk, "Mila Kern", Role.EDITOR)
    one = sign_in(desk, "MILA kern", WORDS, address=HERE, agent="A browser\n")
    two = sign_in(desk, "mila kern", WORDS, address=HERE)
    assert one.key != two.key
    asker = find_session(desk, one.key, address=HERE)
    assert asker is not None
    assert (asker.name, asker.account) == ("Mila Kern", one.account)
    assert one.session.agent == "A browser"


def test_what_is_wrong_is_told_the_same_whatever_it_is(desk: Desk) -> None:
    signed_in(desk, "Mila Kern")
    signed_in(desk, "Gone Long")
    disable_account(desk, "Gone Long", by=ROOT)
    link_for(desk, "Not Yet")
    told = set()
    for name, password in (
        ("Mila Kern", OTHER),
        ("Nobody Here", WORDS),
        ("Gone Long", WORDS),
        ("Not Yet", WORDS),
        ("Not Yet", ""),
        ("", ""),
    ):
        with pytest.raises(SignInRefused) as refused:
            sign_in(desk, name, password, address=HERE)
        told.add(str(refused.value))
    assert len(told) == 1


def test_refused_names_are_written_down_only_where_somebody_has_them(desk: Desk) -> None:
    signed_in(desk, "Mila Kern")
    for name in ("Mila Kern", "my secret password typed in the wrong box"):
        with pytest.raises(SignInRefused):
            sign_in(desk, name, OTHER, address=HERE)
    entries = list(desk.store.access.audit.find(AuditQuery(act="session.refuse")))
    assert [one.name for one in entries] == ["", "Mila Kern"]
    assert all(one.address == HERE for one in entries)


@pytest.mark.parametrize("name", ["Mila Kern", "Nobody Here"])
def test_waits_grow_with_each_wrong_password_for_known_and_unknown_names_alike(
    desk: Desk, clock: Turned, name: str
) -> None:
    signed_in(desk, "Mila Kern")
    for _ in range(5):
        with pytest.raises(SignInRefused):
            sign_in(desk, name, OTHER, address=HERE)
    waits = []
    for _ in range(7):
        with pytest.raises(TryLater, match="too many tries; wait") as later:
            sign_in(desk, name, WORDS, address="198.51.100.1")
        waits.append(later.value.seconds)
        clock.turn(seconds=later.value.seconds)
        with pytest.raises(SignInRefused):
            sign_in(desk, name, OTHER, address=HERE)
    assert waits == [30, 60, 120, 240, 480, 900, 900]
    clock.turn(seconds=900)
    if name == "Mila Kern":
        assert sign_in(desk, name, WORDS, address=HERE).account.name == name
        with pytest.raises(SignInRefused):  # all are free again
            sign_in(desk, name, OTHER, address=HERE)


def test_one_address_may_not_try_many_names(desk: Desk) -> None:
    signed_in(desk, "Mila Kern")
    v6 = "2001:db8:0:1::"
    for n in range(20):
        with pytest.raises(SignInRefused):
            sign_in(desk, f"name {n}", OTHER, address=f"{v6}{n:x}")
    with pytest.raises(TryLater):
        sign_in(desk, "Mila Kern", WORDS, address=f"{v6}ffff")
    assert sign_in(desk, "Mila Kern", WORDS, address="2001:db8:0:2::1").account.name == "Mila Kern"


def test_own_success_does_not_free_an_address_for_tries_at_others(desk: Desk) -> None:
    signed_in(desk, "Mila Kern")
    for n in range(19):
        with pytest.raises(SignInRefused):
            sign_in(desk, f"name {n}", OTHER, address=HERE)
        sign_in(desk, "Mila Kern", WORDS, address="192.0.2.8")
    sign_in(desk, "Mila Kern", WORDS, address=HERE)
    with pytest.raises(SignInRefused):
        sign_in(desk, "name 20", OTHER, address=HERE)
    with pytest.raises(TryLater):
        sign_in(desk, "Mila Kern", WORDS, address=HERE)


def test_failures_are_forgotten_after_a_day(desk: Desk, clock: Turned) -> None:
    for _ in range(5):
        with pytest.raises(SignInRefused):
            sign_in(desk, "Mila Kern", OTHER, address=HERE)
    clock.turn(hours=25)
    with pytest.raises(SignInRefused):
        sign_in(desk, "Mila Kern", OTHER, address=HERE)


def test_link_frees_whoever_is_locked_out(desk: Desk) -> None:
    link_for(desk, "Mila Kern")
    for _ in range(5):
        with pytest.raises(SignInRefused):
            sign_in(desk, "Mila Kern", OTHER, address=HERE)
    link = make_link(desk, "Mila Kern", by=ROOT)
    set_password_by_link(desk, link.key, WORDS, address="198.51.100.1")
    assert sign_in(desk, "Mila Kern", WORDS, address=HERE).account.has_password


def test_weak_passwords_are_refused_and_the_link_stays_good(desk: Desk) -> None:
    link = link_for(desk, "Mila Kern")
    for weak in ("short", "password1234", "mila kern mila kern"):
        with pytest.raises(BadRequest):
            set_password_by_link(desk, link.key, weak, address=HERE)
    assert set_password_by_link(desk, link.key, WORDS, address=HERE).account.has_password


def test_new_password_ends_all_sessions_and_opens_one(desk: Desk) -> None:
    signed_in(desk, "Mila Kern")
    one = sign_in(desk, "Mila Kern", WORDS, address=HERE)
    two = sign_in(desk, "Mila Kern", WORDS, address=HERE)
    with pytest.raises(SignInRefused, match="is not that"):
        change_password(desk, OTHER, OTHER, by=one.asker)
    with pytest.raises(BadRequest):
        change_password(desk, WORDS, "too short", by=one.asker)
    with pytest.raises(SignInRefused, match="sign in first"):
        change_password(desk, WORDS, OTHER, by=NOBODY)
    new = change_password(desk, WORDS, OTHER, by=one.asker)
    for key, holds in ((one.key, False), (two.key, False), (new.key, True)):
        assert (find_session(desk, key, address=HERE) is not None) is holds
    with pytest.raises(SignInRefused):
        sign_in(desk, "Mila Kern", WORDS, address=HERE)
    sign_in(desk, "Mila Kern", OTHER, address=HERE)


def test_tries_at_the_old_password_are_counted_too(desk: Desk) -> None:
    asker = signed_in(desk, "Mila Kern")
    for _ in range(5):
        with pytest.raises(SignInRefused):
            change_password(desk, OTHER, OTHER, by=asker)
    with pytest.raises(TryLater):
        change_password(desk, WORDS, OTHER, by=asker)


def test_hash_of_another_cost_is_made_anew_at_signing_in(desk: Desk) -> None:
    asker = signed_in(desk, "Mila Kern")
    assert asker.account is not None
    book = desk.store.access.accounts
    old = PasswordHasher(time_cost=1, memory_cost=8_192, parallelism=1).hash(WORDS)
    with desk.store.writing():
        book.set_password(asker.account.id, old, desk.clock.now())
    sign_in(desk, "Mila Kern", WORDS, address=HERE)
    new = book.password(asker.account.id)
    assert new is not None
    assert new != old
    assert sign_in(desk, "Mila Kern", WORDS, address=HERE)
    with pytest.raises(NotFound):
        set_password_by_link(desk, "nothing", OTHER, address=HERE)
