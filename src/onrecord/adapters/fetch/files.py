"""Files, folders and standard input."""

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import BadRequest, NotFound, OnRecordError, PageUnreadable
from onrecord.model import Lead
from onrecord.ports import Fetched
from onrecord.text.data import load_table
from onrecord.text.paths import address_of, path_of, printable

_CHUNK_BYTES = 1 << 20
#: Opening a pipe would wait for its writer for ever. Systems without the flag have no such pipes.
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)
#: What open(2) says when there is nothing (any longer).
_ABSENT = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG})


def find_files(path: Path, name: str) -> Iterator[Lead]:
    """Yield `path` itself, or each file below it when it is a folder, in sorted order.

    Hidden entries, devices, pipes and folders that are only linked to (they
    may lead in circles) are left out. A folder that may not be listed is
    yielded itself, so that fetching it says so and the others go on.
    """
    if not path.is_dir():
        yield Lead(address_of(path), printable(name))
        return
    try:
        entries = sorted(os.scandir(path), key=lambda entry: entry.name)
    except OSError:
        yield Lead(address_of(path), printable(name))
        return
    for entry in entries:
        below = f"{name.rstrip('/')}/{entry.name}"
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from find_files(path / entry.name, below)
        elif entry.is_file() or (entry.is_symlink() and not entry.is_dir()):
            yield Lead(address_of(path / entry.name), printable(below))


def fetch_file(lead: Lead, *, max_bytes: int) -> Fetched:
    """Return the bytes of a file of at most `max_bytes`.

    Raises:
        NotFound: It is not there, or no longer.
        BadRequest: It is larger.
        PageUnreadable: It is a folder, a device or a pipe, or may not be read.
    """
    path = path_of(lead.address)
    try:
        # Opened in one step: a Ctrl-C in the middle of several could not tell whose the open file is.
        with open(path, "rb", opener=_open) as file:
            _check_facts(os.fstat(file.fileno()), lead, max_bytes=max_bytes)
            body = read_capped(file, lead, max_bytes=max_bytes)
    except OSError as error:
        raise _refusal(error, lead) from None
    suffix = path.suffix.removeprefix(".").casefold()
    return Fetched(body, lead.address, load_table("media")["reports"].get(suffix))


def read_capped(file: BinaryIO, lead: Lead, *, max_bytes: int) -> bytes:
    """Return all that `file` holds.

    Raises:
        BadRequest: It holds more than `max_bytes`, whatever its size was said to be.
    """
    body = bytearray()
    while chunk := file.read(min(_CHUNK_BYTES, max_bytes + 1 - len(body))):
        body += chunk
        if len(body) > max_bytes:
            raise _too_large(lead, max_bytes)
    return bytes(body)


def _open(path: str, flags: int) -> int:
    """Open a file without waiting for whoever may write to a pipe."""
    return os.open(path, flags | _NO_WAIT)


def _check_facts(facts: os.stat_result, lead: Lead, *, max_bytes: int) -> None:
    if not stat.S_ISREG(facts.st_mode):
        raise PageUnreadable(
            "is a pipe or a device, not a file; pipe its content in and name it '-'", subject=lead.name
        )
    if facts.st_size > max_bytes:
        raise _too_large(lead, max_bytes)


def _refusal(error: OSError, lead: Lead) -> OnRecordError:
    if error.errno in _ABSENT:
        return NotFound("is not there (any longer); check the path", subject=lead.name)
    if error.errno in {errno.EACCES, errno.EPERM}:
        return PageUnreadable("may not be read; check its permissions", subject=lead.name)
    if error.errno == errno.EISDIR:
        return PageUnreadable("is a folder; name the files in it", subject=lead.name)
    if error.errno == errno.ELOOP:
        return PageUnreadable("is a link that leads in a circle; name the file itself", subject=lead.name)
    if error.errno == errno.ENXIO:
        return PageUnreadable("is a socket, not a file", subject=lead.name)
    return PageUnreadable(f"cannot be read ({error.strerror}); check the disk it lies on", subject=lead.name)


def _too_large(lead: Lead, max_bytes: int) -> BadRequest:
    return BadRequest(
        f"is larger than {max_bytes:,} bytes; split it, or raise max_bytes in the settings", subject=lead.name
    )
