"""Mailbox files (`mbox`): messages one after the other, each behind a line that begins with "From ".

A part is a stretch of the file: the bytes between two such lines, without the empty line that the format puts
before the second. Lines of a message that begin with "From " stand there as ">From " (mboxrd, mboxo); they are kept
so, as they lie in the file, and the reader of messages shows them right.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import BinaryIO

from onrecord.adapters.containers.files import (
    check_size,
    gone,
    head_of,
    is_file,
    opened,
    parse_range,
    range_part,
    read_range,
    suffix_of,
)
from onrecord.errors import BadRequest, PageUnreadable
from onrecord.model import Lead
from onrecord.ports import Fetched
from onrecord.text.mail import delivered_at, message_address, read_fields, split_head

#: A large mailbox of a newsroom holds some 100,000 messages; a lead for each takes about 1 KB.
MAX_PARTS = 1_000_000

_CHUNK_BYTES = 1 << 20
#: No line that parts two messages is longer, with the first field behind it.
_LOOK_BYTES = 2_000
_SUFFIXES = frozenset({"mbox", "mbx"})
_LINE = re.compile(rb"From ([^\r\n]{0,400})\r?\n(?=>?From |[!-9;-~]{1,80}:|\r?\n|\Z)")
_TIME = re.compile(rb"\d\d?:\d\d")
_YEAR = re.compile(rb"\b(?:19|20)\d\d\b")
#: At the start of any file: with the day written as the format has it.
_OPENING = re.compile(
    rb"From (?:-|\S{1,300})[ \t]+[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d[^\r\n]{0,60}\r?\n>?[!-9;-~]{1,80}[: ]"
)
_CTIME = re.compile(rb"[A-Z][a-z]{2} ([A-Z][a-z]{2}) ([ \d]\d) (\d\d):(\d\d)(?::(\d\d))? (?:\+0000 )?(\d{4})")
_MONTHS = (b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov", b"Dec")


@dataclass(frozen=True, slots=True)
class MboxOpener:
    """Return a `ports.Opener` of mailbox files."""

    def opens(self, lead: Lead) -> bool:
        """Return whether the file is called a mailbox file, or has no ending and begins as one."""
        if not is_file(lead):
            return False
        suffix = suffix_of(lead)
        return suffix in _SUFFIXES or (not suffix and bool(_OPENING.match(head_of(lead, _LOOK_BYTES))))

    def parts(self, lead: Lead) -> Iterator[Lead]:
        """Yield a lead for each message; see `ports.Opener.parts`."""
        with opened(lead) as file:
            if _separator(file.read(_LOOK_BYTES), 0) is None:
                raise PageUnreadable(
                    'is no mailbox file: it does not begin with a line "From … " and a time; '
                    "export the mailbox as mbox, or add single messages as .eml",
                    subject=lead.name,
                )
            file.seek(0)
            for count, (start, end) in enumerate(_ranges(file), start=1):
                if count > MAX_PARTS:
                    raise BadRequest(f"holds more than {MAX_PARTS:,} messages; split it", subject=lead.name)
                yield Lead(lead.address, f"{lead.name}#{count}", part=range_part(start, end - start))

    def close(self) -> None:
        """Return at once: files are held open no longer than they are read."""

    def fetch(self, lead: Lead, *, max_bytes: int) -> Fetched:
        """Return the bytes of one message; see `ports.Opener.fetch`."""
        found = parse_range(lead.part or "")
        if found is None:
            raise gone(lead)
        start, size = found
        check_size(size, lead, max_bytes=max_bytes)
        with opened(lead) as file:
            before = read_range(file, max(start - _LOOK_BYTES, 0), min(start, _LOOK_BYTES))
            line = before[before.removesuffix(b"\n").rfind(b"\n") + 1 :]
            body = read_range(file, start, size)
        if not (line.startswith(b"From ") and line.endswith(b"\n")) or len(body) != size:
            raise gone(lead)
        fields = read_fields(split_head(body)[0])
        return Fetched(
            body,
            message_address(fields) or f"{lead.address}#{lead.part}",
            media_type="message/rfc822",
            fetched_at=delivered_at(fields) or _postmark(line),
        )


def _separator(held: bytes, place: int) -> int | None:
    """Return where the line at `place` that parts two messages ends, or None where it is no such line.

    Mail programs leave the sender out, or also the day; a line of prose has no time of day and year behind it,
    and no field of a head follows it.
    """
    line = _LINE.match(held, place)
    if line is None:
        return None
    said = line[1].strip()
    time = _TIME.search(said)
    if said in {b"", b"-"} or (time and _YEAR.search(said, time.end())):
        return line.end()
    return None


def _ranges(file: BinaryIO) -> Iterator[tuple[int, int]]:
    """Yield where each message starts and ends, in flat memory."""
    held, at, done = (
        b"",
        0,
        0,
    )  # what is held, where in the file it starts, how far the file has been searched
    start: int | None = None
    last = False
    while not last:
        chunk = file.read(_CHUNK_BYTES)
        last = not chunk
        held += chunk
        reach = len(held) if last else len(held) - _LOOK_BYTES  # beyond, a line may be cut short
        place = held.find(b"From ", done - at)
        while 0 <= place < reach:
            begins_line = held[place - 1 : place] == b"\n" if place else at == 0
            end = _separator(held, place) if begins_line else None
            if end is not None:
                if start is not None:
                    yield start, max(at + place - _empty_line(held[max(place - 4, 0) : place]), start)
                start = at + end
            place = held.find(b"From ", end or place + 1)
        done = max(at + reach, start or 0, done)
        cut = max(done - at - len(b"\r\n\r\n"), 0)
        if not last:
            held, at = held[cut:], at + cut
    if start is not None:
        yield start, max(at + len(held) - _empty_line(held), start)


def _empty_line(before: bytes) -> int:
    """Return the length of the empty line at the end of what stands before a separator; 0 for none."""
    if before.endswith(b"\r\n\r\n"):
        return 2
    return 1 if before.endswith(b"\n\n") else 0


def _postmark(line: bytes) -> datetime | None:
    """Return the time in the line before a message, or None where it gives none; the format has it in UTC."""
    found = _CTIME.search(line)
    if found is None or found[1] not in _MONTHS:
        return None
    month = _MONTHS.index(found[1]) + 1
    try:
        return datetime(
            int(found[6]), month, int(found[2]), int(found[3]), int(found[4]), int(found[5] or 0), tzinfo=UTC
        )
    except ValueError:
        return None
