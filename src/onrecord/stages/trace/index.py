"""The index of fingerprints of a run without a desk, in memory."""

import numpy as np
from numpy.typing import NDArray

from onrecord.ports.fingerprints import Shared
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
        self._waiting: list[tuple[Hashes, int]] = []
        self._waiting_size = 0
        self._size = 0

    def __len__(self) -> int:
        return self._size

    @property
    def nbytes(self) -> int:
        """Return how many bytes its arrays take."""
        return sum(h.nbytes + r.nbytes for h, r in self._segments) + 8 * self._waiting_size

    def add(self, number: int, fingerprints: Hashes) -> None:
        """Keep the fingerprints of a report."""
        self._size += 1
        self._waiting.append((fingerprints, number))
        self._waiting_size += len(fingerprints)
        if self._waiting_size > _MOST_WAITING:
            self._sort_in()

    def shared(self, fingerprints: Hashes, *, most: int) -> Shared:
        """Return which reports hold any of `fingerprints`, the rarest first and `most` findings in all."""
        self._sort_in()
        counts = np.zeros(len(fingerprints), dtype=np.int64)
        ranges = []
        for hashes, reports in self._segments:
            first = np.searchsorted(hashes, fingerprints, side="left")
            held = np.flatnonzero(hashes[np.minimum(first, len(hashes) - 1)] == fingerprints)
            sizes = np.zeros(len(fingerprints), dtype=np.int64)
            sizes[held] = np.searchsorted(hashes, fingerprints[held], side="right") - first[held]
            counts += sizes
            ranges.append((first, sizes, reports))
        wanted = np.ones(len(counts), dtype=bool)
        if counts.sum() > most:
            rarest = np.argsort(counts, kind="stable")
            wanted[rarest[np.cumsum(counts[rarest]) > most]] = False
        asked, found = [], []
        for first, sizes, reports in ranges:
            held = np.flatnonzero(wanted & (sizes > 0))
            if len(held):
                lengths = sizes[held]
                asked.append(np.repeat(held, lengths))
                # Each range start..start+length, all of them as one row of positions.
                skipped = np.repeat(first[held] - (np.cumsum(lengths) - lengths), lengths)
                found.append(reports[skipped + np.arange(len(skipped))])
        if not found:
            return Shared(np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.uint32), counts)
        return Shared(np.concatenate(asked), np.concatenate(found), counts)

    def _sort_in(self) -> None:
        if not self._waiting:
            return
        hashes = np.concatenate([h for h, _ in self._waiting])
        numbers = np.repeat(
            np.array([n for _, n in self._waiting], dtype=np.uint32),
            np.array([len(h) for h, _ in self._waiting], dtype=np.intp),
        )
        self._waiting, self._waiting_size = [], 0
        order = np.argsort(hashes, kind="stable")
        self._segments.append((hashes[order], numbers[order]))
        while len(self._segments) > 1 and len(self._segments[-2][0]) < _RATIO * len(self._segments[-1][0]):
            self._segments.append(_merged(self._segments.pop(-2), self._segments.pop(-1)))


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
