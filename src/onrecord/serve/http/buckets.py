"""What is left to each asker, in a table of one size that the processes of a desk may share.

A table of slots in a file that each process maps. One process at a time counts, for the microseconds that it takes,
under a lock of the system's, which one that is killed leaves. Without a lock, one that the system sets aside between
reading and writing would give back all that others took meanwhile. A slot that was half written when its process was
killed counts as one that nobody has.
"""

import mmap
import os
import struct
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from hashlib import blake2b
from math import isfinite
from pathlib import Path
from secrets import token_bytes
from weakref import finalize

#: Who (a keyed digest; 0 for nobody), how many requests are left, and when that was counted.
_SLOT = struct.Struct("@Qdd")
#: Slots that a key may stand in: those of its row. Who asked longest ago makes room.
_WAYS = 8
_SECRET_BYTES = 32
#: Another process may have counted after this one looked at the clock; what lies further ahead was half written.
_MOST_AHEAD_SECONDS = 60.0
#: The locked byte lies far behind the tables (Windows locks bytes, and lets nobody else read or write them).
_LOCKED_BYTE = 1 << 40


class Buckets:
    """Return a table of what is left to whom.

    Args:
        memory: Where it lies: zeros, or the table of another process.
        secret: Mixed into the digests of keys, so that nobody can choose names that crowd out others.
        alone: Makes a block that one process at a time is in, where several share the memory.
    """

    def __init__(
        self,
        memory: memoryview,
        secret: bytes,
        alone: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> None:
        self._memory = memory
        self._secret = secret
        self._alone = alone
        self._rows = len(memory) // (_SLOT.size * _WAYS)

    def take(self, key: str, rate: float, burst: float, now: float) -> float:
        """Return 0.0 where `key` may ask now, else after how many seconds; only what is given is counted.

        Args:
            key: Who asks.
            rate: How many requests are added each second.
            burst: How many there can be at most.
            now: Seconds of a clock that all processes have in common.
        """
        who = int.from_bytes(
            blake2b(key.encode("utf-8", "surrogatepass"), key=self._secret, digest_size=8).digest()
        )
        with self._alone():
            at, left, counted = self._find(who or 1)
            if not (isfinite(left) and isfinite(counted)) or counted > now + _MOST_AHEAD_SECONDS:
                left, counted = burst, now
            now = max(now, counted)
            left = min(burst, max(left, 0.0) + (now - counted) * rate)
            wait = 0.0 if left >= 1 else (1 - left) / rate
            _SLOT.pack_into(self._memory, at, who or 1, left if wait else left - 1, now)
        return wait

    def __len__(self) -> int:
        """Return how many are remembered."""
        return sum(
            who != 0 for who, _, _ in _SLOT.iter_unpack(self._memory[: self._rows * _WAYS * _SLOT.size])
        )

    def _find(self, who: int) -> tuple[int, float, float]:
        """Return the slot of somebody with what is left and since when; infinitely much for who has none yet."""
        row = who % self._rows * _WAYS * _SLOT.size
        oldest, since = row, float("inf")
        for at in range(row, row + _WAYS * _SLOT.size, _SLOT.size):
            held, left, counted = _SLOT.unpack_from(self._memory, at)
            if held == who:
                return at, left, counted
            if not held:
                counted = float("-inf")
            if counted < since:
                oldest, since = at, counted
        return oldest, float("inf"), 0.0


def make_tables(many: int, most_keys: int, file: Path | None = None) -> list[Buckets]:
    """Return tables that remember about so many keys each: in this process alone, or those of a file.

    Args:
        many: How many.
        most_keys: Keys in each.
        file: As `make_tables_file` made it.
    """
    size = _size(most_keys)
    if file is None:
        memory, secret = memoryview(bytearray(many * size)), token_bytes(_SECRET_BYTES)
        alone: Callable[[], AbstractContextManager[None]] = nullcontext
    else:
        opened = os.open(file, os.O_RDWR | getattr(os, "O_BINARY", 0))
        whole = memoryview(mmap.mmap(opened, 0))
        memory, secret = whole[_SECRET_BYTES:], bytes(whole[:_SECRET_BYTES])
        alone = _Alone(opened)
    return [Buckets(memory[n * size : (n + 1) * size], secret, alone) for n in range(many)]


def make_tables_file(file: Path, many: int, most_keys: int) -> None:
    """Make a file for tables that processes share: empty ones, with a secret of their own."""
    file.touch(mode=0o600)
    file.write_bytes(token_bytes(_SECRET_BYTES) + bytes(many * _size(most_keys)))


def _size(most_keys: int) -> int:
    return max(1, -(-most_keys // _WAYS)) * _WAYS * _SLOT.size


class _Alone:
    """Return a maker of blocks that one process at a time is in; threads of one process are not kept apart.

    Args:
        descriptor: Of an open file that those processes have in common; it is closed with this.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        finalize(self, os.close, descriptor)

    @contextmanager
    def __call__(self) -> Iterator[None]:
        _lock(self._descriptor)
        try:
            yield
        finally:
            _unlock(self._descriptor)


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX)

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
