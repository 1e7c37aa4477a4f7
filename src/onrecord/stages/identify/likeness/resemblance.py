"""How much two words resemble each other, in several ways, many pairs of words at a time."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import JaroWinkler, Levenshtein
from rapidfuzz.process import cpdist

from onrecord.stages.identify.likeness.vectors import TokenVectors
from onrecord.stages.identify.likeness.words import Word
from onrecord.text.names.parts import PartKind

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

#: The columns of `resemblances`.
CHANNELS = ("likely", "beginning", "letters", "fine", "broad", "vector", "given")
_WIDTH = len(CHANNELS)
#: Stands for the script of a join.
_NO_VECTOR = 100
#: Pairs of vectors multiplied at a time.
_AT_ONCE = 4096
#: What a vector's length is in whole numbers.
_ONE = 256
#: Words whose vectors are kept, 128 bytes each.
_MOST_KNOWN = 1 << 17
#: How much of the likeness of two words is learned. From .2 to .6 cross-validation does not tell them apart.
_LEARNED = 0.4
#: How likely two known spellings or short forms of one given name are one.
_GIVEN = 0.9
_KNOWN: dict[str, NDArray[np.int16]] = {}


def _likeness(scorer: object, ones: Sequence[str], others: Sequence[str]) -> Floats:
    return np.asarray(cpdist(ones, others, scorer=scorer, dtype=np.float32))  # type: ignore[arg-type]


def resemblances(words: Sequence[Word], ones: Ints, others: Ints) -> Floats:
    """Return one row of `CHANNELS` for each pair of words: from 0 to 1, `vector` and `given` from -1 to 1.

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
        letters[again] = np.maximum(letters[again], _likeness(Levenshtein.normalized_similarity, left, right))
    fine = score(Levenshtein.normalized_similarity, fines)
    wide = score(Levenshtein.normalized_similarity, broads)
    abjad = np.array([word.is_abjad for word in words], dtype=bool)
    unvowelled = abjad[ones] ^ abjad[others]
    written = np.where(
        unvowelled,
        0.25 * beginning + 0.1 * letters + 0.4 * fine + 0.25 * wide,
        0.4 * beginning + 0.35 * letters + 0.25 * fine,
    ).astype(np.float32)
    # Within one script letters tell as much as vectors do, and cost less; a join is no word that vectors know.
    scripts = np.array([_NO_VECTOR if word.is_join else word.script for word in words], dtype=np.int8)
    across = (scripts[ones] != scripts[others]) & (np.maximum(scripts[ones], scripts[others]) != _NO_VECTOR)
    vector = written.copy()
    vector[across] = _cosines(words, ones[across], others[across])
    likely = ((1 - _LEARNED) * written + _LEARNED * np.maximum(vector, 0)).astype(np.float32)
    givens = np.array([word.given for word in words], dtype=np.int32)
    both = (givens[ones] > 0) & (givens[others] > 0)
    one_name = both & (givens[ones] == givens[others])
    likely[one_name] = np.maximum(likely[one_name], _GIVEN)
    given = one_name.astype(np.float32) - (both & ~one_name)
    kinds = np.array([word.kind for word in words], dtype=np.int8)
    short = (kinds[ones] == PartKind.INITIAL) | (kinds[others] == PartKind.INITIAL)
    heads = np.array([ord(word.latin[0]) for word in words], dtype=np.int32)
    likely[short] = np.where(heads[ones] == heads[others], 0.75, 0.0)[short]
    numbers = (kinds[ones] == PartKind.NUMBER) | (kinds[others] == PartKind.NUMBER)
    likely[numbers] = np.where(letters == 1.0, 1.0, 0.0)[numbers]
    out[:, 5], out[:, 6] = vector, given
    out[:, 0], out[:, 1], out[:, 2], out[:, 3], out[:, 4] = likely, beginning, letters, fine, wide
    return out


def _cosines(words: Sequence[Word], ones: Ints, others: Ints) -> Floats:
    """Return the likeness of the vectors of pairs of words, from -1 to 1."""
    used, places = np.unique(np.concatenate([ones, others]), return_inverse=True)
    vectors = _vectors([words[at].text for at in used.tolist()])
    first, second = places[: len(ones)], places[len(ones) :]
    out = np.empty(len(ones), dtype=np.float32)
    for start in range(0, len(ones), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        out[part] = np.einsum("ij,ij->i", vectors[first[part]], vectors[second[part]])
    return out / np.float32(_ONE * _ONE)


def _vectors(texts: Sequence[str]) -> Floats:
    """Return the vectors of words in whole numbers, whose products add up exactly in any order."""
    net = TokenVectors.load()
    missing = [text for text in dict.fromkeys(texts) if text not in _KNOWN]
    if len(_KNOWN) + len(missing) > _MOST_KNOWN:
        _KNOWN.clear()
        missing = list(dict.fromkeys(texts))
    _KNOWN.update(zip(missing, np.rint(net.of(missing) * np.float32(_ONE)).astype(np.int16), strict=True))
    return np.array([_KNOWN[text] for text in texts], dtype=np.float32).reshape(-1, net.width)
