"""A name as its parts: words, initials, titles, particles, numbers; in what order they stand."""

import re
import unicodedata
from enum import IntEnum
from functools import cache
from typing import NamedTuple

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


class NamePart(NamedTuple):
    """Return one part of a name.

    Attributes:
        text: As written, without case and marks.
        kind: What it is.
        article: "al" or the like, where one stands joined to it or before it; else "".
    """

    text: str
    kind: PartKind
    article: str = ""


class NameParts(NamedTuple):
    """Return a name as its parts, in their order.

    Attributes:
        parts: At most `MOST_PARTS`.
        comma: How many parts stand before a comma ("Family, Given"), 0 without one.
    """

    parts: tuple[NamePart, ...]
    comma: int


#: Articles that are words of other languages as well; they are not taken for articles.
_WORDS_TOO = frozenset({"an", "as", "at", "en", "ed"})
#: Quotation marks, the Arabic lengthening stroke and signs that steer the direction of writing are left out.
_MARKS: dict[int, str | None] = {
    **dict.fromkeys(map(ord, 'ʻ′‛“”"«»„״ـʿʾʼ\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\ufeff')),
    **dict.fromkeys(range(0x2066, 0x206A)),
    **dict.fromkeys(map(ord, "’‘´`׳"), "'"),
}
#: It stands joined to its word; words of fewer letters with it are words.
_ARABIC_ARTICLE = "ال"
_SHORTEST_WITH_ARTICLE = 5
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*'?|,|&")
_ARABIC_MARKS = re.compile("[\u064b-\u065f\u0670\u0610-\u061a\u06d6-\u06ed\u0591-\u05bd\u05bf-\u05c7]")
_HEBREW = re.compile("[\u05d0-\u05ea]")


class _Tables(NamedTuple):
    """Words that say what they are."""

    titles: frozenset[str]
    after: frozenset[str]
    articles: frozenset[str]
    descent: frozenset[str]
    suffixes: frozenset[str]


@cache
def _tables() -> _Tables:
    table = load_table("names/titles")
    titles = set(table["titles"])
    for further in load_folder("titles"):
        for listed in further.get("honorifics", {}).values():
            titles.update(listed)
    articles = frozenset((*load_table("names/particles")["articles"], *table["articles"])) - _WORDS_TOO
    bare = frozenset(_folded(word).replace(".", "").replace("-", "") for word in titles)
    after, descent, suffixes = (
        frozenset(map(_folded, table[key])) for key in ("after", "descent", "suffixes")
    )
    return _Tables(bare - articles - descent, after, articles, descent - articles, suffixes)


def _folded(text: str) -> str:
    """Return a text in lower case and without marks; apostrophes stay, of one shape."""
    if text.isascii():
        text = text.lower()
        return text.translate(_MARKS) if "`" in text or '"' in text else text
    text = unicodedata.normalize("NFKC", text).translate(_MARKS).casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFC", _ARABIC_MARKS.sub("", text))
    return text


def split_name(name: str) -> NameParts:
    """Return the parts of a name: of a long text the first `MOST_PARTS` of the first `MOST_CHARS` characters.

    >>> [part.text for part in split_name("Sheikh Na'im al-Qassem").parts]
    ['sheikh', 'naim', 'qassem']
    """
    folded = _folded(name[:MOST_CHARS])[:MOST_CHARS]
    words = [word for word in _WORD.findall(folded)[: 3 * MOST_PARTS] if word != "&"]
    comma = 0
    tables = _tables()
    articles = tables.articles
    last = next((at for at in range(len(words) - 1, -1, -1) if words[at] != ","), 0)
    parts: list[NamePart] = []
    article = ""
    for at, written in enumerate(words):
        if written == ",":
            comma = comma or len(parts)
            continue
        # In Hebrew an apostrophe tells one sound from another; elsewhere it tells of a pause that most leave out.
        word = written
        if "'" in word and not _HEBREW.search(word):
            word = word.replace("'", "")
        if not word:
            continue
        if word in articles and not article:
            article = word if word.isascii() else "al"
            continue
        kind = _kind(word, tables, is_last=at == last)
        if word.startswith(_ARABIC_ARTICLE) and len(word) >= _SHORTEST_WITH_ARTICLE:
            word, article = word.removeprefix(_ARABIC_ARTICLE), "al"
        parts.append(NamePart(word, kind, article))
        article = ""
    if article:
        parts.append(NamePart(article, PartKind.WORD))
    return NameParts(tuple(parts[:MOST_PARTS]), comma)


def _kind(word: str, tables: _Tables, *, is_last: bool) -> PartKind:
    if word.isdigit():
        return PartKind.NUMBER
    if len(word) == 1:
        return PartKind.INITIAL
    if word in tables.titles and (not is_last or word in tables.after):
        return PartKind.TITLE
    if word in tables.descent:
        return PartKind.PARTICLE
    return PartKind.SUFFIX if word in tables.suffixes else PartKind.WORD
