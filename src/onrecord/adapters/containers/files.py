"""Files that containers lie in, and the stretches of them that are their parts."""

import errno
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from onrecord.errors import BadRequest, NotFound, PageUnreadable
from onrecord.model import Lead
from onrecord.text.paths import path_of

#: Opening a pipe would wait for its writer for ever. Systems without the flag have no such pipes.
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)
_RANGE = re.compile(r"(\d{1,18})\+(\d{1,18})")


def is_file(lead: Lead) -> bool:
    """Return whether a lead leads to a file."""
    return lead.address.startswith("file:")


def suffix_of(lead: Lead) -> str:
    """Return the end of the file's name from its last dot on, in small letters, without the dot; "" for none."""
    return path_of(lead.address).suffix.removeprefix(".").casefold()


@contextmanager
def opened(lead: Lead) -> Iterator[BinaryIO]:
    """Return the file at a lead, open for reading; what goes wrong while it is read is told in our words.

    Raises:
        NotFound: It is not there, or no longer.
        PageUnreadable: It is no file, or cannot be read.
    """
    try:
        with open(path_of(lead.address), "rb", opener=_open) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise PageUnreadable("is no file; name the file itself", subject=lead.name)
            yield file
    except OSError as error:
        if error.errno == errno.EISDIR:
            raise PageUnreadable("is no file; name the file itself", subject=lead.name) from None
        if error.errno in {errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG}:
            raise NotFound("is not there (any longer); check the path", subject=lead.name) from None
        what = (
            "may not be read; check its permissions" if error.errno in {errno.EACCES, errno.EPERM} else None
        )
        raise PageUnreadable(
            what or f"cannot be read ({error.strerror}); check the disk it lies on", subject=lead.name
        ) from None


def _open(path: str, flags: int) -> int:
    """Open a file without waiting for whoever may write to a pipe."""
    return os.open(path, flags | _NO_WAIT)


def head_of(lead: Lead, size: int) -> bytes:
    """Return the first `size` bytes of the file at a lead; b"" where there is none that can be read."""
    try:
        with opened(lead) as file:
            return file.read(size)
    except (NotFound, PageUnreadable):
        return b""


def range_part(start: int, size: int) -> str:
    """Return the name of a part that is a stretch of the file.

    >>> range_part(10, 3)
    '10+3'
    """
    return f"{start}+{size}"


def parse_range(part: str) -> tuple[int, int] | None:
    """Return start and size of a part that `range_part` named, or None where it did not.

    >>> parse_range("10+3"), parse_range("10")
    ((10, 3), None)
    """
    found = _RANGE.fullmatch(part)
    return (int(found[1]), int(found[2])) if found else None


def read_range(file: BinaryIO, start: int, size: int) -> bytes:
    """Return up to `size` bytes from `start` on; fewer where the file ends before."""
    file.seek(start)
    return file.read(size)


def check_size(size: int, lead: Lead, *, max_bytes: int) -> None:
    """Check that a part may be taken.

    Raises:
        BadRequest: It is larger than `max_bytes`.
    """
    if size > max_bytes:
        raise BadRequest(
            f"is larger than {max_bytes:,} bytes; raise max_bytes in the settings", subject=lead.name
        )


def gone(lead: Lead) -> NotFound:
    """Return the error for a part that is no longer where it was found."""
    return NotFound("is no longer where it was found in its file; add the file again", subject=lead.name)
