"""One watcher at a time: a lock on a file, which the system lets go of however its holder ends."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.errors import StoreError

#: The locked byte lies far behind what is written, so that others can read who holds it (Windows locks bytes).
_LOCKED_BYTE = 1 << 20
_MOST_BYTES = 500


@contextmanager
def only_one(path: str, owner: str) -> Iterator[None]:
    """Return a block that one process at a time can be in.

    Args:
        path: Of the lock file, which is made and stays.
        owner: Who holds it, for the message that others get.

    Raises:
        StoreError: Another process is in it, or the file cannot be made.
    """
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise StoreError("cannot be written; check the permissions of its folder", subject=path) from error
    try:
        if not _lock(descriptor):
            holder = os.pread(descriptor, _MOST_BYTES, 0) if hasattr(os, "pread") else b""
            who = holder.decode("utf-8", "replace").strip() or "another process"
            raise StoreError(
                f"this desk is watched already, by {who}; stop that one, or keep the desk in PostgreSQL, "
                "where several share the work",
                subject=str(Path(path).parent),
            )
        os.ftruncate(descriptor, 0)
        os.write(descriptor, owner.encode("utf-8", "replace")[:_MOST_BYTES])
        yield
    finally:
        os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> bool:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        os.lseek(descriptor, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
