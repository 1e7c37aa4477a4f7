"""The words of a name as they are compared: in plain letters, by consonants, with how much each tells."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from onrecord.stages.identify.likeness.spelling import broad, consonants, plain
from onrecord.text.names.parts import NamePart, PartKind, split_name
from onrecord.text.scripts import script_of

#: Scripts that write few vowels.
_ABJADS = frozenset({"Arab", "Hebr"})
_SCRIPT_CODES = {"Latn": 0, "Cyrl": 1, "Arab": 2, "Hebr": 3, "Grek": 4, "Zyyy": 0}
_OTHER_SCRIPT = 5
_SERVANT = re.compile(r"abd(?:[aeou]?l|[aeou])?$")
_SERVANT_JOINED = re.compile(r"abd(?:[aeou]l?)(?=[a-z]{4})")
_FATHER = frozenset({"abu", "abou", "abo", "abi", "abw"})


@dataclass(frozen=True, slots=True)
class Word:
    """Return one word of a name.

    Attributes:
        text: As written, without case and marks.
        latin: In the letters a to z.
        full: The same with its article.
        fine: Its consonants.
        broad: The same in broad classes.
        kind: What part of a name it is.
        script: A small number for its script.
        is_abjad: Whether its script writes few vowels.
    """

    text: str
    latin: str
    full: str
    fine: str
    broad: str
    kind: int
    script: int
    is_abjad: bool


@dataclass(frozen=True, slots=True)
class NameWords:
    """Return a name's words, and each two neighbours as one.

    Attributes:
        words: In their order.
        joins: Of each two neighbours the one word they make: `joins[0]` of the first and the second.
        joined: All of them in plain letters, run together.
        ordered: In plain letters, spaced, in the order of the alphabet.
        comma: How many words stand before a comma, 0 without one.
        script: The most frequent script of the words.
        is_abjad: Whether that script writes few vowels.
    """

    words: tuple[Word, ...]
    joins: tuple[Word, ...]
    joined: str
    ordered: str
    comma: int
    script: int
    is_abjad: bool


@lru_cache(maxsize=1 << 16)
def _word(text: str, article: str, kind: int) -> Word:
    script = script_of(text)
    latin = plain(text)
    if kind == PartKind.WORD:
        latin = _SERVANT_JOINED.sub("abd", latin)
    fine = consonants(latin)
    return Word(
        text=text,
        latin=latin,
        full=(("al" if article == "ال" else article) + latin) if article else latin,
        fine=fine,
        broad=broad(fine),
        kind=kind,
        script=_SCRIPT_CODES.get(script, _OTHER_SCRIPT),
        is_abjad=script in _ABJADS,
    )


@lru_cache(maxsize=1 << 16)
def _join(first: Word, second: Word) -> Word:
    latin = first.latin + second.full
    fine = consonants(latin)
    return Word(
        text=first.text + second.text,
        latin=latin,
        full=first.full + second.full,
        fine=fine,
        broad=broad(fine),
        kind=PartKind.WORD,
        script=first.script,
        is_abjad=first.is_abjad or second.is_abjad,
    )


def _gathered(parts: tuple[NamePart, ...]) -> list[Word]:
    words: list[Word] = []
    held: Word | None = None
    for part in parts:
        word = _word(part.text, part.article, int(part.kind))
        if not word.latin:
            continue
        if held is not None:
            latin = ("abd" if held.latin.startswith("abd") else "abu") + word.latin
            fine = consonants(latin)
            words.append(
                Word(held.text + part.text, latin, latin, fine, broad(fine), 0, word.script, word.is_abjad)
            )
            held = None
        elif _SERVANT.match(word.latin) or word.latin in _FATHER:
            held = word
        else:
            words.append(word)
    if held is not None:
        words.append(held)
    return words


@lru_cache(maxsize=1 << 15)
def words_of(name: str) -> NameWords:
    """Return a name's words as they are compared."""
    split = split_name(name)
    words = tuple(_gathered(split.parts))
    latins = [word.full for word in words]
    scripts = [word.script for word in words]
    script = max(set(scripts), key=lambda one: (scripts.count(one), -one)) if scripts else 0
    return NameWords(
        words=words,
        joins=tuple(_join(one, other) for one, other in pairwise(words)),
        joined="".join(latins),
        ordered=" ".join(sorted(latins)),
        comma=split.comma,
        script=script,
        is_abjad=sum(word.is_abjad for word in words) * 2 > len(words),
    )
