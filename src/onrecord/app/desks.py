"""A desk, put together from its folder: made, opened, watched.

Adapters are imported when they are used: `onrecord --help` loads nothing.
"""
# ruff: noqa: PLC0415 -- see above

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.app.folders import find_folder, use_settings
from onrecord.app.making import (
    SystemClock,
    make_access_rules,
    make_fetcher,
    make_limits,
    make_matcher,
    make_outlet_book,
    make_packages,
    make_passwords,
    make_provider,
    make_reader,
    make_timestamper,
    make_voucher_rules,
)
from onrecord.desk.desk import Desk
from onrecord.errors import BadRequest, StoreError
from onrecord.model import Source, SourceKind
from onrecord.model.access import VoucherRules
from onrecord.ports import Packages, Provider
from onrecord.text.paths import address_of

if TYPE_CHECKING:
    from onrecord.desk.watch import Event, Watch
    from onrecord.settings import Settings

_SQLITE = "sqlite:///"


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

    root = find_folder(folder)
    settings = use_settings(root)
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
            passwords=cache(make_passwords),
            access=make_access_rules(settings),
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


def provider_of(folder: Path | None = None) -> tuple[Provider | None, VoucherRules]:
    """Return whom people sign in to a desk with besides, and what becomes of them; errors as of `open_desk`."""
    settings = use_settings(find_folder(folder))
    return make_provider(settings), make_voucher_rules(settings)


def packages_of(folder: Path | None = None) -> Packages:
    """Return what writes packages with the settings of a desk; errors as of `open_desk`."""
    from onrecord.settings import SETTINGS_FILE, load_settings

    return make_packages(load_settings(find_folder(folder) / SETTINGS_FILE))


def find_editor(settings: "Settings") -> str:
    """Return who judges where no name is given: as `settings` say, else the system's user, else ""."""
    import getpass

    try:
        return settings.editor.strip() or getpass.getuser()
    except (OSError, KeyError, ImportError):  # a user without a name, as in a container
        return ""


def _store_url(settings: "Settings", root: Path) -> str:
    """Return the database's URL, a path within it taken from the desk's folder."""
    url = settings.store_url.get_secret_value()
    if not url.startswith(_SQLITE):
        return url
    return _SQLITE + str((root / url.removeprefix(_SQLITE)).absolute())
