"""A desk over an empty store, a clock that can be turned, and askers of each kind."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, cast

import pytest
from argon2.profiles import CHEAPEST

from onrecord.adapters.passwords import Argon2Passwords
from onrecord.adapters.store import open_store
from onrecord.desk import Desk
from onrecord.desk.access import OneTimeLink, add_account, make_link, set_password_by_link
from onrecord.model.access import Asker, Role, Via
from tests.factory import NOON

HERE = "192.0.2.7"
WORDS = "six tides over the harbour"
ROOT = Asker("root", Via.COMMAND)
NOBODY = Asker("", Via.BROWSER, address=HERE)


class Turned:
    """Return a clock that is turned by hand."""

    def __init__(self) -> None:
        self.at = NOON

    def now(self) -> datetime:
        return self.at

    def turn(self, **by: float) -> None:
        self.at += timedelta(**by)


@pytest.fixture
def clock() -> Turned:
    return Turned()


@cache
def hasher() -> Argon2Passwords:
    """Return what hashes as fast as it can: what it costs is tested with it."""
    return Argon2Passwords(CHEAPEST)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "desk.db"


@pytest.fixture
def desk(file: Path, clock: Turned) -> Iterator[Desk]:
    absent = cast("Any", None)
    with open_store(f"sqlite:///{file}", create=True) as store:
        yield Desk("tests", store, absent, absent, clock, absent, absent, passwords=hasher)


def link_for(desk: Desk, name: str, role: Role = Role.READER) -> OneTimeLink:
    account = add_account(desk, name, role, by=ROOT)
    return make_link(desk, account.id, by=ROOT)


def signed_in(desk: Desk, name: str, role: Role = Role.READER, password: str = WORDS) -> Asker:
    """Return somebody with a new account, who has set their password and is signed in."""
    return set_password_by_link(desk, link_for(desk, name, role).key, password, address=HERE).asker
