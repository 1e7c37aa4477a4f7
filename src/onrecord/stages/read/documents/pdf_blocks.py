"""Lines of columns to paragraphs, headings, list items and notes, over the ends of columns and pages."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from onrecord.ports.documents import Sheet
from onrecord.stages.read.documents.pdf_lines import Line

#: A larger gap than this many usual ones parts paragraphs.
_GAP = 1.3
#: Some programs set the last line of a paragraph a little apart.
_WIDE_GAP = 1.9
_INDENT = 0.8
#: Sizes this much apart are of two kinds of text.
_OTHER_SIZE = 0.08
#: A line that ends a sentence so far before the column's end ends its paragraph.
_SHORT_LINE = 0.2
#: A line without an end that stops so far before it was ended on purpose, if a capital follows.
_HALF_LINE = 0.4
_HEADING_SIZE = 1.12
_TITLE_SIZE = 1.25
_HEADING_CHARS = 250
_HEADING_LINES = 5
_BOLD_CHARS = 140
_NOTE_SIZE = 0.93
#: Notes stand in the lower part of a sheet.
_NOTES_FROM = 0.4
#: How far a paragraph may be from its other half: pictures with captions stand between.
_REACH = 3

_END = re.compile(r"[.!?…:;。！？؟।][\"'”’»)\]]*(?:[¹²³⁰⁴-⁹]+|\[\d{1,3}\])?$")
_BULLET = re.compile(r"([•◦▪‣●○■□▶➤❖✓∙⁃–—*·-])\s+(?=\S)|(\(?(?:\d{1,3}|[a-z])[.)])\s+(?=\S)")
_NOTE = re.compile(r"([¹²³⁰⁴-⁹]{1,3}|\[\d{1,3}\]|\d{1,3}(?=[.)]?\s)|[*†‡§](?=\s?\S))[.)]?\s*(?=\S)")
_LABEL = re.compile(r"[A-Z][A-Z .,'’()-]{1,50}:(?:\s|$)|[QA]:\s")
_CAPTION = re.compile(
    r"(?:fig(?:ure|\.)?|table|chart|map|photo|abb(?:ildung|\.)?|tabelle)\s*\d{0,3}[.:]", re.IGNORECASE
)


@dataclass(slots=True)
class Part:
    """Return lines that belong together.

    Attributes:
        lines: In reading order; from several columns where the text runs over.
        kind: "h1" to "h3", "p", "li", "figcaption" or "note".
        marker: Of a note or list item, as it stands at the head of the first line.
        opens: Whether nothing of its column stands before it but captions.
        closes: Whether nothing of its column comes after it.
        indented: Whether its first line is.
    """

    lines: list[Line]
    kind: str = "p"
    marker: str = ""
    opens: bool = False
    closes: bool = False
    indented: bool = False

    @property
    def chars(self) -> int:
        """Return how long its text is."""
        return sum(len(line.text) + 1 for line in self.lines)


@dataclass(slots=True)
class _Column:
    lines: list[Line]
    left: float = field(init=False)
    right: float = field(init=False)
    gap: float = field(init=False)

    def __post_init__(self) -> None:
        self.left = _usual(min, [line.left for line in self.lines])
        self.right = _usual(max, [line.right for line in self.lines])
        gaps = [b.base - a.base for a, b in zip(self.lines, self.lines[1:], strict=False) if b.base > a.base]
        # Most lines stand close: the smaller half is that of lines within a paragraph.
        self.gap = median(sorted(gaps)[: max(1, len(gaps) * 2 // 3)]) if gaps else 0.0


def make_parts(sheets: Sequence[Sheet], columns: Sequence[Sequence[Sequence[Line]]]) -> list[Part]:
    """Return the parts of a document in reading order, notes at its end.

    Args:
        sheets: The sheets.
        columns: The columns of each, in reading order, without what is printed on every sheet.
    """
    body = _body_size(line for own in columns for column in own for line in column)
    parts: list[Part] = []
    notes: list[Part] = []
    for sheet, own in zip(sheets, columns, strict=True):
        for lines in own:
            running, below = _part_notes(lines, sheet, body)
            notes += below
            if running:
                parts += _split(_Column(running), body)
    _mark_headings(parts, body)
    return [*_rejoined(parts), *notes]


def _usual(which: object, edges: list[float]) -> float:
    """Return the outermost edge that is no lone line's."""
    counts = Counter(round(edge / 3) for edge in edges)
    often = [edge for edge in edges if counts[round(edge / 3)] * 8 >= len(edges)] or edges
    return min(often) if which is min else max(often)


