"""Where a content begins and ends: without "that", enclosing quotation marks and edge commas, and in whole words."""

import re
from collections.abc import Sequence

from onrecord.model import Span
from onrecord.text.quotes import DOUBLE_MARKS, find_quotations

_THAT = re.compile(r"that\b\s*", re.IGNORECASE)
_COMMAS = frozenset(",:;—–-")
_WORD = re.compile(r"\w")


def whole_words(text: str, span: Span) -> Span:
    """Return `span`, widened to the edges of the words it cuts.

    >>> whole_words("It rained.", Span(0, 5))
    Span(start=0, end=9)
    """
    start, end = span.start, span.end
    while start and _WORD.match(text[start]) and _WORD.match(text[start - 1]):
        start -= 1
    while end < len(text) and _WORD.match(text[end - 1]) and _WORD.match(text[end]):
        end += 1
    return Span(start, end)


def trim_content(text: str, span: Span) -> Span | None:
    """Return a content without a leading "that", enclosing quotation marks and edge commas; None if nothing is left.

    Marks that open and close inside the content stay.

    >>> trim_content('that "it rains,"', Span(0, 16))
    Span(start=6, end=14)
    >>> trim_content('"it" rains', Span(0, 10))
    Span(start=0, end=10)
    """
    start, end = _trim_commas(text, span.start, span.end)
    if (that := _THAT.match(text, start, end)) and that.end() < end:
        start, end = _trim_commas(text, that.end(), end)
    quotations = [q for q in find_quotations(text, Span(start, end)) if len(q.inner)]
    if quotations and quotations[0].outer.start == start:
        first = quotations[0]
        if not first.closed or first.outer.end == end:
            start = first.inner.start
            quotations = quotations[1:]
    elif start < end and text[start] in DOUBLE_MARKS:
        start += 1
    while end > start and text[end - 1] in DOUBLE_MARKS and not any(q.outer.end == end for q in quotations):
        end -= 1
    start, end = _trim_commas(text, start, end)
    return Span(start, end) if _WORD.search(text, start, end) else None


def join_near(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return the spans in order, those of one paragraph with no word between them joined.

    >>> join_near("It rains. It pours.", [Span(10, 18), Span(0, 8)])
    (Span(start=0, end=18),)
    """
    joined: list[Span] = []
    for span in sorted(spans):
        if joined:
            between = text[joined[-1].end : span.start]
            if "\n" not in between and not _WORD.search(between):
                joined[-1] = Span(joined[-1].start, max(span.end, joined[-1].end))
                continue
        joined.append(span)
    return tuple(joined)


def _trim_commas(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in _COMMAS):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in _COMMAS):
        end -= 1
    return start, end
