"""Where a phrase of a table can stand in a text: its words are looked up, and a pattern is tried there alone."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from onrecord.model import Span
from onrecord.stages.trace.words import Words, split_words

#: Of a table by the last sixteen bits of a word's hash: two words that share a place cost a look, and no more.
_SLOTS = 1 << 16
#: White space in a row that is looked back over from a verb to the name before it, and characters at most: a name of
#: seven words with six small ones between, and "the".
_MOST_GAPS = 15
_LONGEST_BEFORE = 600
#: Characters of a verb of several words and of what tells that it ends.
_LONGEST_VERB = 200


class Cues:
    """Tell where a text may hold any phrase of some tables, by the first two words of each.

    A pattern of a hundred phrases looks at every character of a text; news hold one or two of them.

    Args:
        tables: Eight at most.
    """

    def __init__(self, *tables: Iterable[str]) -> None:
        self._count = len(tables)
        self._alone, self._first, self._second = (np.zeros(_SLOTS, dtype=np.uint8) for _ in range(3))
        for number, phrases in enumerate(tables):
            for phrase in phrases:
                first, *rest = (split_words(phrase).hashes % _SLOTS).tolist()
                if rest:
                    self._first[first] |= 1 << number
                    self._second[rest[0]] |= 1 << number
                else:
                    self._alone[first] |= 1 << number

    def places(self, texts: Sequence[Words]) -> list[tuple[list[int], ...]]:
        """Return for each text, for each table, where such words begin, in order; not all of them begin a phrase.

        >>> cues = Cues(["according to", "citing"], ["told"])
        >>> cues.places([split_words("Citing her, not him: according to the port")])
        [([0, 21], [])]
        """
        slots = np.concatenate([words.hashes for words in texts]).astype(np.uint16)
        begins = self._alone[slots]
        begins[:-1] |= self._first[slots[:-1]] & self._second[slots[1:]]
        held = np.flatnonzero(begins)
        ends = np.cumsum([len(words) for words in texts])
        whose = np.searchsorted(ends, held, side="right").tolist()
        found: list[tuple[list[int], ...]] = [tuple([] for _ in range(self._count)) for _ in texts]
        for at, text, which in zip(held.tolist(), whose, begins[held].tolist(), strict=True):
            words = texts[text]
            start = int(words.starts[at - int(ends[text]) + len(words)])
            for number in range(self._count):
                if which >> number & 1:
                    found[text][number].append(start)
        return found


def matches_at(
    pattern: re.Pattern[str], text: str, within: Span, places: Sequence[int]
) -> Iterator[re.Match[str]]:
    """Yield what `pattern.finditer` would in a stretch, where a match can begin only at one of `places`.

    Args:
        pattern: Begins with a phrase.
        text: The text.
        within: The stretch.
        places: Where such phrases may begin in the text, in order.
    """
    last = within.start
    for at in between(places, within):
        match = pattern.match(text, at, within.end) if at >= last else None
        if match:
            last = match.end()
            yield match


def matches_before(
    pattern: re.Pattern[str], text: str, within: Span, places: Sequence[int]
) -> Iterator[re.Match[str]]:
    """Yield what `pattern.finditer` would in a stretch, where a match ends in a phrase that begins at one of `places`.

    Args:
        pattern: A name, then a phrase.
        text: The text.
        within: The stretch.
        places: Where such phrases may begin in the text, in order.
    """
    last = within.start
    for at in between(places, within):
        if at < last:
            continue
        before = text[max(last, at - _LONGEST_BEFORE) : at]
        parts = before.rsplit(None, _MOST_GAPS)
        start = at - len(before) + (len(parts[0]) if len(parts) > _MOST_GAPS else 0)
        match = pattern.search(text, start, min(within.end, at + _LONGEST_VERB))
        if match:
            last = match.end()
            yield match


def between(places: Sequence[int], within: Span) -> Sequence[int]:
    """Return those of `places`, which are in order, that lie in a stretch."""
    return places[bisect_left(places, within.start) : bisect_left(places, within.end)] if places else ()
