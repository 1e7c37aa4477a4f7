"""Records of web archives (WARC 1.0 and 1.1, ISO 28500), plain or each packed as a gzip member of its own.

warcio reads the same files and is what the tests compare with. It is not used here because archives come from
strangers: it takes lines and chunks of any length into memory, and reads what is broken as if it ended there.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onrecord.adapters.containers.streams import Budget, Seekable, Stream
from onrecord.errors import PageUnreadable

#: The longest head of a record or an answer, in bytes; servers take some 8,000 to 64,000.
MAX_HEAD_BYTES = 262_144
_LONGEST_LINE = 131_072
_CHUNK_BYTES = 1 << 16
#: Two empty lines follow a record; a few more do no harm.
_REST_BYTES = 64

_VERSION = re.compile(rb"WARC/\d\.\d{1,2}\s*\Z")
_FIELD = re.compile(r"([^\s:]{1,100})[ \t]*:[ \t]*(.*?)\s*\Z", re.DOTALL)
_LENGTH = re.compile(r"\d{1,15}\Z")

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Record:
    """Return the head of one record and its content.

    Attributes:
        offset: Where it begins in the file: of a packed one, where its gzip member does.
        fields: Its head, in order.
        size: How many bytes its content has.
        stream: What its content comes from; only good until the next record is asked for.
        start: How many bytes the stream had given before the content.
    """

    offset: int
    fields: Pairs
    size: int
    stream: Stream
    start: int

    @property
    def left(self) -> int:
        """Return how many bytes of the content are still to be read; less than nothing past its end."""
        return self.size - (self.stream.taken - self.start)

    def field(self, name: str) -> str:
        """Return the value of a field, whatever the case of its name; "" where there is none."""
        return field_of(self.fields, name)

    def line(self) -> bytes:
        """Return the next line of the content, with its end."""
        return self.stream.line(min(_LONGEST_LINE, max(self.left, 0) + 1))

    def chunks(self) -> Iterator[bytes]:
        """Yield what is left of the content.

        Raises:
            PageUnreadable: It ends before its end.
        """
        while self.left > 0:
            chunk = self.stream.read(min(self.left, _CHUNK_BYTES))
            if not chunk:
                raise _cut_short(self.stream.subject)
            yield chunk


def field_of(fields: Pairs, name: str) -> str:
    """Return the first value of a field, whatever the case of its name; "" where there is none.

    >>> field_of((("Content-Type", "text/html"),), "content-type")
    'text/html'
    """
    name = name.casefold()
    return next((value for key, value in fields if key.casefold() == name), "")


def read_records(file: Seekable, *, subject: str) -> Iterator[Record]:
    """Yield each record, in the order of the file, in flat memory.

    Raises:
        PageUnreadable: It is no such archive, is broken, or ends before its end.
        BadRequest: It unpacks out of all proportion.
    """
    budget = Budget(subject)
    offset = 0
    while (record := read_record(file, offset, budget=budget, subject=subject)) is not None:
        start = record.stream.offset  # of a plain one; a packed one tells where it ends once it is read
        yield record
        if record.stream.is_packed:
            _finish_member(record)
            offset = record.stream.offset
        else:
            offset = start + record.size
            if record.size and not _has_byte(file, offset - 1):
                raise _cut_short(subject)


def read_record(file: Seekable, offset: int, *, budget: Budget, subject: str) -> Record | None:
    """Return the record at an offset, or None where the file ends there.

    Raises:
        PageUnreadable: There is no record.
        BadRequest: It unpacks out of all proportion.
    """
    stream = Stream(file, offset, budget=budget, subject=subject)
    line = stream.line(_LONGEST_LINE)
    blank = 0
    while line and not line.strip(b"\r\n\0"):
        # Two empty lines end a record; a file may be filled up with more of the same.
        blank += len(line)
        line = stream.line(_LONGEST_LINE)
    if not line:
        return None
    if not _VERSION.match(line):
        what = (
            "is no web archive (WARC)" if offset == 0 else f"is broken: no record begins at byte {offset:,}"
        )
        raise PageUnreadable(f"{what}; check where it comes from", subject=subject)
    fields = read_head(stream.line, subject)
    length = field_of(fields, "Content-Length")
    if not _LENGTH.match(length):
        raise PageUnreadable(
            f"is broken: the record at byte {offset:,} does not tell its length", subject=subject
        )
    return Record(offset + (0 if stream.is_packed else blank), fields, int(length), stream, stream.taken)


def read_head(line: Callable[[int], bytes], subject: str) -> Pairs:
    """Return the fields up to the next empty line.

    Args:
        line: What gives the next line, of so many bytes at most.
        subject: What an error is about.

    Raises:
        PageUnreadable: They have no end within MAX_HEAD_BYTES.
    """
    pairs: list[tuple[str, str]] = []
    size = 0
    while (raw := line(_LONGEST_LINE)).strip():
        size += len(raw)
        if size > MAX_HEAD_BYTES:
            raise PageUnreadable("has a record whose head does not end", subject=subject)
        text = raw.decode("utf-8", "replace")
        found = _FIELD.match(text)
        if text[:1] in " \t" and pairs:
            pairs[-1] = (pairs[-1][0], f"{pairs[-1][1]} {text.strip()}")
        elif found:
            pairs.append((found[1], found[2]))
    return tuple(pairs)


def _finish_member(record: Record) -> None:
    """Read a packed record to its end, and check that nothing but empty lines follows it there."""
    stream = record.stream
    if record.left > 0:
        stream.skip(record.left)
    if record.left > 0:
        raise _cut_short(stream.subject)
    rest = stream.read(_REST_BYTES)
    if rest.strip(b"\r\n\0"):
        raise PageUnreadable(
            "has several records in one packed piece, or one that is longer than it says; "
            "unpack it with gunzip and add the .warc",
            subject=stream.subject,
        )
    stream.skip(_REST_BYTES)


def _has_byte(file: Seekable, offset: int) -> bool:
    file.seek(offset)
    return bool(file.read(1))


def _cut_short(subject: str) -> PageUnreadable:
    return PageUnreadable("ends in the middle of a record: it was cut short", subject=subject)
