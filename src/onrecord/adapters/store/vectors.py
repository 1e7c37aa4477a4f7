"""A text as PostgreSQL tsvectors, made here so that its words are the ones SQLite holds.

A tsvector holds 1 MiB, 16,383 positions and 256 places of one word, and drops
silently what is beyond: a long text is therefore cut into parts that overlap
by a phrase, each well inside these limits.
"""

from onrecord.adapters.store.words import PHRASE_WORDS, bare_words_of, words_of

#: Well below PostgreSQL's 16,383 positions, 256 places and 1,048,575 bytes.
PART_WORDS = 16_000
PLACES_OF_ONE_WORD = 250
PART_BYTES = 700_000
#: What a word's entry and one place of it take beside its letters, at most.
_ENTRY_BYTES = 8


class _Part:
    """Return one tsvector in the making."""

    __slots__ = ("bytes", "count", "places")

    def __init__(self) -> None:
        self.places: dict[str, list[int]] = {}
        self.count = 0
        self.bytes = 0

    def takes(self, word: str) -> bool:
        """Return whether there is room for one more place of `word`."""
        return (
            self.count < PART_WORDS
            and self.bytes < PART_BYTES
            and len(self.places.get(word, ())) < PLACES_OF_ONE_WORD
        )

    def add(self, word: str) -> None:
        """Put `word` at the next place."""
        self.count += 1
        self.bytes += _ENTRY_BYTES + (0 if word in self.places else len(word.encode()))
        self.places.setdefault(word, []).append(self.count)

    def add_bare(self, word: str) -> None:
        """Put `word` at no place: found by itself, never in a phrase."""
        if word not in self.places:
            self.places[word] = []
            self.bytes += _ENTRY_BYTES + len(word.encode())

    def vector(self) -> str:
        """Return the text of the tsvector."""
        return " ".join(
            f"'{word}':{','.join(map(str, places))}" if places else f"'{word}'"
            for word, places in self.places.items()
        )


def vectors(text: str) -> list[str]:
    """Return `text` as tsvector literals, one for each part; one empty one where it has no word.

    >>> vectors("Rockets fell; the rockets’ makers")
    ["'rockets':1,4 'fell':2 'the':3 'makers':5"]
    """
    parts = [_Part()]
    words = words_of(text)
    start = 0
    for i, word in enumerate(words):
        if not parts[-1].takes(word):
            parts.append(_Part())
            # At least one new word per part, however often the last ones repeat.
            for again in words[max(start + 1, i - PHRASE_WORDS + 1) : i]:
                parts[-1].add(again)
            start = i
        parts[-1].add(word)
    for word in sorted(set(bare_words_of(text))):
        if parts[-1].bytes >= PART_BYTES:
            parts.append(_Part())
        parts[-1].add_bare(word)
    return [part.vector() for part in parts]
