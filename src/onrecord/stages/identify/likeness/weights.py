"""How much a word tells: a rare family name much, a common given name little, a title next to nothing."""

from dataclasses import dataclass
from zlib import crc32

from onrecord.stages.identify.likeness.words import Word
from onrecord.text.names.parts import PartKind

_BY_KIND = {
    PartKind.WORD: 1.0,
    PartKind.INITIAL: 0.35,
    PartKind.TITLE: 0.15,
    PartKind.PARTICLE: 0.15,
    PartKind.SUFFIX: 0.1,
    PartKind.NUMBER: 0.8,
}


def word_key(word: Word) -> int:
    """Return the number under which a word's frequency is kept: of its consonants, so that all spellings share it."""
    return crc32(word.fine.encode()) & 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Weights:
    """Return how much words tell.

    Attributes:
        known: By `word_key`, 0 to 1: how much a common word tells. All others tell 1.
    """

    known: dict[int, float]

    def of(self, word: Word) -> float:
        """Return how much a word tells, 0 to 1."""
        base = _BY_KIND[PartKind(word.kind)]
        if word.kind != PartKind.WORD:
            return base
        return base * self.known.get(word_key(word), 1.0)
