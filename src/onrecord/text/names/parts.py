"""A name as its parts: words, initials, titles, particles, numbers; in what order they stand."""

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise

from onrecord.text.data import load_folder, load_table

#: A name of more characters is a text that slipped in; the rest of it is left out.
MOST_CHARS = 400
#: The longest name of a list has 20 words; what follows is left out.
MOST_PARTS = 14


class PartKind(IntEnum):
    """Return what a part of a name is."""

    WORD = 0
    INITIAL = 1
    TITLE = 2
    PARTICLE = 3
    SUFFIX = 4
    NUMBER = 5


@dataclass(frozen=True, slots=True)
class NamePart:
    """Return one part of a name.

    Attributes:
        text: As written, without case and marks.
        kind: What it is.
        article: "al" or the like, where one stands joined to it or before it; else "".
    """

    text: str
    kind: PartKind
    article: str = ""


@dataclass(frozen=True, slots=True)
class NameParts:
    """Return a name as its parts, in their order.

    Attributes:
        parts: At most `MOST_PARTS`.
        comma: How many parts stand before a comma ("Family, Given"), 0 without one.
    """

    parts: tuple[NamePart, ...]
    comma: int


_MARKS = dict.fromkeys(map(ord, "’‘`´ʿʾʼʻ′‛“”\"«»„״ـ\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"))
_MARKS[ord("’")] = _MARKS[ord("‘")] = _MARKS[ord("´")] = _MARKS[ord("`")] = _MARKS[ord("׳")] = "'"
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*'?|,|&")
_ARABIC_MARKS = re.compile("[\u064b-\u065f\u0670\u0610-\u061a\u06d6-\u06ed\u0591-\u05bd\u05bf-\u05c7]")
_HEBREW = re.compile("[\u05d0-\u05ea]")
_ABD = re.compile(r"(?:abd|abed)(?:[aeou]?l|[aeou])$")
_ABD_JOINED = re.compile(r"abd(?:[aeou]l?|[aeou]?)(?=[a-z]{4})")


@lru_cache(maxsize=1)
def _tables() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    titles: set[str] = set()
    for table in load_folder("titles"):
        for words in table.get("honorifics", {}).values():
            titles.update(_unmarked(word.casefold()) for word in words)
    particles = load_table("names/particles")
    articles = frozenset(particles["articles"]) | {"ال"}
    inside = frozenset(particles["inside"]) | {"bint", "بن", "ابن", "بنت", "ولد", "оглы", "оглу", "кызы", "oglu", "ogly"}
    suffixes = frozenset(particles["suffixes"])
    return frozenset(titles) - articles, articles, inside - articles, suffixes


def _unmarked(text: str) -> str:
    text = text.translate(_MARKS)
    if not text.isascii():
        text = _ARABIC_MARKS.sub("", text)
    return text


@lru_cache(maxsize=1 << 15)
def split_name(name: str) -> NameParts:
    """Return the parts of a name.

    >>> [part.text for part in split_name("Sheikh Na'im al-Qassem").parts]
    ['sheikh', 'naim', 'qassem']
    """
    folded = unicodedata.normalize("NFKC", name[:MOST_CHARS]).translate(_MARKS).casefold()
    if not folded.isascii():
        folded = _ARABIC_MARKS.sub("", unicodedata.normalize("NFC", folded))
    words = _WORD.findall(folded)
    comma = 0
    titles, articles, inside, suffixes = _tables()
    parts: list[NamePart] = []
    article = ""
    for word in words[: 3 * MOST_PARTS]:
        if word == ",":
            comma = comma or len(parts)
            continue
        if not _HEBREW.search(word):
            word = word.replace("'", "")
        if not word or word == "&":
            continue
        if word in articles and word not in ("an", "as", "at", "en", "ed") and not article:
            article = word
            continue
        kind = PartKind.WORD
        if word.isdigit():
            kind = PartKind.NUMBER
        elif len(word) == 1:
            kind = PartKind.INITIAL
        elif word in titles:
            kind = PartKind.TITLE
        elif word in inside:
            kind = PartKind.PARTICLE
        elif word in suffixes:
            kind = PartKind.SUFFIX
        if word.startswith("ال") and len(word) > 4:
            word, article = word[2:], "al"
        parts.append(NamePart(word, kind, article))
        article = ""
    if article:
        parts.append(NamePart(article, PartKind.WORD))
    return NameParts(tuple(parts[:MOST_PARTS]), comma)
