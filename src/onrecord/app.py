"""Wiring: settings → adapters → desk. The one module that names an adapter.

Adapters are imported when they are used: `onrecord read` never loads a
database, and `onrecord --help` loads nothing.
"""
# ruff: noqa: PLC0415 -- see above

import logging
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import fields
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import onrecord
from onrecord.desk.add import plan_leads
from onrecord.desk.desk import Desk
from onrecord.desk.export import Draw
from onrecord.desk.package import Checker
from onrecord.errors import BadRequest, NotFound, OnRecordError, StoreError
from onrecord.model import (
    Capture,
    IdentityType,
    Likeness,
    Outlet,
    Reading,
    Report,
    Reprint,
    Source,
    SourceKind,
)
from onrecord.ports import (
    DocumentOpener,
    Fetcher,
    Opener,
    OpenPackage,
    OutletBook,
    Packages,
    Tagger,
    Timestamper,
)
from onrecord.stages.capture import make_capture
from onrecord.text.paths import address_of

if TYPE_CHECKING:
    from onrecord.adapters.fetch import WebLimits
    from onrecord.desk.watch import Event, Watch
    from onrecord.settings import Settings
    from onrecord.stages.identify import Comparer

DESK_VARIABLE = "ONRECORD_DESK"
#: Below the desk's folder: its own tables of outlets.
OUTLETS_FOLDER = "outlets"
#: The same: its own table of aliases.
ALIAS_TABLE = "names/aliases.toml"
_SQLITE = "sqlite:///"


class SystemClock:
    """Return a `ports.Clock` that tells the machine's time."""

    def now(self) -> datetime:
        """Return the present moment, in UTC."""
        return datetime.now(UTC)


@contextmanager
def open_watch(folder: Path | None, tell: "Callable[[Event], None]") -> Iterator["Watch"]:
    """Return a watch over the outlets of the desk in `folder`, which is closed at the end of the block.

    Args:
        folder: As for `open_desk`.
        tell: Told of everything that happens.

    Raises:
        OnRecordError: As `open_desk`.
    """
    from onrecord.adapters.fetch.polite import PoliteVisitor
    from onrecord.adapters.store.store import SqlStore
    from onrecord.desk.plans import WatchRules
    from onrecord.desk.tasks import Hands
    from onrecord.desk.watch import Watch, new_owner
    from onrecord.settings import SETTINGS_FILE, load_settings

    root = find_folder(folder)
    settings = load_settings(root / SETTINGS_FILE)
    with open_desk(root) as desk:
        if not isinstance(desk.store, SqlStore):
            raise StoreError("keeps no queue; use a desk of OnRecord's own", subject=desk.name)
        queue = desk.store.queue
        visitor = PoliteVisitor(desk.fetcher, make_limits(settings), queue, max_bytes=settings.max_bytes)
        rules = WatchRules(**{field.name: getattr(settings, field.name) for field in fields(WatchRules)})
        folders = (Source(SourceKind.FOLDER, address_of(root / name)) for name in settings.watch_folders)
        mailboxes = (Source(SourceKind.MAILBOX, address) for address in settings.watch_mailboxes)
        hands = Hands(desk, queue, visitor, rules, owner=new_owner(), also=(*folders, *mailboxes))
        yield Watch(hands, queue, rules, tell)


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
    with closing(store), closing(make_fetcher(settings)) as fetcher:
        yield Desk(
            name=str(root),
            store=store,
            evidence=EvidenceFiles(root / settings.evidence),
            fetcher=fetcher,
            clock=SystemClock(),
            read=make_reader(settings, root),
            outlets=make_outlet_book(root),
            timestamper=make_timestamper(settings, root),
            matcher=cache(lambda: make_matcher(root)),
            editor=find_editor(settings),
        )


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
    clock, read = SystemClock(), make_reader(settings, root or Path.cwd())
    with closing(make_fetcher(settings)) as fetcher:
        for name, lead in plan_leads(fetcher, names):
            if isinstance(lead, OnRecordError):
                yield name, lead
                continue
            try:
                fetched = fetcher.fetch(lead)
                yield name, read(make_capture(fetched, now=clock.now()), fetched.body, name=name)
            except OnRecordError as error:
                yield name, error


