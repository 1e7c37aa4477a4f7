"""What the head of a mail message says, however broken it is.

The standard library's own reading of fields is not used: it fails in many ways on fields that follow no rule,
and mail from strangers follows none. What is here takes time in proportion to the length of the field.
"""

import binascii
import codecs
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import quote

from onrecord.text.data import load_table
from onrecord.text.fold import squeeze

#: The longest head that is read, in bytes; those of much-relayed mail have some 20,000.
MAX_HEAD_BYTES = 262_144
#: The longest value of one field that is taken apart, in characters.
_LONGEST_VALUE = 20_000

_HEAD_END = re.compile(rb"\r?\n\r?\n")
_FIRST_LINE = re.compile(rb">?From |[!-9;-~]{1,100}[ \t]*:")
_FIELD = re.compile(r"([!-9;-~]{1,100})[ \t]*:(.*)", re.DOTALL)
_FOLD = re.compile(r"\r?\n(?=[ \t])")
_LINE_END = re.compile(r"\r?\n")
_ENCODED_WORD = re.compile(r"=\?([^?\s]{1,60})\?([BbQq])\?([^?]*)\?=")
_HEX = re.compile(rb"=([0-9A-Fa-f]{2})")
_ID = re.compile(r"<\s*([^<>\s]{3,400})\s*>")
_ANGLE = re.compile(r"<\s*([^<>\s@]{1,200}@[^<>\s@]{1,200})\s*>")
_BARE = re.compile(r"[^\s<>@,;:()\"]{1,200}@[^\s<>@,;:()\"]{1,200}")
_COMMENT = re.compile(r"\(([^()]{1,200})\)")
_PARAMETER = re.compile(
    r";\s*([^\s=;\"]{1,80}?)(?:\*(\d{1,2})?\*?)?\s*=\s*(?:\"((?:[^\"\\]|\\.)*)\"|([^;\s]*))"
)
_QUOTED_PAIR = re.compile(r"\\(.)")

#: Codecs of Python that no sender means by a charset.
_NO_CHARSETS = frozenset(
    {"idna", "punycode", "raw_unicode_escape", "undefined", "unicode_escape", "mbcs", "oem"}
)


