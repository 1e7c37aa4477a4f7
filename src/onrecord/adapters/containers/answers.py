"""Answers of web servers as archives keep them: the head, and the body out of its transfer and content coding."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from onrecord.adapters.containers.records import Pairs, Record, field_of, read_head
from onrecord.errors import OutletUnreachable, PageUnreadable

_STATUS = re.compile(rb"(HTTP/\d(?:\.\d)?)[ \t]+(\d{3})(?:[ \t]+([^\r\n]{0,200}))?\s*\Z")
_REQUEST = re.compile(rb"([A-Z]{1,20})[ \t]+\S.*\Z", re.DOTALL)
_CHUNK_SIZE = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\r\n]*)?\r?\n")
_LONGEST_SIZE = 1_000
_CHUNK_BYTES = 1 << 16
_GZIP_CODINGS = frozenset({"gzip", "x-gzip"})
_GZIP_MAGIC = b"\x1f\x8b"


class Unpack(Protocol):
    """Undo a content coding within a limit, as fetching from the web does."""

    def __call__(self, chunks: Iterable[bytes], *, coding: str, max_bytes: int, subject: str) -> bytes:
        """Return the bytes that `chunks` carry under a `Content-Encoding`, at most `max_bytes`."""
        ...


@dataclass(frozen=True, slots=True)
class Answer:
    """Return the head of an answer."""

    version: str
    status: int
    reason: str
    headers: Pairs


def read_answer(record: Record) -> Answer | None:
    """Return the head of the answer that a record holds, or None where it holds none.

    Raises:
        PageUnreadable: The head does not end.
    """
    found = _STATUS.match(record.line())
    if found is None:
        return None
    headers = read_head(lambda _longest: record.line(), record.stream.subject)
    reason = (found[3] or b"").decode("latin-1").strip()
    return Answer(found[1].decode("ascii"), int(found[2]), reason, headers)


def read_request(record: Record) -> tuple[str, Pairs]:
    """Return the method and the headers of the request that a record holds; ("GET", ()) where it holds none."""
    found = _REQUEST.match(record.line())
    if found is None:
        return "GET", ()
    return found[1].decode("ascii"), read_head(lambda _longest: record.line(), record.stream.subject)


def read_body(
    record: Record, answer: Answer | None, *, unpack: Unpack, max_bytes: int, subject: str
) -> bytes:
    """Return what a record holds behind the head of its answer, out of its codings.

    Archives also keep bodies that were unpacked already under the headers of the packed ones: codings that the
    bytes plainly are not in are passed over.

    Args:
        record: The record; the head of the answer has been read from it.
        answer: That head, or None where the record holds the bytes themselves.
        unpack: What undoes a content coding.
        max_bytes: The most that may come out.
        subject: What an error is about.

    Raises:
        BadRequest: More than `max_bytes` come out.
        PageUnreadable: It is broken, or in a coding that is not known.
    """
    coding, chunks = "", record.chunks()
    if answer is not None:
        coding = field_of(answer.headers, "Content-Encoding").strip().casefold()
        if field_of(answer.headers, "Transfer-Encoding").casefold().endswith("chunked"):
            chunks = _without_chunks(record)
    first = next((chunk for chunk in chunks if chunk), b"")
    if coding in _GZIP_CODINGS and not first.startswith(_GZIP_MAGIC[: len(first)]):
        coding = ""
    try:
        return unpack(_with(first, chunks), coding=coding, max_bytes=max_bytes, subject=subject)
    except OutletUnreachable as error:
        raise PageUnreadable("was cut short when it was archived", subject=subject) from error


def _with(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    if first:
        yield first
    yield from rest


def _without_chunks(record: Record) -> Iterator[bytes]:
    """Yield a chunked body (RFC 9112, section 7.1) without its marks; as it stands where it has none."""
    size = _next_size(record)
    if size is None:
        yield from record.chunks()
    while size:
        left = size
        while left and (chunk := record.stream.read(min(left, max(record.left, 0), _CHUNK_BYTES))):
            left -= len(chunk)
            yield chunk
        if left:
            raise PageUnreadable("was cut short when it was archived", subject=record.stream.subject)
        record.stream.skip(_line_end(record.stream.peek(2)))
        size = _next_size(record)


def _next_size(record: Record) -> int | None:
    """Return the size of the chunk that begins here, its line passed over; None where no chunk begins."""
    line = _CHUNK_SIZE.match(record.stream.peek(min(max(record.left, 0), _LONGEST_SIZE)))
    if line is None:
        return None
    record.stream.skip(line.end())
    return int(line[1], 16)


def _line_end(following: bytes) -> int:
    """Return how many of two bytes end a line."""
    return 2 if following == b"\r\n" else int(following.startswith(b"\n"))
