from dataclasses import replace

from onrecord.model.access import Account, Asker, Role, Scope, Via
from tests.factory import NOON

EDITOR = Account("a" * 24, "Mila Kern", Role.EDITOR, NOON)


def test_each_role_may_what_those_before_it_may() -> None:
    assert [[one.includes(other) for other in Role] for one in Role] == [
        [True, False, False],
        [True, True, False],
        [True, True, True],
    ]
    assert [scope.role for scope in Scope] == list(Role)


def test_asker_may_what_account_and_token_allow() -> None:
    assert [Asker("x", Via.BROWSER, EDITOR).may(role) for role in Role] == [True, True, False]
    token = Asker("x", Via.TOKEN, EDITOR, scopes=frozenset({Scope.EDIT, Scope.ADMINISTER}))
    assert [token.may(role) for role in Role] == [False, True, False]
    gone = Asker("x", Via.BROWSER, replace(EDITOR, disabled_at=NOON))
    assert not any(gone.may(role) for role in Role)
    assert [Asker("", via).may(Role.READER) for via in Via] == [False, False, True, True]


def test_account_can_sign_in_by_password_or_by_who_vouches_for_it() -> None:
    assert not EDITOR.can_sign_in
    for able in (
        replace(EDITOR, has_password=True),
        replace(EDITOR, issuer="https://id.example", subject="7"),
    ):
        assert able.can_sign_in
        assert not replace(able, disabled_at=NOON).can_sign_in
