"""The web archives in a WACZ file: a ZIP whose `archive/` folder holds them, stored as they are."""

import struct
import tempfile
import weakref
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from onrecord.adapters.containers.streams import Seekable, Window
from onrecord.errors import BadRequest, PageUnreadable

#: The most that one member may take when it has to be unpacked beside the file.
MAX_SPOOL_BYTES = 4 << 30
MAX_MEMBERS = 10_000
#: Some 80,000 names of members; each takes about 100 bytes there and 600 in memory.
MAX_DIRECTORY_BYTES = 8 << 20

_CHUNK_BYTES = 1 << 20
_FOLDER = "archive/"
_SUFFIXES = (".warc", ".warc.gz")
_LOCAL = struct.Struct("<4s22xHH")
_END = struct.Struct("<4s4HLLH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_ENCRYPTED = 0x1
_LONGEST_COMMENT = 65_535
#: What the library raises for files that are no ZIP, or a broken one.
_FAULTS = (
    zipfile.BadZipFile,
    EOFError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    ValueError,
    struct.error,
    zlib.error,
)


class Spool:
    """Hold the last member that had to be unpacked, in a temporary file."""

    def __init__(self) -> None:
        self._key: tuple[object, ...] | None = None
        self._file: BinaryIO | None = None

    def open(
        self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, key: tuple[object, ...], subject: str
    ) -> BinaryIO:
        """Return a member, unpacked.

        Raises:
            BadRequest: It is larger than MAX_SPOOL_BYTES.
            PageUnreadable: It is broken.
        """
        if self._file is None or self._key != key:
            self.close()
            file = tempfile.TemporaryFile()  # noqa: SIM115 -- held for the next part; closed below
            self._file, self._key = file, key
            self._closing = weakref.finalize(self, file.close)
            size = 0
            with archive.open(info) as member:
                while chunk := member.read(_CHUNK_BYTES):
                    size += len(chunk)
                    if size > MAX_SPOOL_BYTES:
                        self.close()
                        raise BadRequest(
                            f"holds an archive of more than {MAX_SPOOL_BYTES:,} bytes, packed; unpack it by hand",
                            subject=subject,
                        )
                    file.write(chunk)
        return self._file

    def close(self) -> None:
        """Let go of what is held."""
        if self._file is not None:
            self._closing()
        self._file = self._key = None


@contextmanager
def opened_zip(file: BinaryIO, subject: str) -> Iterator[zipfile.ZipFile]:
    """Return a ZIP file, open; what is broken in it is told in our words.

    Raises:
        PageUnreadable: It is none, or broken, or asks for a password.
        BadRequest: It lists more members than any archive of pages does.
    """
    try:
        _check_directory(file, subject)
        with zipfile.ZipFile(file) as archive:
            yield archive
    except _FAULTS as error:
        if isinstance(error, BadRequest):  # which is a ValueError too
            raise
        raise PageUnreadable(
            "is no whole WACZ (ZIP) file; check where it comes from", subject=subject
        ) from error


def members(archive: zipfile.ZipFile, subject: str) -> Iterator[zipfile.ZipInfo]:
    """Yield the web archives in a WACZ, in order.

    Raises:
        BadRequest: There are too many.
        PageUnreadable: There are none.
    """
    found = [
        i for i in archive.infolist() if i.filename.startswith(_FOLDER) and i.filename.endswith(_SUFFIXES)
    ]
    if len(found) > MAX_MEMBERS:
        raise BadRequest(f"holds more than {MAX_MEMBERS:,} archives; split it", subject=subject)
    if not found:
        raise PageUnreadable(f"holds no web archive in its folder {_FOLDER}; is it a WACZ?", subject=subject)
    yield from found


def open_member(
    archive: zipfile.ZipFile,
    info: zipfile.ZipInfo,
    file: BinaryIO,
    spool: Spool,
    key: tuple[object, ...],
    subject: str,
) -> Seekable:
    """Return a member to read from: a stretch of the file, or unpacked where it is packed once more.

    Raises:
        PageUnreadable: It is broken, or asks for a password.
        BadRequest: It unpacks to more than MAX_SPOOL_BYTES.
    """
    if info.flag_bits & _ENCRYPTED:
        raise PageUnreadable("asks for a password; unpack it by hand", subject=subject)
    if info.compress_type != zipfile.ZIP_STORED:
        return spool.open(archive, info, (*key, info.filename, info.header_offset), subject)
    file.seek(info.header_offset)
    signature, name, extra = _LOCAL.unpack(file.read(_LOCAL.size))
    if signature != b"PK\x03\x04":
        raise zipfile.BadZipFile("no member where the directory says")
    return Window(file, info.header_offset + _LOCAL.size + name + extra, info.file_size)


def _check_directory(file: BinaryIO, subject: str) -> None:
    """Check how long the list of members says it is, before the library takes it into memory whole."""
    size = file.seek(0, 2)
    start = max(size - _LONGEST_COMMENT - _END.size, 0)
    file.seek(start)
    tail = file.read(_LONGEST_COMMENT + _END.size)
    place = tail.rfind(b"PK\x05\x06")
    if place < 0 or len(tail) - place < _END.size:
        return  # the library will say so
    listed = _END.unpack_from(tail, place)[5]
    if listed == 0xFFFFFFFF:  # noqa: PLR2004 -- then a second end, of larger numbers, stands before it
        place64 = tail.rfind(b"PK\x06\x06", 0, place)
        listed = _END64.unpack_from(tail, place64)[8] if place64 >= 0 else listed
    if listed > MAX_DIRECTORY_BYTES:
        raise BadRequest(
            "lists more members than any archive of pages does; unpack it by hand", subject=subject
        )
