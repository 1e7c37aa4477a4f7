"""A raw block with the forms of its words that the classifiers look at."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from onrecord.model import Span
from onrecord.stages.read.laid.layout import RawBlock
from onrecord.text.data import load_table
from onrecord.text.fold import fold

#: What a block is can be seen from its first words and its last: never look at more,
#: so that a text without line ends costs no more than any other.
HEAD_CHARS = 1_200
TAIL_CHARS = 300

_FINAL = re.compile(r"[.!?…。！？؟।]+[\"'”’»)\]]*(?:\s*\[\d{1,3}\]|[¹²³⁴-⁹⁰]+)?$")
_INNER_END = re.compile(r"[.!?…。！？؟][\"'”’»)\]]*\s+\S")
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Piece:
    """Return a raw block, ready to be looked at.

    Attributes:
        raw: The block.
        words: Its first `HEAD_CHARS`, white space folded, every apostrophe as ’.
        low: The same in small letters.
        tail: Its last `TAIL_CHARS`, in the same form as `words`.
    """

    raw: RawBlock
    words: str
    low: str
    tail: str

    @property
    def span(self) -> Span:
        """Return where it stands."""
        return self.raw.span

    @property
    def hint(self) -> str:
        """Return what markup says it is, or ""."""
        return self.raw.hint

    @property
    def alone(self) -> bool:
        """Return whether blank lines stand on both sides."""
        return self.raw.opens and self.raw.closes

    @property
    def ends(self) -> bool:
        """Return whether it ends as a sentence does."""
        return bool(_FINAL.search(self.tail))

    @property
    def is_prose(self) -> bool:
        """Return whether it is running text: whole sentences, not just a line.

        Eighty characters: shorter lines with a full stop are as often captions,
        notes of the site or titles.
        """
        return self.ends and (len(self.span) >= _PROSE_CHARS or bool(_INNER_END.search(self.words)))


_PROSE_CHARS = 80


def make_pieces(text: str, blocks: list[RawBlock]) -> list[Piece]:
    """Return a piece for each block."""
    pieces = []
    for block in blocks:
        span = block.span
        words = _flat(text[span.start : min(span.end, span.start + HEAD_CHARS)])
        short = len(span) <= HEAD_CHARS
        tail = words[-TAIL_CHARS:] if short else _flat(text[span.end - TAIL_CHARS : span.end])
        pieces.append(Piece(block, words, words.lower(), tail))
    return pieces


def _flat(words: str) -> str:
    return " ".join(words.split()).replace("'", "’")


@cache
def words_of(table: str, key: str) -> frozenset[str]:
    """Return one word list of `data/layout.toml` as a set."""
    return frozenset(word.replace("'", "’") for word in load_table("layout")[table][key])


def holds_any(words: str, marks: Iterable[str]) -> bool:
    """Return whether any of `marks` stands in `words`, be it inside a word.

    >>> holds_any("photo by dana", ["photo", "picture"])
    True
    """
    # A loop: `any` over a generator takes three times as long, and each block is asked for a hundred marks.
    for mark in marks:  # noqa: SIM110
        if mark in words:
            return True
    return False


@cache
def _by_first_letter(table: str, key: str) -> dict[str, tuple[str, ...]]:
    """Return a word list by the first letters of its entries, the longest entries first."""
    found: dict[str, list[str]] = {}
    for entry in sorted(words_of(table, key), key=lambda e: (-len(e), e)):
        found.setdefault(entry[0], []).append(entry)
    return {letter: tuple(entries) for letter, entries in found.items()}


def starts_with(low: str, table: str, key: str) -> str | None:
    """Return the longest entry of a word list that `low` begins with as whole words, or None."""
    for entry in _by_first_letter(table, key).get(low[:1], ()):
        if low.startswith(entry) and not low[len(entry) : len(entry) + 1].isalnum():
            return entry
    return None


@cache
def folded_words_of(table: str, key: str) -> frozenset[str]:
    """Return one word list of `data/layout.toml` as a set of folded words."""
    return frozenset(map(fold, words_of(table, key)))


def title_share(words: str) -> tuple[float, int]:
    """Return the share of words that title case would capitalise and that are, and their number.

    Small words count for nothing, and neither do scripts without capitals.

    >>> title_share("Minister On The Talks: We Will Go")
    (1.0, 5)
    >>> title_share("The talks about it went on in Paris")
    (0.25, 4)
    """
    small = words_of("headings", "small")
    big = [w for w in _WORD.findall(words) if w.lower() not in small and w[0].lower() != w[0].upper()]
    return (sum(w[0] != w[0].lower() for w in big) / len(big) if big else 0.0), len(big)


def has_case(words: str) -> bool:
    """Return whether most letters belong to a script with capitals."""
    letters = [c for c in words if c.isalpha()]
    return sum(c.lower() != c.upper() for c in letters) * 2 > len(letters)


def count_words(words: str) -> int:
    """Return the number of words."""
    return len(words.split())
