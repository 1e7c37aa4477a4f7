"""Which statement below a heading the heading's own words stand for."""

from onrecord.stages.attribute.provenance.outline import Outline
from onrecord.text.fold import fold

#: Share of a heading's words that a statement below must repeat to be what it quotes, where the
#: speakers differ ("Minister: …" above words of "Vale").
_SAME_WORDS = 0.6
#: Shorter words ("the", "and") tell nothing of what is repeated.
_MIN_WORD_CHARS = 4
#: Fewer words than these are repeated by chance.
_MIN_WORDS = 4


def find_headed(outline: Outline, number: int) -> tuple[int, ...]:
    """Return the statements below a heading that its statement may stand for.

    One of the same speaker counts before others, then one that repeats its
    words, then the first. Where only others speak below, and none repeats the
    words, all of them come back: what they share may hold for the heading. Under
    further headings, which have words of their own, only the speaker counts.

    Args:
        outline: The report and its statements.
        number: A statement in a heading.
    """
    words = _words(outline, number)
    mine = outline.speakers[number]
    below: list[int] = []
    block = outline.drafts[number].block
    for deeper, end in enumerate(outline.next_headings(block)):
        below = outline.below(block, end)
        scores = []
        for other in below:
            theirs = outline.speakers[other]
            same = mine is not None and theirs is not None and mine.id == theirs.id
            shared = len(words & _words(outline, other)) / max(1, len(words))
            if same or (shared >= _SAME_WORDS and len(words) >= _MIN_WORDS and not deeper):
                scores.append((same, shared, -other))
        if scores:
            return (-max(scores)[2],)
        if below:
            break
    return tuple(below)


def _words(outline: Outline, number: int) -> frozenset[str]:
    content = outline.drafts[number].content
    words = fold(" ".join(s.cut(outline.report.text) for s in content)).split()
    return frozenset(w for w in words if len(w) >= _MIN_WORD_CHARS or not w.isascii())
