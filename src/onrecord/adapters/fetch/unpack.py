"""Undoing a content coding without ever holding more than the limit."""

import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Protocol

import brotli

from onrecord.errors import BadRequest, OutletUnreachable, PageUnreadable

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

#: `wbits` of zlib for each of its codings: 16 and more is a gzip header, else zlib's own.
_ZLIB = {"gzip": 16 + zlib.MAX_WBITS, "x-gzip": 16 + zlib.MAX_WBITS, "deflate": zlib.MAX_WBITS}
#: The codings that `unpack` undoes, as an `Accept-Encoding`.
ACCEPTED = "gzip, deflate, br, zstd"
#: The largest window that an HTTP sender may make a receiver keep: 8 MiB (RFC 9659).
_ZSTD_WINDOW_LOG = 23


class _Engine(Protocol):
    """Undo one coding, never giving out more than asked for."""

    def feed(self, packed: bytes, room: int) -> Iterator[bytes]:
        """Yield what `packed` unpacks to, `room` bytes and a few at most each time."""
        ...

    def is_whole(self) -> bool:
        """Return whether the packed bytes have come to their end."""
        ...


def unpack(chunks: Iterable[bytes], *, coding: str, max_bytes: int, subject: str, cut: bool = False) -> bytes:
    """Return the bytes that `chunks` carry under a `Content-Encoding`, at most `max_bytes`.

    Args:
        chunks: The answer's body as sent.
        coding: Its `Content-Encoding`, "" for none.
        max_bytes: Limit on the unpacked bytes; a packed bomb is dropped as it passes it.
        subject: The address, for messages.
        cut: Whether the first `max_bytes` will do where there are more.

    Raises:
        BadRequest: More than `max_bytes` come out, and `cut` is not set.
        PageUnreadable: The coding is not one we ask for, or the bytes are not in it.
        OutletUnreachable: The packed bytes end before their end.
    """
    coding = coding.strip().casefold()
    engine = _engine(coding, subject)
    body, is_begun = bytearray(), False
    try:
        for chunk in chunks:
            is_begun = is_begun or bool(chunk)
            for part in engine.feed(chunk, max_bytes + 1 - len(body)):
                body += part
                if len(body) > max_bytes:
                    if cut:
                        return bytes(body[:max_bytes])
                    raise _too_large(subject, max_bytes)
    except (zlib.error, brotli.error, zstd.ZstdError) as error:
        raise PageUnreadable(
            f"is not {coding} as its sender says; retry, or add the file", subject=subject
        ) from error
    if is_begun and not engine.is_whole():
        raise OutletUnreachable("the answer was cut short; retry later", subject=subject)
    return bytes(body)


class _Plain:
    def feed(self, packed: bytes, room: int) -> Iterator[bytes]:
        del room
        yield packed

    def is_whole(self) -> bool:
        return True


class _Zlib:
    def __init__(self, wbits: int) -> None:
        self._engine = zlib.decompressobj(wbits)

    def feed(self, packed: bytes, room: int) -> Iterator[bytes]:
        while packed:
            yield self._engine.decompress(packed, room)
            packed = self._engine.unconsumed_tail

    def is_whole(self) -> bool:
        return self._engine.eof


class _Brotli:
    def __init__(self) -> None:
        self._engine = brotli.Decompressor()

    def feed(self, packed: bytes, room: int) -> Iterator[bytes]:
        yield self._engine.process(packed, output_buffer_limit=room)
        while not self._engine.can_accept_more_data():
            yield self._engine.process(b"", output_buffer_limit=room)

    def is_whole(self) -> bool:
        return bool(self._engine.is_finished())


class _Zstd:
    """Frames one after another are one body, as for gzip's own tool."""

    def __init__(self) -> None:
        self._engine = _zstd_engine()

    def feed(self, packed: bytes, room: int) -> Iterator[bytes]:
        while True:
            if self._engine.eof:
                if not packed:
                    return
                self._engine = _zstd_engine()
            yield self._engine.decompress(packed, room)
            packed = self._engine.unused_data if self._engine.eof else b""
            if not self._engine.eof and self._engine.needs_input:
                return

    def is_whole(self) -> bool:
        return bool(self._engine.eof)


def _zstd_engine() -> zstd.ZstdDecompressor:
    return zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: _ZSTD_WINDOW_LOG})


_ENGINES: dict[str, Callable[[], _Engine]] = {
    "": _Plain,
    "identity": _Plain,
    "br": _Brotli,
    "zstd": _Zstd,
    **{name: partial(_Zlib, wbits) for name, wbits in _ZLIB.items()},
}


def _engine(coding: str, subject: str) -> _Engine:
    make = _ENGINES.get(coding)
    if make is None:
        raise PageUnreadable(
            f"is packed as {coding!r}, which was not asked for; fetch it by hand and add the file",
            subject=subject,
        )
    return make()


def _too_large(subject: str, max_bytes: int) -> BadRequest:
    return BadRequest(f"is larger than {max_bytes:,} bytes; raise max_bytes in the settings", subject=subject)
