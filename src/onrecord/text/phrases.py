"""Whether listed phrases may stand in some words: a quick look that saves a slow one."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Self

_WORD = re.compile(r"\w+")
#: The Turkish letters that `re.IGNORECASE` takes for an "i" and `casefold` does not.
_TURKISH = str.maketrans("ıİ", "ii")


def vocabulary_of(words: str) -> frozenset[str]:
    """Return the words of a stretch of text, without order, folded so that equal but for case is equal.

    Whatever `re.IGNORECASE` takes for the same word is the same here.

    >>> sorted(vocabulary_of("The Q&A, the op-ed"))
    ['a', 'ed', 'op', 'q', 'the']
    """
    if "ı" in words or "İ" in words:
        words = words.translate(_TURKISH)
    return frozenset(_WORD.findall(words.casefold()))


@dataclass(frozen=True, slots=True)
class Phrases:
    """Return phrases made ready to be looked for as whole words, in any case and with any gaps.

    A pattern of hundreds of alternatives is tried at every place of a text; most
    sentences do not even hold the words that any of them is made of.

    Attributes:
        needs: The words of each phrase, by the longest of them.

    >>> outlets = Phrases.of(["Kesh Mail", "The Kesh Post"])
    >>> outlets.may_stand_in(vocabulary_of("told the Kesh Post"))
    True
    >>> outlets.may_stand_in(vocabulary_of("sent by mail, he said in a post"))
    False
    """

    _keys: frozenset[str] = field(repr=False)
    needs: Mapping[str, tuple[frozenset[str], ...]] = field(repr=False)

    @classmethod
    def of(cls, phrases: Iterable[str]) -> Self:
        """Return the phrases, ready; each must hold a word."""
        needs: dict[str, list[frozenset[str]]] = {}
        for phrase in phrases:
            words = vocabulary_of(phrase)
            # The longest word of a phrase is most likely its rarest.
            needs.setdefault(max(words, key=lambda w: (len(w), w)), []).append(words)
        return cls(frozenset(needs), MappingProxyType({key: tuple(found) for key, found in needs.items()}))

    @classmethod
    def union(cls, several: Iterable[Self]) -> Self:
        """Return the phrases of several, as one."""
        needs: dict[str, tuple[frozenset[str], ...]] = {}
        for phrases in several:
            for key, found in phrases.needs.items():
                needs[key] = (*needs.get(key, ()), *found)
        return cls(frozenset(needs), MappingProxyType(needs))

    def may_stand_in(self, vocabulary: frozenset[str]) -> bool:
        """Return False where none of the phrases stands in the words; True where one may.

        Args:
            vocabulary: Of the words, from `vocabulary_of`.
        """
        if self._keys.isdisjoint(vocabulary):
            return False
        return any(words <= vocabulary for key in self._keys & vocabulary for words in self.needs[key])
