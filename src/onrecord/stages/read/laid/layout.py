"""Lines to raw blocks: which line breaks end a paragraph.

Blank lines always do. Between lines that touch it depends on how the text was
saved: hard-wrapped at a column, where a break only ends a line, or one block a
line, where it ends the block. The two are told apart by fit: in wrapped text
the first word of the next line would not have fitted on the line before.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from onrecord.model import Span

_LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")

#: Columns that mail programs, terminals and agency wires wrap at, with room on both sides.
_NARROWEST, _WIDEST = 38, 132

#: Share of touching lines that must be full for a text to count as wrapped. Texts
#: wrapped greedily have 1.0 within paragraphs; headings and addresses lower it.
_FULL_SHARE = 0.7

#: Fewer full lines than this could be chance, unless sentences run over them.
_ENOUGH_FULL = 3

#: A line this much shorter than the column still counts as full: editors break
#: a little early, and proportional fonts are not exact.
_SLACK = 2

#: One line in so many may be longer than the column: addresses that cannot be broken.
_STRAY_LINES = 30

#: A line must be at least this wide for a small letter after it to mean "goes on".
_BROKEN_LINE = 45

#: What opens a block of its own even in the middle of touching lines: bullets,
#: numbers, note markers, labels of turns.
_OPENER = re.compile(
    r"\s*(?:[•◦▪‣●○∙■□▶➤*–—-]\s+\S|\(?\d{1,3}[.)]\s|\[\d{1,3}\]|[¹²³⁴-⁹]|[A-Za-z]\)\s"
    r"|[^\W\d_a-z][^:\n]{0,40}:\s*[\"“„«]|[A-Z][A-Z .,'’()-]{1,50}:\s|[QA]:\s)"
)
_BULLET = re.compile(r"\s*(?:[•◦▪‣●○∙■□▶➤*–—-]\s+\S|\(?\d{1,3}[.)]\s|\[\d{1,3}\]\s?|[A-Za-z]\)\s)")
_SENTENCE_END = re.compile(r"[.!?…:;؟。！？][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """Return one visible line: its span from first to last visible character, and its indent."""

    span: Span
    indent: int


@dataclass(frozen=True, slots=True)
class RawBlock:
    """Return a block whose kind is not known yet.

    Attributes:
        span: From its first to its last visible character.
        opens: Whether a blank line (or the text's start) stands before it.
        closes: Whether a blank line (or the text's end) stands after it.
        hint: What markup says it is, "" for plain text: "h1" to "h6", "p", "li",
            "quote", "figcaption", "td". Formats that know a block's kind for certain say so:
            "turn", "said" (words of nobody named), "direction", "note", "furniture".
        label: The label of a block whose kind the format knows: a speaker's name, a note's marker.
    """

    span: Span
    opens: bool = True
    closes: bool = True
    hint: str = ""
    label: Span | None = None


def is_visible(char: str) -> bool:
    r"""Return whether a reader sees `char`: no white space, control or format character.

    >>> is_visible("a"), is_visible("\u00a0"), is_visible("\u200f")
    (True, False, False)
    """
    return not char.isspace() and unicodedata.category(char) not in {"Cc", "Cf"}


def trim(text: str, span: Span) -> Span | None:
    r"""Return `span` cut to its first and last visible character, or None where there is none.

    >>> trim(" \ufeffa b\u200f\n", Span(0, 7))
    Span(start=2, end=5)
    """
    start, end = span.start, span.end
    while start < end and not is_visible(text[start]):
        start += 1
    while start < end and not is_visible(text[end - 1]):
        end -= 1
    return Span(start, end) if start < end else None


def lay_out(text: str) -> list[RawBlock]:
    r"""Return the blocks of a plain text, in order.

    >>> text = "A Title\nMay 1\n\nOne.\r\n \r\nTwo."
    >>> [block.span.cut(text) for block in lay_out(text)]
    ['A Title', 'May 1', 'One.', 'Two.']
    """
    chunks = list(_chunks(text))
    width = _wrap_width(text, chunks)
    return [block for chunk in chunks for block in _split(text, chunk, width)]


def _chunks(text: str) -> Iterator[list[Line]]:
    """Yield the runs of lines that touch."""
    chunk: list[Line] = []
    start = 0
    ends = [(m.start(), m.end(), m[0] == "\u2029") for m in _LINE_END.finditer(text)]
    for stop, following, closes in [*ends, (len(text), len(text), True)]:
        span = trim(text, Span(start, stop))
        if span:
            chunk.append(Line(span, span.start - start))
        if chunk and (closes or not span):
            yield chunk
            chunk = []
        start = following


def _split(text: str, chunk: list[Line], width: int | None) -> Iterator[RawBlock]:
    groups: list[list[Line]] = [[chunk[0]]]
    own_width = width or _wrap_width(text, [chunk])
    for before, line in pairwise(chunk):
        if _goes_on(text, groups[-1], before, line, own_width):
            groups[-1].append(line)
        else:
            groups.append([line])
    for group in groups:
        span = Span(group[0].span.start, group[-1].span.end)
        yield RawBlock(span, opens=group is groups[0], closes=group is groups[-1])


def _goes_on(text: str, group: list[Line], before: Line, line: Line, width: int | None) -> bool:
    """Return whether `line` belongs to the block of the line before it."""
    full = width is not None and _is_full(text, before, line, width - _SLACK)
    if _OPENER.match(text, line.span.start, line.span.end) and (not full or _ends_sentence(text, before)):
        return _mid_sentence(text, before, line)
    hanging = bool(_BULLET.match(text, group[0].span.start, group[0].span.end))
    if hanging and line.indent > group[0].indent:
        return True
    if line.indent > before.indent and not hanging and width:
        return False  # an indent opens a paragraph
    if full:
        return True
    return _mid_sentence(text, before, line) and (width is not None or len(before.span) >= _BROKEN_LINE)


def _ends_sentence(text: str, line: Line) -> bool:
    return bool(_SENTENCE_END.search(text, max(line.span.start, line.span.end - 6), line.span.end))


def _mid_sentence(text: str, before: Line, line: Line) -> bool:
    """Return whether a sentence plainly runs over the break: no end before it, a small letter after."""
    return text[line.span.start].islower() and not _ends_sentence(text, before)


def _wrap_width(text: str, chunks: list[list[Line]]) -> int | None:
    """Return the column that the lines are wrapped at, or None where they are not."""
    # What opens a block of its own may follow a full line or a short one: it proves nothing.
    breaks = [
        (before, line)
        for chunk in chunks
        for before, line in pairwise(chunk)
        if not _OPENER.match(text, line.span.start, line.span.end)
    ]
    lines = [line for chunk in chunks if len(chunk) > 1 for line in chunk]
    if not breaks:
        return None
    widths = sorted(line.indent + _columns(text, line.span) for line in lines)
    width = widths[-1 - len(widths) // _STRAY_LINES]
    if not _NARROWEST <= width <= _WIDEST:
        return None
    full = [(a, b) for a, b in breaks if _is_full(text, a, b, width - _SLACK)]
    running = sum(_mid_sentence(text, a, b) for a, b in full)
    share = len(full) / len(breaks)
    if share >= _FULL_SHARE and (len(full) >= _ENOUGH_FULL or running):
        return width
    return width if running >= _ENOUGH_FULL and running * 4 >= len(breaks) else None


def _is_full(text: str, line: Line, following: Line, width: int) -> bool:
    """Return whether the first word of the following line would not have fitted on this one."""
    word = text[following.span.start : following.span.end].split(maxsplit=1)[0]
    first = _columns_of(word) if word.isascii() or not _is_wide(word[0]) else 2
    return line.indent + _columns(text, line.span) + 1 + first > width


def _columns(text: str, span: Span) -> int:
    return _columns_of(span.cut(text))


def _columns_of(words: str) -> int:
    """East Asian letters take two columns."""
    return len(words) if words.isascii() else len(words) + sum(map(_is_wide, words))


def _is_wide(char: str) -> bool:
    return char > "\u10ff" and unicodedata.east_asian_width(char) in {"W", "F"}
