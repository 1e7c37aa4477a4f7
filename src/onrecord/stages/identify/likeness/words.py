"""The words of a name as they are compared: in plain letters, by consonants, with how much each tells."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from onrecord.stages.identify.likeness.spelling import broad, consonants, plain
from onrecord.text.data import load_table
from onrecord.text.names.parts import MOST_CHARS, NamePart, PartKind, split_name

#: Numbers of scripts; a word is of the script of its first letter.
LATIN, CYRILLIC, ARABIC, HEBREW, GREEK, OTHER = range(6)
_RANGES = (
    (0x0250, LATIN), (0x0370, OTHER), (0x0400, GREEK), (0x0530, CYRILLIC), (0x0590, OTHER), (0x0600, HEBREW),
    (0x0780, ARABIC), (0x1E00, OTHER), (0x1F00, LATIN), (0x2000, GREEK), (0xFB1D, OTHER), (0xFB50, HEBREW),
    (0xFF00, ARABIC),
)  # fmt: skip
_ABJADS = frozenset({ARABIC, HEBREW})
_WORD, _INITIAL, _NUMBER = int(PartKind.WORD), int(PartKind.INITIAL), int(PartKind.NUMBER)
_NO_NUMBERS: frozenset[str] = frozenset()
_SERVANT = re.compile(r"abd(?:[aeou]?l|[aeou])?$")
_SERVANT_JOINED = re.compile(r"abd(?:[aeou]l?)(?=[a-z]{3})")
#: Stand for "servant of" and "father of" in plain letters: what follows tells two such names apart, not the three
#: letters that all of them share.
SERVANT_SIGN, FATHER_SIGN = "ð", "þ"
#: How patronymics end in plain letters, however they were written.
_PATRONYMICS = (
    "ovich", "evich", "ovych", "evych", "ovic", "evic", "ovitch", "evitch", "yevich", "ovna", "evna", "ivna", "ovich",
    "ichna", "ilich", "ilyich", "avich", "avna",
)  # fmt: skip
_SHORTEST_PATRONYMIC = 7
_FATHER = frozenset({"abu", "abou", "abo", "abi", "abw"})


# Not frozen, as the others are: a frozen one takes four times as long to make, and these are made by the thousand.
@dataclass(slots=True, eq=False)
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
        is_join: Whether it is two words run together.
        given: A number for a known given name, one for all its spellings and short forms; 0 for other words.
        is_patronymic: Whether it says whose child somebody is by its ending.
    """

    text: str
    latin: str
    full: str
    fine: str
    broad: str
    kind: int
    script: int
    is_abjad: bool
    is_join: bool = False
    given: int = 0
    is_patronymic: bool = False


@dataclass(slots=True, eq=False)
class NameWords:
    """Return a name's words, and each two neighbours as one.

    Attributes:
        name: As given.
        words: In their order.
        joins: Of each two neighbours the one word they make: `joins[0]` of the first and the second.
        joined: All of them in plain letters, run together.
        ordered: In plain letters, spaced, in the order of the alphabet.
        comma: How many words stand before a comma, 0 without one.
        script: The most frequent script of the words.
        is_abjad: Whether most of its words are of a script that writes few vowels.
        initials: How many words are initials.
        numbers: Those of its words that are numbers.
        patronymics: Which words are patronymics.
    """

    name: str
    words: tuple[Word, ...]
    joins: tuple[Word, ...]
    joined: str
    ordered: str
    comma: int
    script: int
    is_abjad: bool
    initials: int
    numbers: frozenset[str]
    patronymics: tuple[int, ...]


@cache
def _given() -> dict[str, int]:
    """Return a number for each known given name as it is compared; names that stand in two lines have none."""
    table = load_table("names/given")
    numbers: dict[str, set[int]] = {}
    lines = [line for listed in table.values() if isinstance(listed, list) for line in listed]
    for number, line in enumerate(lines, start=1):
        for name in line.split():
            for part in split_name(name).parts[:1]:
                numbers.setdefault(part.text, set()).add(number)
                if script_number(part.text) == LATIN:
                    numbers.setdefault(plain(part.text), set()).add(number)
    return {name: min(found) for name, found in numbers.items() if len(found) == 1}


def script_number(text: str) -> int:
    """Return the number of a word's script: that of its first letter.

    >>> script_number("قاسم") == ARABIC, script_number("Qassem") == LATIN
    (True, True)
    """
    code = ord(text[0])
    for end, script in _RANGES:
        if code < end:
            return script
    return OTHER


@lru_cache(maxsize=1 << 16)
def _word(text: str, article: str, kind: int) -> Word:
    given = _given()
    script = script_number(text)
    latin = plain(text)
    if kind == _WORD and latin.startswith("abd"):
        latin = _SERVANT_JOINED.sub(SERVANT_SIGN, latin)
    fine = consonants(latin)
    return Word(
        text=text,
        latin=latin,
        full=article + latin,
        fine=fine,
        broad=broad(fine),
        kind=kind,
        script=script,
        is_abjad=script in _ABJADS,
        given=given.get(text, 0) or given.get(latin, 0),
        is_patronymic=len(latin) >= _SHORTEST_PATRONYMIC and latin.endswith(_PATRONYMICS),
    )


def _join(first: Word, second: Word) -> Word:
    latin = first.latin + second.full
    return Word(
        text=first.text + second.text,
        latin=latin,
        full=latin,
        fine=first.fine + second.fine,
        broad=first.broad + second.broad,
        kind=_WORD,
        script=first.script,
        is_abjad=first.is_abjad or second.is_abjad,
        is_join=True,
    )


def _gathered(parts: tuple[NamePart, ...]) -> list[Word]:
    words: list[Word] = []
    held: Word | None = None
    for part in parts:
        word = _word(part.text, part.article, int(part.kind))
        if not word.latin:
            continue
        if held is not None:
            latin = (FATHER_SIGN if held.latin in _FATHER else SERVANT_SIGN) + word.latin
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


def words_of(name: str) -> NameWords:
    """Return a name's words as they are compared; of a long text the first 400 characters."""
    return _words_of(name[:MOST_CHARS])


@lru_cache(maxsize=1 << 15)
def _words_of(name: str) -> NameWords:
    split = split_name(name)
    words = tuple(_gathered(split.parts))
    latins = [word.full for word in words]
    scripts = [word.script for word in words]
    mixed = len(set(scripts)) > 1
    kinds = [word.kind for word in words]
    return NameWords(
        name=name,
        words=words,
        joins=tuple(_join(one, other) for one, other in pairwise(words)),
        joined="".join(latins),
        ordered=" ".join(sorted(latins)),
        comma=split.comma,
        script=max(scripts, key=lambda one: (scripts.count(one), -one)) if mixed else (scripts or [LATIN])[0],
        is_abjad=sum(script in _ABJADS for script in scripts) * 2 > len(words),
        initials=kinds.count(_INITIAL),
        numbers=frozenset(word.latin for word in words if word.kind == _NUMBER)
        if _NUMBER in kinds
        else _NO_NUMBERS,
        patronymics=tuple([at for at, word in enumerate(words) if word.is_patronymic]),
    )
