"""A statement as variants look at it: its words with their places, who says it, and when."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from onrecord.model import Span, Statement
from onrecord.text.data import load_table
from onrecord.text.fold import fold

#: Words of one statement that are looked at: about an hour of speech.
MOST_WORDS = 8_000
#: How many forms of words are remembered.
_MANY = 65_536
#: Shorter words keep their endings: what is left would be no word.
_STEM_CHARS = 4

#: What may stand between the end of a sentence and the first word of the next; "" where nothing is before.
_OPENING, _SENTENCE_ENDS = " \t\r\n\u00a0\"'“”‘’«»„([–—-", frozenset(["", *".!?…:;•؟。"])
#: Of its longer words, so many have capitals in a heading; of fewer words nothing can be told.
_HEADING_SHARE, _HEADING_WORDS = 0.6, 3

_NOTE = r"\[\d{1,3}\]"
_WORD = r"\d+(?:[.,:]\d+)*|[^\W_]+(?:[’'‘`´ʿʾʼ\u0300-\u036f]+[^\W_]+)*"
_TOKEN = re.compile(rf"(?P<note>{_NOTE})|(?P<open>\[)|(?P<close>\])|(?P<dots>\.{{2,}}|…)|(?P<word>{_WORD})")
#: The same words, and "" for a note.
_WORD_ALONE = re.compile(rf"{_NOTE}|({_WORD})")
_CLITIC = re.compile(r"(?<=\w)[’'‘`´ʼ](?:s|re|ve|ll|d|m|t)$", re.IGNORECASE)
#: Scripts without spaces between words: each character is a word.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003fffd]"
)


@dataclass(frozen=True, slots=True)
class Word:
    """Return one word of a statement.

    Attributes:
        span: Where it stands in the canonical text.
        word: As the desk's word index has it: case, accents and apostrophes folded.
        key: The same without its ending: how it is compared.
        is_name: Whether it is written as a name: with a capital that neither a sentence nor a heading asks for.
        is_inserted: Whether it stands in [brackets].
    """

    span: Span
    word: str
    key: str
    is_name: bool
    is_inserted: bool


@dataclass(frozen=True, slots=True)
class Said:
    """Return a statement as it is compared.

    Attributes:
        statement: The statement.
        words: Its words, in order.
        dots: Where it shows that something was left out.
        speaker: Who says it: the id of the speaker's cluster where it is known, or None.
        name: The speaker's name, folded; "" where the report names nobody.
        day: The day it was said, or else published; None where neither is known.
        is_dated: Whether it is the day on which it was said.
    """

    statement: Statement
    words: tuple[Word, ...]
    dots: tuple[Span, ...] = ()
    speaker: str | None = None
    name: str = ""
    day: date | None = None
    is_dated: bool = False


def make_said(
    statement: Statement, words: Sequence[str], *, speaker: str | None = None, published: date | None = None
) -> Said:
    """Return a statement ready to be compared.

    Args:
        statement: The statement.
        words: Its content spans, cut from the canonical text.
        speaker: The id of its speaker's cluster, where that is known.
        published: The day of its report.
    """
    found, dots = _words_of(zip(statement.content, words, strict=True))
    told = {word for who in statement.about for word in fold(who.name).split()}
    if _is_heading(found):
        found = [replace(word, is_name=False) for word in found]
    found = [replace(word, is_name=True) if word.word in told else word for word in found]
    name = statement.speaker.name if statement.speaker else None
    return Said(
        statement,
        tuple(found),
        tuple(dots),
        speaker,
        fold(name or ""),
        statement.said_on or published,
        statement.said_on is not None,
    )


def words_by_key(words: Sequence[str]) -> dict[str, str]:
    """Return the folded words of a statement by how they are compared: of `make_said` what tells how much two share.

    Args:
        words: Its content spans, cut from the canonical text.

    >>> words_by_key(["The ships sail", "at dawn [1]"])
    {'the': 'the', 'ship': 'ships', 'sail': 'sail', 'at': 'at', 'dawn': 'dawn'}
    """
    found: dict[str, str] = {}
    left = MOST_WORDS
    for text in words:
        for token in _WORD_ALONE.findall(text):
            if not token:  # a note
                continue
            if _UNSPACED.search(token):
                some = token[:left]
                found.update(zip(some, some, strict=True))
                left -= len(some)
            else:
                folded, key = _folded(token)
                found[key] = folded
                left -= 1
            if left <= 0:
                return found
    return found


@lru_cache(maxsize=_MANY)
def is_small(word: str) -> bool:
    """Return whether a folded word is one of those that any two texts of a language share.

    >>> is_small("the"), is_small("harbour")
    (True, False)
    """
    return word in _small_words() or (len(word) == 1 and not word.isdigit() and not _UNSPACED.match(word))


@lru_cache(maxsize=_MANY)
def key_of(word: str) -> str:
    """Return a folded word without its ending; it need be no word.

    >>> [key_of(w) for w in ("travelled", "travels", "weapons", "parties", "is", "2,000")]
    ['travel', 'travel', 'weapon', 'party', 'is', '2,000']
    """
    if len(word) <= _STEM_CHARS or not word.isascii() or not word.isalpha():
        return word
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", "e"), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= _STEM_CHARS - 1:
            if ending == "s" and word.endswith(("ss", "us", "is")):
                break
            word = word.removesuffix(ending) + instead
            break
    if len(word) > _STEM_CHARS and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    if len(word) > _STEM_CHARS and word.endswith("ll"):
        word = word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > _STEM_CHARS else word


def _words_of(stretches: Iterable[tuple[Span, str]]) -> tuple[list[Word], list[Span]]:
    words: list[Word] = []
    dots: list[Span] = []
    for span, text in stretches:
        depth = 0
        for found in _TOKEN.finditer(text):
            start, end = span.start + found.start(), span.start + found.end()
            kind = found.lastgroup
            if kind == "open":
                depth += 1
            elif kind == "close":
                depth = max(depth - 1, 0)
            elif kind == "dots":
                dots.append(Span(start, end))
            elif kind == "word":
                word = found["word"]
                is_name = word[0].isupper() and word != "I" and not _begins(text, found.start())
                words += _as_words(word, start, is_name=is_name, is_inserted=depth > 0)
                if len(words) >= MOST_WORDS:
                    return words[:MOST_WORDS], dots
    return words, dots


def _is_heading(words: Sequence[Word]) -> bool:
    """Return whether most longer words are written with a capital: then none tells a name."""
    longer = [word for word in words if len(word.word) >= _STEM_CHARS]
    return len(longer) >= _HEADING_WORDS and sum(word.is_name for word in longer) > _HEADING_SHARE * len(
        longer
    )


def _as_words(text: str, start: int, *, is_name: bool, is_inserted: bool) -> list[Word]:
    if _UNSPACED.search(text):
        return [
            Word(Span(start + i, start + i + 1), char, char, is_name=False, is_inserted=is_inserted)
            for i, char in enumerate(text)
        ]
    folded, key = _folded(text)
    return [Word(Span(start, start + len(text)), folded, key, is_name, is_inserted)]


@lru_cache(maxsize=_MANY)
def _folded(text: str) -> tuple[str, str]:
    """Return a word as the desk's word index has it, and how it is compared."""
    bare = _CLITIC.sub("", text)
    folded = fold(bare).replace(" ", "") or bare
    return folded, key_of(folded)


def _begins(text: str, at: int) -> bool:
    """Return whether a sentence begins at a place, with nothing but marks that open one between."""
    while at and text[at - 1] in _OPENING:
        at -= 1
    return not at or text[at - 1] in _SENTENCE_ENDS


@lru_cache(maxsize=1)
def _small_words() -> frozenset[str]:
    stop = load_table("stopwords")
    some = {fold(word) for languages in stop.values() for words in languages.values() for word in words}
    return frozenset(some) | frozenset(load_table("small_words")["en"])
