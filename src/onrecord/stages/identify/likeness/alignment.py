"""Which words of two names answer each other: the likeliest first, two neighbours also as one word."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

#: Below this two words do not answer each other.
LEAST = 0.35
#: Two words as one count a little less than one word.
_JOIN_COST = 0.03


@dataclass(frozen=True, slots=True)
class Places:
    """Return all that may answer each other between two names of up to `size` words.

    Attributes:
        left: Of each possibility the word of the first name, or the join (`size` and up).
        right: The same of the second name.
        conflicts: Whether two possibilities share a word.
        is_join: Whether a possibility is of two words.
        takes_left: (possibilities, words) 1 for each word of the first name that a possibility takes.
        takes_right: The same of the second name.
    """

    left: Ints
    right: Ints
    conflicts: NDArray[np.bool_]
    is_join: NDArray[np.bool_]
    takes_left: Floats
    takes_right: Floats


@cache
def places(size: int) -> Places:
    """Return the possibilities between two names of up to `size` words."""
    pairs = [(i, j) for i in range(size) for j in range(size)]
    pairs += [(size + i, j) for i in range(size - 1) for j in range(size)]
    pairs += [(i, size + j) for i in range(size) for j in range(size - 1)]

    def cells(at: int) -> frozenset[int]:
        return frozenset((at,)) if at < size else frozenset((at - size, at - size + 1))

    lefts = [cells(i) for i, _ in pairs]
    rights = [cells(j) for _, j in pairs]
    conflicts = np.array(
        [
            [bool(lefts[p] & lefts[q] or rights[p] & rights[q]) for q in range(len(pairs))]
            for p in range(len(pairs))
        ]
    )
    return Places(
        left=np.array([i for i, _ in pairs]),
        right=np.array([j for _, j in pairs]),
        conflicts=conflicts,
        is_join=np.array([i >= size or j >= size for i, j in pairs]),
        takes_left=np.array([[k in cell for k in range(size)] for cell in lefts], dtype=np.float32),
        takes_right=np.array([[k in cell for k in range(size)] for cell in rights], dtype=np.float32),
    )


def align(likely: Floats, size: int) -> Ints:
    """Return which possibilities hold, the likeliest first: (names, size), -1 where no more hold.

    Args:
        likely: (names, possibilities), how likely each is, below 0 where there is no such word.
        size: The most words of a name.
    """
    known = places(size)
    left = likely - _JOIN_COST * known.is_join
    rows = np.arange(len(left))
    chosen = np.full((len(left), size), -1, dtype=np.int64)
    for turn in range(size):
        best = left.argmax(axis=1)
        holds = left[rows, best] >= LEAST
        if not holds.any():
            break
        chosen[holds, turn] = best[holds]
        left[known.conflicts[best] & holds[:, None]] = -1.0
    return chosen
