"""Where reports hold a hash, looked up for very many of them at a time."""

import numpy as np
from numpy.typing import NDArray

from onrecord.stages.trace.words import Hashes

_SPREAD = np.uint32(0x9E3779B1)
_SHIFT = 32
#: A table has room for two to the power of this times as many hashes as it holds, or for half of that.
_SPARSE = 4
_EMPTY = -1
_SHARED = -2


class Lookup:
    """Tell at which positions of a list reports hold hashes.

    A table without order takes a third of the time of a search: nearly every hash has a place of it to itself. Those
    that share one, all of a kind among them, are put in order and searched.

    Args:
        owners: The report of each position.
        hashes: The hash there.
    """

    def __init__(self, owners: NDArray[np.int64], hashes: Hashes) -> None:
        self._owners, self._hashes = owners, hashes
        self._room = _room_for(len(hashes))
        slots = _slots(owners, hashes, self._room)
        numbers = np.arange(len(hashes), dtype=np.int32)
        self._table = np.full(self._room, _EMPTY, dtype=np.int32)
        self._table[slots] = numbers
        self._table[slots[self._table[slots] != numbers]] = _SHARED
        shared = np.flatnonzero(self._table[slots] == _SHARED)
        keys = keys_of(owners[shared], hashes[shared])
        order = np.argsort(keys, kind="stable")
        self._ordered, self._shared = keys[order], shared[order]

    def find(
        self, owners: NDArray[np.int64], hashes: Hashes, *, most: int | None = None
    ) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Return what is asked for and held, as pairs of positions: of the question, and of the list.

        Args:
            owners: In which report each hash is looked for.
            hashes: The hashes.
            most: A hash that a report holds more often is left out.

        >>> lookup = Lookup(np.array([0, 0, 1]), np.array([7, 8, 7], dtype=np.uint32))
        >>> asked, found = lookup.find(np.array([1, 1]), np.array([8, 7], dtype=np.uint32))
        >>> asked.tolist(), found.tolist()
        ([1], [2])
        """
        there = self._table[_slots(owners, hashes, self._room)]
        single = np.flatnonzero(there >= 0)
        found = there[single]
        true = (self._hashes[found] == hashes[single]) & (self._owners[found] == owners[single])
        single, found = single[true], found[true]
        shared = np.flatnonzero(there == _SHARED)
        keys = keys_of(owners[shared], hashes[shared])
        first = np.searchsorted(self._ordered, keys, side="left")
        sizes = np.searchsorted(self._ordered, keys, side="right") - first
        if most is not None:
            sizes[sizes > most] = 0
        at = stretches(first, sizes)
        return np.concatenate((single, np.repeat(shared, sizes))), np.concatenate((found, self._shared[at]))


def keys_of(owners: NDArray[np.int64], hashes: Hashes) -> NDArray[np.int64]:
    """Return a number for each hash of a report."""
    return (owners << _SHIFT) | hashes


def stretches(starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the numbers of several stretches, one stretch after another.

    >>> stretches(np.array([5, 0]), np.array([2, 3])).tolist()
    [5, 6, 0, 1, 2]
    """
    return np.repeat(starts - (np.cumsum(lengths) - lengths), lengths) + np.arange(int(lengths.sum()))


def no_more_than(most: int, owners: NDArray[np.int64], hashes: Hashes) -> NDArray[np.bool_]:
    """Return of each hash whether its report has it at most `most` times among these.

    >>> no_more_than(1, np.array([0, 0, 1]), np.array([7, 7, 7], dtype=np.uint32)).tolist()
    [False, False, True]
    """
    room = _room_for(len(hashes))
    slots = _slots(owners, hashes, room)
    few = np.bincount(slots, minlength=room)[slots] <= most
    # Of those that share a place of the table with others, the hash itself tells.
    rest = np.flatnonzero(~few)
    keys = keys_of(owners[rest], hashes[rest])
    ordered = np.sort(keys)
    often = np.searchsorted(ordered, keys, side="right") - np.searchsorted(ordered, keys, side="left")
    few[rest] = often <= most
    return few


def _room_for(count: int) -> int:
    return 1 << (max(count, 1).bit_length() - 1 + _SPARSE)


def _slots(owners: NDArray[np.int64], hashes: Hashes, room: int) -> Hashes:
    return np.asarray((hashes ^ (owners.astype(np.uint32) * _SPREAD)) & np.uint32(room - 1))
