"""Exact passages: the same words in a row in two reports, aligned; many pairs at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.stages.trace.fingerprints import SEED_WIDTH, Row, make_row
from onrecord.stages.trace.lookup import Lookup, no_more_than, stretches
from onrecord.stages.trace.words import Words

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

    def keep(self, which: NDArray[np.bool_] | slice) -> "Runs":
        """Return those of them that are marked."""
        return Runs(self.a[which], self.b[which], self.lengths[which])


class Seeds:
    """Hold where the seeds of several reports stand, ready to be looked up by many others.

    Attributes:
        row: The words of the reports.
    """

    def __init__(self, row: Row) -> None:
        self.row = row
        hashes, whole = row.runs(SEED_WIDTH)
        self._places = np.flatnonzero(whole)
        self._lookup = Lookup(row.owners[self._places], hashes[self._places])

    def meet(self, others: Row, owners: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the places of every seed that two reports both hold, as pairs of positions in the two rows.

        Args:
            others: The words of other reports.
            owners: Which report each of those is compared with.
        """
        hashes, whole = others.runs(SEED_WIDTH)
        places = np.flatnonzero(whole)
        hashes, pairs = hashes[places], others.owners[places]
        asked, found = self._lookup.find(owners[pairs], hashes, most=_MOST_PLACES)
        held = np.zeros(len(hashes), dtype=bool)
        held[asked] = True
        held[held] = no_more_than(_MOST_PLACES, pairs[held], hashes[held])
        kept = held[asked]
        asked, found = places[asked[kept]], self._places[found[kept]]
        # A hash may lie: the words decide.
        true = np.ones(len(asked), dtype=bool)
        for along in range(SEED_WIDTH):
            true &= others.hashes[asked + along] == self.row.hashes[found + along]
        return asked[true], found[true]


def align(a: Words, b: Words) -> Runs:
    """Return the longest runs of at least SEED_WIDTH words that stand in both reports."""
    return align_pairs([a], Seeds(make_row([b.hashes])), np.zeros(1, dtype=np.int64))[0]


def align_pairs(
    others: Sequence[Words], seeds: Seeds, owners: NDArray[np.int64], *, at_least: int = 0
) -> tuple[Runs, NDArray[np.int64]]:
    """Return the longest runs of at least SEED_WIDTH words that stand in both reports, for several pairs.

    Near linear: seeds are looked up, and those on one diagonal make a run.

    Args:
        others: The words of one report of each pair; the first of its runs.
        seeds: Those of the reports that they are compared with.
        owners: With which of these each is.
        at_least: Where all runs of more than `SHORT` words together hold fewer words than this, none is returned.

    Returns:
        The runs, pair by pair, and of each the position of its pair.
    """
    row = make_row([words.hashes for words in others])
    at_a, at_b = seeds.meet(row, owners)
    pairs = row.owners[at_a]
    at_a, at_b = at_a - row.begins[pairs], at_b - seeds.row.begins[owners[pairs]]
    # A number for each pair, diagonal and place, so that the places of a run are numbers in a row.
    sizes_a, sizes_b = np.diff(row.begins), np.diff(seeds.row.begins)[owners]
    most_a = int(sizes_a.max(initial=0)) + 1
    diagonals = most_a + int(sizes_b.max(initial=0)) + 1
    keys = np.sort((pairs * diagonals + (at_b - at_a + most_a)) * most_a + at_a)
    new = np.flatnonzero(np.diff(keys, prepend=-2) != 1)
    lengths = np.diff(np.append(new, len(keys))) + SEED_WIDTH - 1
    whose, starts_a = np.divmod(keys[new], most_a)
    pairs, starts_b = np.divmod(whose, diagonals)
    starts_b += starts_a - most_a
    longs = np.bincount(pairs, np.where(lengths > SHORT, lengths, 0), minlength=len(others))
    enough = longs[pairs] >= at_least
    found = Runs(starts_a, starts_b, lengths)
    return _without_overlaps(found.keep(enough), pairs[enough], (sizes_a, sizes_b))


