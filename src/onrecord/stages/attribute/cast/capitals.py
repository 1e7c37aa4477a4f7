"""What a run of capitalised words looks like, in every script that has capitals."""

import re
import unicodedata
from functools import cache

from onrecord.stages.attribute.cast.found import Word
from onrecord.stages.attribute.cast.name_tables import load_name_tables

#: Scripts with capitals end here (Latin, Greek, Cyrillic, Armenian and the extensions between).
_LAST_CASED = 0x0590
_LATIN_MORE = (0x1E00, 0x1FFF)
#: Titles this short are abbreviated with a full stop: "Gen.", "Sheik." is not.
_SHORT_TITLE = 5
_INITIALS = 2
#: A longer run of capitals is no name; the bound keeps a page of capitals cheap.
_MOST_WORDS = 24


@cache
def run_pattern() -> re.Pattern[str]:
    """Return what finds runs of capitalised words, small words of names between them."""
    word, small = _parts()
    gap = r"[ \t\u00a0]*\n?[ \t\u00a0]*(?<=\s)"
    starts = "|".join(sorted(load_name_tables().starts))
    # The first look-ahead only saves time: it turns most characters away at once.
    first = "".join(sorted({w[0] for w in load_name_tables().starts | load_name_tables().articles}))
    return re.compile(
        rf"(?=[{upper_letters()}{first}])(?<![\w'’.])(?<!\w-)(?:(?:{starts}){gap})?{word}(?:{gap}(?:{small}{gap}){{0,3}}{word}){{0,{_MOST_WORDS}}}"
    )


@cache
def word_pattern() -> re.Pattern[str]:
    """Return what finds the words of a run."""
    word, small = _parts()
    return re.compile(rf"(?<!\w)(?:{word}|{small})(?!\w)")


@cache
def lower_words() -> re.Pattern[str]:
    """Return what finds words in lower case of three letters and more."""
    return re.compile(r"(?<![\w-])[a-zà-öø-ÿа-яё]{3,}")


def words_of(text: str, start: int, end: int) -> list[Word]:
    """Return the words of a run, in order."""
    return [
        Word(m.start(), m.end(), m.group(), m.group().casefold().replace("’", "'"))
        for m in word_pattern().finditer(text, start, end)
    ]


@cache
def upper_letters() -> str:
    """Return every capital letter, escaped for a character class."""
    codes = [
        c
        for c in (*range(0x41, _LAST_CASED), *range(*_LATIN_MORE))
        if unicodedata.category(chr(c)) in ("Lu", "Lt")
    ]
    return "".join(re.escape(chr(c)) for c in codes)


@cache
def _parts() -> tuple[str, str]:
    tables = load_name_tables()
    upper = f"[{upper_letters()}]"
    letters = r"[^\W\d_]"
    articles = "|".join(sorted(tables.articles, key=len, reverse=True))
    short = sorted(
        {t for t in tables.honorifics if t.isascii() and t.isalpha() and len(t) <= _SHORT_TITLE}
        | {"jr", "sr", "maj", "brig"}
    )
    capitals = "|".join(
        sorted(
            {t.capitalize() for t in short} | {t.upper() for t in short if len(t) <= _INITIALS},
            key=len,
            reverse=True,
        )
    )
    word = (
        rf"(?:(?:{capitals})\.(?=\s)"
        rf"|(?:{upper}\.){{2,}}(?:{upper}(?!{letters}))?"
        rf"|{upper}\.(?=\s*{upper})"
        rf"|(?:(?:{articles}|{articles.title()})[-‑])?{upper}{letters}*(?:['’ʿʾʻ`‘](?!s\b|S\b){letters}+|[-‑](?:(?:al|el|ul|ol)[-‑])?{upper}{letters}*|&{letters}+)*(?!-\d))"
    )
    small = "|".join(sorted((re.escape(j) for j in tables.joiners | tables.inside), key=len, reverse=True))
    return word, rf"(?:{small}|&)"
