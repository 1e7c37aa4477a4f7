"""The command line as a user has it: in this process, or as a program of its own."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from fastapi import FastAPI
from typer.testing import CliRunner

from onrecord.app import init_desk, open_desk
from onrecord.desk import Desk
from onrecord.model.access import Role
from onrecord.serve.application import make_application
from onrecord.serve.cli import app
from onrecord.serve.http.site import Site
from tests.serve.visiting import NAMES, Turned, Visit, Visitor, fast_passwords, make_account

PROGRAM = (sys.executable, "-c", "from onrecord.serve.cli import main; main()")

DISPATCH = """\
Harbour talks resume

Mayor Ada Lindqvist said: “The harbour belongs to everybody.”

“We will answer in June,” Tomas Okoro of the Dockers’ Union told Radio Selm.

Lindqvist believes that the fishers will stay.
"""


@dataclass(frozen=True)
class Ended:
    """Return how a command ended: its exit status and what it printed."""

    code: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty current folder, away from any desk."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("ONRECORD_")]:
        monkeypatch.delenv(name)
    (tmp_path / "a.txt").write_text(DISPATCH, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(place: Path) -> Run:
    """Return a function that gives a command line to the program inside this process."""

    def call(*words: object, said: str | bytes | None = None) -> Ended:
        result = CliRunner().invoke(app, [str(word) for word in words], input=said)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ended(result.exit_code, result.stdout_bytes.decode("utf-8"), result.stderr)

    assert place.is_dir()
    return call


@pytest.fixture
def program(place: Path) -> Run:
    """Return a function that runs the program as a process of its own, in the current folder."""

    def call(*words: object, said: bytes = b"", **variables: str) -> Ended:
        done = subprocess.run(  # noqa: S603 -- our own program
            [*PROGRAM, *map(str, words)],
            input=said,
            capture_output=True,
            check=False,
            timeout=120,
            cwd=place,
            env={**os.environ, "COLUMNS": "80", **variables},
        )
        return Ended(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    return call


@pytest.fixture
def desk(run: Run, place: Path) -> Path:
    """Return the folder of a desk that holds one report, which is also the current folder."""
    assert run("init", ".").code == 0
    assert run("add", "a.txt").code == 0
    return place


@pytest.fixture
def clock() -> Turned:
    return Turned()


@pytest.fixture
def staffed(tmp_path: Path, clock: Turned) -> Iterator[Desk]:
    """Return a desk whose clock is turned by hand, with an account for each role."""
    with open_desk(init_desk(tmp_path / "staffed")) as opened:
        found = replace(opened, clock=clock, passwords=fast_passwords)
        for role, name in NAMES.items():
            make_account(found, name, role)
        yield found


@pytest.fixture
def site_app(staffed: Desk) -> FastAPI:
    return make_application(Site(staffed, name="harbour"))


@pytest.fixture
def visit(site_app: FastAPI) -> Visit:
    """Return a function that gives a browser, signed in with the account of a role where one is named."""

    def come(role: Role | None = None, *, address: str = "192.0.2.7") -> Visitor:
        visitor = Visitor(site_app, address=address)
        if role is not None:
            assert visitor.sign_in(NAMES[role]).status == 303
        return visitor

    return come
