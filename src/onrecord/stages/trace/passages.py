"""Exact passages: the same words in a row in two reports, aligned."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.stages.trace.fingerprints import SEED_WIDTH, hash_runs
from onrecord.stages.trace.words import Hashes, Words

#: A seed that a report holds more often is a refrain or a flood, and says nothing of where the passage stands.
_MOST_PLACES = 4
#: Shorter runs are found in any two reports of one language.
SHORT = 4
#: Runs of one pair that are looked at, the longest first.
_MOST_RUNS = 2_000


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """Return runs of the same words in two reports, in the order of the first; none overlaps another in either.

    Attributes:
        a: Number of the first word of each in the one report.
        b: The same in the other.
        lengths: How many words.
    """

    a: NDArray[np.int64]
    b: NDArray[np.int64]
    lengths: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.a)

    def keep(self, which: NDArray[np.bool_]) -> "Runs":
        """Return those of them that are marked."""
        return Runs(self.a[which], self.b[which], self.lengths[which])


@dataclass(frozen=True, slots=True, eq=False)
class Seeds:
    """Return the seeds of one report in sorted order, ready to be looked up by many others.

    Attributes:
        hashes: Their hashes, ascending.
        places: At which word each begins.
    """

    hashes: Hashes
    places: NDArray[np.intp]


def make_seeds(words: Words) -> Seeds:
    """Return the seeds of a report."""
    hashes = hash_runs(words.hashes, SEED_WIDTH)
    places = np.argsort(hashes, kind="stable")
    return Seeds(hashes[places], places)


def align(a: Words, b: Words, seeds_b: Seeds, *, at_least: int = 0) -> Runs:
    """Return the longest runs of at least SEED_WIDTH words that stand in both reports.

    Near linear: seeds are looked up in sorted order, and those on one diagonal make a run.

    Args:
        a: The words of the one.
        b: The words of the other.
        seeds_b: `make_seeds` of the other.
        at_least: Where all runs of more than `SHORT` words together hold fewer words than this, none is returned:
            most pairs that are looked at have nothing to do with each other, and end here.
    """
    none = np.zeros(0, dtype=np.int64)
    at_a, at_b = _seeds(hash_runs(a.hashes, SEED_WIDTH), seeds_b)
    if not len(at_a):
        return Runs(none, none, none)
    diagonal = at_b - at_a
    order = np.lexsort((at_a, diagonal))
    at_a, diagonal = at_a[order], diagonal[order]
    new = np.flatnonzero(np.diff(diagonal, prepend=diagonal[0] - 1) | (np.diff(at_a, prepend=-2) != 1))
    lengths = np.diff(np.append(new, len(at_a))) + SEED_WIDTH - 1
    if lengths[lengths > SHORT].sum() < at_least:
        return Runs(none, none, none)
    starts = at_a[new]
    return _without_overlaps(a, b, starts, starts + diagonal[new], lengths)


def _seeds(hashes: Hashes, seeds: Seeds) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the places of every seed that both hold, as pairs."""
    first = np.searchsorted(seeds.hashes, hashes, side="left")
    # Where a hash of the one stands in the other at all; few do.
    held = (
        np.flatnonzero(seeds.hashes[np.minimum(first, len(seeds.hashes) - 1)] == hashes)
        if len(seeds.hashes)
        else first[:0]
    )
    if not len(held):
        return held.astype(np.int64), held.astype(np.int64)
    found = hashes[held]
    sizes = np.searchsorted(seeds.hashes, found, side="right") - first[held]
    _, back, often = np.unique(found, return_inverse=True, return_counts=True)
    fit = (sizes <= _MOST_PLACES) & (often[back] <= _MOST_PLACES)
    held, lengths = held[fit], sizes[fit]
    skipped = np.repeat(first[held] - (np.cumsum(lengths) - lengths), lengths)
    at_b = seeds.places[skipped + np.arange(len(skipped))].astype(np.int64)
    return np.repeat(held, lengths).astype(np.int64), at_b


def _without_overlaps(
    a: Words, b: Words, starts_a: NDArray[np.int64], starts_b: NDArray[np.int64], lengths: NDArray[np.int64]
) -> Runs:
    """Return the runs, the longest first keeping its words, each of the rest cut to what is left of it."""
    taken_a, taken_b = np.zeros(len(a), dtype=bool), np.zeros(len(b), dtype=bool)
    kept: list[tuple[int, int, int]] = []
    for number in np.argsort(-lengths, kind="stable")[:_MOST_RUNS].tolist():
        at_a, at_b, length = int(starts_a[number]), int(starts_b[number]), int(lengths[number])
        free = ~(taken_a[at_a : at_a + length] | taken_b[at_b : at_b + length])
        # A hash may lie: the words decide.
        free &= a.hashes[at_a : at_a + length] == b.hashes[at_b : at_b + length]
        if not free.all():
            skip, length = _longest(free)
            at_a, at_b = at_a + skip, at_b + skip
        if length >= SEED_WIDTH:
            taken_a[at_a : at_a + length] = True
            taken_b[at_b : at_b + length] = True
            kept.append((at_a, at_b, length))
    table = np.array(sorted(kept), dtype=np.int64).reshape(-1, 3)
    return Runs(table[:, 0], table[:, 1], table[:, 2])


def _longest(free: NDArray[np.bool_]) -> tuple[int, int]:
    """Return where the longest stretch of what is free begins, and its length."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], free, [False])).astype(np.int8)))
    begins, ends = edges[0::2], edges[1::2]
    if not len(begins):
        return 0, 0
    best = int(np.argmax(ends - begins))
    return int(begins[best]), int(ends[best] - begins[best])