def make_matcher(root: Path) -> "Comparer":
    """Return what compares names with the aliases of the desk in `root`: its own table, where it has one, goes first.

    Raises:
        BadRequest: Its table is wrong, or cannot be read.
    """
    from onrecord.stages.identify import load_matcher
    from onrecord.text.names.aliases import AliasSource

    file = root / ALIAS_TABLE
    try:
        own = [AliasSource(str(file), file.read_text(encoding="utf-8"))]
    except FileNotFoundError:
        own = []
    except (OSError, UnicodeDecodeError) as error:
        raise BadRequest(
            f"cannot be read: {error}; mend it there, or move it away", subject=str(file)
        ) from error
    return load_matcher(*own)


def trace_files(
    names: Iterable[str],
    folder: Path | None = None,
    *,
    least_share: float,
    failed: Callable[[OnRecordError], None],
) -> Iterator[Reprint]:
    """Yield which of the reports that `names` stand for carry each other's words, without a desk.

    The settings are those that `read_leads` takes. Nobody's words are attributed: reports are only read.

    Args:
        names: Files, folders, addresses.
        folder: A desk whose settings are meant, or None.
        least_share: Pairs that share less are left out, 0 to 1.
        failed: Told of each that cannot be read; the rest go on.

    Raises:
        BadRequest: Those settings are wrong.
        NotFound: A desk was named and is none.
    """
    from onrecord.settings import SETTINGS_FILE, find_desk, load_settings
    from onrecord.stages.read import read_report
    from onrecord.stages.trace import trace_reports

    named = folder is not None or bool(os.environ.get(DESK_VARIABLE))
    root = find_folder(folder) if named else find_desk(Path.cwd())
    settings = load_settings(root / SETTINGS_FILE if root else None)
    set_logging(settings.log_level)
    clock, documents = SystemClock(), make_documents(settings)
    outlets = make_outlet_book(root or Path.cwd()).known()
    with closing(make_fetcher(settings)) as fetcher:

        def reports() -> Iterator[Report]:
            for name, lead in plan_leads(fetcher, names):
                try:
                    if isinstance(lead, OnRecordError):
                        raise lead
                    fetched = fetcher.fetch(lead)
                    capture = make_capture(fetched, now=clock.now())
                    report = read_report(
                        capture, fetched.body, name=name, documents=documents, outlets=outlets
                    )
                except OnRecordError as error:
                    failed(error)
                else:
                    yield report

        yield from trace_reports(reports(), least_share=least_share)


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

    # Made here, started by the first document, ended with the reader that is returned.
    documents = make_documents(settings)

    @cache
    def outlets() -> tuple[Outlet, ...]:
        return make_outlet_book(root).known()

    def read(capture: Capture, body: bytes, *, name: str) -> Reading:
        from onrecord.flow import read_capture

        return read_capture(capture, body, name=name, tagger=tagger(), documents=documents, outlets=outlets())

    return read


def make_documents(settings: "Settings") -> DocumentOpener:
    """Return what takes PDF and DOCX apart, within the limits that `settings` give one document."""
    from onrecord.adapters.documents import DocumentLimits, DocumentProcess

    return DocumentProcess(
        DocumentLimits(seconds=settings.document_seconds, memory_bytes=settings.document_memory_bytes)
    )


def make_outlet_book(root: Path) -> OutletBook:
    """Return the outlets of the desk in `root`: its own tables in `outlets/`, and the package's.

    A folder that is no desk has none of its own, whatever it holds.
    """
    from onrecord.adapters.outlets import OutletFiles
    from onrecord.settings import SETTINGS_FILE

    return OutletFiles(root / OUTLETS_FOLDER if (root / SETTINGS_FILE).is_file() else None)


