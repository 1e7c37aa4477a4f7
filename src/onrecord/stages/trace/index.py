"""The index of fingerprints of a run without a desk, in memory."""

import numpy as np
from numpy.typing import NDArray

from onrecord.ports.fingerprints import Holders
from onrecord.stages.trace.words import Hashes

#: Fingerprints that wait unsorted: at the next question they become a segment.
_MOST_WAITING = 1 << 20
#: A segment is merged into the one before it unless that is this many times as large, so that there are few.
_RATIO = 4


class MemoryIndex:
    """Return a `ports.FingerprintIndex` in sorted arrays: eight bytes a fingerprint.

    Segments are sorted once and merged as they grow alike, so that adding costs little,
    asking a few binary searches, and both go in turn.
    """

    def __init__(self) -> None:
        self._segments: list[tuple[Hashes, NDArray[np.uint32]]] = []
        self._waiting: list[tuple[Hashes, NDArray[np.uint32]]] = []
        self._waiting_size = 0

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
        self._sort_in()
        counts = np.zeros(len(fingerprints), dtype=np.int64)
        for hashes, _ in self._segments:
            counts += _ranges(hashes, fingerprints)[1]
        return counts

    def holders(self, fingerprints: Hashes) -> Holders:
        """Return every report that holds any of `fingerprints`."""
        self._sort_in()
        asked, found = [np.zeros(0, dtype=np.intp)], [np.zeros(0, dtype=np.uint32)]
        for hashes, reports in self._segments:
            first, sizes = _ranges(hashes, fingerprints)
            asked.append(np.repeat(np.arange(len(fingerprints)), sizes))
            # Each range first..first+size, all of them as one row of positions.
            skipped = np.repeat(first - (np.cumsum(sizes) - sizes), sizes)
            found.append(reports[skipped + np.arange(len(skipped))])
        return Holders(np.concatenate(asked), np.concatenate(found))

    def _sort_in(self) -> None:
        if not self._waiting:
            return
        hashes = np.concatenate([h for h, _ in self._waiting])
        numbers = np.concatenate([r for _, r in self._waiting])
        self._waiting, self._waiting_size = [], 0
        order = np.argsort(hashes, kind="stable")
        self._segments.append((hashes[order], numbers[order]))
        while len(self._segments) > 1 and len(self._segments[-2][0]) < _RATIO * len(self._segments[-1][0]):
            self._segments.append(_merged(self._segments.pop(-2), self._segments.pop(-1)))


def _ranges(hashes: Hashes, asked: Hashes) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return for each of `asked` where it begins in sorted `hashes`, and how often it stands there."""
    # In ascending order, each search goes where the one before it has just been.
    order = np.argsort(asked)
    ordered = asked[order]
    first, sizes = np.zeros(len(asked), dtype=np.int64), np.zeros(len(asked), dtype=np.int64)
    begins = np.searchsorted(hashes, ordered, side="left")
    held = np.flatnonzero(hashes[np.minimum(begins, len(hashes) - 1)] == ordered)
    first[order] = begins
    sizes[order[held]] = np.searchsorted(hashes, ordered[held], side="right") - begins[held]
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
