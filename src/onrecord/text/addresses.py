"""Web addresses in one spelling, so that a link seen twice is known for one.

Only what can never change the page is made alike (RFC 3986, section 6.2.2, and
the parameters of `data/tracking.toml`). Whether an address with `www.`, of an
AMP page or of a phone's page is another spelling of the same report, the page
itself says by its canonical link; here they stay what they are.
"""

import re
from functools import cache
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from onrecord.errors import BadRequest
from onrecord.text.data import load_table

#: Longer addresses are hostile or no addresses of reports; browsers and servers begin to refuse at about this.
LONGEST_ADDRESS = 4_096

_DEFAULT_PORTS = {"http": 80, "https": 443}
#: Already in normal form, as nine of ten addresses are: small letters, no parameters, no dots after a slash.
_PLAIN = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+/(?:[A-Za-z0-9_~-][A-Za-z0-9_.~/-]*)?\Z")
#: A percent sign with what it encodes, or one that encodes nothing.
_PERCENT = re.compile(r"%([0-9A-Fa-f]{2})?")
_NO_HOST = re.compile(r"[\s\x00-\x20\x7f%<>\\^|\"`{}]")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
#: What may stand in a path or query as it is; all else is percent-encoded as UTF-8.
_SAFE = "!$&'()*+,;=:@/%[]|^`{}~"


def normal_address(address: str) -> str:
    """Return an http(s) address in its normal form; a second time changes nothing.

    Scheme and host in small letters, no default port, no fragment, no dot
    segments, no tracking parameters, percent-encoding in capitals and only
    where it is needed. The host, the path's meaning, and the order and values
    of all other parameters stay.

    Raises:
        BadRequest: It is no whole http(s) address, longer than LONGEST_ADDRESS, or carries a user name or password.

    >>> normal_address("HTTPS://News.Example:443/a/../b%7e%c3%a9?utm_source=x&id=7#top")
    'https://news.example/b~%C3%A9?id=7'
    """
    if _PLAIN.match(address) and "/." not in address and len(address) <= LONGEST_ADDRESS:
        return address
    parts = _split(address)
    scheme = parts.scheme
    host = (parts.hostname or "").lower()
    port = "" if parts.port in {None, _DEFAULT_PORTS[scheme]} else f":{parts.port}"
    if "@" in parts.netloc:
        raise BadRequest(
            "carries a user name or password, which would be kept; give the address without", subject=host
        )
    shown = f"[{host}]" if ":" in host else host
    path = _without_dots(_encoded(parts.path, _SAFE)) or "/"
    query = _without_tracking(_encoded(parts.query, _SAFE + "?"))
    return f"{scheme}://{shown}{port}{path}{'?' + query if query else ''}"


def linked_address(link: str, *, base: str) -> str | None:
    """Return the normal form of the address that a link in `base` leads to, or None for none of http(s).

    >>> linked_address("../b?utm_medium=x", base="https://news.example/a/c")
    'https://news.example/b'
    >>> linked_address("mailto:desk@news.example", base="https://news.example/") is None
    True
    """
    link = link.strip()
    if not link or len(link) > LONGEST_ADDRESS:
        return None
    try:
        return normal_address(link if _is_whole(link) else urljoin(base, link))
    except ValueError:  # BadRequest is one too
        return None


def _is_whole(link: str) -> bool:
    return link.startswith(("https://", "http://"))


def _split(address: str) -> SplitResult:
    if len(address) > LONGEST_ADDRESS:
        raise BadRequest(
            f"is longer than {LONGEST_ADDRESS:,} characters; check it", subject=address[:80] + "…"
        )
    try:
        parts = urlsplit(address.strip())
        whole = parts.port is None or parts.port > 0
    except ValueError as error:
        raise BadRequest("is not a whole web address; check it", subject=address) from error
    host = parts.hostname or ""
    if not whole or parts.scheme not in _DEFAULT_PORTS or not host or _NO_HOST.search(host):
        raise BadRequest("is not a whole web address; it begins with https:// and a host", subject=address)
    return parts


def _encoded(text: str, safe: str) -> str:
    """Return a path or query with each character encoded where it must be, and only there."""
    return quote(_PERCENT.sub(_spelled, text).encode("utf-8", "replace"), safe=safe)


def _spelled(match: re.Match[str]) -> str:
    if match[1] is None:
        return "%25"
    char = chr(int(match[1], 16))
    return char if char in _UNRESERVED else match[0].upper()


def _without_dots(path: str) -> str:
    """Return a path without `.` and `..` (RFC 3986, section 5.2.4); empty segments stay, they mean something."""
    if "." not in path:
        return path
    kept: list[str] = []
    segments = path.split("/")
    for i, segment in enumerate(segments):
        last = i == len(segments) - 1
        if segment == "..":
            if len(kept) > 1:
                kept.pop()
            if last:
                kept.append("")
        elif segment != ".":
            kept.append(segment)
        elif last:
            kept.append("")
    joined = "/".join(kept)
    return joined if joined.startswith("/") else "/" + joined


def _without_tracking(query: str) -> str:
    """Return a query without the parameters that only say where a reader came from."""
    if not query:
        return query
    begins, names = _tracking()
    kept = [
        pair
        for pair in query.split("&")
        if not ((name := pair.partition("=")[0].casefold()) in names or name.startswith(begins))
    ]
    return "&".join(kept)


@cache
def _tracking() -> tuple[tuple[str, ...], frozenset[str]]:
    table = load_table("tracking")
    return tuple(table["begins"]), frozenset(table["names"])
