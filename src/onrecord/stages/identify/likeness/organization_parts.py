"""What an organisation's name is made of, ready for comparing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from onrecord.stages.identify.likeness.organization_forms import split_forms
from onrecord.stages.identify.likeness.organization_words import (
    WEIGHTS,
    Word,
    WordKind,
    bare_forms,
    is_small,
    look_up,
    word_tables,
)
from onrecord.text.names.romanize import romanize
from onrecord.text.names.skeleton import skeleton
from onrecord.text.names.words import fold_word, raw_words, without_article
from onrecord.text.scripts import script_of

_MANY = 4_096
#: Most parts of a name that are compared.
MOST_PARTS = 14
#: A name of one or two letters says less than one of more.
_SHORT_NAME = 2
_SHORT_WEIGHT = 0.5
_ROMAN = {
    roman: str(number)
    for number, roman in enumerate(
        [
            "i",
            "ii",
            "iii",
            "iv",
            "v",
            "vi",
            "vii",
            "viii",
            "ix",
            "x",
            "xi",
            "xii",
            "xiii",
            "xiv",
            "xv",
            "xvi",
            "xvii",
            "xviii",
            "xix",
            "xx",
        ],
        start=1,
    )
}
#: Kinds of words that are no name by themselves.
_EMPTY = frozenset({WordKind.GENERIC})
_TENS = re.compile("[2-9]0")
_UNIT = re.compile("[1-9]")


class Part(NamedTuple):
    """Return one word, or words that belong together, of an organisation's name.

    Attributes:
        text: As it stands, folded.
        key: The English key word of its table, or `text` where none knows it.
        kind: What it does in the name.
        weight: How much it says, 0 to 1, that another name has it too.
        sound: Its consonants, where no table knows it.
    """

    text: str
    key: str
    kind: WordKind
    weight: float
    sound: str


class Initials(NamedTuple):
    """Return the first letters of a name's words, and for each the number of its part, or -1."""

    letters: str
    owners: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class OrganizationForm:
    """Return what an organisation's name is made of; equal only to itself, so that it can be a key.

    Attributes:
        name: As given.
        script: ISO 15924 code of most of its letters.
        parts: Its words without those that only join, and without legal forms; in order, at most `MOST_PARTS`.
        forms: Kinds of its legal forms.
        initials: First letters of its words: as they stand, with the small ones, and translated.
        numbers: Numbers in it, in digits.
        places: Keys of countries, cities, peoples and directions in it.
        bodies: Keys of what kind of body it is, in order.
        wings: Keys of what makes it a part of another organisation.
        pairs: Two neighbouring parts written together: their texts, and the number of the first.
        joined: Texts of all parts, written together.
        translated: The same of key words where tables know them, and of names in Latin letters.
        keyed: Keys of all parts in alphabetical order, for comparing across languages.
        sounds: Consonants of all parts, written together.
    """

    name: str
    script: str
    parts: tuple[Part, ...]
    forms: frozenset[str]
    initials: tuple[Initials, ...]
    numbers: frozenset[str]
    places: frozenset[str]
    bodies: tuple[str, ...]
    wings: frozenset[str]
    pairs: dict[str, int]
    joined: str
    translated: str
    keyed: str
    sounds: str


@lru_cache(maxsize=_MANY)
def parse_organization(name: str) -> OrganizationForm:
    """Return what an organisation's name is made of; a name without letters or digits has no parts.

    Args:
        name: As an outlet writes it, in any script; the first 300 characters and 40 words are read.

    >>> form = parse_organization("Партия освобождения Селмара")
    >>> [part.key for part in form.parts]
    ['party', 'liberation', 'селмара']
    >>> parse_organization("Selmar Fuel Co., Ltd.").forms
    frozenset({'limited'})
    """
    raw = raw_words(name)
    folded = _singles_joined([fold_word(word) for word in raw])
    words, forms = split_forms(folded)
    parts: list[Part] = []
    letters: list[tuple[str, int]] = []
    for text, word in _read(words):
        if word is None and is_small(text) and len(words) > 1:
            letters.append((text[:1], -1))
            continue
        if len(parts) == MOST_PARTS:
            break
        letters.append((_initial(text), len(parts)))
        parts.append(_part(text, word))
    if not any(
        part.kind not in _EMPTY for part in parts
    ):  # "Of International Ltd": what else would be its name?
        parts, letters = _small_kept(words)
    parts = _numbers_joined(parts, letters)
    sounds = "".join(part.sound or skeleton(part.text) for part in parts)
    return OrganizationForm(
        name=name,
        script=script_of(name[:100]),
        parts=tuple(parts),
        forms=forms,
        initials=_initials(letters, parts),
        numbers=frozenset(part.key for part in parts if part.kind is WordKind.NUMBER),
        places=frozenset(part.key for part in parts if _tells_place(part)),
        bodies=tuple(part.key for part in parts if part.kind is WordKind.BODY),
        wings=frozenset(part.key for part in parts if part.key in word_tables().wings),
        pairs={one.text + two.text: i for i, (one, two) in enumerate(pairwise(parts))},
        joined="".join(part.text for part in parts),
        translated="".join(romanize(part.text) if part.kind is WordKind.NAME else part.key for part in parts),
        keyed=" ".join(sorted(part.key for part in parts)),
        sounds=sounds,
    )


