"""Whether another report carries a statement's words, and as which of its own statements."""

from collections.abc import Sequence

from onrecord.model import Reading, Reprint, Span, Statement

#: So much of a statement's words must stand in passages that two reports share.
_CARRIED = 0.5
#: So much of a statement's words must be those for it to be the same one.
_SAME = 0.3


def carried_words(statement: Statement, reprint: Reprint) -> tuple[Span, ...]:
    """Return where the words of a statement stand in the other report of a reprint; none where it does not carry them.

    Args:
        statement: Of one of the two reports.
        reprint: What they share.
    """
    is_turned = statement.report == reprint.b
    passages = [(p.b, p.a) if is_turned else (p.a, p.b) for p in reprint.passages]
    there: list[Span] = []
    shared = 0
    for here, other in passages:
        overlap = sum(_overlap(here, span) for span in statement.content)
        if overlap:
            shared += overlap
            there.append(other)
    size = sum(len(span) for span in statement.content)
    return tuple(there) if shared >= _CARRIED * size else ()


def find_counterpart(reading: Reading, spans: Sequence[Span]) -> Statement | None:
    """Return the statement of a report whose words lie in `spans`, or None where they are nobody's there."""
    best, most = None, 0.0
    for said in reading.statements:
        size = sum(len(span) for span in said.content)
        overlap = sum(_overlap(span, one) for span in said.content for one in spans)
        # Of a heading and the words below it, of words and those quoted in them, the longest are meant.
        if overlap >= _SAME * size and overlap > most:
            best, most = said, float(overlap)
    return best


def _overlap(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))
