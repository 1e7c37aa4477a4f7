"""Mailboxes on an IMAP server, as newsletters and agency services come to them.

A part is a message by its UIDVALIDITY and UID, which the server never gives to another. Nothing is changed there:
mailboxes are opened for reading only, and messages stay unread.
"""

import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from onrecord.adapters.mail.addresses import Mailbox, is_mailbox, parse_mailbox
from onrecord.errors import BadRequest, NotFound, OutletUnreachable, PageUnreadable
from onrecord.model import Lead
from onrecord.ports import Fetched
from onrecord.text.mail import message_address, read_fields, read_moment, split_head

if TYPE_CHECKING:
    from onrecord.adapters.mail.session import Session

MAX_PARTS = 1_000_000
#: Messages asked about at once: their answer stays far below the limit of what is received.
_WINDOW = 1_000
#: After so long without a command, a connection is asked whether it still stands.
_SILENT_SECONDS = 20.0

_PART = re.compile(r"(\d{1,19})/(\d{1,19})")
_UID = re.compile(rb"\bUID (\d{1,19})\b")
_SIZE = re.compile(rb"\bRFC822\.SIZE (\d{1,18})\b")
_CAME = re.compile(rb'\bINTERNALDATE "([^"]{10,40})"')


class Resolve(Protocol):
    """Return the checked addresses of a host, by the rules that hold for the web."""

    def __call__(self, host: str, port: int, *, timeout_seconds: float) -> tuple[str, ...]:
        """Return them, or raise `OutletRefused` or `OutletUnreachable`."""
        ...


class ImapOpener:
    """Return a `ports.Opener` of mailboxes on servers; it keeps one connection, to the last account asked for.

    Args:
        resolve: What a host's name leads to.
        password: The password of an account (`user@host`), or None where none is known.
        timeout_seconds: How long signing in, or one command, may take.
        own_networks: Networks where a server without encryption is talked to.
        ca_file: Certificates to trust in place of the public ones, or None.
    """

    def __init__(
        self,
        *,
        resolve: Resolve,
        password: Callable[[str], str | None],
        timeout_seconds: float = 30.0,
        own_networks: tuple[str, ...] = (),
        ca_file: str | None = None,
    ) -> None:
        self._resolve = resolve
        self._password = password
        self._seconds = timeout_seconds
        self._own_networks = own_networks
        self._ca_file = ca_file
        self._lock = threading.Lock()
        self._session: tuple[tuple[object, ...], Session] | None = None
        self._used_at = 0.0

    def opens(self, lead: Lead) -> bool:
        """Return whether the lead's address is one of a mailbox."""
        return is_mailbox(lead.address)

    def parts(self, lead: Lead) -> Iterator[Lead]:
        """Yield a lead for each message, the oldest first; see `ports.Opener.parts`.

        Raises:
            OutletUnreachable: The server does not answer, or not as it should.
            OutletRefused: It may not be talked to, or refuses the password.
        """
        mailbox = parse_mailbox(lead.address)
        with self._signed_in(mailbox) as session:
            validity, count = session.select(mailbox, again=True)
        if count > MAX_PARTS:
            raise BadRequest(
                f"holds more than {MAX_PARTS:,} messages; move older ones away", subject=mailbox.address
            )
        for first in range(1, count + 1, _WINDOW):
            # Another message may be fetched over the same connection between two windows.
            with self._signed_in(mailbox) as session:
                session.select(mailbox)
                said = session.list(first, min(first + _WINDOW - 1, count))
            for line in said:
                if found := _UID.search(line):
                    uid = int(found[1])
                    yield Lead(mailbox.address, f"{mailbox.address}#{uid}", part=f"{validity}/{uid}")

    def fetch(self, lead: Lead, *, max_bytes: int) -> Fetched:
        """Return the bytes of one message; see `ports.Opener.fetch`. It stays unread."""
        mailbox = parse_mailbox(lead.address)
        named = _PART.fullmatch(lead.part or "")
        if named is None:
            raise NotFound("names no message; list the mailbox again", subject=lead.name)
        uid = int(named[2])
        with self._signed_in(mailbox) as session:
            validity, _ = session.select(mailbox)
            if validity != int(named[1]):
                raise NotFound(
                    "stands in a mailbox that was made anew since; list it again", subject=lead.name
                )
            facts = session.facts(uid)
            size = _SIZE.search(facts) if facts else None
            if facts is None or size is None:
                raise NotFound("is no longer in the mailbox", subject=lead.name)
            if int(size[1]) > max_bytes:
                raise BadRequest(
                    f"is larger than {max_bytes:,} bytes; raise max_bytes in the settings", subject=lead.name
                )
            body = session.body(uid, int(size[1]))
        if body is None:
            raise NotFound("is no longer in the mailbox", subject=lead.name)
        if len(body) > max_bytes:
            raise PageUnreadable("is larger than its server says; ask who runs it", subject=lead.name)
        return Fetched(
            body,
            message_address(read_fields(split_head(body)[0]))
            or f"{mailbox.address};UIDVALIDITY={validity}/;UID={uid}",
            media_type="message/rfc822",
            fetched_at=_came(facts),
        )

    def close(self) -> None:
        """Sign out."""
        with self._lock:
            self._drop()

    @contextmanager
    def _signed_in(self, mailbox: Mailbox) -> Iterator["Session"]:
        """Return the connection to the mailbox's account; one that broke off is not used again."""
        with self._lock:
            key = (mailbox.encrypted, mailbox.account, mailbox.port)
            if self._session is not None and (
                self._session[0] != key or not self._is_fresh(self._session[1])
            ):
                self._drop()
            if self._session is None:
                self._session = (key, self._sign_in(mailbox))
            try:
                yield self._session[1]
                self._used_at = time.monotonic()
            except (OutletUnreachable, PageUnreadable):
                self._drop()
                raise

    def _is_fresh(self, session: "Session") -> bool:
        """Return whether a connection can be used again: servers close those that are silent for long."""
        return time.monotonic() - self._used_at < _SILENT_SECONDS or session.is_alive()

    def _sign_in(self, mailbox: Mailbox) -> "Session":
        from onrecord.adapters.mail.session import Session, trust  # noqa: PLC0415 -- loads when it is needed

        password = self._password(mailbox.account)
        if password is None:
            raise BadRequest(
                f"no password is known; give it in mailbox_passwords under {mailbox.account!r}",
                subject=mailbox.address,
            )
        addresses = self._resolve(mailbox.host, mailbox.port, timeout_seconds=self._seconds)
        return Session(
            mailbox,
            addresses,
            password,
            seconds=self._seconds,
            own_networks=self._own_networks,
            context=trust(self._ca_file),
        )

    def _drop(self) -> None:
        if self._session is not None:
            self._session[1].close()
            self._session = None


def _came(facts: bytes) -> datetime | None:
    """Return when a message came to the mailbox, in UTC, or None where the server does not say."""
    found = _CAME.search(facts)
    moment = read_moment(found[1].decode("ascii", "replace").replace("-", " ", 2)) if found else None
    try:
        return moment.astimezone(UTC) if moment else None
    except OverflowError:
        return None
