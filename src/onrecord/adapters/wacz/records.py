"""Captures as WARC records, and WARC records as bytes again."""

import io
import re
import uuid
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO, Protocol
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.utils import Digester
from warcio.warcwriter import WARCWriter

from onrecord.errors import BadRequest, EvidenceBroken
from onrecord.model import Capture, Exchange

#: Headers that tell of the bytes on the wire: the bytes kept are those after decoding,
#: so a replayer that believed these would undo a coding that is no longer there.
#: Other tools keep them under the same prefix.
_OF_THE_WIRE = frozenset({"content-encoding", "transfer-encoding", "content-length"})
_ORIGINAL = "X-Archive-Orig-"
_UNSENDABLE = re.compile(r"[\r\n\x00]+")
#: Room for the heads of a record beside its body.
_HEAD_BYTES = 1_000_000
_CHUNK_BYTES = 1 << 16
_GZIP = 16 + zlib.MAX_WBITS


@dataclass(frozen=True, slots=True)
class Place:
    """Return where a record lies in its file and what an index says of it."""

    address: str
    time: datetime
    status: int | None
    media_type: str
    digest: str
    offset: int
    length: int


class _Writer(WARCWriter):  # type: ignore[misc]  # warcio has no types
    """Return a writer whose digests are SHA-256."""

    @staticmethod
    def _create_digester() -> Digester:
        return Digester("sha256")


class RecordWriter:
    """Return a writer of records to `out`, each compressed by itself, so that each can be read by itself."""

    def __init__(self, out: BinaryIO, *, software: str) -> None:
        self._out = out
        self._writer = _Writer(out, gzip=True, warc_version="WARC/1.1")
        facts = {"software": software, "format": "WARC File Format 1.1"}
        self._writer.write_record(self._writer.create_warcinfo_record(None, facts))

    def write(self, capture: Capture, body: bytes) -> Iterator[Place]:
        """Yield the place of each record written for a capture that an index lists: redirects, then the answer."""
        if not capture.exchanges:
            yield self._resource(capture, body)
            return
        for number, exchange in enumerate(capture.exchanges):
            is_last = number == len(capture.exchanges) - 1
            yield self._exchange(capture, number, exchange, body if is_last else b"", is_last=is_last)

    def _resource(self, capture: Capture, body: bytes) -> Place:
        address = capture.address
        if ":" not in address or address == "stdin:":
            address = f"urn:onrecord:{capture.id}"
        headers = {
            "WARC-Record-ID": _record_id(capture.id, "resource", 0),
            "WARC-Date": _warc_time(capture.fetched_at),
        }
        record = self._writer.create_warc_record(
            address,
            "resource",
            payload=io.BytesIO(body),
            length=len(body),
            warc_content_type=capture.media_type,
            warc_headers_dict=headers,
        )
        return self._put(record, address, capture.fetched_at, None, capture.media_type)

    def _exchange(
        self, capture: Capture, number: int, exchange: Exchange, body: bytes, *, is_last: bool
    ) -> Place:
        when = _warc_time(exchange.started_at)
        answer_id = _record_id(capture.id, "response", number)
        headers = {"WARC-Record-ID": answer_id, "WARC-Date": when}
        if exchange.remote_address:
            headers["WARC-IP-Address"] = exchange.remote_address
        answer = self._writer.create_warc_record(
            exchange.address,
            "response",
            payload=io.BytesIO(body),
            length=len(body),
            http_headers=_answer_head(exchange, len(body)),
            warc_headers_dict=headers,
        )
        media_type = capture.media_type if is_last else "unk"
        place = self._put(answer, exchange.address, exchange.started_at, exchange.status, media_type)
        asked = self._writer.create_warc_record(
            exchange.address,
            "request",
            payload=io.BytesIO(b""),
            length=0,
            http_headers=_request_head(exchange),
            warc_headers_dict={
                "WARC-Record-ID": _record_id(capture.id, "request", number),
                "WARC-Date": when,
                "WARC-Concurrent-To": answer_id,
            },
        )
        self._writer.write_record(asked)
        return place

    def _put(self, record: Any, address: str, time: datetime, status: int | None, media_type: str) -> Place:
        start = self._out.tell()
        self._writer.write_record(record)
        digest = record.rec_headers.get_header("WARC-Payload-Digest") or ""
        return Place(address, time, status, media_type, digest, start, self._out.tell() - start)


