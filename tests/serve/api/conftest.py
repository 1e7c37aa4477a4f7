"""Desks that are asked through their API: one that is read, and one that is changed."""

from collections.abc import Callable, Iterator, Sequence
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord import desk as verbs
from onrecord.app import init_desk, open_desk
from onrecord.desk import Desk
from onrecord.desk.access import add_account, add_token
from onrecord.model.access import Asker, Role, Scope, Via
from onrecord.serve.application import make_application
from onrecord.serve.http.limits import no_limits
from onrecord.serve.http.site import Site
from tests.serve.web.conftest import DISPATCH, add_text

LEAD = Asker("tests", Via.COMMAND)
BOTH = (Scope.READ, Scope.EDIT)
#: Returns a client with a token of an account of that role.
Ask = Callable[..., TestClient]


def make_token(desk: Desk, role: Role | None, scopes: Sequence[Scope]) -> str:
    """Return the secret of a new token of a new account; "" for nobody."""
    if role is None:
        return ""
    name = f"{role} {'+'.join(scopes)} {len(list(desk.store.access.accounts.all()))}"
    add_account(desk, name, role, by=LEAD)
    return add_token(desk, "tests", scopes, by=LEAD, who=name).secret


def visit(desk: Desk, token: str) -> TestClient:
    """Return a client that shows a token; none for ""."""
    app = make_application(Site(desk, name="harbour"))
    app.state.limits = no_limits()
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return TestClient(app, base_url="http://localhost", headers=headers)


@pytest.fixture(scope="session")
def strait(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Return a desk of the sample reports, which tests read and do not change."""
    folder = init_desk(tmp_path_factory.mktemp("strait") / "desk")
    with as_file(files("onrecord") / "data" / "demo") as place, open_desk(folder) as opened:
        for _, outcome in verbs.add(opened, verbs.plan_leads(opened.fetcher, [str(place)])):
            if isinstance(outcome, Exception):
                raise outcome
        yield opened


@pytest.fixture(scope="session")
def reader(strait: Desk) -> TestClient:
    """Return a program that reads the sample reports."""
    return visit(strait, make_token(strait, Role.READER, [Scope.READ]))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Return a desk of one report, to be changed."""
    with open_desk(init_desk(tmp_path / "desk")) as opened:
        add_text(opened, tmp_path / "harbour.txt", DISPATCH)
        yield opened


@pytest.fixture
def ask(desk: Desk) -> Ask:
    def come(role: Role | None, *scopes: Scope) -> TestClient:
        return visit(desk, make_token(desk, role, scopes))

    return come


@pytest.fixture
def editor(ask: Ask) -> TestClient:
    """Return a program that may change the desk of one report."""
    return ask(Role.EDITOR, *BOTH)
