"""Which statement below a heading the heading's own words stand for."""

from collections.abc import Sequence

from onrecord.model import BlockKind, Identity, Report, StatementKind
from onrecord.stages.attribute.draft import Draft
from onrecord.text.fold import fold

#: Share of a heading's words that a statement below must repeat to be what it quotes, where the
#: speakers differ ("Minister: …" above words of "Vale").
_SAME_WORDS = 0.6
#: Shorter words ("the", "and") tell nothing of what is repeated.
_MIN_WORD_CHARS = 4
#: Fewer words than these are repeated by chance.
_MIN_WORDS = 4


def find_headed(
    report: Report, drafts: Sequence[Draft], speakers: Sequence[Identity | None], number: int
) -> tuple[int, ...]:
    """Return the statements below a heading that its statement may stand for.

    One of the same speaker counts before others, then one that repeats its
    words, then the first. Where only others speak below, and none repeats the
    words, all of them come back: what they share may hold for the heading. Under
    further headings, which have words of their own, only the speaker counts.

    Args:
        report: The report.
        drafts: All statements.
        speakers: Who speaks in each.
        number: A statement in a heading.
    """
    words = _words(report, drafts[number])
    mine = speakers[number]
    below: list[int] = []
    for deeper, below in enumerate(_sections(report, drafts, drafts[number].block)):
        scores = []
        for other in below:
            theirs = speakers[other]
            same = mine is not None and theirs is not None and mine.id == theirs.id
            shared = len(words & _words(report, drafts[other])) / max(1, len(words))
            if same or (shared >= _SAME_WORDS and len(words) >= _MIN_WORDS and not deeper):
                scores.append((same, shared, -other))
        if scores:
            return (-max(scores)[2],)
        if below:
            break
    return tuple(below)


def _sections(report: Report, drafts: Sequence[Draft], block: int) -> list[list[int]]:
    """Return the statements under a heading: those up to the next heading, then those up to its equal."""
    level = report.blocks[block].level or 0
    later = [
        (i, b.level or 0) for i, b in enumerate(report.blocks) if i > block and b.kind is BlockKind.HEADING
    ]
    ends = (
        next((i for i, _ in later), len(report.blocks)),
        next((i for i, other in later if other <= level), len(report.blocks)),
    )
    return [
        [
            n
            for n, d in enumerate(drafts)
            if block < d.block < end
            and d.parent is None
            and d.kind is not StatementKind.HEADING
            and report.blocks[d.block].kind is not BlockKind.FOOTNOTE
        ]
        for end in ends
    ]


def _words(report: Report, draft: Draft) -> frozenset[str]:
    words = fold(" ".join(s.cut(report.text) for s in draft.content)).split()
    return frozenset(w for w in words if len(w) >= _MIN_WORD_CHARS or not w.isascii())