class Readable(Protocol):
    """Give bytes."""

    def read(self, size: int, /) -> bytes:
        """Return the next bytes, b"" at the end."""
        ...


def read_records(file: Readable, *, max_bytes: int, subject: str) -> Iterator[tuple[str, bytes]]:
    """Yield the address and the payload of each response and resource, one in memory at a time.

    Each record must be compressed by itself, as in all our packages: so none
    can grow beyond the limit before it is looked at.

    Raises:
        EvidenceBroken: A record cannot be read, or has not the digest it says.
        BadRequest: One is larger than `max_bytes`.
    """
    for packed in _members(file, max_bytes + _HEAD_BYTES, subject):
        try:
            for record in ArchiveIterator(io.BytesIO(packed), check_digests="raise"):
                payload = record.content_stream().read()
                if record.rec_type in {"response", "resource"}:
                    yield str(record.rec_headers.get_header("WARC-Target-URI") or ""), payload
        except (ArchiveLoadFailed, ValueError, EOFError) as error:
            raise EvidenceBroken(
                "a record of its archive is damaged, or was changed", subject=subject
            ) from error


def _members(file: Readable, most: int, subject: str) -> Iterator[bytes]:
    """Yield what each gzip member of `file` holds, at most `most` bytes."""
    rest = b""
    while True:
        rest = rest or file.read(_CHUNK_BYTES)
        if not rest:
            return
        engine = zlib.decompressobj(_GZIP)
        body = bytearray()
        try:
            while not engine.eof:
                body += engine.decompress(rest, most + 1 - len(body))
                if len(body) > most:
                    raise BadRequest("holds a record larger than max_bytes; raise it", subject=subject)
                rest = engine.unconsumed_tail or (b"" if engine.eof else file.read(_CHUNK_BYTES))
                if not rest and not engine.eof:
                    raise EvidenceBroken("its archive is cut short", subject=subject)
        except zlib.error as error:
            raise EvidenceBroken("its archive is damaged", subject=subject) from error
        rest = engine.unused_data
        yield bytes(body)


def _answer_head(exchange: Exchange, length: int) -> StatusAndHeaders:
    headers = [
        (f"{_ORIGINAL}{name}" if name.lower() in _OF_THE_WIRE else name, value)
        for name, value in _sendable(exchange.response_headers)
    ]
    headers.append(("Content-Length", str(length)))
    status = f"{exchange.status} {_UNSENDABLE.sub(' ', exchange.reason)}".strip()
    return StatusAndHeaders(status, headers, protocol=_version(exchange))


def _request_head(exchange: Exchange) -> StatusAndHeaders:
    parts = urlsplit(exchange.address)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return StatusAndHeaders(
        f"{target} {_version(exchange)}",
        _sendable(exchange.request_headers),
        protocol=_UNSENDABLE.sub(" ", exchange.method),
        is_http_request=True,
    )


def _version(exchange: Exchange) -> str:
    return exchange.version if exchange.version.startswith("HTTP/") else "HTTP/1.1"


def _sendable(headers: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    """Return headers of which none can begin a line of its own."""
    return [(_UNSENDABLE.sub(" ", name), _UNSENDABLE.sub(" ", value)) for name, value in headers]


def _record_id(*parts: object) -> str:
    """Return an id made from content: the same capture is the same record in every package."""
    return f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, 'onrecord:' + ':'.join(map(str, parts)))}>"


def _warc_time(moment: datetime) -> str:
    return moment.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
