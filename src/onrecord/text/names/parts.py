"""A name as its parts: words, initials, titles, particles, numbers; in what order they stand."""

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache

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


#: Articles that are words of other languages as well; they are not taken for articles.
_WORDS_TOO = frozenset({"an", "as", "at", "en", "ed"})
_MARKS = dict.fromkeys(map(ord, "’‘`´ʿʾʼʻ′‛“”\"«»„״ـ\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"))
_MARKS[ord("’")] = _MARKS[ord("‘")] = _MARKS[ord("´")] = _MARKS[ord("`")] = _MARKS[ord("׳")] = "'"
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*'?|,|&")
_ARABIC_MARKS = re.compile("[\u064b-\u065f\u0670\u0610-\u061a\u06d6-\u06ed\u0591-\u05bd\u05bf-\u05c7]")
_HEBREW = re.compile("[\u05d0-\u05ea]")


@cache
def _tables() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    """Return titles, articles, words of descent and suffixes."""
    table = load_table("names/titles")
    titles = set(table["titles"])
    for further in load_folder("titles"):
        for listed in further.get("honorifics", {}).values():
            titles.update(listed)
    articles = frozenset(load_table("names/particles")["articles"]) - _WORDS_TOO
    folded = frozenset(_folded(word).replace(".", "").replace("-", "") for word in titles)
    descent, suffixes = (frozenset(_folded(word) for word in table[key]) for key in ("descent", "suffixes"))
    return folded - articles - descent, articles, descent - articles, suffixes


def _folded(text: str) -> str:
    """Return a text in lower case and without marks; apostrophes stay, of one shape."""
    text = unicodedata.normalize("NFKC", text).translate(_MARKS).casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFC", _ARABIC_MARKS.sub("", text))
    return text


@lru_cache(maxsize=1 << 15)
def split_name(name: str) -> NameParts:
    """Return the parts of a name.

    >>> [part.text for part in split_name("Sheikh Na'im al-Qassem").parts]
    ['sheikh', 'naim', 'qassem']
    """
    folded = _folded(name[:MOST_CHARS])
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
        if word in articles and not article:
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