@dataclass(frozen=True, slots=True)
class Fields:
    """Return the fields of a head, in order, names in small letters, values unfolded and not yet decoded."""

    pairs: tuple[tuple[str, str], ...]

    def first(self, name: str) -> str | None:
        """Return the value of the first field of that name, or None where there is none or it is empty."""
        return next((value for key, value in self.pairs if key == name and value), None)


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Return whom a field names: the name shown, and the address; either may be missing."""

    name: str | None
    address: str | None


def split_head(message: bytes) -> tuple[bytes, bytes]:
    r"""Return the head and the body of a message.

    A message without an empty line is all head; one that does not begin with a field is all body.

    >>> split_head(b"Subject: Ferry\r\n\r\nIt sails.")
    (b'Subject: Ferry', b'It sails.')
    """
    if message.startswith((b"\n", b"\r\n")):
        return b"", message.removeprefix(b"\r").removeprefix(b"\n")
    if not _FIRST_LINE.match(message):
        return b"", message
    end = _HEAD_END.search(message)
    return (message, b"") if end is None else (message[: end.start()], message[end.end() :])


def read_fields(head: bytes) -> Fields:
    r"""Return the fields of a head, of which the first MAX_HEAD_BYTES are read; other lines are passed over.

    >>> read_fields(b"Subject: The ferry\r\n  sails").pairs
    (('subject', 'The ferry  sails'),)
    """
    text = _text_of(head[:MAX_HEAD_BYTES])
    lines = _LINE_END.split(_FOLD.sub("", text))
    found = (_FIELD.fullmatch(line) for line in lines)
    return Fields(
        tuple((m[1].lower(), " ".join(m[2].split("\0")).strip()[:_LONGEST_VALUE]) for m in found if m)
    )


def decode_words(value: str) -> str:
    """Return a field's value with its encoded words (RFC 2047) decoded, white space folded.

    >>> decode_words("=?utf-8?q?F=C3=A4hre?= =?utf-8?b?bg==?= fahren")
    'Fähren fahren'
    """
    parts: list[str] = []
    held, held_charset, at = b"", "", 0
    for word in _ENCODED_WORD.finditer(value):
        between = value[at : word.start()]
        charset = word[1].partition("*")[0]
        if (between.strip() or charset.lower() != held_charset) and held:
            parts.append(decode_bytes(held, held_charset))
            held = b""
        # White space between two encoded words is only there to break the line.
        parts.append(between if between.strip() or at == 0 else "")
        held, held_charset = held + _word_bytes(word[2], word[3]), charset.lower()
        at = word.end()
    parts.append(decode_bytes(held, held_charset))
    return squeeze("".join(parts) + value[at:])


def decode_bytes(raw: bytes, charset: str) -> str:
    """Return bytes in a declared charset as text; what it cannot read is U+FFFD, an unknown one is UTF-8 or cp1252."""
    name = load_table("encodings")["alias"].get(charset.lower(), charset)
    try:
        if codecs.lookup(name).name.replace("-", "_") not in _NO_CHARSETS:
            text = raw.decode(name, "replace")
            return text.encode("utf-8", "replace").decode("utf-8")  # some codecs give half characters
    except (LookupError, ValueError):
        pass
    return _text_of(raw)


def read_mailbox(value: str) -> Mailbox:
    """Return the first whom a From, Sender or Reply-To names.

    >>> read_mailbox('"The Selm Courier" <news@courier.example>')
    Mailbox(name='The Selm Courier', address='news@courier.example')
    >>> read_mailbox("ada@courier.example (Ada Lindqvist)")
    Mailbox(name='Ada Lindqvist', address='ada@courier.example')
    """
    value = value[:_LONGEST_VALUE]
    angle = _ANGLE.search(value)
    if angle:
        name = _unquoted(value[: angle.start()])
        return Mailbox(decode_words(name) or None, angle[1])
    bare = _BARE.search(value)
    comment = _COMMENT.search(value)
    name = decode_words(comment[1]) if comment else ""
    if bare is None:
        return Mailbox(name or decode_words(_unquoted(value.partition("<")[0])) or None, None)
    return Mailbox(name or None, bare[0])


def read_moment(value: str) -> datetime | None:
    """Return the moment that a Date says, with its own offset (UTC where it gives none), or None where it says none.

    >>> read_moment("Thu, 5 Mar 2026 09:12:00 +0200").isoformat()
    '2026-03-05T09:12:00+02:00'
    """
    try:
        moment = parsedate_to_datetime(squeeze(value)[:200])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def delivered_at(fields: Fields) -> datetime | None:
    """Return when the last server that took the message says that it did, in UTC; None where it does not say.

    The topmost Received field is written by the recipient's own server, the Date by the sender.
    """
    received = fields.first("received")
    moment = read_moment(received.rpartition(";")[2]) if received else None
    try:
        return moment.astimezone(UTC) if moment else None
    except OverflowError:
        return None


def message_address(fields: Fields) -> str | None:
    """Return the `mid:` address (RFC 2392) of a message, or None where it carries no Message-ID.

    >>> message_address(read_fields(b"Message-ID: <a/1@courier.example>"))
    'mid:a%2F1@courier.example'
    """
    found = _ID.search(fields.first("message-id") or "")
    return "mid:" + quote(found[1], safe="@") if found else None


def read_parameters(value: str) -> tuple[str, dict[str, str]]:
    """Return what a structured field says (in small letters) and its parameters, continued ones joined.

    >>> read_parameters('text/plain; charset="utf-8"; format=flowed')
    ('text/plain', {'charset': 'utf-8', 'format': 'flowed'})
    """
    value = value[:_LONGEST_VALUE]
    parameters: dict[str, str] = {}
    for found in _PARAMETER.finditer(value):
        said = _QUOTED_PAIR.sub(r"\1", found[3]) if found[3] is not None else found[4]
        name = found[1].lower()
        parameters[name] = parameters[name] + said if found[2] and name in parameters else said
    return value.partition(";")[0].strip().lower(), parameters


def _word_bytes(form: str, coded: str) -> bytes:
    raw = coded.encode("utf-8", "replace")
    if form in "Qq":
        return _HEX.sub(lambda m: bytes([int(m[1], 16)]), raw.replace(b"_", b" "))
    return decode_base64(raw)


def decode_base64(coded: bytes) -> bytes:
    """Return what base64 says, up to where it is broken; bytes outside its alphabet are passed over."""
    kept = coded.translate(None, _NOT_BASE64).partition(b"=")[0]
    if len(kept) % 4 == 1:
        kept = kept[:-1]
    try:
        return binascii.a2b_base64(kept + b"=" * (-len(kept) % 4))
    except binascii.Error:
        return b""


_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
_NOT_BASE64 = bytes(b for b in range(256) if b not in _BASE64)


def _text_of(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _unquoted(name: str) -> str:
    name = name.strip().rstrip(",").strip()
    if name.startswith('"'):
        name = name[1:].partition('"')[0] if not name.endswith('"') else name[1:-1]
        return _QUOTED_PAIR.sub(r"\1", name)
    return name.strip("'")
