"""When a statement is said in a clip, from the times of its captions."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter

from onrecord.model import Span, Timing


def time_of(times: Sequence[Timing], content: Sequence[Span]) -> tuple[float, float] | None:
    """Return from when to when the captions stand that hold the words, or None where none does.

    Args:
        times: Those of the report, in text order, not overlapping.
        content: The spans of the statement.

    Returns:
        Seconds from the clip's start: of the first caption, and to the end of the last.

    >>> times = (Timing(Span(0, 9), 1.0, 2.5), Timing(Span(10, 20), 2.5, 4.0))
    >>> time_of(times, [Span(12, 15)]), time_of(times, [Span(3, 12)]), time_of((), [Span(0, 2)])
    ((2.5, 4.0), (1.0, 4.0), None)
    """
    held = [timing for span in content for timing in _overlapping(times, span)]
    if not held:
        return None
    return min(t.start_seconds for t in held), max(t.end_seconds for t in held)


def _overlapping(times: Sequence[Timing], span: Span) -> list[Timing]:
    first = bisect_right(times, span.start, key=attrgetter("span.end"))
    last = bisect_left(times, span.end, lo=first, key=attrgetter("span.start"))
    return list(times[first:last])
