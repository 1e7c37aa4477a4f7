"""Connections: how a desk's address becomes an engine with the settings that we rely on."""

import os
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool

from onrecord.errors import BadRequest, StoreError

#: How long a writer waits for another one before it gives up.
WAIT_SECONDS = 30.0
#: Connections to a file that are kept for the threads of a server: one that is opened anew reads the whole schema.
_KEPT_OPEN = 40
#: What each keeps of the file at most. With a desk larger than the system's own cache the slowest twentieth of searches
#: took 0.25-0.37 s with this and 0.34-0.44 s with SQLite's 2,000 (bench/desk_scale.py).
_CACHE_KIB = 32_000
#: How long a server may take to answer at all.
_CONNECT_SECONDS = 10
#: The execution option of a connection whose next transaction writes.
WRITES = {"onrecord_writes": True}
#: Any number, the same in every OnRecord: the lock that makes writers take turns in PostgreSQL.
_WRITER_LOCK = 0x6F6E7265636F7264
_SQLITE_PREFIX = "sqlite:///"
_OLDEST_POSTGRES = 13
_ADDRESS = "use sqlite:///PATH or postgresql://USER@HOST/DATABASE"


@dataclass(frozen=True, slots=True)
class Place:
    """Return where a desk's database is.

    Attributes:
        engine: Gives connections to it.
        subject: What messages call it: a path, or an address without password.
        secret: The password in the address, kept out of every message; or None.
        dialect: "sqlite" or "postgresql".
    """

    engine: sa.Engine
    subject: str
    secret: str | None
    dialect: str


def place_of(url: str, *, create: bool, read_only: bool, wait_seconds: float) -> Place:
    """Return the place that `url` names; nothing is opened yet.

    After `sqlite:///` everything is the path, whatever characters it holds.

    Raises:
        BadRequest: It is no address of a kind that we keep desks in.
        StoreError: There is no file at the path, or the driver is not installed.
    """
    if url.startswith(_SQLITE_PREFIX):
        return _sqlite_place(
            Path(url.removeprefix(_SQLITE_PREFIX)),
            create=create,
            read_only=read_only,
            wait_seconds=wait_seconds,
        )
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        address = None  # and not the cause of what follows: it repeats the address with its password
    if address is None or address.get_backend_name() not in {"postgresql", "postgres"}:
        raise BadRequest(f"this is not the address of a desk's database; {_ADDRESS}")
    return _postgres_place(address, read_only=read_only, wait_seconds=wait_seconds)


def _sqlite_place(path: Path, *, create: bool, read_only: bool, wait_seconds: float) -> Place:
    subject = str(path)
    try:
        _check_path(path, create=create)
    except OSError as error:
        raise StoreError("cannot be reached; check the path and its permissions", subject=subject) from error
    engine = sa.create_engine(
        "sqlite://",
        creator=_sqlite_opener(path, create=create, read_only=read_only, wait_seconds=wait_seconds),
        poolclass=QueuePool,
        pool_size=_KEPT_OPEN,
    )

    def begin(connection: sa.Connection) -> None:
        # A writer takes its turn at once: a reader that turns into a writer
        # halfway fails without waiting when another one wrote in between.
        writes = connection.get_execution_options().get("onrecord_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    sa.event.listen(engine, "begin", begin)
    return Place(engine, subject, None, "sqlite")


def _check_path(path: Path, *, create: bool) -> None:
    """Check that a desk is, or can be made, at `path`: SQLite's own message for all that is one.

    Raises:
        StoreError: It is a folder, or missing, or its folder is.
    """
    subject = str(path)
    if path.is_dir() or path.name in {"", ":memory:"}:
        raise StoreError("is not a file; give the path of a desk's database", subject=subject)
    if not create and not path.exists():
        raise StoreError("there is no desk here; make one with `onrecord init`", subject=subject)
    if create and not path.parent.is_dir():
        raise StoreError("its folder does not exist; make the folder first", subject=subject)


def _sqlite_opener(
    path: Path, *, create: bool, read_only: bool, wait_seconds: float
) -> Callable[[], sqlite3.Connection]:
    mode = "ro" if read_only else "rwc" if create else "rw"

    def connect() -> sqlite3.Connection:
        uri = f"{path.absolute().as_uri()}?mode={mode}"
        if read_only and _is_still(path):
            uri += "&immutable=1"
        connection = sqlite3.connect(
            uri,
            uri=True,
            timeout=wait_seconds,
            isolation_level=None,  # transactions start where `begin` above says, nowhere else
            check_same_thread=False,  # the pool lends a connection to one thread at a time
        )
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute(f"PRAGMA cache_size = {-_CACHE_KIB}")
            if not read_only:
                # Readers go on while one writes; the file keeps this setting.
                connection.execute("PRAGMA journal_mode = WAL")
                # NORMAL would lose the last transactions when the power fails; what
                # `add` reported as kept must be there afterwards.
                connection.execute("PRAGMA synchronous = FULL")
                # What is deleted (a removal, an older reading) is overwritten, not only let go of.
                connection.execute("PRAGMA secure_delete = ON")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    return connect


def _is_still(path: Path) -> bool:
    """Return whether nobody can be writing: the folder cannot be written and no log lies there.

    SQLite reads a WAL database only where it can make its shared memory file,
    unless it is told that nothing will change.
    """
    log = path.with_name(path.name + "-wal")
    return not os.access(path.parent, os.W_OK) and not (log.exists() and log.stat().st_size)


def _postgres_place(address: URL, *, read_only: bool, wait_seconds: float) -> Place:
    address = address.set(drivername="postgresql+psycopg")
    subject = address.set(password=None, query={}).render_as_string().replace("+psycopg", "", 1)
    password = address.password or address.query.get("password")
    settings: dict[str, Any] = (
        {} if "connect_timeout" in address.query else {"connect_timeout": _CONNECT_SECONDS}
    )
    try:
        engine = sa.create_engine(address, connect_args=settings, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise StoreError(
            "PostgreSQL needs a driver; install it with: pip install 'onrecord[postgres]'", subject=subject
        ) from error

    def set_up(connection: Any, record: Any) -> None:
        del record
        with connection.cursor() as cursor:
            cursor.execute("SET TIME ZONE 'UTC'")
            cursor.execute(f"SET lock_timeout = {int(wait_seconds * 1000)}")
            if read_only:
                cursor.execute("SET default_transaction_read_only = on")
        connection.commit()

    def begin(connection: sa.Connection) -> None:
        if connection.get_execution_options().get("onrecord_writes", False):
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITER_LOCK})")

    sa.event.listen(engine, "connect", set_up)
    sa.event.listen(engine, "begin", begin)
    return Place(engine, subject, str(password) if password else None, "postgresql")


def check_server(connection: sa.Connection, subject: str) -> None:
    """Check that a PostgreSQL server can keep what we give it.

    Raises:
        StoreError: It is too old, or its database cannot hold every character.
    """
    if connection.dialect.name != "postgresql":
        return
    version = int(connection.exec_driver_sql("SHOW server_version_num").scalar_one()) // 10_000
    if version < _OLDEST_POSTGRES:
        raise StoreError(f"PostgreSQL {version} is too old; use {_OLDEST_POSTGRES} or newer", subject=subject)
    encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
    if encoding != "UTF8":
        raise StoreError(
            f"this database keeps text as {encoding}; make one with: createdb -E UTF8 -T template0",
            subject=subject,
        )
