"""Whether two reports that share runs of words share them because one was carried into the other."""

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.stages.trace.passages import SHORT, Runs

#: Runs of one report that follow each other in both with no more words between are one stretch, edited.
_GAP = 3


class Signs(NamedTuple):
    """Return what two reports share, in words that count (see `rarity`).

    Attributes:
        beyond: Words of all stretches, those not counted that any two reports have by chance.
        longest: Words of the longest run.
        share: All words in runs, by the words of the shorter report.
    """

    beyond: float
    longest: float
    share: float


class Pairs(NamedTuple):
    """Return of which pair runs are, of several pairs in order.

    Attributes:
        of: The position of the pair of each run.
        shorter: How many words the shorter report of each pair has.
    """

    of: NDArray[np.int64]
    shorter: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Weights:
    """Return what a sign adds to the odds that words were carried (a logistic regression)."""

    beyond: float
    longest: float
    share: float
    constant: float


#: With so much of the shorter report in long runs, and so many words, that others hold them as well tells nothing.
_MOST_OF = 0.5
_WHOLE_WORDS = 80

#: Fitted once, on pairs that bench/reprint_families.py made of the dialect `own` and of news articles outside the
#: project; the program that fitted them is not kept.
WEIGHTS = Weights(4.49, 7.68, 1.59, -30.91)


def read_signs(runs: Runs, counted: NDArray[np.float64], pairs: Pairs) -> list[Signs]:
    """Return the signs of several pairs.

    Args:
        runs: What they share, pair by pair; each shares something.
        counted: How much each run counts, in words.
        pairs: Which pair each run belongs to, and how many words the shorter report of each has.
    """
    count = len(pairs.shorter)
    words = np.bincount(pairs.of, np.where(runs.lengths > SHORT, runs.lengths, 0), minlength=count)
    # The same text all through, however many carry it.
    whole = words >= np.maximum(_MOST_OF * pairs.shorter, _WHOLE_WORDS)
    counted = np.where(whole[pairs.of], runs.lengths, counted)
    stretch = number_stretches(runs, pairs.of)
    firsts = np.flatnonzero(np.diff(stretch, prepend=-1))
    beyond = np.maximum(np.bincount(stretch, counted) - SHORT, 0.0)
    longest = np.maximum.reduceat(counted, np.searchsorted(pairs.of, np.arange(count)))
    share = np.bincount(pairs.of, counted, minlength=count) / np.maximum(pairs.shorter, 1)
    in_all = np.bincount(pairs.of[firsts], beyond, minlength=count)
    return [*map(Signs, in_all.tolist(), longest.tolist(), share.tolist())]


def number_stretches(runs: Runs, of: NDArray[np.int64] | None = None) -> NDArray[np.intp]:
    """Return for each run the number of the stretch that it belongs to, in the order of the first report.

    Args:
        runs: The runs of a pair, or of several pairs.
        of: Which pair each belongs to.
    """
    gap_a = runs.a[1:] - (runs.a[:-1] + runs.lengths[:-1])
    gap_b = runs.b[1:] - (runs.b[:-1] + runs.lengths[:-1])
    apart = (gap_a > _GAP) | (gap_b > _GAP) | (gap_b < 0)
    if of is not None:
        apart |= of[1:] != of[:-1]
    return np.concatenate(([0], np.cumsum(apart))).astype(np.intp)


def judge(signs: Signs) -> float:
    """Return the confidence, 0 to 1, that words were carried.

    >>> judge(Signs(beyond=60, longest=25, share=0.5)) > 0.95 > 0.1 > judge(Signs(3, 7, 0.1))
    True
    """
    odds = (
        WEIGHTS.beyond * math.log1p(signs.beyond)
        + WEIGHTS.longest * math.log1p(signs.longest)
        + WEIGHTS.share * math.log(signs.share + 0.01)
        + WEIGHTS.constant
    )
    return 1.0 / (1.0 + math.exp(-max(min(odds, 30.0), -30.0)))
