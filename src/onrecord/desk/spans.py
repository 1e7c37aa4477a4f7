"""Which spans of a reading do not fit its text."""

from collections.abc import Iterator

from onrecord.model import Reading, Report, Span


def misplaced_parts(reading: Reading) -> Iterator[tuple[str, Span]]:
    """Yield what each misplaced span belongs to, and the span.

    A span is misplaced that runs past the text, or is empty. Blocks are also
    that overlap the one before.
    """
    most = len(reading.report.text)
    for part, span in _all_parts(reading):
        if span.end > most or not len(span):
            yield part, span
    before = 0
    for block in reading.report.blocks:
        if block.span.start < before:
            yield f"{block.kind} block over the one before it", block.span
        before = block.span.end


def _all_parts(reading: Reading) -> Iterator[tuple[str, Span]]:
    yield from _report_parts(reading.report)
    for identity in reading.identities:
        for mention in identity.mentions:
            yield f"mention of {identity.name}", mention.span
    for said in reading.statements:
        name = f"statement {said.id}"
        for span in (*said.source, *said.cue, *said.content):
            yield name, span
        if said.speaker is not None and said.speaker.mention is not None:
            yield f"{name}, speaker", said.speaker.mention
        for link in said.chain:
            if link.span is not None:
                yield f"{name}, chain", link.span


def _report_parts(report: Report) -> Iterator[tuple[str, Span]]:
    for block in report.blocks:
        yield f"{block.kind} block", block.span
        if block.label is not None:
            yield f"label of a {block.kind} block", block.label
    for note in report.footnotes:
        name = f"footnote {note.marker}"
        for span in (*note.refs, *(cited.span for cited in note.citations)):
            yield name, span
        if note.note is not None:
            yield name, note.note
    for reference in report.cross_references:
        yield f"cross-reference to {reference.target}", reference.span
    for ground in report.metadata.grounds:
        if ground.span is not None:
            yield f"ground of {ground.field}", ground.span