def make_fetcher(settings: "Settings") -> Fetcher:
    """Return the fetcher that `settings` ask for."""
    from onrecord.adapters.fetch import DeskFetcher

    return DeskFetcher(
        max_bytes=settings.max_bytes, limits=make_limits(settings), openers=_make_openers(settings)
    )


def make_limits(settings: "Settings") -> "WebLimits":
    """Return what `settings` allow on the web."""
    from onrecord.adapters.fetch import WebLimits

    contact = f" (+{settings.user_agent_contact})" if settings.user_agent_contact else ""
    return WebLimits(
        timeout_seconds=settings.timeout_seconds,
        user_agent=f"OnRecord/{onrecord.__version__}{contact}",
        allow_networks=settings.allow_networks,
        proxy=settings.proxy or None,
        ca_file=settings.ca_file or None,
        delay_seconds=settings.host_delay_seconds,
        crawl_delay_seconds=settings.crawl_delay_seconds,
    )


def find_editor(settings: "Settings") -> str:
    """Return who judges where no name is given: as `settings` say, else the system's user, else ""."""
    import getpass

    try:
        return settings.editor.strip() or getpass.getuser()
    except (OSError, KeyError, ImportError):  # a user without a name, as in a container
        return ""


def make_timestamper(settings: "Settings", root: Path, *, ca_file: Path | None = None) -> Timestamper:
    """Return what takes and checks timestamps as `settings` say.

    Args:
        settings: Of the desk.
        root: Its folder, which a relative path to certificates starts from.
        ca_file: Certificates to trust in place of those in the settings.
    """
    from onrecord.adapters.timestamp import MAX_BYTES, MEDIA_TYPE, Rfc3161

    def send(address: str, body: bytes) -> bytes:
        from onrecord.adapters.fetch.post import post

        return post(make_limits(settings), address, body, media_type=MEDIA_TYPE, max_bytes=MAX_BYTES)

    if ca_file is None and settings.timestamp_ca_file:
        ca_file = root / settings.timestamp_ca_file
    return Rfc3161(settings.timestamp_url, ca_file, send)


def make_packages(settings: "Settings") -> Packages:
    """Return what writes and opens packages of evidence."""
    from onrecord.adapters.wacz import ArchivePackages

    return ArchivePackages(f"onrecord {onrecord.__version__}", settings.max_bytes)


@contextmanager
def open_package(
    file: Path,
    folder: Path | None = None,
    *,
    draw: Draw,
    head: str | None = None,
    ca_file: Path | None = None,
) -> Iterator[tuple[OpenPackage, Checker]]:
    """Return a package of evidence and what it is verified with; a desk is not needed.

    Args:
        file: The package.
        folder: A desk whose settings are meant; None for those of the environment.
        draw: Writes a reading in the interchange format.
        head: A hash of the ledger it came from, that was written down.
        ca_file: Certificates that timestamps are checked against; None for those of the settings.

    Raises:
        NotFound, BadRequest, EvidenceBroken: It is not there, or no package.
    """
    from onrecord.settings import SETTINGS_FILE, load_settings

    root = find_folder(folder) if folder is not None else None
    settings = load_settings(root / SETTINGS_FILE if root else None)
    set_logging(settings.log_level)
    here = root or Path.cwd()
    timestamper = make_timestamper(settings, here, ca_file=ca_file)
    with make_packages(settings).open(file) as package:
        yield package, Checker(make_reader(settings, here), draw, timestamper, head)


def packages_of(folder: Path | None = None) -> Packages:
    """Return what writes packages with the settings of a desk; errors as of `open_desk`."""
    from onrecord.settings import SETTINGS_FILE, load_settings

    return make_packages(load_settings(find_folder(folder) / SETTINGS_FILE))


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


def score_names(pairs: Iterable[tuple[str, str, IdentityType]]) -> Iterator[Likeness]:
    """Yield how likely each pair of names is one, in the order given, without a desk.

    Args:
        pairs: Two names and what they name; read as they are needed.
    """
    # The products of the vectors are small: threads would wait for each other longer than they compute.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from onrecord.desk.names import score_names as score

    return score(pairs)


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
