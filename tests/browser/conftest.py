"""A desk of the demo's reports, served on this machine, and a real Chromium that visits it.

Whatever a test does in a page: nothing may be written to its console as an error, nothing may ask another host, and
no script may fail. Skipped, saying so, where there is no Chromium; with `CI=true` that is a failure.
"""

import os
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import chdir
from dataclasses import dataclass, field
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect, sync_playwright

from onrecord import desk as verbs
from onrecord.app import init_desk, open_desk
from onrecord.desk import Desk
from onrecord.desk.access import add_account, open_session
from onrecord.model.access import Asker, Role, Via
from onrecord.serve.application import make_application
from onrecord.serve.http.site import Site
from onrecord.serve.web.framed import draw_body

#: Names under which distributions install it.
_PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
#: A page that takes longer than this on the machines that run tests hangs.
WAIT_MS = 60_000
DESKTOP, PHONE = (1280, 900), (390, 844)

expect.set_options(timeout=WAIT_MS)


@dataclass
class Served:
    """Return a desk that is being served."""

    desk: Desk
    address: str

    def key(self, role: Role = Role.ADMINISTRATOR) -> str:
        """Return the key of a session of a new account with that role."""
        name = f"{role} {len(self.desk.store.access.accounts.all())}"
        account = add_account(self.desk, name, role, by=Asker("tests", Via.COMMAND))
        return open_session(self.desk, account, address="127.0.0.1", agent="tests", how="tests").key


@dataclass
class Visit:
    """Return a browser's window on a served desk, and what went wrong in it."""

    page: Page
    served: Served
    faults: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        """Open a page of the desk, which must be there, and return it."""
        answer = self.page.goto(self.served.address + path)
        assert answer is not None
        assert answer.status == 200, f"{path}: {answer.status}"
        return self.page


Open = Callable[..., Visit]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    with sync_playwright() as playwright:
        try:
            # The sandbox of Chromium needs rights that root in a container has not.
            opened = playwright.chromium.launch(
                executable_path=program, args=["--no-sandbox"] if os.geteuid() == 0 else []
            )
        except Error as error:
            if os.environ.get("CI") == "true":
                raise
            pytest.skip(f"no Chromium to visit pages with: {error.message.splitlines()[0]}")
        yield opened
        opened.close()


def serve(desk: Desk, **site: Any) -> Iterator[Served]:
    """Serve a desk on this machine until the end of the test, or of the session."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        app = make_application(Site(desk, name="demo", draw_body=draw_body, **site))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off", access_log=False))
        running = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        running.start()
        yield Served(desk, f"http://127.0.0.1:{listening.getsockname()[1]}")
        server.should_exit = True
        running.join(20)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Return the demo's desk, which tests only read: one for all."""
    folder = init_desk(tmp_path_factory.mktemp("browser") / "demo")
    with open_desk(folder) as desk, as_file(files("onrecord").joinpath("data", "demo")) as samples:
        # From beside them, so that no picture shows where this machine keeps them.
        with chdir(samples.parent):
            leads = verbs.plan_leads(desk.fetcher, [samples.name])
            failed = [str(one) for _, one in verbs.add(desk, leads) if isinstance(one, Exception)]
        assert not failed
        yield from serve(desk)


@pytest.fixture
def visit(browser: Browser, demo: Served) -> Iterator[Open]:
    """Return what opens a window on the demo's desk, as somebody with a role, in a size and a colour scheme."""
    yield from visiting(browser, demo)


def visiting(browser: Browser, served: Served) -> Iterator[Open]:
    """Yield what opens windows on a served desk; at the end their faults fail the test."""
    opened: list[tuple[BrowserContext, Visit]] = []

    def open_window(
        *,
        size: tuple[int, int] = DESKTOP,
        dark: bool = False,
        role: Role | None = Role.ADMINISTRATOR,
        script: bool = True,
    ) -> Visit:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            permissions=["clipboard-read", "clipboard-write"],
        )
        context.set_default_timeout(WAIT_MS)
        if role is not None:
            cookie: Any = {
                "name": "onrecord_session",
                "value": served.key(role),
                "url": served.address,
            }  # its type is not exported
            context.add_cookies([cookie])
        window = Visit(context.new_page(), served)
        _watch(window)
        opened.append((context, window))
        return window

    yield open_window
    for context, window in opened:
        context.close()
        assert not window.faults


def _watch(window: Visit) -> None:
    host = urlsplit(window.served.address).netloc

    def asked(address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme not in {"data", "blob", "about"} and parts.netloc != host:
            window.faults.append(f"asked {address}")

    window.page.on("request", lambda request: asked(request.url))
    window.page.on("pageerror", lambda error: window.faults.append(f"script failed: {error}"))
    window.page.on(
        "console",
        lambda message: (
            window.faults.append(f"console: {message.text}") if message.type in {"error", "warning"} else None
        ),
    )


@pytest.fixture(scope="session")
def pictures() -> Path | None:
    """Return the folder that pictures of pages are written to, None where none are asked for.

    `ONRECORD_PICTURES=docs/images/pages python3 -m pytest tests/browser` draws those of the documentation.
    """
    asked = os.environ.get("ONRECORD_PICTURES")
    if not asked:
        return None
    folder = Path(asked)
    folder.mkdir(parents=True, exist_ok=True)
    return folder
