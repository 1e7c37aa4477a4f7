"""Quotation marks: which open, which close, and what stands between them."""

import re
from dataclasses import dataclass

from onrecord.model import Span
from onrecord.text.kept import kept_for_one_text

#: Opening marks and the marks that may close them. Some close differently by
#: language: „…“ and „…”, »…« and «…»; ”…” is Swedish and Finnish, and a slip elsewhere.
_PAIRS = {
    "“": '”“"',
    "„": '“”"',
    "‟": "”",
    "”": '”"',
    "«": "»",
    "»": "«",
    "「": "」",
    "『": "』",
    "《": "》",
    "〝": "〞",
    '"': '"”',
    "＂": "＂",
}
_SINGLES = {"‘": "’'", "‚": "‘’", "'": "'’", "‹": "›", "›": "‹"}
_CLOSERS = frozenset("".join(_PAIRS.values()))
_SINGLE_CLOSERS = frozenset("’'›‹")
QUOTE_MARKS = frozenset(_PAIRS) | _CLOSERS | frozenset(_SINGLES) | _SINGLE_CLOSERS
DOUBLE_MARKS = frozenset(_PAIRS) | _CLOSERS

_TYPED = re.compile("''|``")
_DOUBLE = re.compile(f"[{''.join(sorted(DOUBLE_MARKS))}]")
#: Single marks that may open.
_SINGLE = re.compile(f"[{''.join(sorted(_SINGLES))}]")
_ANY_SINGLE = re.compile(f"[{''.join(sorted(_SINGLE_CLOSERS | frozenset(_SINGLES)))}]")
_CLOSES_SINGLE = {mark: re.compile(f"[{closers}]") for mark, closers in _SINGLES.items()}
_OPENERS_BEFORE = frozenset("([{<—–-/:;,")
_ENDS = frozenset(".?!…")
#: Marks, besides letters and digits, that words within a quotation begin with.
_FIRST_MARKS = frozenset("[(…‘’'$£€#@")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Return one quotation within a paragraph.

    Attributes:
        outer: With its marks.
        inner: The words between the marks, white space at the edges left out.
        closed: False where the closing mark is missing: the quotation then runs
            to the end of the paragraph, or goes on in the next.
        single: True for single marks ('…', ‘…’, ‹…›).
    """

    outer: Span
    inner: Span
    closed: bool
    single: bool = False


def find_quotations(text: str, within: Span) -> list[Quotation]:
    """Return the outermost quotations of one paragraph, in order.

    Straight, curly, low and angle marks; single marks count where no double
    ones enclose them and they cannot be apostrophes. Marks inside a quotation
    belong to its words.

    Args:
        text: A report's canonical text.
        within: One paragraph of it.

    >>> t = 'He said: "We won’t go," and «never».'
    >>> [q.inner.cut(t) for q in find_quotations(t, Span(0, len(t)))]
    ['We won’t go,', 'never']
    """
    return list(_find(text, within.start, within.end))


@kept_for_one_text
def _find(text: str, start: int, end: int) -> tuple[Quotation, ...]:
    """Return what `find_quotations` does, kept for a while: several rules ask for those of one paragraph."""
    within = Span(start, end)
    found = _find_typed(text, within) if "''" in within.cut(text) else _find_double(text, within)
    taken = [q.outer for q in found]
    free = _gaps(within, taken)
    singles = [q for gap in free for q in _find_single(text, gap)]
    return tuple(sorted([*found, *singles], key=lambda q: q.outer))


def opens_quotation(text: str, at: int) -> bool:
    """Return whether a double (or angle) quotation mark that opens stands at `at`."""
    return at < len(text) and text[at] in _PAIRS and text[at + 1 : at + 2].strip() != ""


def trim_marks(text: str, span: Span) -> Span:
    """Return `span` without white space and quotation marks at its edges.

    A mark at the end goes only when it closes nothing that opened inside, and
    likewise at the start, so that `"most" of them` keeps both of its marks when
    more words follow, and a final `… "the axis."` loses its last one.
    """
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start and text[end - 1] in DOUBLE_MARKS:
        end -= 1
    if start < end and text[start] in DOUBLE_MARKS:
        start += 1
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _find_typed(text: str, within: Span) -> list[Quotation]:
    """Return quotations in typewriter marks: two apostrophes or two backticks for one double mark."""
    found: list[Quotation] = []
    opened: int | None = None
    for match in _TYPED.finditer(text, within.start, within.end):
        if opened is None:
            opened = match.start()
        else:
            inner = _quotation(text, opened + 1, match.start(), closed=True)
            found.append(Quotation(Span(opened, match.end()), inner.inner, closed=True))
            opened = None
    if opened is not None:
        end = within.start + len(within.cut(text).rstrip())
        found.append(
            Quotation(Span(opened, end), _quotation(text, opened + 1, end, closed=False).inner, closed=False)
        )
    return [q for q in found if len(q.inner)]


def _find_double(text: str, within: Span) -> list[Quotation]:
    found: list[Quotation] = []
    opened: int | None = None
    inside = 0
    for mark in _DOUBLE.finditer(text, within.start, within.end):
        i, char = mark.start(), mark.group()
        if opened is None:
            if char in _PAIRS and not _is_inch(text, i) and not _is_stray_closer(text, i, within):
                opened, inside = i, 0
        elif char == "“" and text[opened] == '"':
            inside += 1
        elif char == "”" and inside:
            inside -= 1  # closes the curly mark inside straight ones, not the quotation
        elif char in _PAIRS[text[opened]] and not _reopens(text, i, opened, within):
            found.append(_quotation(text, opened, i, closed=True))
            opened = None
        elif char == text[opened] and _reopens(text, i, opened, within):
            cut = _last_sentence_end(text, opened, i)
            found.append(_quotation(text, opened, cut, closed=False))
            opened, inside = i, 0
    if opened is not None:
        end = within.end
        while end > opened + 1 and text[end - 1].isspace():
            end -= 1
        if text[end - 1] == ":":
            # A paragraph that introduces the next is no part of the quotation in it.
            end = _last_sentence_end(text, opened, end - 1)
        found.append(_quotation(text, opened, end, closed=False))
    return found


def _quotation(text: str, opened: int, end: int, *, closed: bool, single: bool = False) -> Quotation:
    start, stop = opened + 1, end
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return Quotation(Span(opened, end + 1 if closed else end), Span(start, stop), closed, single)


def _is_inch(text: str, i: int) -> bool:
    """Return whether a straight mark after a digit is a measure (`12"`) or belongs to nothing."""
    return text[i] == '"' and i > 0 and text[i - 1].isdigit() and not text[i + 1 : i + 2].isalnum()


def _is_stray_closer(text: str, i: int, within: Span) -> bool:
    """Return whether a mark with nothing open closes: words before it, none after.

    One that mostly closes must stand as an opening one does, on both sides.
    """
    if text[i] not in '"»”':
        return False
    before = text[i - 1] if i > within.start else " "
    after = text[i + 1 : i + 2]
    may_open = before.isspace() or before in _OPENERS_BEFORE
    starts_words = after.isalnum()
    if text[i] == "”":
        return not (may_open and (starts_words or after in _FIRST_MARKS))
    return i > within.start and not may_open and not starts_words


def _reopens(text: str, i: int, opened: int, within: Span) -> bool:
    """Return whether a mark that could close rather opens anew: the earlier one was never closed."""
    if text[i] not in _PAIRS or text[i] != text[opened] or i == within.start:
        return False
    before, after = text[i - 1], text[i + 1 : i + 2]
    if not before.isspace() or not (after.isalnum() or after in ("[", "…", ".")):
        return False
    words = text[opened + 1 : i].rstrip()
    return bool(words) and (words[-1] in _ENDS or words[-1] in ":,")


def _last_sentence_end(text: str, start: int, end: int) -> int:
    for i in range(end - 1, start, -1):
        if text[i] in _ENDS and (i + 1 >= end or text[i + 1].isspace()):
            return i + 1
    return end


def _find_single(text: str, within: Span) -> list[Quotation]:
    found: list[Quotation] = []
    never_closed: set[str] = set()
    at = within.start
    while mark := _SINGLE.search(text, at, within.end):
        i = mark.start()
        at = i + 1
        if mark.group() not in never_closed and _opens_single(text, i, within):
            j = _close_single(text, i, within)
            if j is None:
                never_closed.add(mark.group())  # nothing after it closes, so neither will a later one
            else:
                found.append(_quotation(text, i, j, closed=True, single=True))
                at = j + 1
    return found


def _opens_single(text: str, i: int, within: Span) -> bool:
    before = text[i - 1] if i > within.start else " "
    after = text[i + 1 : i + 2]
    if text[i] == "’":
        return False
    return (before.isspace() or before in _OPENERS_BEFORE) and (after.isalnum() or after in "[…(.")


def _close_single(text: str, opened: int, within: Span) -> int | None:
    for mark in _CLOSES_SINGLE[text[opened]].finditer(text, opened + 2, within.end):
        j = mark.start()
        after = text[j + 1 : j + 2]
        # An apostrophe stands between letters; a plural's possessive (s') is
        # taken for a close only where punctuation or the end follows.
        if after.isalnum():
            continue
        if (
            text[j - 1] in "sS"
            and after == " "
            and _closes_later(text, j + 1, within, _SINGLES[text[opened]])
        ):
            continue
        return j
    return None


def _closes_later(text: str, start: int, within: Span, marks: str) -> bool:
    """Return whether another closing single mark follows before any single mark opens again."""
    for mark in _ANY_SINGLE.finditer(text, start, within.end):
        j = mark.start()
        if text[j] in _SINGLES and _opens_single(text, j, within):
            return False
        if text[j] in marks and not text[j + 1 : j + 2].isalnum() and not text[j - 1].isspace():
            return True
    return False


def _gaps(within: Span, taken: list[Span]) -> list[Span]:
    gaps, at = [], within.start
    for span in taken:
        if span.start > at:
            gaps.append(Span(at, span.start))
        at = max(at, span.end)
    if at < within.end:
        gaps.append(Span(at, within.end))
    return gaps
