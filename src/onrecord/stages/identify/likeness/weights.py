"""How much a word tells: a rare family name much, a common given name little, a title next to nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from zlib import crc32

import numpy as np

from onrecord.stages.identify.likeness.spelling import consonants, plain
from onrecord.stages.identify.likeness.words import Word
from onrecord.text.names.parts import PartKind

#: In the order of `PartKind`.
_BY_KIND = (1.0, 0.35, 0.15, 0.15, 0.1, 0.8)
_WORD = int(PartKind.WORD)


def word_key(word: Word) -> int:
    """Return the number under which a word's frequency is kept: of its consonants, so that all spellings share it."""
    return crc32(word.fine.encode())


@dataclass(frozen=True, slots=True)
class Weights:
    """Return how much words tell.

    Attributes:
        known: By `word_key`, 0 to 1: how much a common word tells. All others tell 1.
    """

    known: Mapping[int, float]

    @classmethod
    def load(cls) -> "Weights":
        """Return those that the package brings, read once.

        >>> weights = Weights.load()
        >>> weights.of_text("Mohammed") == weights.of_text("محمد") < weights.of_text("Lindqvist")
        True
        """
        return _shipped()

    def of_text(self, word: str) -> float:
        """Return how much a word tells that is not a title, an initial or a number, 0 to 1."""
        return self.known.get(crc32(consonants(plain(word.casefold())).encode()), 1.0)

    def of(self, word: Word) -> float:
        """Return how much a word tells, 0 to 1."""
        if word.kind == _WORD:
            return self.known.get(word_key(word), 1.0)
        return _BY_KIND[word.kind]


@cache
def _shipped() -> Weights:
    path = files("onrecord").joinpath("data", "models", "names", "pairs.npz")
    with path.open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
        keys, values = arrays["word_keys"].tolist(), arrays["word_weights"].astype(np.float32) / 255
    return Weights(dict(zip(keys, values.tolist(), strict=True)))
