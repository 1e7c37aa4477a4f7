"""Reports with their statements and names given by hand, to look at what surrounds the statements alone."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.model import (
    Block,
    BlockKind,
    Citation,
    Footnote,
    Identity,
    IdentityType,
    Mention,
    MentionForm,
    Metadata,
    Name,
    Report,
    Span,
    StatementKind,
)
from onrecord.stages.attribute.cast.cast import Cast
from onrecord.stages.attribute.draft import Draft
from onrecord.stages.attribute.provenance.provenance import Provenance, describe_provenance
from onrecord.text.dates import find_dates

PUBLISHED = date(2024, 5, 16)  # a Thursday


@dataclass(frozen=True, slots=True)
class Said:
    """Return one statement by its words; `inside` is the number of the statement that quotes it."""

    speaker: str
    content: str | tuple[str, ...]
    cue: str = ""
    source: str = ""
    kind: StatementKind = StatementKind.DIRECT
    inside: int | None = None
    asks: bool = False


def describe(
    text: str,
    said: Sequence[Said],
    *,
    names: Mapping[str, IdentityType | str] | None = None,
    outlet: str | None = "The Selm Courier",
    published: date | None = PUBLISHED,
    broadcaster: str | None = None,
    reprint_of: str | None = None,
) -> list[Provenance]:
    """Return what surrounds each statement of a report.

    Args:
        text: Blocks between empty lines; "# " and "## " begin headings, "[1] " footnotes, "Name: " turns.
        said: The statements, in text order.
        names: Everyone named: a type, or the full name that a short one stands for. All are found by their words.
        outlet: Its publisher.
        published: Its day.
        broadcaster: The channel it was taken from.
        reprint_of: The outlet that it credits.
    """
    report = _report(
        text,
        Metadata(
            outlet=outlet, published=published, language="en", broadcaster=broadcaster, reprint_of=reprint_of
        ),
        {s.speaker for s in said if s.kind is StatementKind.TRANSCRIPT},
    )
    identities = _identities(report.text, names or {}, said)
    drafts: list[Draft] = []
    at = 0
    for one in said:
        spans = []
        for words in (one.content,) if isinstance(one.content, str) else one.content:
            start = report.text.index(words, at)
            spans.append(Span(start, start + len(words)))
        drafts.append(
            Draft(
                source=_nearest(report.text, one.source, spans[0].start),
                cue=_nearest(report.text, one.cue, spans[0].start),
                content=tuple(spans),
                kind=one.kind,
                block=max(i for i, b in enumerate(report.blocks) if b.span.start <= spans[0].start),
                parent=one.inside,
                asks=one.asks,
            )
        )
    cast = Cast(
        tuple(identities.values()),
        tuple(identities.get(s.speaker) for s in said),
        tuple(d.source[0] if d.source else None for d in drafts),
    )
    return list(describe_provenance(report, drafts, cast))


def links(found: Provenance) -> list[str]:
    """Return the chain as "role name" lines."""
    return [f"{link.role} {link.name}" for link in found.chain]


def _nearest(text: str, words: str, content: int) -> tuple[Span, ...]:
    """Return where `words` stand in the paragraph of the content, else last before it; nothing for no words."""
    if not words:
        return ()
    first = max(0, text.rfind("\n\n", 0, content))
    last = text.find("\n\n", content)
    start = text.find(words, first, last if last >= 0 else len(text))
    start = start if start >= 0 else text.rindex(words, 0, content)
    return (Span(start, start + len(words)),)


def _report(text: str, metadata: Metadata, voices: set[str]) -> Report:
    blocks, notes = [], []
    for match in re.finditer(r"\S(?:.|\n(?!\n))*", text):
        words, start, end = match.group(), match.start(), match.end()
        marks = re.match(r"#+ ", words)
        note = re.match(r"\[\d+\] ", words)
        label = re.match(r"([^:\n\"]{1,40}): ", words)
        if marks:
            blocks.append(Block(BlockKind.HEADING, Span(start + marks.end(), end), level=marks.end() - 1))
        elif note:
            blocks.append(Block(BlockKind.FOOTNOTE, Span(start, end)))
            notes.append(_note(text, Span(start, end), note.group().strip()))
        elif label and label[1] in voices:
            turn = Span(start, start + len(label[1]))
            blocks.append(Block(BlockKind.TURN, Span(start, end), label=turn))
        else:
            blocks.append(Block(BlockKind.PARAGRAPH, Span(start, end)))
    return Report(
        id="r",
        name="r.txt",
        capture="0" * 64,
        text=text,
        encoding="utf-8",
        metadata=metadata,
        blocks=tuple(blocks),
        footnotes=tuple(notes),
    )


def _note(text: str, span: Span, marker: str) -> Footnote:
    refs = [Span(m.start(), m.end()) for m in re.finditer(re.escape(marker), text[: span.start])]
    cited = []
    at = span.start + len(marker) + 1
    for found in find_dates(text, start=at, end=span.end):
        before = text[at : found.span.start]
        if re.fullmatch(r"[\w\s-]+, ", before):
            cited.append(Citation(before[:-2].strip(), None, found.day, Span(at, found.span.end)))
        at = found.span.end + 2
    return Footnote(marker, tuple(refs), span, tuple(cited))


def _identities(
    text: str, names: Mapping[str, IdentityType | str], said: Sequence[Said]
) -> dict[str, Identity]:
    full = {name: kind for name, kind in names.items() if isinstance(kind, IdentityType)}
    for one in said:
        if one.speaker and one.speaker not in names:
            full.setdefault(one.speaker, IdentityType.PERSON)
    spellings = {name: [name, *(s for s, of in names.items() if of == name)] for name in full}
    taken: list[Span] = []
    found: dict[str, list[Mention]] = {name: [] for name in full}
    for spelling, name in sorted(
        ((s, n) for n, all_ in spellings.items() for s in all_), key=lambda p: -len(p[0])
    ):
        for match in re.finditer(rf"(?<!\w){re.escape(spelling)}(?!\w)", text):
            span = Span(*match.span())
            if not any(span.overlaps(t) for t in taken):
                taken.append(span)
                found[name].append(Mention(span, MentionForm.NAME))
    return {
        name: Identity(
            name, name, kind, named=True, names=(Name(name, "Latn"),), mentions=tuple(sorted(found[name]))
        )
        for name, kind in full.items()
    }
