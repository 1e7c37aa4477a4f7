"""The drivers' errors as ours: what happened, to which desk, what to do next."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from types import MappingProxyType

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from onrecord.errors import StoreError

#: SQLite's primary result codes (https://sqlite.org/rescode.html) and the cure for each.
_SQLITE = MappingProxyType(
    {
        sqlite3.SQLITE_FULL: "the disk is full and nothing was half-written; free some space and run again",
        sqlite3.SQLITE_BUSY: "another program is writing to this desk; wait until it ends and run again",
        sqlite3.SQLITE_LOCKED: "another program is writing to this desk; wait until it ends and run again",
        sqlite3.SQLITE_READONLY: "is read-only; make the file and its folder writable and run again",
        sqlite3.SQLITE_CANTOPEN: "cannot be opened; check the permissions of the file and its folder",
        sqlite3.SQLITE_PERM: "may not be opened; check its permissions",
        sqlite3.SQLITE_AUTH: "may not be opened; check its permissions",
        sqlite3.SQLITE_NOTADB: "is not a desk's database; name the desk.db that `onrecord init` made",
        sqlite3.SQLITE_CORRUPT: "is damaged; restore a copy, or make a new desk and add the evidence again",
        sqlite3.SQLITE_IOERR: "the disk failed while reading or writing; check it and run again",
        sqlite3.SQLITE_TOOBIG: "a text is larger than the database takes; split the report",
    }
)
#: PostgreSQL's SQLSTATE, whole or by its class of two characters.
_POSTGRES = MappingProxyType(
    {
        "53100": "the database's disk is full and nothing was half-written; free some space and run again",
        "53": "the database is out of resources; try again later or ask its administrator",
        "55P03": "another program is writing to this desk; wait until it ends and run again",
        "40": "another program got in the way and nothing was written; run again",
        "25006": "the database is read-only; connect to the primary server",
        "28": "the database refused the user or the password; check both in the address",
        "3D000": "there is no such database; make it with createdb and run again",
        "42501": "this database user may not do that; ask its administrator for the right",
        "57": "the database stopped or ended the session; run again when it is back",
        "08": "the connection to the database was lost and nothing was half-written; run again",
        "54": "a text is larger than the database takes; split the report",
    }
)
_UNREACHABLE = (
    "the database cannot be reached or refuses the login; check that it runs, "
    "and the host, user, password and database name in the address"
)
_OTHER = "the database refused the request; run `onrecord verify`, and report this if it says all is well"


@contextmanager
def as_store_errors(subject: str, secret: str | None = None) -> Iterator[None]:
    """Turn a driver's error inside the block into a `StoreError` about `subject`.

    The driver's error is its cause, without `secret` (a password) in its text.
    """
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
        raise StoreError(cure_for(cause), subject=subject) from _without(secret, cause)


def cure_for(error: BaseException) -> str:
    """Return what happened and what to do next, by the driver's own code."""
    code = getattr(error, "sqlite_errorcode", None)
    if isinstance(code, int):
        return _SQLITE.get(code & 0xFF, _OTHER)
    state = getattr(error, "sqlstate", None)
    if isinstance(state, str):
        return _POSTGRES.get(state) or _POSTGRES.get(state[:2]) or _OTHER
    # psycopg gives no SQLSTATE where no server answered; its classes are not imported
    # here, for it is optional.
    return _UNREACHABLE if type(error).__name__ == "OperationalError" else _OTHER


def _without(secret: str | None, error: BaseException) -> BaseException:
    if secret and secret in str(error):
        return type(error)(str(error).replace(secret, "***"))
    return error
