"""Marks: tokens by which statements and reports are found for all that is not words.

Each begins with a sign that no folded word holds, so that they stand in one index with the words. A name is a run
of marks, one for each of its folded words, which is asked for as a phrase; runs are kept apart by a mark of their own.

They are indexed as they stand, in both databases: a change of what is written here needs a migration that writes
the marks of all reports anew.
"""

from collections.abc import Iterable
from enum import StrEnum

from onrecord.adapters.store.names import NAME_WORDS
from onrecord.adapters.store.words import Term, words_of
from onrecord.errors import BadRequest

SIGN = "§"
#: Between two names, so that no phrase runs from one into the next.
GAP = f"{SIGN}4"
#: Every row has it: what is asked for by nothing but what it is not.
ANY = f"{SIGN}0"
#: Acts of saying.
SAYING = f"{SIGN}1"
#: Not of the latest edition.
EARLIER = f"{SIGN}2"
#: Its origins were counted.
COUNTED = f"{SIGN}3"
#: More origins than that are not told apart.
MOST_ORIGINS = 20


class Field(StrEnum):
    """Return the letter that tells of what a mark is; none is also a digit."""

    KIND = "k"
    ACT = "a"
    TYPE = "t"
    LANGUAGE = "l"
    SPEAKER = "s"  # number of a known identity
    SUBJECT = "m"
    BY = "b"  # words of names from here on
    ABOUT = "n"
    OUTLET = "o"
    TOPIC = "c"
    SERIES = "e"
    VENUE = "v"
    NUMBER = "u"
    ORIGINS = "g"


def mark(field: Field, value: object) -> str:
    """Return the mark of one value.

    >>> mark(Field.LANGUAGE, "zh-Hant"), mark(Field.SPEAKER, 12)
    ('§lzh_hant', '§s12')
    """
    told = "".join(char if char.isalnum() else "_" for char in str(value).casefold())
    return f"{SIGN}{field}{told[:_VALUE_CHARS]}"


def name_run(field: Field, name: str) -> tuple[str, ...]:
    """Return the marks of a name's words, in their order.

    >>> name_run(Field.BY, "Naʿim Qāssem")
    ('§bnaim', '§bqassem')
    """
    return tuple(f"{SIGN}{field}{word}" for word in words_of(name)[:NAME_WORDS])


def part_of(field: Field, part: str) -> Term:
    """Return what a part of a name is asked for by.

    Raises:
        BadRequest: There is no word in it, or more than any name has.
    """
    words = words_of(part)
    if not words:
        raise BadRequest("there is no word in this name; give at least one", subject=part or None)
    if len(words) > NAME_WORDS:
        raise BadRequest(f"a name of more than {NAME_WORDS} words; give a part of it")
    return (name_run(field, part),)


def one(field: Field, value: object) -> Term:
    """Return what one value is asked for by."""
    return ((mark(field, value),),)


def names(field: Field, some: Iterable[str]) -> list[str]:
    """Return the marks of several names, each run with a gap behind it."""
    found: list[str] = []
    for name in some:
        run = name_run(field, name)
        if run:
            found += [*run, GAP]
    return found


def language_marks(code: str | None) -> list[str]:
    """Return the marks of a language: of its code, and of each beginning of that.

    >>> language_marks("zh-Hant")
    ['§lzh', '§lzh_hant']
    """
    parts = code.split("-") if code else []
    return [mark(Field.LANGUAGE, "-".join(parts[: i + 1])) for i in range(len(parts))]


def origin_marks(count: int | None) -> list[str]:
    """Return the marks of so many origins.

    >>> origin_marks(3)
    ['§3', '§g1', '§g2', '§g3']
    """
    if count is None:
        return []
    return [COUNTED, *(mark(Field.ORIGINS, n) for n in range(1, min(count, MOST_ORIGINS) + 1))]


#: A code is a few letters; what a page invents instead may be of any length.
_VALUE_CHARS = 100
