"""A text as PostgreSQL tsvectors, made here so that its words are the ones SQLite holds.

A tsvector holds 1 MiB, 16,383 positions and 256 places of one word, and drops
silently what is beyond: a long text is therefore cut into parts that overlap
by a phrase, each well inside these limits.
"""

from collections import deque
from collections.abc import Iterator

from onrecord.adapters.store.words import PHRASE_WORDS, without_particles, words_of

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

    def takes(self, forms: tuple[str, ...]) -> bool:
        """Return whether there is room for one more place with these forms of a word."""
        return (
            self.count < PART_WORDS
            and self.bytes < PART_BYTES
            and all(len(self.places.get(form, ())) < PLACES_OF_ONE_WORD for form in forms)
        )

    def add(self, forms: tuple[str, ...]) -> None:
        """Put the forms of a word at the next place."""
        self.count += 1
        for form in forms:
            self.bytes += _ENTRY_BYTES + (0 if form in self.places else len(form.encode()))
            self.places.setdefault(form, []).append(self.count)

    def vector(self) -> str:
        """Return the text of the tsvector."""
        return " ".join(f"'{word}':{','.join(map(str, places))}" for word, places in self.places.items())


def vectors(text: str) -> list[str]:
    """Return `text` as tsvector literals, one for each part; one empty one where it has no word.

    >>> vectors("Selm’s rockets fell; the rockets")
    ["'selms':1 'selm':1 'rockets':2,5 'fell':3 'the':4"]
    """
    done: list[str] = []
    part = _Part()
    recent: deque[tuple[str, ...]] = deque(maxlen=PHRASE_WORDS - 1)
    for forms in _forms(text):
        if not part.takes(forms):
            done.append(part.vector())
            part = _Part()
            for again in recent:  # far from filling a part, so each takes new words
                part.add(again)
        part.add(forms)
        recent.append(forms)
    return [*done, part.vector()]


def _forms(text: str) -> Iterator[tuple[str, ...]]:
    """Yield each word of `text` in the forms it can be found by: as it is, and without particles."""
    without = without_particles(text)
    whole = words_of(text)
    bare = whole if without == text else words_of(without)
    if len(whole) == len(bare):
        yield from ((a,) if a == b else (a, b) for a, b in zip(whole, bare, strict=True))
    else:  # beside scripts that are cut by the character: one after the other then
        yield from ((word,) for word in [*whole, *bare])
