"""How much two words resemble each other, in several ways, many pairs of words at a time."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import JaroWinkler, Levenshtein
from rapidfuzz.process import cpdist

from onrecord.stages.identify.likeness.words import Word
from onrecord.text.names.parts import PartKind

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

#: The columns of `resemblances`.
CHANNELS = ("likely", "beginning", "letters", "fine", "broad")
_WIDTH = len(CHANNELS)


def _likeness(scorer: object, ones: Sequence[str], others: Sequence[str]) -> Floats:
    return np.asarray(cpdist(ones, others, scorer=scorer, dtype=np.float32))  # type: ignore[arg-type]


def resemblances(words: Sequence[Word], ones: Ints, others: Ints) -> Floats:
    """Return one row of `CHANNELS` for each pair of words, each from 0 to 1.

    Args:
        words: All words.
        ones: Of each pair the first, as a place in `words`.
        others: Of each pair the second.
    """
    out = np.zeros((len(ones), _WIDTH), dtype=np.float32)
    if not len(ones):
        return out
    latins = [word.latin for word in words]
    fines = [word.fine for word in words]
    broads = [word.broad for word in words]
    first, second = ones.tolist(), others.tolist()

    def score(scorer: object, texts: Sequence[str]) -> Floats:
        return _likeness(scorer, [texts[at] for at in first], [texts[at] for at in second])

    beginning = score(JaroWinkler.normalized_similarity, latins)
    letters = score(Levenshtein.normalized_similarity, latins)
    has_article = np.array([word.full != word.latin for word in words], dtype=bool)
    again = np.flatnonzero(has_article[ones] | has_article[others])
    if len(again):
        fulls = [word.full for word in words]
        left = [fulls[at] for at in ones[again].tolist()]
        right = [fulls[at] for at in others[again].tolist()]
        beginning[again] = np.maximum(
            beginning[again], _likeness(JaroWinkler.normalized_similarity, left, right)
        )
        letters[again] = np.maximum(
            letters[again], _likeness(Levenshtein.normalized_similarity, left, right)
        )
    fine = score(Levenshtein.normalized_similarity, fines)
    wide = score(Levenshtein.normalized_similarity, broads)
    abjad = np.array([word.is_abjad for word in words], dtype=bool)
    unvowelled = abjad[ones] ^ abjad[others]
    likely = np.where(
        unvowelled,
        0.25 * beginning + 0.1 * letters + 0.4 * fine + 0.25 * wide,
        0.4 * beginning + 0.35 * letters + 0.25 * fine,
    ).astype(np.float32)
    kinds = np.array([word.kind for word in words], dtype=np.int8)
    short = (kinds[ones] == PartKind.INITIAL) | (kinds[others] == PartKind.INITIAL)
    heads = np.array([ord(word.latin[0]) for word in words], dtype=np.int32)
    likely[short] = np.where(heads[ones] == heads[others], 0.75, 0.0)[short]
    numbers = (kinds[ones] == PartKind.NUMBER) | (kinds[others] == PartKind.NUMBER)
    likely[numbers] = np.where(letters == 1.0, 1.0, 0.0)[numbers]
    out[:, 0], out[:, 1], out[:, 2], out[:, 3], out[:, 4] = likely, beginning, letters, fine, wide
    return out
