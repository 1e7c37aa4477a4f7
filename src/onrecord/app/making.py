"""What a desk works with, made as its settings say.

Adapters are imported when they are used: `onrecord read` never loads a database.
"""
# ruff: noqa: PLC0415 -- see above

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import onrecord
from onrecord.errors import BadRequest
from onrecord.model import Capture, Outlet, Reading
from onrecord.model.access import AccessRules, Role, VoucherRules
from onrecord.ports import (
    DocumentOpener,
    Fetcher,
    Opener,
    OutletBook,
    Packages,
    Passwords,
    Provider,
    Tagger,
    Timestamper,
)

if TYPE_CHECKING:
    from onrecord.adapters.fetch import WebLimits
    from onrecord.settings import Settings
    from onrecord.stages.identify import Comparer

#: Below the desk's folder: its own tables of outlets.
OUTLETS_FOLDER = "outlets"
#: The same: its own table of aliases.
ALIAS_TABLE = "names/aliases.toml"


class SystemClock:
    """Return a `ports.Clock` that tells the machine's time."""

    def now(self) -> datetime:
        """Return the present moment, in UTC."""
        return datetime.now(UTC)


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


def make_passwords() -> Passwords:
    """Return what hashes passwords."""
    from onrecord.adapters.passwords import Argon2Passwords

    return Argon2Passwords()


def make_access_rules(settings: "Settings") -> AccessRules:
    """Return how long what gives access holds, as `settings` say."""
    return AccessRules(
        session_idle=timedelta(hours=settings.session_idle_hours),
        session_longest=timedelta(days=settings.session_days),
        link_lasts=timedelta(hours=settings.link_hours),
        tries=settings.sign_in_tries,
    )


def make_provider(settings: "Settings") -> Provider | None:
    """Return whom people sign in with besides, None for nobody.

    Raises:
        BadRequest: What it needs is not installed, or its address leads over an open network.
    """
    if not settings.oidc_issuer:
        return None
    try:
        from onrecord.adapters.oidc import OidcProvider, ProviderSettings
    except ImportError as error:
        raise BadRequest(
            "signing in with it needs a library; install it with: pip install 'onrecord[oidc]'",
            subject=settings.oidc_issuer,
        ) from error

    known = ProviderSettings(
        issuer=settings.oidc_issuer,
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret.get_secret_value(),
        back=f"{settings.site_address}/sign-in/provider/back",
        name=settings.oidc_name,
        group_claim=settings.oidc_role_claim,
        ca_file=settings.ca_file,
    )
    return OidcProvider(known, SystemClock().now)


def make_voucher_rules(settings: "Settings") -> VoucherRules:
    """Return what becomes of those that sign in so, as `settings` say."""
    return VoucherRules(
        role=None if settings.oidc_role == "none" else Role(settings.oidc_role),
        roles=tuple((group, Role(role)) for group, role in settings.oidc_roles.items()),
        domains=settings.oidc_domains,
    )


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