def _body_size(lines: Iterable[Line]) -> float:
    counts: Counter[float] = Counter()
    for line in lines:
        counts[round(line.size * 2) / 2] += len(line.text)
    return counts.most_common(1)[0][0] if counts else 0.0


# Notes.


def _part_notes(lines: Sequence[Line], sheet: Sheet, body: float) -> tuple[list[Line], list[Part]]:
    """Return a column without the notes at its foot, and these."""
    at = len(lines)
    while at and _is_note_line(lines[at - 1], sheet, body):
        at -= 1
    while at < len(lines) and not _NOTE.match(lines[at].text):
        at += 1
    notes: list[Part] = []
    for line in lines[at:]:
        marker = _NOTE.match(line.text)
        if marker and not _goes_on(notes, line):
            notes.append(Part([line], "note", marker[1]))
        else:
            notes[-1].lines.append(line)
    return list(lines[:at]), notes


def _is_note_line(line: Line, sheet: Sheet, body: float) -> bool:
    return line.size <= _NOTE_SIZE * body and line.base >= _NOTES_FROM * sheet.height


def _goes_on(notes: list[Part], line: Line) -> bool:
    """Return whether a line that begins as a note only begins with a number: "12 March 2026"."""
    if not notes:
        return False
    before = notes[-1]
    plain = line.text[:1].isascii() and line.text[:1].isdigit()
    return plain and not (before.marker.isascii() and before.marker.isdigit())


# Paragraphs.


def _split(column: _Column, body: float) -> list[Part]:
    parts: list[Part] = []
    for line in column.lines:
        part = parts[-1] if parts else None
        if part is not None and _continues(part, line, column, body):
            part.lines.append(line)
            continue
        bullet = _BULLET.match(line.text)
        kind = "li" if bullet else "figcaption" if _CAPTION.match(line.text) and line.size < body else "p"
        parts.append(
            Part([line], kind, (bullet[1] or bullet[2]) if bullet else "", indented=_indent(line, column) > 0)
        )
    for part in parts:
        part.opens = True
        if part.kind != "figcaption":
            break
    if parts:
        parts[-1].closes = True
    return parts


def _indent(line: Line, column: _Column) -> float:
    """Return how far a line begins within its column, 0 for less than an indent."""
    inner = column.right - line.right if line.from_right else line.left - column.left
    return inner if inner > _INDENT * line.size else 0.0


def _continues(part: Part, line: Line, column: _Column, body: float) -> bool:
    before = part.lines[-1]
    if not _is_of_size(line, before):
        return False
    large = line.size >= _HEADING_SIZE * body
    gap = line.base - before.base
    usual = max(column.gap, line.size) if not large else _GAP * line.size
    if gap <= 0 or gap > (_WIDE_GAP if _runs_on(before, line) else _GAP) * usual + 1:
        return False
    if large:
        return True
    if line.bold != before.bold:
        # Words in bold run over a line's end; a paragraph that is bold all through stops at one that is not.
        return not (all(one.bold for one in part.lines) and part.chars <= _BOLD_CHARS) and not line.bold
    ends = bool(_END.search(before.text))
    if _BULLET.match(line.text) and (part.kind == "li" or ends):
        return False
    if _LABEL.match(line.text) and (ends or part.lines[0] is before):
        return False
    return not _opens_paragraph(part, line, column, ends=ends)


