"""One desk, asked in both ways: in this process, and over HTTP from a server on this machine."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import uvicorn

from onrecord import Desk
from onrecord.app import init_desk, open_desk
from onrecord.desk import Desk as Opened
from onrecord.desk.access import add_account, add_token
from onrecord.model.access import Asker, Role, Scope, Via
from onrecord.serve.application import make_application
from onrecord.serve.http.site import Site
from tests.serve.web.conftest import DISPATCH, add_text

LEAD = Asker("tests", Via.COMMAND)
_SECONDS = 120.0
#: Returns a client over HTTP with a token of an account of that role, or with the token given.
Come = Callable[..., Desk]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a desk of one report."""
    made = init_desk(tmp_path / "desk")
    with open_desk(made) as opened:
        add_text(opened, tmp_path / "harbour.txt", DISPATCH)
    return made


@pytest.fixture
def opened(folder: Path) -> Iterator[Opened]:
    with open_desk(folder) as found:
        yield found


@pytest.fixture
def address(opened: Opened) -> Iterator[str]:
    """Return the address at which the desk is served."""
    config = uvicorn.Config(make_application(Site(opened, name="harbour")), port=0, log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    end = time.monotonic() + _SECONDS
    while not server.started:
        assert time.monotonic() < end, "the server did not start"
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(_SECONDS)
    assert not thread.is_alive()


@pytest.fixture
def come(opened: Opened, address: str) -> Iterator[Come]:
    with ExitStack() as held:

        def ask(role: Role = Role.EDITOR, *scopes: Scope, token: str | None = None) -> Desk:
            if token is None:
                account = add_account(opened, f"the {role}", role, by=LEAD)
                token = add_token(opened, "tests", scopes, by=LEAD, who=account.id).secret
            return held.enter_context(Desk(address, token=token))

        yield ask


@pytest.fixture(params=["here", "served"])
def desk(request: pytest.FixtureRequest, folder: Path) -> Iterator[Desk]:
    """Return the desk by one way, then by the other."""
    if request.param == "served":
        come: Come = request.getfixturevalue("come")
        yield come(Role.EDITOR, Scope.READ, Scope.EDIT)
    else:
        with Desk(folder) as found:
            yield found
