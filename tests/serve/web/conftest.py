"""A real desk, served to a client in this process."""

from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord import desk as verbs
from onrecord.app import init_desk, open_desk
from onrecord.desk import Desk
from onrecord.desk.access import add_account, open_session
from onrecord.model.access import Asker, Role, Via
from onrecord.serve.application import make_application
from onrecord.serve.http.site import Site
from onrecord.serve.web.framed import draw_body

DISPATCH = """\
Harbour talks resume

Mayor Ada Lindqvist said: “The harbour belongs to everybody.”[1]

“We will answer in June,” Tomas Okoro of the Dockers’ Union told Radio Selm. “Nobody has asked us.”

[1] The Selm Courier, March 4, 2024.
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    folder = init_desk(tmp_path / "desk")
    with open_desk(folder) as opened:
        yield opened


@pytest.fixture
def client(desk: Desk) -> Iterator[TestClient]:
    app = make_application(Site(desk, name="harbour", draw_body=draw_body))
    with TestClient(app, base_url="http://localhost") as opened:
        sign_in(opened, desk)
        yield opened


@pytest.fixture
def report(desk: Desk, tmp_path: Path) -> str:
    """Return the id of a report that the desk holds."""
    return add_text(desk, tmp_path / "harbour.txt", DISPATCH)


def sign_in(client: TestClient, desk: Desk, role: Role = Role.ADMINISTRATOR) -> None:
    """Let a client be signed in with an account of its own."""
    account = add_account(desk, f"the {role}", role, by=Asker("tests", Via.COMMAND))
    signed_in = open_session(desk, account, address="127.0.0.1", agent="tests", how="tests")
    client.cookies.set("onrecord_session", signed_in.key)


def add_text(desk: Desk, file: Path, text: str | bytes) -> str:
    """Return the id of the report that a new file becomes."""
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    for _, outcome in verbs.add(desk, verbs.plan_leads(desk.fetcher, [str(file)])):
        if isinstance(outcome, Exception):
            raise outcome
    return desk.store.find_report(file.name)


@pytest.fixture(scope="session")
def strait(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Return a desk of the sample reports, which tests read and do not change."""
    folder = init_desk(tmp_path_factory.mktemp("strait") / "desk")
    samples = files("onrecord") / "data" / "demo"
    with as_file(samples) as place, open_desk(folder) as opened:
        for _, outcome in verbs.add(opened, verbs.plan_leads(opened.fetcher, [str(place)])):
            if isinstance(outcome, Exception):
                raise outcome
        yield opened


@pytest.fixture(scope="session")
def reader(strait: Desk) -> Iterator[TestClient]:
    """Return somebody who reads the sample reports."""
    with TestClient(make_application(Site(strait, name="strait")), base_url="http://localhost") as opened:
        sign_in(opened, strait, Role.READER)
        yield opened
