"""The index of fingerprints of a run without a desk, in memory."""

import numpy as np
from numpy.typing import NDArray

from onrecord.ports.fingerprints import Holders
from onrecord.stages.trace.lookup import stretches
from onrecord.stages.trace.words import Hashes

#: Fingerprints that wait unsorted: at the next question they become a segment.
_MOST_WAITING = 1 << 20
#: A segment is merged into the one before it unless that is this many times as large, so that there are few.
_RATIO = 4

Ranges = tuple[NDArray[np.int64], NDArray[np.int64]]


class MemoryIndex:
    """Return a `ports.FingerprintIndex` in sorted arrays: eight bytes a fingerprint.

    Segments are sorted once and merged as they grow alike, so that adding costs little,
    asking a few binary searches, and both go in turn.
    """

    def __init__(self) -> None:
        self._segments: list[tuple[Hashes, NDArray[np.uint32]]] = []
        self._waiting: list[tuple[Hashes, NDArray[np.uint32]]] = []
        self._waiting_size = 0
        # Whoever counts asks for holders of the same next: where those stand is remembered.
        self._asked = np.zeros(0, dtype=np.uint32)
        self._answers: list[Ranges] = []

    @property
    def nbytes(self) -> int:
        """Return how many bytes its arrays take."""
        return sum(h.nbytes + r.nbytes for h, r in (*self._segments, *self._waiting))

    def add(self, reports: NDArray[np.uint32], fingerprints: Hashes) -> None:
        """Keep fingerprints, each with the number of its report."""
        if not len(fingerprints):
            return
        self._waiting.append((fingerprints, reports))
        self._waiting_size += len(fingerprints)
        if self._waiting_size > _MOST_WAITING:
            self._sort_in()

    def count(self, fingerprints: Hashes) -> NDArray[np.int64]:
        """Return for each fingerprint how many reports hold it."""
        asked, each = np.unique(fingerprints, return_inverse=True)
        counts = np.zeros(len(asked), dtype=np.int64)
        for _, sizes in self._ranges(asked):
            counts += sizes
        return counts[each]

    def holders(self, fingerprints: Hashes) -> Holders:
        """Return every report that holds any of `fingerprints`."""
        distinct, each = np.unique(fingerprints, return_inverse=True)
        asked, found = [np.zeros(0, dtype=np.intp)], [np.zeros(0, dtype=np.uint32)]
        for (first, sizes), (_, reports) in zip(self._ranges(distinct), self._segments, strict=True):
            asked.append(np.repeat(np.arange(len(fingerprints)), sizes[each]))
            found.append(reports[stretches(first[each], sizes[each])])
        return Holders(np.concatenate(asked), np.concatenate(found))

    def _ranges(self, asked: Hashes) -> list[Ranges]:
        """Return for each segment where each of `asked`, ascending, begins in it, and how often it stands there."""
        self._sort_in()
        at = np.searchsorted(self._asked, asked)
        if not self._answers or not np.array_equal(self._asked[np.minimum(at, len(self._asked) - 1)], asked):
            self._asked, self._answers = asked, [_ranges(hashes, asked) for hashes, _ in self._segments]
            return self._answers
        return [(first[at], sizes[at]) for first, sizes in self._answers]

    def _sort_in(self) -> None:
        if not self._waiting:
            return
        hashes = np.concatenate([h for h, _ in self._waiting])
        numbers = np.concatenate([r for _, r in self._waiting])
        self._waiting, self._waiting_size = [], 0
        self._asked, self._answers = hashes[:0], []
        order = np.argsort(hashes, kind="stable")
        self._segments.append((hashes[order], numbers[order]))
        while len(self._segments) > 1 and len(self._segments[-2][0]) < _RATIO * len(self._segments[-1][0]):
            self._segments.append(_merged(self._segments.pop(-2), self._segments.pop(-1)))


def _ranges(hashes: Hashes, asked: Hashes) -> Ranges:
    """Return where each of `asked`, ascending, begins in sorted `hashes`, and how often it stands there."""
    # In ascending order, each search goes where the one before it has just been.
    first, last = np.searchsorted(hashes, asked), len(hashes) - 1
    held = np.flatnonzero(hashes[np.minimum(first, last)] == asked)
    sizes = np.zeros(len(asked), dtype=np.int64)
    sizes[held] = 1
    # Where the next is another, there is no end to look for.
    more = held[first[held] < last]
    more = more[hashes[first[more] + 1] == asked[more]]
    sizes[more] = np.searchsorted(hashes, asked[more], side="right") - first[more]
    return first, sizes


def _merged(
    one: tuple[Hashes, NDArray[np.uint32]], other: tuple[Hashes, NDArray[np.uint32]]
) -> tuple[Hashes, NDArray[np.uint32]]:
    """Return two sorted segments as one."""
    at = np.searchsorted(one[0], other[0], side="right") + np.arange(len(other[0]))
    size = len(one[0]) + len(other[0])
    rest = np.ones(size, dtype=bool)
    rest[at] = False
    hashes, reports = np.empty(size, dtype=np.uint32), np.empty(size, dtype=np.uint32)
    hashes[at], reports[at] = other
    hashes[rest], reports[rest] = one
    return hashes, reports
