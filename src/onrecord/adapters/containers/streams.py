"""Bytes read in order from a file, a stretch of it, or a gzip member of it, never more at once than asked for."""

import zlib
from typing import BinaryIO, Protocol

from onrecord.errors import BadRequest, PageUnreadable

_CHUNK_BYTES = 1 << 16
_GZIP = 16 + zlib.MAX_WBITS
GZIP_MAGIC = b"\x1f\x8b"

#: Archives of pages unpack to five to ten times their size; zlib itself reaches 1,032.
MAX_RATIO = 100
#: Below this, a file may unpack as it likes: a few bytes of the same sort prove nothing.
_FREE_BYTES = 1 << 30


class Seekable(Protocol):
    """What an archive is read from."""

    def read(self, size: int, /) -> bytes:
        """Return up to `size` bytes, b"" at the end."""
        ...

    def seek(self, offset: int, /) -> int:
        """Go to a place."""
        ...


class Window:
    """Return a stretch of a file, as a file of its own.

    Args:
        file: The file.
        start: Where the stretch begins.
        size: How long it is.
    """

    def __init__(self, file: BinaryIO, start: int, size: int) -> None:
        self._file, self._start, self._size, self._at = file, start, size, 0

    def read(self, size: int, /) -> bytes:
        """Return up to `size` bytes, b"" at the end of the stretch."""
        self._file.seek(self._start + self._at)
        chunk = self._file.read(max(min(size, self._size - self._at), 0))
        self._at += len(chunk)
        return chunk

    def seek(self, offset: int, /) -> int:
        """Go to a place, counted from the start of the stretch."""
        self._at = offset
        return offset


class Budget:
    """Count what a whole file unpacks to, so that a small file made to unpack for ever is stopped.

    Args:
        subject: What an error is about.
    """

    def __init__(self, subject: str) -> None:
        self._subject, self._packed, self._unpacked = subject, 0, 0

    def add(self, packed: int, unpacked: int) -> None:
        """Count what was read and what came out of it.

        Raises:
            BadRequest: Out of all proportion.
        """
        self._packed += packed
        self._unpacked += unpacked
        if self._unpacked > _FREE_BYTES + MAX_RATIO * self._packed:
            raise BadRequest(
                f"unpacks to more than {MAX_RATIO} times its size, as no archive of pages does; unpack it by hand",
                subject=self._subject,
            )


class Stream:
    """Return the bytes of a file from an offset on, or, where a gzip member begins there, what that member unpacks to.

    Args:
        file: The file; nothing else may read from it meanwhile.
        offset: Where to begin.
        budget: What counts the unpacked bytes.
        subject: What an error is about.
    """

    def __init__(self, file: Seekable, offset: int, *, budget: Budget, subject: str) -> None:
        file.seek(offset)
        self._file, self._budget, self.subject = file, budget, subject
        self._held = file.read(_CHUNK_BYTES)
        self._next = offset + len(self._held)  # where in the file the next chunk comes from
        self._ready = b""
        self.taken = 0  # how many bytes were given out
        self._inflater = zlib.decompressobj(_GZIP) if self._held.startswith(GZIP_MAGIC) else None

    @property
    def is_packed(self) -> bool:
        """Return whether it reads a gzip member."""
        return self._inflater is not None

    @property
    def offset(self) -> int:
        """Return where in the file the next byte stands; of a gzip member, once it is read to its end, what follows."""
        rest = len(self._inflater.unused_data) if self._inflater else len(self._ready)
        return self._next - len(self._held) - rest

    def read(self, size: int) -> bytes:
        """Return the next `size` bytes, fewer at the end.

        Raises:
            PageUnreadable: A gzip member is broken, or ends before its end.
            BadRequest: It unpacks out of all proportion.
        """
        self._fill(size)
        out, self._ready = self._ready[:size], self._ready[size:]
        self.taken += len(out)
        return out

    def peek(self, size: int) -> bytes:
        """Return the next `size` bytes, fewer at the end, and leave them to be read."""
        self._fill(size)
        return self._ready[:size]

    def skip(self, size: int) -> int:
        """Return how many of the next `size` bytes there were; they are passed over."""
        skipped = 0
        while skipped < size and (chunk := self.read(min(size - skipped, _CHUNK_BYTES))):
            skipped += len(chunk)
        return skipped

    def line(self, longest: int) -> bytes:
        """Return the next line with its end; what is there where the end of all comes first.

        Raises:
            PageUnreadable: It is longer than `longest`.
        """
        while (end := self._ready.find(b"\n")) < 0 and len(self._ready) <= longest:
            more = self._more(min(_CHUNK_BYTES, longest + 1))
            if not more:
                break
            self._ready += more
        if end < 0:
            end = len(self._ready) - 1
        if end >= longest:
            raise PageUnreadable("has a line without end where a record should begin", subject=self.subject)
        return self.read(end + 1)

    def _fill(self, size: int) -> None:
        while len(self._ready) < size and (more := self._more(size - len(self._ready))):
            self._ready += more

    def _more(self, size: int) -> bytes:
        """Return some more bytes, up to `size` of a gzip member, b"" at the end."""
        if self._inflater is None:
            chunk, self._held = self._held, b""
            if not chunk:
                chunk = self._file.read(_CHUNK_BYTES)
                self._next += len(chunk)
            return chunk
        return self._inflate(size)

    def _inflate(self, size: int) -> bytes:
        inflater = self._inflater
        assert inflater is not None  # noqa: S101 -- asked only where a member is read
        while not inflater.eof:
            before = len(self._held)
            try:
                out = inflater.decompress(self._held, size)
            except zlib.error as error:
                raise PageUnreadable(
                    "is broken: what is packed in it cannot be unpacked", subject=self.subject
                ) from error
            # At its end, zlib gives what follows in both of its attributes.
            self._held = b"" if inflater.eof else inflater.unconsumed_tail
            self._budget.add(before - len(self._held) - len(inflater.unused_data), len(out))
            if out:
                return out
            if not self._held and not inflater.eof:
                self._held = self._file.read(_CHUNK_BYTES)
                self._next += len(self._held)
                if not self._held:
                    raise PageUnreadable(
                        "ends in the middle of a record: it was cut short", subject=self.subject
                    )
        return b""
