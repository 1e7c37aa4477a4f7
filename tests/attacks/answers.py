"""Answers that never end, grow, lie about themselves or break the protocol."""

import gzip
import zlib

from onrecord.errors import BadRequest, OutletUnreachable, PageUnreadable
from tests.attacks.kind import Attack
from tests.attacks.server import RawSite, http

_GROUP = "Answers"
#: What the tests allow one report to hold; the program's own default is larger, the rule the same.
MOST_BYTES = 2_000_000
_CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
_CHUNK = b"1000\r\n" + b"a" * 0x1000 + b"\r\n"
_CUT = "did not answer, or broke off"


def _packed(coding: bytes, body: bytes) -> bytes:
    return http(body, b"Content-Encoding: " + coding)


def _gzip_bomb(site: RawSite) -> str:
    return site.give("/", _packed(b"gzip", gzip.compress(bytes(200_000_000), 9)))


def _deflate_bomb(site: RawSite) -> str:
    return site.give("/", _packed(b"deflate", zlib.compress(bytes(200_000_000), 9)))


def _bomb_in_a_bomb(site: RawSite) -> str:
    inner = gzip.compress(bytes(50_000_000), 9)
    return site.give("/", _packed(b"gzip, gzip", gzip.compress(inner, 9)))


ATTACKS: tuple[Attack, ...] = (
    Attack(
        _GROUP, "endless, without a length",
        lambda site: site.give("/", _CHUNKED, again=_CHUNK), BadRequest, "is larger than",
    ),
    Attack(
        _GROUP, "a byte now and then, for ever (slow loris)",
        lambda site: site.give("/", http(b"a", length=1_000_000), again=b"a", pause=0.05),
        OutletUnreachable, "no whole answer within",
    ),
    Attack(
        _GROUP, "headers for ever",
        lambda site: site.give("/", b"HTTP/1.1 200 OK\r\n", again=b"X-More: " + b"a" * 1000 + b"\r\n"),
        OutletUnreachable, _CUT,
    ),
    Attack(
        _GROUP, "a header of 10 MB",
        lambda site: site.give("/", b"HTTP/1.1 200 OK\r\nX: " + b"a" * 10_000_000 + b"\r\n\r\n"),
        OutletUnreachable, _CUT,
    ),
    Attack(_GROUP, "a gzip bomb of 200 MB", _gzip_bomb, BadRequest, "is larger than"),
    Attack(_GROUP, "a deflate bomb of 200 MB", _deflate_bomb, BadRequest, "is larger than"),
    Attack(_GROUP, "a bomb in a bomb", _bomb_in_a_bomb, PageUnreadable, "which was not asked for"),
    Attack(
        _GROUP, "packed in a way that was not asked for",
        lambda site: site.give("/", _packed(b"compress", b"abc")), PageUnreadable, "which was not asked for",
    ),
    Attack(
        _GROUP, "not packed as it says",
        lambda site: site.give("/", _packed(b"gzip", b"no gzip at all")), PageUnreadable, "is not gzip as",
    ),
    Attack(
        _GROUP, "packed and cut short",
        lambda site: site.give("/", _packed(b"gzip", gzip.compress(b"<p>" + b"words " * 9_000)[:-20])),
        OutletUnreachable, "was cut short",
    ),
    Attack(
        _GROUP, "shorter than it says",
        lambda site: site.give("/", http(b"<p>The beginning", length=4_000)), OutletUnreachable, _CUT,
    ),
    Attack(
        _GROUP, "larger than it may be, and says so",
        lambda site: site.give("/", http(b"a" * (MOST_BYTES + 1))), BadRequest, "is larger than",
    ),
    Attack(
        _GROUP, "a chunk of a negative length",
        lambda site: site.give("/", _CHUNKED + b"-1\r\nabc\r\n0\r\n\r\n"), OutletUnreachable, _CUT,
    ),
    Attack(_GROUP, "no HTTP", lambda site: site.give("/", b"SSH-2.0-host\r\n"), OutletUnreachable, _CUT),
    Attack(_GROUP, "nothing", lambda site: site.give("/", b""), OutletUnreachable, _CUT),
    Attack(
        _GROUP, "an empty page", lambda site: site.give("/", http(b"")), PageUnreadable, "is empty",
    ),
    Attack(
        _GROUP, "a program that says it is a page",
        lambda site: site.give("/", http(b"\x7fELF" + bytes(range(256)) * 40)), PageUnreadable, "a program (ELF)",
    ),
    Attack(
        _GROUP, "a type and a charset that do not exist",
        lambda site: site.give("/", http(b"<p>The quay of Selm is open.</p>", kind=b"text/html; charset=../../etc")),
        None, "",
    ),
)  # fmt: skip
