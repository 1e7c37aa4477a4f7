"""Addresses of mailboxes: `imaps://USER@HOST[:PORT]/MAILBOX` (RFC 5092), never with a password."""

import base64
import re
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from onrecord.errors import BadRequest

_PORTS = {"imaps": 993, "imap": 143}
_PRINTABLE_ASCII = re.compile(r"[ -~]+")
_HOST = re.compile(r"[a-z0-9._:-]{1,253}\Z")


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Return what an address names.

    Attributes:
        encrypted: Whether the connection is encrypted from its first byte on (`imaps`).
        user: Who signs in.
        host: The server's name or number.
        port: Where it listens.
        name: The mailbox, `INBOX` where the address names none.
    """

    encrypted: bool
    user: str
    host: str
    port: int
    name: str

    @property
    def account(self) -> str:
        """Return what a password is kept under: `user@host`."""
        return f"{self.user}@{self.host}"

    @property
    def address(self) -> str:
        """Return the address, in one way of writing it."""
        scheme = "imaps" if self.encrypted else "imap"
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _PORTS[scheme] else f":{self.port}"
        return f"{scheme}://{quote(self.user, safe='')}@{host}{port}/{quote(self.name, safe='/')}"


def is_mailbox(address: str) -> bool:
    """Return whether an address is one of a mailbox, by how it begins."""
    return address.partition(":")[0].casefold() in _PORTS


def parse_mailbox(address: str) -> Mailbox:
    """Return what an address names.

    Raises:
        BadRequest: It names no user or host, or carries a password, which would be kept. The message does not show it.

    >>> parse_mailbox("imaps://desk%40news.example@imap.news.example/Agencies").account
    'desk@news.example@imap.news.example'
    """
    try:
        parts = urlsplit(address)
        user, host, port = unquote(parts.username or ""), (parts.hostname or "").lower(), parts.port
        has_password = parts.password is not None
    except ValueError as error:
        raise BadRequest(
            "is no address of a mailbox; check it", subject=address.partition(":")[0] + "://…"
        ) from error
    shown = f"{parts.scheme}://{quote(user, safe='')}@{host}{parts.path}"
    if has_password:
        raise BadRequest(
            "carries a password, which would be kept; give the address without, and the password in mailbox_passwords",
            subject=shown,
        )
    name = unquote(parts.path.removeprefix("/")) or "INBOX"
    if parts.scheme not in _PORTS or not user or not _HOST.match(host) or parts.query or parts.fragment:
        raise BadRequest("is no address such as imaps://USER@HOST/MAILBOX; check it", subject=shown)
    if not all(c.isprintable() for c in user + name):
        raise BadRequest(
            "holds characters that no name of a user or mailbox has; check it", subject=repr(shown)
        )
    return Mailbox(parts.scheme == "imaps", user, host, port or _PORTS[parts.scheme], name)


def encode_name(name: str) -> str:
    """Return a mailbox's name as the protocol writes it: quoted, in modified UTF-7 (RFC 3501, section 5.1.3).

    >>> encode_name("Été & co")
    '"&AMk-t&AOk- &- co"'
    """
    out: list[str] = []
    for run in re.split(r"([ -~]+)", name):
        if _PRINTABLE_ASCII.fullmatch(run):
            out.append(run.replace("&", "&-"))
        elif run:
            coded = base64.b64encode(run.encode("utf-16-be", "replace")).decode("ascii")
            out.append("&" + coded.rstrip("=").replace("/", ",") + "-")
    return '"' + "".join(out).replace("\\", "\\\\").replace('"', '\\"') + '"'
