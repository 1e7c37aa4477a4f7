import pytest

from onrecord.desk.access import demand
from onrecord.errors import NotAllowed, SignInRefused
from onrecord.model.access import Account, Asker, Role, Scope, Via
from tests.desk.access.conftest import NOBODY, ROOT
from tests.factory import NOON


def test_what_is_missing_is_told() -> None:
    editor = Account("a" * 24, "Mila Kern", Role.EDITOR, NOON)
    reading = Asker("Mila Kern", Via.TOKEN, editor, token="b" * 24, scopes=frozenset({Scope.READ}))
    for asker, role, refused, told in (
        (NOBODY, Role.READER, SignInRefused, "sign in first"),
        (Asker("", Via.BROWSER, editor), Role.ADMINISTRATOR, NotAllowed, "role administrator"),
        (reading, Role.EDITOR, NotAllowed, "this token"),
        (reading, Role.ADMINISTRATOR, NotAllowed, "role administrator"),
    ):
        with pytest.raises(refused, match=told):
            demand(asker, role)
    demand(reading, Role.READER)
    demand(ROOT, Role.ADMINISTRATOR)
