"""Stretches of a report's text as persons mark them: checked, kept with their words, found again in a later text."""

import unicodedata
from collections.abc import Iterable, Sequence

from onrecord.errors import BadRequest
from onrecord.model import Marked, Span

#: Stretches that one source, cue or content has at most: a speech of so many paragraphs is a book.
MOST_SPANS = 500
_SURROGATES = range(0xD800, 0xE000)


def mark(text: str, spans: Iterable[Span], *, of: str) -> tuple[Marked, ...]:
    """Return stretches of `text` with their words, in text order.

    Args:
        text: A report's canonical text.
        spans: What a person marked.
        of: What of the statement they are, for messages: "content".

    Raises:
        BadRequest: One lies outside the text, overlaps another, holds nothing that can be seen, or cuts a
            character from what belongs to it (half of a surrogate pair, an accent); or there are too many.
    """
    ordered = sorted(spans)
    if len(ordered) > MOST_SPANS:
        raise BadRequest(f"has {len(ordered)} spans, and {MOST_SPANS} are allowed; mark fewer", subject=of)
    end = 0
    for span in ordered:
        subject = f"{of} {span.start}:{span.end}"
        if span.end > len(text):
            raise BadRequest(f"lies outside the text of {len(text)} characters", subject=subject)
        if span.start < end:
            raise BadRequest("overlaps the span before it; mark each stretch once", subject=subject)
        if not span.cut(text).strip():
            raise BadRequest("holds no words; mark some", subject=subject)
        if _cuts(text, span.start) or _cuts(text, span.end):
            raise BadRequest("cuts through a character; mark it whole", subject=subject)
        end = span.end
    return tuple(Marked(span, span.cut(text)) for span in ordered)


def find_marked(text: str, marked: Sequence[Marked]) -> tuple[Span, ...] | None:
    """Return where marked stretches stand in `text`, which may be another than that they were marked in.

    Each is looked for where it stood, then where its words stand nearest to the
    place to which the stretch before it has moved.

    Returns:
        The spans in order; None where one is not found, or they no longer follow each other.

    >>> find_marked("Ada said: no.", [Marked(Span(4, 6), "no")])
    (Span(start=10, end=12),)
    """
    found: list[Span] = []
    moved = end = 0
    for one in marked:
        if one.span.cut(text) == one.words and one.span.start >= end:
            start = one.span.start
        else:
            start = _nearest(text, one.words, one.span.start + moved, end)
        if start < 0:
            return None
        moved = start - one.span.start
        end = start + len(one.words)
        found.append(Span(start, end))
    return tuple(found)


def likeness(one: Iterable[Span], other: Iterable[Span]) -> float:
    """Return what share of the characters of either both have, 0.0 to 1.0; 0.0 for nothing.

    >>> likeness([Span(0, 10)], [Span(5, 10)])
    0.5
    """
    a, b = list(one), list(other)
    common = sum(max(0, min(s.end, t.end) - max(s.start, t.start)) for s in a for t in b)
    either = sum(map(len, a)) + sum(map(len, b)) - common
    return common / either if either else 0.0


def _nearest(text: str, words: str, wanted: int, after: int) -> int:
    """Return where `words` stand nearest to a place, not before `after`; -1 where they do not."""
    if not words:
        return -1
    right = text.find(words, max(wanted, after))
    left = text.rfind(words, after, max(wanted, after) + len(words) - 1)
    if left < 0 or right < 0:
        return max(left, right)
    return right if right - wanted <= wanted - left else left


def _cuts(text: str, at: int) -> bool:
    """Return whether the text before `at` belongs to one character with what follows."""
    if not 0 < at < len(text):
        return False
    return unicodedata.combining(text[at]) != 0 or (
        ord(text[at - 1]) in _SURROGATES and ord(text[at]) in _SURROGATES
    )
