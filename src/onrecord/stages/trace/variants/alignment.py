"""Two wordings word by word: which word of the one is which of the other."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import JaroWinkler, LCSseq
from rapidfuzz.process import cdist

from onrecord.stages.trace.variants.said import Word

Weights = NDArray[np.float32]

#: Pairs of words that are weighed; two longer wordings are aligned by equal words alone.
_MOST_PAIRS = 4_000_000
#: Words on each side of a pair that speak for it where they are the same too.
_AROUND = 3
#: What a pair counts that stands alone, of its weight.
_ALONE = 0.3
#: Weight of the words around that speaks for a pair fully.
_COMPANY = 0.8
#: Words of spellings that are this alike are one word spelled in two ways: Haniya, Haniyeh.
_ALIKE = 0.9
_ALIKE_CHARS = 3
#: A stretch ends where both go on with more weight than this in words of their own: about two rare words; or where one
#: leaves out more words than this of the other.
_BETWEEN_WEIGHT, _GAP_WORDS = 2.2, 60
#: Where one leaves something out, the other may have so much of its own there: a small word or two.
_OMITTED_BESIDE = 0.25
#: A stretch counts with so much weight, one rare word with a run of small ones; and where no more than as much
#: again stands between its words.
_STRETCH_WEIGHT, _DENSE = 1.2, 0.5


def align_words(
    one: Sequence[Word], other: Sequence[Word], weights: Weights, other_weights: Weights
) -> list[tuple[int, int]]:
    """Return which word of one wording is which of the other, as places in both, in order.

    Words count by their weight, and less where none of their neighbours are the same: so a run of the same words
    goes before the same number of small words found here and there. Stretches of next to no weight are left out.

    Args:
        one: The words of the one.
        other: Of the other.
        weights: How much each word of the one counts.
        other_weights: Of the other.
    """
    if not one or not other:
        return []
    if len(one) * len(other) > _MOST_PAIRS:
        pairs = [
            (block.a + i, block.b + i)
            for block in LCSseq.editops([w.key for w in one], [w.key for w in other]).as_matching_blocks()
            for i in range(block.size)
        ]
    else:
        pairs = _best_path(_in_company(same_words(one, other, weights, other_weights)))
    return _stretches(pairs, weights, other_weights)


def same_words(
    one: Sequence[Word], other: Sequence[Word], weights: Weights, other_weights: Weights
) -> NDArray[np.float32]:
    """Return for each word of the one (row) and each of the other (column) what they count as the same, 0 for not."""
    numbers: dict[str, int] = {}
    rows = np.array([numbers.setdefault(word.key, len(numbers)) for word in one], dtype=np.int32)
    columns = np.array([numbers.setdefault(word.key, len(numbers)) for word in other], dtype=np.int32)
    least = np.minimum(weights[:, None], other_weights[None, :])
    same: NDArray[np.float32] = np.where(rows[:, None] == columns[None, :], least, 0).astype(np.float32)
    for a, b in _spelled_alike({w.key for w in one}, {w.key for w in other}):
        at_a, at_b = np.flatnonzero(rows == numbers[a]), np.flatnonzero(columns == numbers[b])
        same[np.ix_(at_a, at_b)] = least[np.ix_(at_a, at_b)] * _ALIKE
    return same


def _spelled_alike(one: set[str], other: set[str]) -> list[tuple[str, str]]:
    """Return words of both that are not the same, and spelled alike."""
    left = sorted(key for key in one - other if len(key) >= _ALIKE_CHARS and not key.isdigit())
    right = sorted(key for key in other - one if len(key) >= _ALIKE_CHARS and not key.isdigit())
    if not left or not right:
        return []
    scores = cdist(left, right, scorer=JaroWinkler.normalized_similarity, score_cutoff=_ALIKE)
    return [(left[i], right[j]) for i, j in zip(*np.nonzero(scores), strict=True)]


def _in_company(same: NDArray[np.float32]) -> NDArray[np.float32]:
    around = np.zeros_like(same)
    for step in range(1, _AROUND + 1):
        if step < min(same.shape):
            around[step:, step:] += same[:-step, :-step]
            around[:-step, :-step] += same[step:, step:]
    counted: NDArray[np.float32] = same * (_ALONE + (1 - _ALONE) * np.minimum(around / _COMPANY, 1))
    return counted


def _best_path(same: NDArray[np.float32]) -> list[tuple[int, int]]:
    """Return the pairs of the heaviest path through what is the same, in the order of both."""
    rows, columns = same.shape
    best = np.zeros((rows + 1, columns + 1), dtype=np.float32)
    for i in range(rows):
        here = np.maximum(best[i, 1:], best[i, :-1] + same[i])
        best[i + 1, 1:] = np.maximum.accumulate(here)
    pairs: list[tuple[int, int]] = []
    i, j = rows, columns
    while i and j:
        if best[i, j] == best[i - 1, j]:
            i -= 1
        elif best[i, j] == best[i, j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((i, j))
    pairs.reverse()
    return pairs


def _stretches(
    pairs: Sequence[tuple[int, int]], weights: Weights, other_weights: Weights
) -> list[tuple[int, int]]:
    """Return the pairs of those stretches that count: parted where both wordings go on in words of their own."""
    before, other_before = _sums(weights), _sums(other_weights)
    kept: list[tuple[int, int]] = []
    stretch: list[tuple[int, int]] = []
    own = held = 0.0
    for pair in pairs:
        i, j = pair
        if stretch:
            last_i, last_j = stretch[-1]
            less, more = sorted((before[i] - before[last_i + 1], other_before[j] - other_before[last_j + 1]))
            # What only one has is left out or added; what both have of their own speaks against the stretch.
            between = less if less < _OMITTED_BESIDE else (less + min(more, _BETWEEN_WEIGHT)) / 2
            if less > _BETWEEN_WEIGHT or max(i - last_i, j - last_j) > _GAP_WORDS:
                kept += _if_dense(stretch, held, own)
                stretch, own, held = [], 0.0, 0.0
            else:
                own += between
        stretch.append(pair)
        held += min(weights[i], other_weights[j])
    return kept + _if_dense(stretch, held, own)


def _if_dense(stretch: list[tuple[int, int]], held: float, own: float) -> list[tuple[int, int]]:
    return stretch if held >= _STRETCH_WEIGHT and held >= _DENSE * (held + own) else []


def _sums(weights: Weights) -> list[float]:
    return [0.0, *np.cumsum(weights, dtype=np.float64).tolist()]
