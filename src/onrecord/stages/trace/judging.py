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


def read_signs(runs: Runs, weights_b: NDArray[np.float64], shorter: int) -> Signs:
    """Return the signs of a pair.

    Args:
        runs: What it shares.
        weights_b: How much each word of the second counts.
        shorter: How many words the shorter report has.
    """
    if not len(runs):
        return Signs(0.0, 0.0, 0.0)
    total = np.concatenate(([0.0], np.cumsum(weights_b)))
    counted = total[runs.b + runs.lengths] - total[runs.b]
    words = int(runs.lengths[runs.lengths > SHORT].sum())
    if words >= max(_MOST_OF * shorter, _WHOLE_WORDS):
        # The same text all through, however many carry it.
        counted = runs.lengths.astype(np.float64)
    stretch = number_stretches(runs)
    beyond = np.maximum(np.bincount(stretch, weights=counted) - SHORT, 0.0).sum()
    return Signs(float(beyond), float(counted.max()), float(counted.sum()) / max(shorter, 1))


def number_stretches(runs: Runs) -> NDArray[np.intp]:
    """Return for each run the number of the stretch that it belongs to, in the order of the first report."""
    gap_a = runs.a[1:] - (runs.a[:-1] + runs.lengths[:-1])
    gap_b = runs.b[1:] - (runs.b[:-1] + runs.lengths[:-1])
    apart = (gap_a > _GAP) | (gap_b > _GAP) | (gap_b < 0)
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
