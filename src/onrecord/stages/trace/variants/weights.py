"""How much a word counts when two statements are compared: rare ones tell, common ones do not."""

import math
from collections.abc import Iterable, Mapping
from functools import cache

import numpy as np
from numpy.typing import NDArray

from onrecord.stages.trace.variants.said import Said, Word, is_small

#: Statements of a desk that are counted for a word: one that more hold is as common as any.
COUNTED = 2_000
#: What a word counts that stands in so many statements, and what one of the small words does.
_COMMON, _SMALL = 0.3, 0.08


def word_weight(word: str, counts: Mapping[str, int]) -> float:
    """Return how much a folded word counts, 0 to 1.

    Args:
        word: The word.
        counts: In how many statements words stand, counted no further than `COUNTED`.

    >>> word_weight("the", {}), word_weight("quay", {"quay": 1}), word_weight("harbour", {"harbour": 2_000})
    (0.08, 1.0, 0.3)
    """
    if is_small(word):
        return _SMALL
    return _weight_of(min(max(counts.get(word, 1), 1), COUNTED))


def weights_of(words: Iterable[Word], counts: Mapping[str, int]) -> NDArray[np.float32]:
    """Return how much each of some words counts."""
    return np.array([word_weight(word.word, counts) for word in words], dtype=np.float32)


def rarest(
    said: Said, counts: Mapping[str, int], *, most: int, stretch: int = 40, each: int = 4
) -> list[str]:
    """Return the words of a statement by which others that hold a part of it are found, the rarest first.

    Of every stretch of it some, so that a quotation of any sentence holds a few of them.

    Args:
        said: The statement.
        counts: In how many statements its words stand; a word that is missing is taken for rare.
        most: How many words at most.
        stretch: Of how many words.
        each: How many of each stretch.
    """
    found: dict[str, int] = {}
    for start in range(0, len(said.words), stretch):
        some = {word.word for word in said.words[start : start + stretch] if not is_small(word.word)}
        for word in sorted(some, key=lambda one: (counts.get(one, 1), -len(one), one))[:each]:
            found.setdefault(word, counts.get(word, 1))
    return sorted(found, key=lambda one: (found[one], -len(one), one))[:most]


@cache
def _weight_of(held: int) -> float:
    """Return what a word counts that so many statements hold, 1 to `COUNTED`."""
    return round(1 - (1 - _COMMON) * math.log(held) / math.log(COUNTED), 4)
