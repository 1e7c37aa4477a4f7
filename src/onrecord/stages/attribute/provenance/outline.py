"""A report with its statements and everyone mentioned, ready for look-ups by place."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from onrecord.model import BlockKind, Footnote, Identity, Report, Span, StatementKind
from onrecord.stages.attribute.cast.cast import Cast
from onrecord.stages.attribute.draft import Draft
from onrecord.stages.attribute.provenance.surroundings import Mentioned, anchor_of

_RUNNING = frozenset({BlockKind.PARAGRAPH, BlockKind.TURN, BlockKind.LIST_ITEM})


@dataclass(frozen=True, slots=True)
class Outline:
    """Return a report's parts by place. Numbers of statements count as in `drafts`, of blocks as in the report.

    Attributes:
        report: The report.
        drafts: Its statements.
        speakers: Who speaks in each.
        pointers: For each the span that points to its speaker, or None.
        who: Everyone mentioned.
        headings: Blocks that are headings.
        running: Blocks of running text.
        turns: Top-level statements of transcripts.
        nested: The statements directly inside each that has any.
    """

    report: Report
    drafts: Sequence[Draft]
    speakers: Sequence[Identity | None]
    pointers: Sequence[Span | None]
    who: Mentioned
    headings: tuple[int, ...]
    running: tuple[int, ...]
    turns: tuple[int, ...]
    nested: Mapping[int, Sequence[int]]
    _heading_starts: tuple[int, ...]
    _refs: tuple[tuple[Span, int], ...]
    _anchors: tuple[tuple[int, int], ...]
    _below: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, report: Report, drafts: Sequence[Draft], cast: Cast) -> Self:
        """Return the look-ups for a report."""
        blocks = report.blocks
        top = [n for n, d in enumerate(drafts) if d.parent is None]
        nested: defaultdict[int, list[int]] = defaultdict(list)
        for number, draft in enumerate(drafts):
            if draft.parent is not None:
                nested[draft.parent].append(number)
        text = [n for n in top if drafts[n].kind is not StatementKind.HEADING]
        headings = tuple(i for i, b in enumerate(blocks) if b.kind is BlockKind.HEADING)
        return cls(
            report=report,
            drafts=drafts,
            speakers=cast.speakers,
            pointers=cast.mentions,
            who=Mentioned.of(cast.identities),
            headings=headings,
            running=tuple(i for i, b in enumerate(blocks) if b.kind in _RUNNING),
            turns=tuple(n for n in top if drafts[n].kind is StatementKind.TRANSCRIPT),
            nested=nested,
            _heading_starts=tuple(blocks[i].span.start for i in headings),
            _refs=tuple(sorted((ref, k) for k, note in enumerate(report.footnotes) for ref in note.refs)),
            _anchors=tuple(sorted((anchor_of(drafts[n]), n) for n in top)),
            _below=tuple(
                sorted(
                    (drafts[n].block, n)
                    for n in text
                    if blocks[drafts[n].block].kind is not BlockKind.FOOTNOTE
                )
            ),
        )

    def heading_above(self, block: int) -> Span | None:
        """Return the nearest heading at or before a block, or None."""
        at = bisect_right(self.headings, block) - 1
        return self.report.blocks[self.headings[at]].span if at >= 0 else None

    def section_end(self, at: int) -> int:
        """Return where the next heading starts at or after a place in the text, or the text ends."""
        index = bisect_left(self._heading_starts, at)
        return self._heading_starts[index] if index < len(self.headings) else len(self.report.text)

    def markers(self, start: int, end: int) -> Iterator[tuple[Span, Footnote]]:
        """Yield the footnote markers that start in `[start, end)` with their notes, in text order."""
        for ref, note in self._refs[bisect_left(self._refs, (Span(start, start), 0)) :]:
            if ref.start >= end:
                return
            yield ref, self.report.footnotes[note]

    def attributed(self, start: int, end: int) -> Iterator[int]:
        """Yield the top-level statements whose attribution starts in `[start, end)`, in text order."""
        low, high = bisect_left(self._anchors, (start, -1)), bisect_left(self._anchors, (end, -1))
        yield from (number for _, number in self._anchors[low:high])

    def below(self, start: int, end: int) -> list[int]:
        """Return the top-level statements of running text in blocks `[start, end)`, in text order."""
        low, high = bisect_left(self._below, (start, -1)), bisect_left(self._below, (end, -1))
        return [number for _, number in self._below[low:high]]

    def next_headings(self, block: int) -> tuple[int, int]:
        """Return the next heading's block after `block`, and the next of its level or above; the end for none."""
        blocks, end = self.report.blocks, len(self.report.blocks)
        level = blocks[block].level or 0
        at = bisect_right(self.headings, block)
        first = self.headings[at] if at < len(self.headings) else end
        equal = next((i for i in self.headings[at:] if (blocks[i].level or 0) <= level), end)
        return first, equal
