"""Words and sentences of one paragraph, quotations taken as single tokens."""

import re
from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from onrecord.model import Span
from onrecord.text.kept import kept_for_one_text
from onrecord.text.quotes import Quotation, find_quotations


class Kind(Enum):
    """Return what a token is."""

    WORD = 1
    MARK = 2
    QUOTE = 3
    NOTE = 4  # a footnote marker: [3]


class Token(NamedTuple):
    """Return one token of a paragraph.

    A tuple, since one is made for each word and a frozen dataclass takes thrice the time.

    Attributes:
        kind: What it is.
        start: Its first code point.
        end: One past its last.
        text: As written; for a quotation its inner words.
        low: Case-folded, apostrophes straight; empty for quotations.
        quote: The quotation, for `Kind.QUOTE`.
    """

    kind: Kind
    start: int
    end: int
    text: str
    low: str
    quote: Quotation | None = None

    @property
    def inner(self) -> Span:
        """Return a quotation's inner words; of any other token all of it."""
        return self.quote.inner if self.quote else Span(self.start, self.end)

    @property
    def is_capital(self) -> bool:
        """Return whether the word starts with an upper-case letter."""
        return self.kind is Kind.WORD and self.text[:1].isupper()


_TOKEN = re.compile(
    r"(?P<note>\[\d{1,3}\])"
    r"|(?P<word>(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s|m|bn|%)?\b|[^\W_]+(?:[’'‘`ʿʾ\-‐‑&][^\W_]+)*[’']?(?!\w))"
    r"|(?P<mark>\.{2,}|[–—]|--|[^\w\s]|_)"
)

_KINDS = {"word": Kind.WORD, "note": Kind.NOTE, "mark": Kind.MARK}
#: Marks that may end a sentence.
_STOPS = frozenset((".", "?", "!", "…", "...", "....", ".."))

#: Words that end in a full stop without ending a sentence.
_ABBREVIATIONS = frozenset(
    (
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "gen",
        "col",
        "lt",
        "sgt",
        "capt",
        "maj",
        "adm",
        "rep",
        "sen",
        "gov",
        "pres",
        "st",
        "jr",
        "sr",
        "vs",
        "etc",
        "no",
        "nos",
        "inc",
        "ltd",
        "co",
        "corp",
        "dept",
        "fr",
        "rev",
        "hon",
        "messrs",
        "mme",
        "mlle",
        "brig",
        "cmdr",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sept",
        "sep",
        "oct",
        "nov",
        "dec",
        "approx",
        "art",
        "fig",
        "vol",
        "pp",
        "ed",
        "eg",
        "ie",
        "al",
        "cf",
    )
)


class Paragraph(NamedTuple):
    """Return a paragraph taken apart.

    Attributes:
        quotations: The outermost ones.
        tokens: Its tokens; a quotation is one.
        sentences: Half-open ranges of token indexes.
    """

    quotations: tuple[Quotation, ...]
    tokens: tuple[Token, ...]
    sentences: tuple[tuple[int, int], ...]


@kept_for_one_text
def take_apart(text: str, within: Span) -> Paragraph:
    """Return the paragraph at `within`, taken apart.

    Kept for a while: a paragraph is read for its attributions, for what it announces, and for what
    surrounds its statements.

    >>> t = 'He left. She said: "No. Never."'
    >>> paragraph = take_apart(t, Span(0, len(t)))
    >>> [[t.text for t in paragraph.tokens[a:b]] for a, b in paragraph.sentences]
    [['He', 'left', '.'], ['She', 'said', ':', 'No. Never.']]
    """
    quotations = find_quotations(text, within)
    tokens = tokenize(text, within, quotations)
    return Paragraph(tuple(quotations), tuple(tokens), tuple(split_sentences(text, tokens)))


def tokenize(text: str, within: Span, quotations: Sequence[Quotation]) -> list[Token]:
    """Return the tokens of `within` in order; each outermost quotation is one token.

    >>> t = "Qadir's aide said [so] at 10:30."
    >>> [k.text for k in tokenize(t, Span(0, len(t)), [])]
    ["Qadir's", 'aide', 'said', '[', 'so', ']', 'at', '10:30', '.']
    """
    tokens: list[Token] = []
    at = within.start
    for quotation in (*quotations, None):
        stop = quotation.outer.start if quotation else within.end
        tokens += _tokens_between(text, at, stop)
        if quotation:
            tokens.append(_quote_token(text, quotation))
            at = quotation.outer.end
    return tokens


def _tokens_between(text: str, start: int, end: int) -> list[Token]:
    """Return the tokens of a stretch that holds no quotation, in order."""
    return [
        Token(
            _KINDS[match.lastgroup or ""],
            match.start(),
            match.end(),
            word := match.group(),
            word.casefold().replace("’", "'"),
        )
        for match in _TOKEN.finditer(text, start, end)
    ]


def _quote_token(text: str, quotation: Quotation) -> Token:
    outer = quotation.outer
    return Token(Kind.QUOTE, outer.start, outer.end, quotation.inner.cut(text), "", quotation)


def split_sentences(text: str, tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Return sentences as half-open ranges of token indexes, covering all tokens in order.

    A quotation that ends in a full stop ends the sentence when a capital or
    another quotation follows; with "?" or "!" or "…" the next words may still
    attribute it, so only a quotation or the start of a fresh clause ends it.
    """
    sentences: list[tuple[int, int]] = []
    start = 0
    for i, token in enumerate(tokens):
        if not ((token.kind is Kind.QUOTE or token.text in _STOPS) and _ends(text, tokens, i)):
            continue
        stop = i + 1
        while stop < len(tokens) and (
            tokens[stop].kind is Kind.NOTE
            or (tokens[stop].kind is Kind.MARK and tokens[stop].text in ")]”»’")
        ):
            stop += 1
        if stop > start and token.end:
            sentences.append((start, stop))
            start = stop
    if start < len(tokens):
        sentences.append((start, len(tokens)))
    return [s for s in sentences if s[1] > s[0]]


def _ends(text: str, tokens: Sequence[Token], i: int) -> bool:
    token = tokens[i]
    after = _next_visible(tokens, i + 1)
    if token.kind is Kind.QUOTE:
        last = token.text[-1:]
        if last not in (".", "?", "!", "…") or after is None:
            return False
        return after.kind is Kind.QUOTE or after.is_capital
    if after is None:
        return True
    if token.text == "." and i > 0 and _is_abbreviated(tokens[i - 1], token):
        return False
    if not text[token.end : token.end + 1].isspace() and tokens[i + 1].kind is not Kind.NOTE:
        closes = tokens[i + 1].kind is Kind.MARK and tokens[i + 1].text in ")]"
        return closes and not after.text[:1].islower()
    return not (after.kind is Kind.WORD and after.text[:1].islower())


def _next_visible(tokens: Sequence[Token], i: int) -> Token | None:
    while i < len(tokens) and (
        tokens[i].kind is Kind.NOTE or (tokens[i].kind is Kind.MARK and tokens[i].text in ")]([")
    ):
        i += 1
    return tokens[i] if i < len(tokens) else None


def _is_abbreviated(word: Token, stop: Token) -> bool:
    if word.end != stop.start or word.kind is not Kind.WORD:
        return False
    return word.low in _ABBREVIATIONS or (len(word.text) == 1 and word.text.isupper())
