"""Exact passages: the same words in a row in two reports, aligned."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.stages.trace.fingerprints import SEED_WIDTH, hash_runs
from onrecord.stages.trace.words import Hashes, Words

#: A seed that a report holds more often is a refrain or a flood, and says nothing of where the passage stands.
_MOST_PLACES = 3
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
    # A hash may lie: the words decide.
    true = np.ones(len(at_a), dtype=bool)
    for along in range(SEED_WIDTH):
        true &= a.hashes[at_a + along] == b.hashes[at_b + along]
    at_a, diagonal = at_a[true], (at_b - at_a)[true]
    order = np.argsort(diagonal * (len(a) + 1) + at_a)
    at_a, diagonal = at_a[order], diagonal[order]
    apart = np.ones(len(at_a), dtype=bool)
    apart[1:] = (diagonal[1:] != diagonal[:-1]) | (at_a[1:] - at_a[:-1] != 1)
    new = np.flatnonzero(apart)
    lengths = np.diff(np.append(new, len(at_a))) + SEED_WIDTH - 1
    if lengths[lengths > SHORT].sum() < at_least:
        return Runs(none, none, none)
    starts = at_a[new]
    return _without_overlaps(len(a), len(b), starts, starts + diagonal[new], lengths)


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
    ordered = np.sort(found)
    often = np.searchsorted(ordered, found, side="right") - np.searchsorted(ordered, found, side="left")
    fit = (sizes <= _MOST_PLACES) & (often <= _MOST_PLACES)
    held, lengths = held[fit], sizes[fit]
    skipped = np.repeat(first[held] - (np.cumsum(lengths) - lengths), lengths)
    at_b = seeds.places[skipped + np.arange(len(skipped))].astype(np.int64)
    return np.repeat(held, lengths).astype(np.int64), at_b


def _without_overlaps(
    size_a: int,
    size_b: int,
    starts_a: NDArray[np.int64],
    starts_b: NDArray[np.int64],
    lengths: NDArray[np.int64],
) -> Runs:
    """Return the runs, the longest first keeping its words, each of the rest cut to what is left of it."""
    taken_a, taken_b = bytearray(size_a), bytearray(size_b)
    order = np.argsort(-lengths, kind="stable")[:_MOST_RUNS]
    longs = int((lengths[order] > SHORT).sum())
    kept: list[tuple[int, int, int]] = []
    for short in (False, True):
        runs = order[longs:] if short else order[:longs]
        if short and kept:
            free = _free(taken_a, starts_a[runs], lengths[runs])
            runs = runs[free & _free(taken_b, starts_b[runs], lengths[runs])]
        places = (starts_a[runs].tolist(), starts_b[runs].tolist(), lengths[runs].tolist())
        for start_a, start_b, whole in zip(*places, strict=True):
            skip, length = 0, whole
            if 1 in taken_a[start_a : start_a + whole] or 1 in taken_b[start_b : start_b + whole]:
                if short:
                    continue
                skip, length = _longest(
                    taken_a[start_a : start_a + whole], taken_b[start_b : start_b + whole]
                )
            if length >= SEED_WIDTH:
                at_a, at_b = start_a + skip, start_b + skip
                taken_a[at_a : at_a + length] = taken_b[at_b : at_b + length] = b"\1" * length
                kept.append((at_a, at_b, length))
    table = np.array(sorted(kept), dtype=np.int64).reshape(-1, 3)
    return Runs(table[:, 0], table[:, 1], table[:, 2])


def _free(taken: bytearray, starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return of each stretch whether none of its words is taken."""
    total = np.concatenate(([0], np.cumsum(np.frombuffer(taken, dtype=np.uint8), dtype=np.int64)))
    return np.asarray(total[starts + lengths] == total[starts])


def _longest(taken_a: bytearray, taken_b: bytearray) -> tuple[int, int]:
    """Return where the longest stretch that is free in both begins, and its length."""
    either = bytes(map(max, taken_a, taken_b))
    best = max(either.split(b"\1"), key=len)
    return (either.find(best), len(best)) if best else (0, 0)
