import pytest

from onrecord.desk import Desk
from onrecord.desk.access import (
    end_session,
    find_session,
    list_sessions,
    sign_in,
    sign_out,
    sign_out_everywhere,
)
from onrecord.errors import NotAllowed, NotFound, SignInRefused
from onrecord.model.access import Role
from tests.desk.access.conftest import HERE, NOBODY, ROOT, WORDS, Turned, signed_in


def test_session_ends_when_it_is_not_used_for_twelve_hours(desk: Desk, clock: Turned) -> None:
    signed_in(desk, "Mila Kern")
    key = sign_in(desk, "Mila Kern", WORDS, address=HERE).key
    for _ in range(5):
        clock.turn(hours=11)
        assert find_session(desk, key, address=HERE) is not None
    clock.turn(hours=12)
    assert find_session(desk, key, address=HERE) is None


def test_session_ends_after_two_weeks_however_much_it_is_used(desk: Desk, clock: Turned) -> None:
    signed_in(desk, "Mila Kern")
    key = sign_in(desk, "Mila Kern", WORDS, address=HERE).key
    for _ in range(14 * 24 - 1):
        clock.turn(hours=1)
        assert find_session(desk, key, address=HERE) is not None
    clock.turn(hours=1)
    assert find_session(desk, key, address=HERE) is None


def test_use_is_written_down_every_few_minutes_at_most(desk: Desk, clock: Turned) -> None:
    signed_in(desk, "Mila Kern")
    signed = sign_in(desk, "Mila Kern", WORDS, address=HERE)
    seen = []
    for _ in range(10):
        clock.turn(minutes=1)
        find_session(desk, signed.key, address=HERE)
        seen += [one.seen_at for one in list_sessions(desk, by=signed.asker) if one.id == signed.session.id]
    assert len(set(seen)) == 3


@pytest.mark.parametrize("key", ["", "x", "x" * 10_000, "\udcff"])
def test_keys_of_no_session_are_nobody(desk: Desk, key: str) -> None:
    assert find_session(desk, key, address=HERE) is None


def test_signing_out_ends_this_session_or_all(desk: Desk) -> None:
    signed_in(desk, "Mila Kern")
    one, two, three = (sign_in(desk, "Mila Kern", WORDS, address=HERE) for _ in range(3))
    sign_out(desk, by=one.asker)
    sign_out(desk, by=one.asker)
    sign_out(desk, by=NOBODY)
    assert find_session(desk, one.key, address=HERE) is None
    end_session(desk, two.session.id, by=three.asker)
    assert find_session(desk, two.key, address=HERE) is None
    with pytest.raises(NotFound, match="may have ended"):
        end_session(desk, two.session.id, by=three.asker)
    assert sign_out_everywhere(desk, by=three.asker) == 2
    assert find_session(desk, three.key, address=HERE) is None


def test_nobody_ends_the_sessions_of_others_but_an_administrator(desk: Desk) -> None:
    mila, lars = signed_in(desk, "Mila Kern"), signed_in(desk, "Lars Aas", Role.ADMINISTRATOR)
    assert lars.session is not None
    with pytest.raises(NotFound):
        end_session(desk, lars.session, by=mila)
    with pytest.raises(NotAllowed):
        sign_out_everywhere(desk, "Lars Aas", by=mila)
    with pytest.raises(SignInRefused):
        sign_out_everywhere(desk, by=NOBODY)
    with pytest.raises(SignInRefused):
        list_sessions(desk, by=ROOT)
    assert sign_out_everywhere(desk, "Mila Kern", by=lars) == 1
    assert list_sessions(desk, by=mila) == []


def test_ended_sessions_are_forgotten_when_another_begins(desk: Desk, clock: Turned) -> None:
    mila = signed_in(desk, "Mila Kern")
    assert mila.account is not None
    clock.turn(hours=13)
    assert list_sessions(desk, by=mila) == []
    assert len(desk.store.access.sessions.of(mila.account.id)) == 1
    sign_in(desk, "Mila Kern", WORDS, address=HERE)
    assert len(desk.store.access.sessions.of(mila.account.id)) == 1
