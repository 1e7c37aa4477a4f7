"""The parts of a mail message (MIME), as far as a reader would see them.

The standard library's parser follows nested parts by nested calls, a line at a time through each of them: a
message made for it takes minutes or ends in too deep a recursion. Here each level is one search for its boundary,
and levels and parts are counted.
"""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.errors import PageUnreadable
from onrecord.text.mail import Fields, decode_base64, read_fields, read_parameters, split_head

#: Mail programs nest four levels (mixed, related, alternative, text); each forward as an attachment adds them again.
MAX_DEPTH = 20
#: Digests of mailing lists hold up to some hundred messages.
MAX_PARTS = 1_000

_ANY_BOUNDARY = re.compile(rb"^--([^\s-][^\r\n]{0,100}?)[ \t]*\r?$", re.MULTILINE)
#: Programs that keep mail in one file put ">" before a line that begins with "From ".
_ESCAPED_FROM = re.compile(rb"^>(?=From )", re.MULTILINE)
_QUOTED = re.compile(rb"^>(?!From )", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Part:
    """Return one part of a message, or the message itself.

    Attributes:
        fields: Its head.
        media_type: In small letters; `text/plain` where none is given.
        parameters: Those of its Content-Type, names in small letters.
        body: Its bytes as sent, still in their transfer encoding.
        parts: What it consists of; empty for a leaf.
    """

    fields: Fields
    media_type: str
    parameters: dict[str, str]
    body: bytes
    parts: tuple["Part", ...] = ()

    @property
    def is_attachment(self) -> bool:
        """Return whether it is meant to be saved rather than shown."""
        disposition, parameters = read_parameters(self.fields.first("content-disposition") or "")
        return disposition == "attachment" or ("filename" in parameters and disposition != "inline")

    @property
    def is_message(self) -> bool:
        """Return whether it holds a whole message."""
        return self.media_type in {"message/rfc822", "message/global"}


@dataclass
class _Count:
    """Count the parts of one message."""

    subject: str
    parts: int = 0

    def add(self, depth: int) -> None:
        self.parts += 1
        if depth > MAX_DEPTH:
            raise PageUnreadable(
                f"nests its parts more than {MAX_DEPTH} levels deep; open it in a mail program and save its text",
                subject=self.subject,
            )
        if self.parts > MAX_PARTS:
            raise PageUnreadable(
                f"has more than {MAX_PARTS:,} parts; open it in a mail program and save its text",
                subject=self.subject,
            )


def parse_message(message: bytes, *, subject: str) -> Part:
    r"""Return a message with all its parts.

    Args:
        message: Its bytes.
        subject: What an error is about.

    Raises:
        PageUnreadable: It has more than MAX_PARTS parts, or more than MAX_DEPTH levels.

    >>> parse_message(b"Subject: Ferry\n\nIt sails.", subject="a.eml").media_type
    'text/plain'
    """
    return _parse(message, _Count(subject), depth=0, usual="text/plain")


def decoded_body(part: Part) -> bytes:
    """Return the bytes of a leaf, out of their transfer encoding; what is broken of it is passed over."""
    coding = read_parameters(part.fields.first("content-transfer-encoding") or "")[0]
    if coding == "base64":
        return decode_base64(part.body)
    plain = _without_from_escapes(part.body)
    return binascii.a2b_qp(plain) if coding == "quoted-printable" else plain


def leaves(part: Part) -> Iterator[Part]:
    """Yield the leaves below a part, in order, those of attached messages included."""
    if not part.parts:
        yield part
    for inner in part.parts:
        yield from leaves(inner)


def _parse(raw: bytes, count: _Count, *, depth: int, usual: str) -> Part:
    count.add(depth)
    head, body = split_head(raw)
    fields = read_fields(head)
    media_type, parameters = read_parameters(fields.first("content-type") or usual)
    if "/" not in media_type:
        media_type = "text/plain"  # RFC 2045, section 5.2: what is broken is text
    parts: tuple[Part, ...] = ()
    if media_type.startswith("multipart/"):
        usual = "message/rfc822" if media_type == "multipart/digest" else "text/plain"
        pieces = _pieces(body, parameters.get("boundary"))
        parts = tuple(_parse(piece, count, depth=depth + 1, usual=usual) for piece in pieces)
        if not parts:
            media_type = "text/plain"  # no boundary stands in it: show what is there
    part = Part(fields, media_type, parameters, body, parts)
    if part.is_message:
        inner = _parse(decoded_body(part).lstrip(b"\r\n"), count, depth=depth + 1, usual="text/plain")
        return Part(fields, media_type, parameters, body, (inner,))
    return part


def _pieces(body: bytes, boundary: str | None) -> Iterator[bytes]:
    """Yield what stands between the boundaries; the last piece may lack its end."""
    if not boundary:
        guessed = _ANY_BOUNDARY.search(body)
        if guessed is None:
            return
        mark = guessed[1]
    else:
        mark = boundary.rstrip().encode("utf-8", "replace")
    line = re.compile(rb"^--" + re.escape(mark) + rb"(--)?[ \t]*\r?$", re.MULTILINE)
    start: int | None = None
    for found in line.finditer(body):
        if start is not None:
            # The line end before a boundary belongs to the boundary.
            yield body[start : found.start()].removesuffix(b"\n").removesuffix(b"\r")
        if found[1]:
            return
        start = min(found.end() + 1, len(body))
    if start is not None and start < len(body):
        yield body[start:]


def _without_from_escapes(body: bytes) -> bytes:
    """Return a body with ">From " as "From ", unless other lines are quoted with ">" too."""
    if b">From " not in body or _QUOTED.search(body):
        return body
    return _ESCAPED_FROM.sub(b"", body)