def _without_overlaps(
    runs: Runs, pairs: NDArray[np.int64], sizes: tuple[NDArray[np.int64], NDArray[np.int64]]
) -> tuple[Runs, NDArray[np.int64]]:
    """Return the runs, the longest first keeping its words, each of the rest cut to what is left of it."""
    order = np.argsort(-runs.lengths, kind="stable")
    if len(pairs) and np.bincount(pairs).max() > _MOST_RUNS:
        order = order[_ranks(pairs[order]) < _MOST_RUNS]
    # Each word of each report of each pair has a place of its own.
    begins_a, begins_b = (np.cumsum(size) - size for size in sizes)
    pairs, lengths = pairs[order], runs.lengths[order]
    a, b = runs.a[order] + begins_a[pairs], runs.b[order] + begins_b[pairs]
    size_a, size_b = (int(size.sum()) for size in sizes)
    # Where none before it has a word of a run, it is kept whole, whatever comes after.
    free = _is_first(a, lengths, size_a) & _is_first(b, lengths, size_b)
    left, taken = ~free, []
    for at, size in ((a, size_a), (b, size_b)):
        words = np.zeros(size, dtype=np.uint8)
        words[stretches(at[free], lengths[free])] = 1
        total = np.append(0, np.cumsum(words, dtype=np.int64))
        lost = total[at + lengths] - total[at]
        left &= np.where(lengths > SHORT, lost < lengths, lost == 0)
        taken.append(bytearray(words))
    kept = _settle(a[left], b[left], lengths[left], *taken)
    a, b, lengths = (np.concatenate(two) for two in zip((a[free], b[free], lengths[free]), kept, strict=True))
    order = np.argsort(a)
    a, b, lengths = a[order], b[order], lengths[order]
    pairs = np.searchsorted(begins_a + sizes[0], a, side="right")
    return Runs(a - begins_a[pairs], b - begins_b[pairs], lengths), pairs


def _is_first(starts: NDArray[np.int64], lengths: NDArray[np.int64], size: int) -> NDArray[np.bool_]:
    """Return of each of several stretches whether none before it in their order has any of its words."""
    words, numbers = stretches(starts, lengths), np.repeat(np.arange(len(starts)), lengths)
    first = np.full(size, len(starts))
    np.minimum.at(first, words, numbers)
    lost = np.bincount(numbers, first[words] != numbers, minlength=len(starts))
    return np.asarray(lost == 0)


def _ranks(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for each number how many of the same come before it."""
    order = np.argsort(numbers, kind="stable")
    ordered = numbers[order]
    ranks = np.empty(len(numbers), dtype=np.int64)
    ranks[order] = np.arange(len(numbers)) - np.searchsorted(ordered, ordered)
    return ranks


def _settle(
    a: NDArray[np.int64],
    b: NDArray[np.int64],
    lengths: NDArray[np.int64],
    taken_a: bytearray,
    taken_b: bytearray,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return what is left of each of several stretches, in their order, of words that none before it took."""
    kept: list[tuple[int, int, int]] = []
    for start_a, start_b, whole in zip(a.tolist(), b.tolist(), lengths.tolist(), strict=True):
        at_a, at_b, length = start_a, start_b, whole
        if taken_a.find(1, at_a, at_a + whole) >= 0 or taken_b.find(1, at_b, at_b + whole) >= 0:
            if whole <= SHORT:
                continue
            skip, length = _longest(taken_a[at_a : at_a + whole], taken_b[at_b : at_b + whole])
            if length < SEED_WIDTH:
                continue
            at_a, at_b = at_a + skip, at_b + skip
        taken_a[at_a : at_a + length] = taken_b[at_b : at_b + length] = b"\1" * length
        kept.append((at_a, at_b, length))
    table = np.array(kept, dtype=np.int64).reshape(-1, 3)
    return table[:, 0], table[:, 1], table[:, 2]


def _longest(taken_a: bytearray, taken_b: bytearray) -> tuple[int, int]:
    """Return where the longest stretch that is free in both begins, and its length."""
    either = bytes(map(max, taken_a, taken_b))
    best = max(either.split(b"\1"), key=len)
    return (either.find(best), len(best)) if best else (0, 0)
