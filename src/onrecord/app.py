"""Wiring: settings → adapters → desk. The one module that names an adapter.

Adapters are imported when they are used: `onrecord read` never loads a
database, and `onrecord --help` loads nothing.
"""
# ruff: noqa: PLC0415 -- see above

import logging
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import onrecord
from onrecord.desk.add import plan_leads
from onrecord.desk.desk import Desk
from onrecord.errors import BadRequest, NotFound, OnRecordError, StoreError
from onrecord.model import Capture, Reading
from onrecord.ports import Fetcher, Opener, Tagger
from onrecord.stages.capture import make_capture

if TYPE_CHECKING:
    from onrecord.settings import Settings

DESK_VARIABLE = "ONRECORD_DESK"
_SQLITE = "sqlite:///"


class SystemClock:
    """Return a `ports.Clock` that tells the machine's time."""

    def now(self) -> datetime:
        """Return the present moment, in UTC."""
        return datetime.now(UTC)


@contextmanager
def open_desk(folder: Path | None = None, *, read_only: bool = False) -> Iterator[Desk]:
    """Return the desk in `folder`, closed at the end of the block.

    Args:
        folder: Its folder; None for that of `ONRECORD_DESK`, or else the
            nearest one at or above the current folder.
        read_only: Whether nothing will be written: such a desk may lie on a read-only disk.

    Raises:
        NotFound: There is no desk.
        BadRequest: Its settings are wrong.
        StoreError: Its database cannot be opened, or is of another version.
    """
    from onrecord.adapters.evidence import EvidenceFiles
    from onrecord.adapters.store import open_store
    from onrecord.settings import SETTINGS_FILE, load_settings

    root = find_folder(folder)
    settings = load_settings(root / SETTINGS_FILE)
    set_logging(settings.log_level)
    store = open_store(_store_url(settings, root), create=False, read_only=read_only)
    try:
        yield Desk(
            name=str(root),
            store=store,
            evidence=EvidenceFiles(root / settings.evidence),
            fetcher=make_fetcher(settings),
            clock=SystemClock(),
            read=make_reader(settings, root),
        )
    finally:
        store.close()


def init_desk(folder: Path) -> Path:
    """Return the folder of a new, empty desk.

    `onrecord.toml`, which makes a folder a desk, is written last: where
    something fails before, the same command can be given again.

    Raises:
        BadRequest: It is a desk already, or a file.
        StoreError: It cannot be written.
    """
    from onrecord.adapters.evidence import EvidenceFiles
    from onrecord.adapters.store import open_store
    from onrecord.settings import SETTINGS_FILE, draw_settings_file, load_settings

    file = folder / SETTINGS_FILE
    if file.exists():
        raise BadRequest(
            "is a desk already; go there and add reports, or choose another folder", subject=str(folder)
        )
    settings = load_settings(None)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / settings.evidence).mkdir(parents=True, exist_ok=True)
        open_store(_store_url(settings, folder), create=True, read_only=False).close()
        EvidenceFiles(folder / settings.evidence)
        unfinished = file.with_suffix(".toml.part")
        unfinished.write_text(draw_settings_file(), encoding="utf-8")
        unfinished.replace(file)
    except (FileExistsError, NotADirectoryError) as error:
        raise BadRequest("is a file, not a folder; choose another name", subject=str(folder)) from error
    except OSError as error:
        raise StoreError(
            "cannot be written; check its permissions and the disk", subject=str(folder)
        ) from error
    return folder


def read_leads(
    names: Iterable[str], folder: Path | None = None
) -> Iterator[tuple[str, Reading | OnRecordError]]:
    """Yield the reading of everything that `names` stand for, without a desk, and carry on past failures.

    The settings are those of the desk in `folder`, or of the one that `ONRECORD_DESK` names,
    or of the one around the current folder, where there is one.

    Raises:
        BadRequest: Those settings are wrong.
        NotFound: A desk was named and is none.
    """
    from onrecord.settings import SETTINGS_FILE, find_desk, load_settings

    named = folder is not None or bool(os.environ.get(DESK_VARIABLE))
    root = find_folder(folder) if named else find_desk(Path.cwd())
    settings = load_settings(root / SETTINGS_FILE if root else None)
    set_logging(settings.log_level)
    fetcher, clock = make_fetcher(settings), SystemClock()
    read = make_reader(settings, root or Path.cwd())
    for name, lead in plan_leads(fetcher, names):
        if isinstance(lead, OnRecordError):
            yield name, lead
            continue
        try:
            fetched = fetcher.fetch(lead)
            yield name, read(make_capture(fetched, now=clock.now()), fetched.body, name=name)
        except OnRecordError as error:
            yield name, error


