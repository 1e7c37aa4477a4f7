"""One connection to an IMAP server that may be slow, broken or hostile.

imaplib does the protocol; it is in the standard library, and lets its reading be replaced, which is where a server
can do harm: how much it sends, how long it takes, and what it sends in the clear before encryption starts. A client
library on top of imaplib (IMAPClient) adds parsing that is not needed for two commands and hides that place.
"""

import contextlib
import imaplib
import re
import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from ipaddress import ip_address, ip_network

import httpx

from onrecord.adapters.mail.addresses import Mailbox, encode_name
from onrecord.adapters.mail.connection import OVERHEAD_BYTES, Connection, TooMuch
from onrecord.errors import BadRequest, NotFound, OutletRefused, OutletUnreachable, PageUnreadable

#: No single wait is longer, however much time a command has.
_CONNECT_SECONDS = 10.0
#: Names that need no quoting; others sign in by AUTHENTICATE PLAIN, which quotes nothing.
_PLAIN_NAME = re.compile(r"[A-Za-z0-9._@+=-]+\Z")


class Session:
    """Return a connection that has signed in to an account.

    Args:
        mailbox: Where to connect, and as whom.
        addresses: The checked numbers of the server, in the order to try.
        password: What to sign in with; it is sent, and never told.
        seconds: How long one command may take.
        own_networks: Networks where an unencrypted connection is allowed.
        context: The certificates to trust.

    Raises:
        OutletUnreachable: It does not answer in time.
        OutletRefused: It refuses the password, or offers no trustworthy encryption.
    """

    def __init__(
        self,
        mailbox: Mailbox,
        addresses: tuple[str, ...],
        password: str,
        *,
        seconds: float,
        own_networks: tuple[str, ...],
        context: ssl.SSLContext,
    ) -> None:
        self._seconds = seconds
        self._account = mailbox.account
        self._selected: str | None = None
        self._validity = self._exists = 0
        with self._told():
            sock = _connect(addresses, mailbox.port, seconds)
            try:
                if mailbox.encrypted:
                    sock.settimeout(seconds)
                    sock = context.wrap_socket(sock, server_hostname=mailbox.host)
                self._connection = Connection(sock, mailbox.host, seconds=seconds)
                if not mailbox.encrypted:
                    self._encrypt(context, str(sock.getpeername()[0]), own_networks)
                self._sign_in(mailbox.user, password)
            except BaseException:
                sock.close()
                raise

    def select(self, mailbox: Mailbox, *, again: bool = False) -> tuple[int, int]:
        """Open a mailbox for reading only, unless it is open.

        Args:
            mailbox: Which.
            again: Whether to ask even where it is open: messages may have come.

        Returns:
            Its UIDVALIDITY, and how many messages it holds.

        Raises:
            NotFound: There is none of that name.
        """
        if self._selected != mailbox.name or again:
            with self._told():
                self._connection.allow(self._seconds, OVERHEAD_BYTES)
                self._selected = None
                status, said = self._connection.select(encode_name(mailbox.name), readonly=True)
                if status != "OK":
                    raise NotFound("there is no such mailbox; check its name", subject=mailbox.address)
                validity = self._connection.response("UIDVALIDITY")[1]
                self._exists = _number(said[0])
                self._validity = _number(validity[0] if validity else None)
                self._selected = mailbox.name
        return self._validity, self._exists

    def list(self, first: int, last: int) -> list[bytes]:
        """Return what the server says of the messages numbered `first` to `last`: their UIDs."""
        with self._told():
            self._connection.allow(self._seconds, OVERHEAD_BYTES)
            return _lines(self._connection.fetch(f"{first}:{last}", "(UID)"))

    def facts(self, uid: int) -> bytes | None:
        """Return what the server says of one message, its size and when it came; None where there is none."""
        with self._told():
            self._connection.allow(self._seconds, OVERHEAD_BYTES)
            lines = _lines(self._connection.uid("FETCH", str(uid), "(UID RFC822.SIZE INTERNALDATE)"))
            return next((line for line in lines if f"UID {uid} ".encode() in line.replace(b")", b" )")), None)

    def body(self, uid: int, size: int) -> bytes | None:
        """Return the bytes of one message, which stays unread; None where there is none.

        Args:
            uid: Which.
            size: How long it is said to be: a server that sends more is stopped.
        """
        with self._told():
            self._connection.allow(self._seconds, size + OVERHEAD_BYTES)
            _, said = self._connection.uid("FETCH", str(uid), "(UID BODY.PEEK[])")
            found = (part for part in said if isinstance(part, tuple) and len(part) > 1)
            return next((bytes(part[1]) for part in found), None)

    def is_alive(self) -> bool:
        """Return whether the server still answers."""
        try:
            with self._told():
                self._connection.allow(self._seconds, OVERHEAD_BYTES)
                return self._connection.noop()[0] == "OK"
        except (OutletUnreachable, PageUnreadable):
            return False

    def close(self) -> None:
        """Sign out, without waiting long for an answer."""
        with contextlib.suppress(imaplib.IMAP4.error, OSError, TooMuch, ValueError):
            self._connection.allow(1.0, OVERHEAD_BYTES)
            self._connection.logout()
        self._connection.shutdown()

    def _encrypt(self, context: ssl.SSLContext, number: str, own_networks: tuple[str, ...]) -> None:
        if "STARTTLS" in self._connection.capabilities:
            if self._connection.xatom("STARTTLS")[0] != "OK":
                raise OutletRefused(
                    "does not start the encryption it offers; use imaps", subject=self._account
                )
            self._connection.encrypt(context)
            self._connection.capability()
        elif not any(_lies_in(number, network) for network in own_networks):
            raise OutletRefused(
                "offers no encryption, and the password would be sent in the clear; use imaps, or list its network "
                "in allow_networks if it is yours",
                subject=self._account,
            )

    def _sign_in(self, user: str, password: str) -> None:
        said = f"\0{user}\0{password}".encode()
        try:
            if _PLAIN_NAME.match(user) and password.isascii() and password.isprintable():
                self._connection.login(user, password)
            else:
                self._connection.authenticate("PLAIN", lambda _challenge: said)
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error:
            # What the server answers may repeat what was sent.
            raise OutletRefused(
                "refuses the user name or password; check mailbox_passwords", subject=self._account
            ) from None

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Tell in our words what goes wrong on the way; never with what was sent."""
        try:
            yield
        except ssl.SSLCertVerificationError as error:
            raise OutletRefused(
                f"has a certificate that is not trusted ({error.verify_message}); check the server's name, or give "
                "the certificate in ca_file",
                subject=self._account,
            ) from None
        except TimeoutError:
            raise OutletUnreachable(
                f"no answer within {self._seconds:g} seconds; retry later", subject=self._account
            ) from None
        except TooMuch:
            raise PageUnreadable(
                "sends more than was asked for; ask who runs it", subject=self._account
            ) from None
        except BadRequest:  # which is a ValueError too
            raise
        except (imaplib.IMAP4.error, OSError, ValueError, IndexError):
            raise OutletUnreachable(
                "broke off, or does not speak as an IMAP server should; check the address, or retry later",
                subject=self._account,
            ) from None


def _connect(addresses: tuple[str, ...], port: int, seconds: float) -> socket.socket:
    refusal: OSError = ConnectionError("no address")
    for address in addresses:
        try:
            return socket.create_connection((address, port), timeout=min(seconds, _CONNECT_SECONDS))
        except OSError as error:
            refusal = error
    raise refusal


def _lies_in(number: str, network: str) -> bool:
    address, wide = ip_address(number), ip_network(network)
    return address.version == wide.version and address in wide


def _lines(answer: tuple[str, Sequence[object]]) -> list[bytes]:
    """Return the lines of an answer; a server that says no has none."""
    status, said = answer
    return [bytes(line) for line in said if isinstance(line, bytes)] if status == "OK" else []


def _number(said: object) -> int:
    return int(said) if isinstance(said, bytes) and said.isdigit() and len(said) < 20 else 0  # noqa: PLR2004 -- of 64 bits


@cache
def trust(ca_file: str | None) -> ssl.SSLContext:
    """Return the certificates to trust: those of `ca_file`, or the public ones.

    Raises:
        BadRequest: None can be read from the file.
    """
    try:
        return (
            ssl.create_default_context(cafile=ca_file)
            if ca_file
            else httpx.create_ssl_context(trust_env=False)
        )
    except (OSError, ssl.SSLError) as error:
        raise BadRequest("no certificates can be read from it; check ca_file", subject=ca_file) from error
