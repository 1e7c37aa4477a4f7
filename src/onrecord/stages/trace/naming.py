"""What somebody or something is called in full, as written: "the Lebanese resistance movement Hezbollah"."""

import re
from functools import cache, lru_cache

from onrecord.model import Span
from onrecord.text.data import load_folder, load_table
from onrecord.text.fold import fold

#: As far as a phrase reaches before a name: "the late commander of …" has hardly more.
_REACH_WORDS = 8
_REACH_CHARS = 120
#: No word of such a phrase is longer, a space behind it included.
_WORD_CHARS = 48
_BEHIND_WORDS = 3
#: A line no longer than this, so large a share of whose long words has capitals, is a heading: there they tell nothing.
_HEADING_CHARS = 240
_HEADING_SHARE, _HEADING_WORDS, _LONG_WORD = 0.7, 4, 4
_OPENERS = frozenset(".!?…:;\n“\"'‘«([–—-")
_STOPS = frozenset('.!?…:;”"»')

_SPACES = " \u00a0"

#: The last word of a text, what joins it to the next included.
_LAST = re.compile(r"(?<![\w.'’\-‑])([^\W_](?:[\w'’\-‑]|\.(?=\w))*\.?)[ \u00a0]+\Z")
_NEXT = re.compile(r"[ \u00a0]([^\W\d_][\w'’\-‑]*)(?![\w'’\-‑])")
_POSSESSIVE = re.compile(r"(?:['’]s|s['’])\Z")
_LINE_WORD = re.compile(r"[^\W\d_][\w'’\-‑]*")


def naming_phrase(text: str, span: Span) -> Span:
    """Return the whole phrase that a name stands in: what it is said to be, as far as it stands before or behind it.

    Titles, roles, nouns for bodies and places, and words that describe them count, back to an article or an owner.
    In headings the name stands alone, since capitals tell nothing there.

    Args:
        text: A canonical text.
        span: Where the name stands.

    >>> text = "He praised the Lebanese resistance movement Hezbollah for it."
    >>> naming_phrase(text, Span(44, 53)).cut(text)
    'the Lebanese resistance movement Hezbollah'
    """
    if _is_heading(text, span):
        return span
    return Span(_start(text, span.start), _end(text, span.end))


def naming_key(phrase: str) -> str:
    """Return what phrases are counted by: capitals, white space and a first article apart, they are as written.

    An article often belongs to a noun behind the name ("the Marenia harbour").

    >>> naming_key("The  Zionist regime") == naming_key("Zionist regime")
    True
    """
    words = phrase.casefold().split()
    return " ".join(words[1:] if len(words) > 1 and fold(words[0]) in _table("articles") else words)


def _start(text: str, at: int) -> int:
    firm = start = at
    for taken in range(_REACH_WORDS):
        match = _last_word(text, start)
        if match is None:
            return firm
        word, low = match[1], _folded(match[1])
        if low in _determiners():
            return match.start(1)
        if taken == 0 and low in _table("joining"):
            head = _LAST.search(text, max(0, match.start(1) - _REACH_CHARS), match.start(1))
            if head is None or _folded(head[1]) not in _table("joined"):
                return at
            firm = start = head.start(1)
            continue
        if low in _function_words() and word[0].isupper() and not _opens_sentence(text, match.start(1)):
            return at  # "Threats To Attack Marenia": a title within a line
        if not low or low in _function_words() or (word.endswith(".") and low not in _nouns()):
            return firm
        if _POSSESSIVE.search(word):
            return match.start(1)
        is_known = word[:1].isupper() or low in _nouns() or low in _table("adjectives") or "-" in word
        if not is_known and (taken == 0 or low.endswith("ed")):
            return firm
        start = match.start(1)
        if is_known and firm == match.end():
            firm = start
    return firm


def _last_word(text: str, at: int) -> re.Match[str] | None:
    """Return the word before a place, with what parts them; None where there is none, or too long a one."""
    first = max(0, at - _WORD_CHARS)
    # No word has a space in it: to look behind the last one costs a tenth.
    parted = at - 1
    while parted > first and text[parted] in _SPACES:
        parted -= 1
    return _LAST.search(text, max(first, text.rfind(" ", first, parted)), at)


def _end(text: str, at: int) -> int:
    end = at
    for _ in range(_BEHIND_WORDS):
        match = _NEXT.match(text, end)
        if match is None:
            return at
        end = match.end()
        low = _folded(match[1])
        if low in _table("behind"):
            return end
        if low not in _table("adjectives"):
            return at
    return at


def _opens_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - _REACH_CHARS) : at].rstrip(" \u00a0")[-1:]
    return not before or before in _OPENERS


def _is_heading(text: str, span: Span) -> bool:
    """Return whether the name's line is short, ends no sentence, and has capitals on nearly all of its words."""
    start = text.rfind("\n", max(0, span.start - _HEADING_CHARS), span.start) + 1
    end = text.find("\n", span.end, span.end + _HEADING_CHARS)
    line = (
        text[start : len(text) if end < 0 else end].strip()
        if end >= 0 or len(text) - start < _HEADING_CHARS
        else ""
    )
    if not line or len(line) > _HEADING_CHARS or line[-1] in _STOPS:
        return False
    words = [word for word in _LINE_WORD.findall(line) if len(word) >= _LONG_WORD]
    capitals = sum(word[0].isupper() for word in words)
    return len(words) >= _HEADING_WORDS and capitals >= _HEADING_SHARE * len(words)


@lru_cache(maxsize=1 << 14)
def _folded(word: str) -> str:
    """Return a word folded: the same few hundred stand before the names of many reports."""
    return fold(word)


@cache
def _table(name: str) -> frozenset[str]:
    return frozenset(fold(word) for word in load_table("names/namings")[name])


@cache
def _determiners() -> frozenset[str]:
    return _table("determiners")


@cache
def _nouns() -> frozenset[str]:
    """Return nouns for what people, bodies and places are, and their titles."""
    titles = (
        word
        for table in load_folder("titles")
        for part in ("honorifics", "roles")
        for words in table.get(part, {}).values()
        for word in words
    )
    return _table("heads") | frozenset(fold(word) for word in titles)


@cache
def _function_words() -> frozenset[str]:
    """Return words at which a phrase ends: no name, title or description has them."""
    plain = load_table("names/plain")
    listed = [
        word
        for name in ("opening", "calendar", "prepositions", "relatives", "bounds")
        for word in plain[name]
    ]
    listed += [
        word for script in load_table("stopwords").values() for words in script.values() for word in words
    ]
    return frozenset(fold(word) for word in listed) - _nouns()