def make_reader(settings: "Settings", root: Path) -> Callable[..., Reading]:
    """Return `flow.read_capture` with the tagger that `settings` ask for, loaded at the first report.

    Args:
        settings: Of the desk.
        root: Its folder, which a relative path to a model starts from.
    """

    @cache
    def tagger() -> Tagger | None:
        if settings.tagger == "rules":
            return None
        from onrecord.adapters.onnx import load_tagger

        folder = Path(str(files("onrecord") / "data" / "models" / "attribution-en"))
        if settings.model:
            folder = root / settings.model
        return load_tagger(folder, threads=settings.model_threads)

    def read(capture: Capture, body: bytes, *, name: str) -> Reading:
        from onrecord.flow import read_capture

        return read_capture(capture, body, name=name, tagger=tagger())

    return read


def make_fetcher(settings: "Settings") -> Fetcher:
    """Return the fetcher that `settings` ask for."""
    from onrecord.adapters.fetch import DeskFetcher, WebLimits

    contact = f" (+{settings.user_agent_contact})" if settings.user_agent_contact else ""
    return DeskFetcher(
        max_bytes=settings.max_bytes,
        limits=WebLimits(
            timeout_seconds=settings.timeout_seconds,
            user_agent=f"OnRecord/{onrecord.__version__}{contact}",
            allow_networks=settings.allow_networks,
            proxy=settings.proxy or None,
            ca_file=settings.ca_file or None,
        ),
        openers=_make_openers(settings),
    )


def _make_openers(settings: "Settings") -> tuple[Opener, ...]:
    """Return what opens the containers that leads may lie in; the web's own rules hold for mail servers too."""
    from onrecord.adapters.containers import MboxOpener, TelegramOpener, WarcOpener
    from onrecord.adapters.fetch.unpack import unpack
    from onrecord.adapters.mail import ImapOpener

    def resolve(host: str, port: int, *, timeout_seconds: float) -> tuple[str, ...]:
        from onrecord.adapters.fetch.guard import Guard

        guard = Guard.allowing(settings.allow_networks)
        return guard.addresses(host, port, timeout_seconds=timeout_seconds)

    def password(account: str) -> str | None:
        secret = settings.mailbox_passwords.get(account)
        return secret.get_secret_value() if secret else None

    mailboxes = ImapOpener(
        resolve=resolve,
        password=password,
        timeout_seconds=settings.timeout_seconds,
        own_networks=settings.allow_networks,
        ca_file=settings.ca_file or None,
    )
    return (MboxOpener(), TelegramOpener(), WarcOpener(unpack), mailboxes)


def find_folder(folder: Path | None) -> Path:
    """Return the folder of the desk that is meant.

    Raises:
        NotFound: There is no desk there.
    """
    from onrecord.settings import SETTINGS_FILE, find_desk

    named = folder or (Path(os.environ[DESK_VARIABLE]) if os.environ.get(DESK_VARIABLE) else None)
    if named is not None:
        if (named / SETTINGS_FILE).is_file():
            return named
        raise NotFound(f"is not a desk; make one with `onrecord init {named}`", subject=str(named))
    found = find_desk(Path.cwd())
    if found is None:
        raise NotFound(
            "no desk here or above; make one with `onrecord init DIR`, or name one with --desk DIR",
            subject=str(Path.cwd()),
        )
    return found


def set_logging(level: str) -> None:
    """Send what the program tells of its work to standard error, from `level` on; libraries stay silent."""
    own = logging.getLogger("onrecord")
    own.setLevel(level.upper())
    own.propagate = False
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("onrecord: %(message)s"))
    own.handlers = [handler]
    # What the libraries would say is ours to say, in our own words, where it matters.
    logging.getLogger().addHandler(logging.NullHandler())


def _store_url(settings: "Settings", root: Path) -> str:
    """Return the database's URL, a path within it taken from the desk's folder."""
    url = settings.store_url.get_secret_value()
    if not url.startswith(_SQLITE):
        return url
    return _SQLITE + str((root / url.removeprefix(_SQLITE)).absolute())
