"""The API keeps to its own description, whatever it is asked: tried by schemathesis."""

from collections.abc import Iterator
from typing import Any, cast

import pytest
import schemathesis
from hypothesis import HealthCheck, settings

from onrecord.app import init_desk, open_desk
from onrecord.desk import Desk
from onrecord.desk.access import add_account, add_token
from onrecord.model.access import Asker, Role, Scope, Via
from onrecord.serve.api import PREFIX
from onrecord.serve.application import make_application
from onrecord.serve.http.limits import Limiter, Limits
from onrecord.serve.http.site import Site
from tests.serve.web.conftest import DISPATCH, add_text

#: A question of the right form may ask for what there is not: words without a letter, a cursor of another question.
_RULES = {"checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", 400, 401, 403, 404, 409]}}}
_WITHOUT_END = Limiter(per_minute=1e9, burst=1e9)
#: The tests are made from the description before there is a desk: the fixture gives the application one.
_APP = make_application(Site(cast("Desk", None), name="harbour"))
_SCHEMA = schemathesis.openapi.from_asgi(
    f"{PREFIX}/openapi.json", _APP, config=schemathesis.Config.from_dict(_RULES)
)


@pytest.fixture(scope="module")
def token(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return a token for the desk that the application now serves."""
    folder = tmp_path_factory.mktemp("described")
    with open_desk(init_desk(folder / "desk")) as desk:
        add_text(desk, folder / "harbour.txt", DISPATCH)
        lead = Asker("tests", Via.COMMAND)
        add_account(desk, "Ada", Role.EDITOR, by=lead)
        made = add_token(desk, "tests", [Scope.READ, Scope.EDIT], by=lead, who="Ada")
        _APP.state.site = Site(desk, name="harbour")
        _APP.state.limits = Limits(_WITHOUT_END, _WITHOUT_END, _WITHOUT_END)
        yield made.secret


@_SCHEMA.parametrize()
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_address_keeps_to_its_description(case: schemathesis.Case[Any], token: str) -> None:
    case.call_and_validate(headers={"Authorization": f"Bearer {token}"})
