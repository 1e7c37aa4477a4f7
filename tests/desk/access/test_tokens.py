from datetime import timedelta

import pytest

from onrecord.desk import Desk
from onrecord.desk.access import (
    add_token,
    disable_account,
    enable_account,
    find_token,
    list_tokens,
    revoke_token,
    set_role,
)
from onrecord.errors import BadRequest, NotAllowed, NotFound, SignInRefused
from onrecord.model.access import Asker, Role, Scope, Via
from onrecord.ports import AuditQuery
from tests.desk.access.conftest import HERE, NOBODY, ROOT, Turned, signed_in


def test_token_acts_for_its_account_within_its_scopes(desk: Desk) -> None:
    mila = signed_in(desk, "Mila Kern", Role.ADMINISTRATOR)
    made = add_token(desk, "nightly", [Scope.READ, Scope.EDIT], by=mila)
    assert made.secret.startswith("onr_")
    asker = find_token(desk, made.secret, address=HERE)
    assert asker is not None
    assert (asker.name, asker.via, asker.token) == ("Mila Kern", Via.TOKEN, made.token.id)
    assert [asker.may(role) for role in Role] == [True, True, False]
    only = find_token(desk, add_token(desk, "only", [Scope.EDIT], by=mila).secret, address=HERE)
    assert only is not None
    assert [only.may(role) for role in Role] == [False, True, False]


def test_token_never_has_more_than_its_account(desk: Desk) -> None:
    mila = signed_in(desk, "Mila Kern", Role.EDITOR)
    with pytest.raises(BadRequest, match="has the role editor, which does not reach to administer"):
        add_token(desk, "too much", list(Scope), by=mila)
    made = add_token(desk, "nightly", [Scope.READ, Scope.EDIT], by=mila)
    set_role(desk, "Mila Kern", Role.READER, by=ROOT)
    asker = find_token(desk, made.secret, address=HERE)
    assert asker is not None
    assert [asker.may(role) for role in Role] == [True, False, False]
    disable_account(desk, "Mila Kern", by=ROOT)
    assert find_token(desk, made.secret, address=HERE) is None
    with pytest.raises(BadRequest, match="is disabled"):
        add_token(desk, "more", [Scope.READ], by=ROOT, who="Mila Kern")
    enable_account(desk, "Mila Kern", by=ROOT)
    assert find_token(desk, made.secret, address=HERE) is not None


def test_token_ends_by_time_and_by_being_revoked(desk: Desk, clock: Turned) -> None:
    mila = signed_in(desk, "Mila Kern")
    short = add_token(desk, "short", [Scope.READ], by=mila, lasts=timedelta(days=1))
    long = add_token(desk, "long", [Scope.READ], by=mila)
    clock.turn(hours=23)
    assert find_token(desk, short.secret, address=HERE) is not None
    clock.turn(hours=1)
    assert find_token(desk, short.secret, address=HERE) is None
    assert find_token(desk, long.secret, address=HERE) is not None
    assert revoke_token(desk, long.token.id, by=mila).revoked_at == clock.at
    clock.turn(hours=1)
    assert revoke_token(desk, long.token.id, by=mila).revoked_at == clock.at - timedelta(hours=1)
    assert find_token(desk, long.secret, address=HERE) is None
    assert len(list(desk.store.access.audit.find(AuditQuery(act="token.revoke")))) == 1
    with pytest.raises(BadRequest, match="above 0"):
        add_token(desk, "no time", [Scope.READ], by=mila, lasts=timedelta(0))


@pytest.mark.parametrize("secret", ["", "onr_", "onr_" + "x" * 43, "x", "onr_" + "\udcff" * 300])
def test_secrets_of_no_token_are_nobody(desk: Desk, secret: str) -> None:
    assert find_token(desk, secret, address=HERE) is None


def test_last_use_is_kept_and_the_secret_nowhere(desk: Desk, clock: Turned) -> None:
    mila = signed_in(desk, "Mila Kern")
    made = add_token(desk, "nightly", [Scope.READ], by=mila)
    assert list_tokens(desk, by=mila)[0].used_at is None
    find_token(desk, made.secret, address=HERE)
    assert list_tokens(desk, by=mila)[0].used_at == clock.at
    told = str(list(desk.store.access.audit.find(AuditQuery())))
    assert made.secret not in told
    assert made.secret.removeprefix("onr_") not in told


def test_tokens_of_others_are_for_administrators(desk: Desk) -> None:
    mila, lars = signed_in(desk, "Mila Kern"), signed_in(desk, "Lars Aas", Role.ADMINISTRATOR)
    made = add_token(desk, "of mila", [Scope.READ], by=lars, who="Mila Kern")
    own = add_token(desk, "of lars", [Scope.READ], by=lars)
    assert list_tokens(desk, by=mila) == list_tokens(desk, by=lars, who="Mila Kern") == [made.token]
    assert list_tokens(desk, by=lars, every=True) == [own.token, made.token]
    with pytest.raises(NotFound):
        revoke_token(desk, own.token.id, by=mila)
    for act in (
        lambda: add_token(desk, "x", [Scope.READ], by=mila, who="Lars Aas"),
        lambda: list_tokens(desk, by=mila, who="Lars Aas"),
        lambda: list_tokens(desk, by=mila, every=True),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert revoke_token(desk, made.token.id, by=lars).revoked_at is not None


def test_nobody_and_no_token_makes_a_token(desk: Desk) -> None:
    mila = signed_in(desk, "Mila Kern", Role.ADMINISTRATOR)
    every = find_token(desk, add_token(desk, "all", list(Scope), by=mila).secret, address=HERE)
    assert every is not None
    with pytest.raises(NotAllowed, match="makes no tokens"):
        add_token(desk, "child", [Scope.READ], by=every)
    with pytest.raises(SignInRefused):
        add_token(desk, "x", [Scope.READ], by=NOBODY, who="Mila Kern")
    with pytest.raises(SignInRefused):
        revoke_token(desk, "x", by=NOBODY)
    with pytest.raises(BadRequest, match="acts for an account"):
        add_token(desk, "x", [Scope.READ], by=Asker("root", Via.COMMAND))
    for name, scopes in (("", [Scope.READ]), ("x" * 101, [Scope.READ]), ("x", [])):
        with pytest.raises(BadRequest, match="at least one scope"):
            add_token(desk, name, scopes, by=mila)
