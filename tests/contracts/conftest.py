"""One desk per test, on each database that a desk can live in."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from onrecord.adapters.store import SqlStore, open_store
from tests.postgres import NoServerError, fresh_database, running_server


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    with ExitStack() as stack:
        try:
            address = stack.enter_context(running_server())
        except NoServerError as error:
            if os.environ.get("CI"):
                pytest.fail(f"CI tests PostgreSQL, and {error}")
            pytest.skip(str(error))
        yield address


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    with fresh_database(postgres_server) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of a place where no desk is yet."""
    if request.param == "postgres":
        address: str = request.getfixturevalue("postgres_url")
        return address
    return f"sqlite:///{tmp_path / 'desk.db'}"


@pytest.fixture
def store(url: str) -> Iterator[SqlStore]:
    with open_store(url, create=True) as opened:
        yield opened