def _is_of_size(line: Line, before: Line) -> bool:
    """Return whether two lines are set alike; words in small capitals make a line no other kind."""
    most = _OTHER_SIZE * max(line.size, before.size)
    alike = abs(line.size - before.size) <= most
    return alike or (abs(line.tallest - before.tallest) <= most and not _END.search(before.text))


def _runs_on(before: Line, line: Line) -> bool:
    """Return whether a sentence plainly goes on: no end before, a small letter after."""
    return not _END.search(before.text) and line.text[:1].islower()


def _opens_paragraph(part: Part, line: Line, column: _Column, *, ends: bool) -> bool:
    before, first = part.lines[-1], part.lines[0]
    indent = _indent(line, column)
    if part.kind == "li":
        return ends and indent < _indent(first, column) + _INDENT * line.size / 2 and before is not first
    deeper = indent > _indent(before, column) + _INDENT * line.size / 2
    if deeper and before is not first:
        return True
    if deeper:
        # The second line lies deeper than the first: a quotation begins, or a hanging paragraph goes on.
        return ends
    width = max(column.right - column.left, 1.0)
    room = before.left - column.left if before.from_right else column.right - before.right
    if ends:
        return room > _SHORT_LINE * width
    return room > _HALF_LINE * width and line.text[:1].isupper()


# Headings.


def _mark_headings(parts: list[Part], body: float) -> None:
    found = [part for part in parts if part.kind == "p" and _is_heading(part, body)]
    sizes = sorted({round(part.lines[0].size) for part in found}, reverse=True)
    if not found:
        return
    first = found[0].lines[0].sheet
    title = max(
        (part for part in found if part.lines[0].sheet == first),
        key=lambda part: (round(part.lines[0].size), -part.lines[0].base),
    )
    has_title = title.lines[0].size >= _TITLE_SIZE * body or len(sizes) > 1 or title is parts[0]
    below = [size for size in sizes if not (has_title and size >= round(title.lines[0].size))]
    for part in found:
        if part is title and has_title:
            part.kind = "h1"
        else:
            part.kind = "h3" if below and round(part.lines[0].size) < below[0] else "h2"


def _is_heading(part: Part, body: float) -> bool:
    line = part.lines[0]
    text = part.lines[-1].text
    if (
        part.chars > _HEADING_CHARS
        or len(part.lines) > _HEADING_LINES
        or not any(c.isalpha() for c in line.text)
    ):
        return False
    if line.size >= _HEADING_SIZE * body:
        return not text.endswith(".") or line.size >= _TITLE_SIZE * body
    bold = all(one.bold for one in part.lines) and line.size >= _NOTE_SIZE * body
    return (
        bold
        and part.chars <= _BOLD_CHARS
        and not text.endswith((".", ":", ",", ";"))
        and not _LABEL.match(line.text)
    )


# Over the ends of columns and sheets.


def _rejoined(parts: list[Part]) -> list[Part]:
    """Return the parts, those that go on in the next column or on the next sheet in one."""
    gone: set[int] = set()
    for i, part in enumerate(parts):
        if i in gone or part.kind not in {"p", "li"}:
            continue
        end = i
        while (other := _other_half(parts, end, gone)) is not None and part.closes:
            part.lines += parts[other].lines
            part.closes = parts[other].closes
            gone.add(other)
            end = other
    return [part for i, part in enumerate(parts) if i not in gone]


def _other_half(parts: list[Part], i: int, gone: set[int]) -> int | None:
    last = parts[i].lines[-1]
    if _END.search(last.text) and not last.text.endswith((";", ":")):
        return None
    for j in range(i + 1, min(i + 1 + _REACH, len(parts))):
        part = parts[j]
        first = part.lines[0]
        if j in gone or part.kind in {"figcaption", "h2", "h3"}:
            continue
        if part.kind != "p" or not part.opens or not _is_of_size(first, last):
            return None
        small = first.text[:1].islower() or last.text.endswith(("-", "\u00ad"))
        caseless = first.text[:1].isalpha() and first.text[:1].lower() == first.text[:1].upper()
        near = j == i + 1 and not part.indented
        return j if small or near or (caseless and not part.indented) else None
    return None
