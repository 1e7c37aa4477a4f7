"""Words of a name that were folded for comparing, as they stand in it: for a person to read."""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from onrecord.text.fold import squeeze
from onrecord.text.names.words import fold_word

_MANY = 4_096
#: No name is longer; what follows is left out.
_MOST_CHARS = 400
#: They join or part the letters of a word.
_JOINERS = "\u200c\u200d"
#: Letters of an article that folding may have left out between two words that it put together: "Abd al-Rahman".
_ARTICLE = 2


class _Letters(NamedTuple):
    """Return a name's letters and digits, folded, and where each stands in the name."""

    text: str
    places: list[int]


def as_written(name: str, folded: Iterable[str]) -> list[str]:
    """Return words of a name as they stand in it, whole words with what joins them.

    Args:
        name: The name.
        folded: Words of it in their order, without case and marks, some perhaps put together or without their article.
            One that is not found there stays as it is.

    >>> as_written("The Zionist Régime of Na’im", ["zionistregime", "naim"])
    ['Zionist Régime', 'Na’im']
    >>> as_written("جبهة الحسام", ["جبهه", "حسام"])
    ['جبهة', 'الحسام']
    """
    return list(_as_written(name[:_MOST_CHARS], tuple(folded)))


@lru_cache(maxsize=_MANY)
def _as_written(name: str, folded: tuple[str, ...]) -> tuple[str, ...]:
    found: list[str] = []
    lower, after = name.lower(), 0
    letters: _Letters | None = None
    for word in folded:
        # Most words stand in their name as they are compared.
        start = lower.find(word, after) if len(lower) == len(name) else -1
        end = start + len(word)
        if start < 0 or (start and _is_inside(name[start - 1])) or _goes_on(name, end):
            letters = letters or _letters(name)
            span = _find(letters, name, "".join(map(_letter, word)), bisect_left(letters.places, after))
            if span is None:
                found.append(word)
                continue
            start, end = _whole(name, letters.places[span[0]], letters.places[span[1] - 1] + 1)
        after = end
        found.append(_shown(name[start:end]))
    return tuple(found)


def _letters(name: str) -> _Letters:
    folded = [(letter, at) for at, char in enumerate(name) for letter in _letter(char)]
    return _Letters("".join(letter for letter, _ in folded), [at for _, at in folded])


@lru_cache(maxsize=_MANY)
def _letter(char: str) -> str:
    """Return what a character is compared as; "" for marks and what is no letter or digit."""
    return fold_word(char) if char.isalnum() and unicodedata.category(char) != "Lm" else ""


def _find(letters: _Letters, name: str, word: str, after: int) -> tuple[int, int] | None:
    """Return where a word stands among the letters, best at the beginning of a word of the name."""
    if not word:
        return None
    first = at = letters.text.find(word, after)
    while at >= 0:
        place = letters.places[at]
        if place == 0 or not _is_inside(name[place - 1]):
            return at, at + len(word)
        at = letters.text.find(word, at + 1)
    if first >= 0:
        return first, first + len(word)
    for size in range(len(word) - 1, 1, -1):
        at = letters.text.find(word[:size], after)
        if at >= 0:
            rest = letters.text.find(word[size:], at + size, at + len(word) + _ARTICLE)
            return (at, rest + len(word) - size) if rest >= 0 else None
    return None


def _whole(name: str, start: int, end: int) -> tuple[int, int]:
    """Return the place of the whole words of a name that some of its letters belong to."""
    while start > 0 and _is_inside(name[start - 1]):
        start -= 1
    while end < len(name) and _is_inside(name[end]):
        end += 1
    if name[end : end + 1] == "." and "." in name[start:end]:
        end += 1  # "U.S."
    return start, end


def _goes_on(name: str, end: int) -> bool:
    return end < len(name) and (_is_inside(name[end]) or name[end] == ".")


def _is_inside(char: str) -> bool:
    return char.isalnum() or unicodedata.combining(char) > 0


def _shown(words: str) -> str:
    """Return words in one line, without what is not seen and may steer what is; Persian words keep their joiners."""
    if words.isprintable() and "  " not in words:
        return words
    return squeeze("".join(char for char in words if unicodedata.category(char) != "Cf" or char in _JOINERS))
