"""What is recorded of one fetch."""

import codecs
import hashlib
import re
from datetime import datetime
from functools import cache

from onrecord.model import Capture
from onrecord.ports import Fetched
from onrecord.text.data import load_table

#: Types by which a sender says that it does not know.
_UNTOLD = frozenset({"application/octet-stream", "application/x-unknown", "unknown/unknown", "*/*"})
_MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+\Z", re.ASCII)
#: Encodings known by their first bytes, in which a tag does not look like ASCII.
_WIDE = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def make_capture(fetched: Fetched, *, now: datetime) -> Capture:
    r"""Return the capture of what was `fetched` at `now` (aware, UTC).

    The media type is the declared one; where none was declared, or only
    "some bytes", it is that of the format which the bytes begin as (a page,
    captions, a PDF: `data/media.toml`), and `text/plain` for all others.

    >>> from datetime import UTC
    >>> page = Fetched(b"\n<!DOCTYPE html><p>Hello", "stdin:")
    >>> make_capture(page, now=datetime(2026, 3, 1, tzinfo=UTC)).media_type
    'text/html'
    """
    return Capture(
        sha256=hashlib.sha256(fetched.body).hexdigest(),
        size=len(fetched.body),
        address=fetched.address,
        fetched_at=fetched.fetched_at or now,
        media_type=_declared(fetched.media_type) or _sniffed(fetched.body),
        charset=fetched.charset,
        headers=fetched.headers,
        exchanges=fetched.exchanges,
    )


def _declared(media_type: str | None) -> str | None:
    plain = (media_type or "").partition(";")[0].strip().casefold()
    return plain if _MEDIA_TYPE.match(plain) and plain not in _UNTOLD else None


def _sniffed(body: bytes) -> str:
    head = body[: load_table("media")["sniff"]["reach_bytes"]]
    encoding = next((name for mark, name in _WIDE if head.startswith(mark)), "latin-1")
    plain = head.decode("latin-1")
    told = next((kind for kind, begins in _beginnings() if begins.match(plain)), None)
    if told:
        return told
    return "text/html" if _page_start().match(head.decode(encoding, "replace")) else "text/plain"


@cache
def _beginnings() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = load_table("media")["sniff"]["begins"]
    return tuple((entry["type"], re.compile(entry["pattern"], re.DOTALL)) for entry in table)


@cache
def _page_start() -> re.Pattern[str]:
    tags = "|".join(re.escape(tag) for tag in load_table("media")["sniff"]["page_tags"])
    # A byte order mark read as Latin-1, white space, comments and an XML declaration may come first.
    return re.compile(
        rf"(?:\ufeff|ï»¿)?(?:\s|<!--(?>.*?-->)|<\?xml(?>.*?\?>))*+<(?:{tags})\b", re.IGNORECASE | re.DOTALL
    )