def _small_kept(words: Sequence[str]) -> tuple[list[Part], list[tuple[str, int]]]:
    """Return the parts of a name in which small words are taken for names."""
    read = list(_read(words))[:MOST_PARTS]
    parts = [_part(text, word) for text, word in read]
    return parts, [(_initial(part.text), i) for i, part in enumerate(parts)]


def _tells_place(part: Part) -> bool:
    return part.kind is WordKind.PLACE or part.key in word_tables().directions


def _part(text: str, word: Word | None) -> Part:
    if word is not None:
        return Part(text, word.key, word.kind, WEIGHTS[word.kind], "")
    bare = without_article(text)
    if bare.isdecimal():
        key = bare.lstrip("0") or "0"
        return Part(bare, key, WordKind.NUMBER, WEIGHTS[WordKind.NUMBER], "")
    weight = WEIGHTS[WordKind.NAME] if len(bare) > _SHORT_NAME else _SHORT_WEIGHT
    return Part(bare, bare, WordKind.NAME, weight, skeleton(bare))


def _read(words: Sequence[str]) -> Iterator[tuple[str, Word | None]]:
    """Yield the words with what the tables know of them, those of one spelling together."""
    at = 0
    while at < len(words):
        size, word = _phrase(words, at)
        if not size:
            size, word = 1, _roman(words, at) or (None if is_small(words[at]) else look_up(words[at]))
        yield "".join(words[at : at + size]), word
        at += size


def _phrase(words: Sequence[str], at: int) -> tuple[int, Word | None]:
    phrases = word_tables().phrases
    for first in bare_forms(words[at]):
        for rest, word in phrases.get(first, ()):
            after = words[at + 1 : at + 1 + len(rest)]
            if len(after) == len(rest) and all(
                one == two or two in bare_forms(one) for one, two in zip(after, rest, strict=True)
            ):
                return 1 + len(rest), word
    return 0, None


def _roman(words: Sequence[str], at: int) -> Word | None:
    """Return a Roman numeral as a number: never the first word, and a single letter only as the last one."""
    number = _ROMAN.get(words[at])
    if number is None or at == 0 or (len(words[at]) == 1 and at < len(words) - 1):
        return None
    return Word(number, WordKind.NUMBER)


def _singles_joined(words: Sequence[str]) -> list[str]:
    """Return words with single letters that follow each other put together: "a b c" is one name."""
    joined: list[str] = []
    run = ""
    for word in (*words, ""):
        if len(word) == 1 and word.isalpha():
            run += word
            continue
        if run:
            joined.append(run)
            run = ""
        if word:
            joined.append(word)
    return joined


def _numbers_joined(parts: list[Part], letters: list[tuple[str, int]]) -> list[Part]:
    """Return parts in which tens and units in words that follow each other are one number."""
    for i in range(len(parts) - 1):
        one, two = parts[i], parts[i + 1]
        both = one.kind is WordKind.NUMBER and two.kind is WordKind.NUMBER
        if both and _TENS.fullmatch(one.key) and _UNIT.fullmatch(two.key):
            key = str(int(one.key) + int(two.key))
            whole = Part(one.text + two.text, key, WordKind.NUMBER, one.weight, "")
            letters[:] = [(letter, owner - (owner > i)) for letter, owner in letters]
            return [*parts[:i], whole, *parts[i + 2 :]]
    return parts


def _initial(text: str) -> str:
    return text[:1] if text.isascii() else romanize(text)[:1]


def _initials(letters: Sequence[tuple[str, int]], parts: Sequence[Part]) -> tuple[Initials, ...]:
    """Return the first letters without small words, with them, and of the key words."""
    long = [one for one in letters if one[1] >= 0 and one[0]]
    every = [one for one in letters if one[0]]
    translated = [(_initial(part.key), i) for i, part in enumerate(parts)]
    kept: dict[str, Initials] = {}
    for run in (long, every, translated):
        text = "".join(letter for letter, _ in run)
        if len(text) > 1:
            kept.setdefault(text, Initials(text, tuple(owner for _, owner in run)))
    return tuple(kept.values())
