"""Where the words of a query stand in a canonical text."""

import re
import unicodedata
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from onrecord.adapters.store.words import WORD_CHARS, Phrase, whole_words_of, without_particles
from onrecord.text.fold import fold

#: About three lines of a terminal; the match stands after the first third.
EXCERPT_CHARS = 240
#: How far a cut may move to fall between words.
_REACH_CHARS = 24

#: What is walked around a place where a match is likely to stand.
_BEFORE_CHARS, _AFTER_CHARS = 160, EXCERPT_CHARS + 2 * _REACH_CHARS
#: Places that are tried before the whole text is walked.
_TRIED = 3

_CHUNK = re.compile(r"\S+")
#: One word with whatever signs around it: what folding would give by a longer way.
_ONE_WORD = re.compile(r"[^\w]*(\w+)[^\w]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Place:
    """Return one word of the index, in each form that it can be found by, and where it stands."""

    forms: frozenset[str]
    start: int
    end: int


def excerpt(text: str, phrases: tuple[Phrase, ...]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the text around the first match of any of `phrases`, and where matching words stand in it.

    Args:
        text: A canonical text.
        phrases: Words as the index holds them.

    Returns:
        A cut of `text`, unchanged, of about `EXCERPT_CHARS` code points (more
        where the match itself is longer), and `(start, end)` of each matching
        word in it, in order. The start of the text and no matches where no
        phrase stands in it.

    >>> excerpt("The Na’im report.", (("naim",),))
    ('The Na’im report.', ((4, 9),))
    """
    found: set[tuple[int, int]] = set()
    first: tuple[int, int] | None = None
    stop = len(text)
    for match in _matches(text, phrases) if phrases else ():
        if first is None:
            first = (match[0].start, match[-1].end)
            stop = _edge(text, max(first[1], first[0] + EXCERPT_CHARS * 2 // 3), 1)
        if match[0].start >= stop:
            break
        found.update((place.start, place.end) for place in match)
    start = 0 if first is None else _edge(text, first[0] - EXCERPT_CHARS // 3, -1)
    if first is None:
        stop = _edge(text, EXCERPT_CHARS, 1)
    inside = sorted((s - start, e - start) for s, e in found if start <= s and e <= stop)
    return text[start:stop], tuple(inside)


def quick_excerpt(text: str, phrases: tuple[Phrase, ...]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the same from around a place where a phrase stands as it was asked for, without walking all before it.

    Where none stands so (it has accents, say) the text is walked. What it shows may be another match than the first.

    >>> quick_excerpt("word " * 2_000 + "rockets here", (("rockets",),))[0][-12:]
    'rockets here'
    """
    if not phrases:
        return text[: _edge(text, EXCERPT_CHARS, 1)], ()
    lowered = text.lower()
    if len(lowered) == len(text):
        likely = (re.search(rf"\b{max(phrase, key=len)}\b", lowered) for phrase in phrases)
        for at in sorted(found.start() for found in likely if found)[:_TRIED]:
            first = _edge(text, at - _BEFORE_CHARS, -1)
            shown = excerpt(text[first : _edge(text, at + _AFTER_CHARS, 1)], phrases)
            if shown[1]:
                return shown
    return excerpt(text, phrases)


def _edge(text: str, at: int, step: int) -> int:
    """Return the nearest place from `at` on (`step` 1) or back (-1) where a word ends or starts."""
    if at <= 0:
        return 0
    for i in range(at, min(max(at + step * _REACH_CHARS, 0), len(text)), step):
        if text[i if step > 0 else i - 1].isspace():
            return i
    return min(at, len(text))


def _matches(text: str, phrases: tuple[Phrase, ...]) -> Iterator[tuple[_Place, ...]]:
    """Yield every place where one of `phrases` stands, by its end."""
    window: deque[_Place] = deque(maxlen=max(map(len, phrases), default=1))
    for place in _places(text):
        window.append(place)
        recent = tuple(window)
        for phrase in phrases:
            tail = recent[-len(phrase) :]
            if len(tail) == len(phrase) and all(
                word in place.forms for word, place in zip(phrase, tail, strict=True)
            ):
                yield tail


def _places(text: str) -> Iterator[_Place]:
    """Yield the words of `text`, as `words_of` gives them, with their places."""
    for match in _CHUNK.finditer(text):
        chunk, at = match[0], match.start()
        one = _ONE_WORD.fullmatch(chunk) if chunk.isascii() else None
        if one:
            word = one[1].lower()[:WORD_CHARS]
            yield _Place(frozenset({word}), at + one.start(1), at + one.end(1))
            continue
        words = whole_words_of(chunk)
        if not words:
            continue
        if len(words[0]) == len(chunk) and chunk.isascii():
            yield _Place(frozenset({words[0][:WORD_CHARS]}), at, match.end())
        else:
            yield from _places_inside(chunk, words, at)


def _places_inside(chunk: str, words: list[str], at: int) -> Iterator[_Place]:
    """Yield each word of a chunk, found by counting: folding is done character by character."""
    bare = whole_words_of(without_particles(chunk))
    if len(bare) != len(words):
        bare = words
    folded_so_far = list(accumulate(len(fold(char).replace(" ", "")) for char in chunk))
    done = 0
    for word, short in zip(words, bare, strict=True):
        start = bisect_right(folded_so_far, done)
        done += len(word)
        end = min(bisect_right(folded_so_far, done - 1) + 1, len(chunk))
        while end < len(chunk) and unicodedata.combining(chunk[end]):
            end += 1  # a mark belongs to the letter before it
        yield _Place(frozenset({word[:WORD_CHARS], short[:WORD_CHARS]}), at + start, at + end)
