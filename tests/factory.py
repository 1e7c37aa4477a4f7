"""Readings for tests: small, complete, and as consistent as those the stages make."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from hashlib import sha256

from onrecord.model import (
    Act,
    Block,
    BlockKind,
    Capture,
    ChainLink,
    ChainRole,
    Identity,
    IdentityRef,
    IdentityType,
    Mention,
    MentionForm,
    Metadata,
    Name,
    Reading,
    Report,
    Span,
    Speaker,
    Statement,
    StatementKind,
    content_id,
)
from onrecord.text.scripts import script_of

#: A fixed moment, so that tests say the same every day.
NOON = datetime(2024, 3, 5, 12, 0, tzinfo=UTC)
TEXT = (
    "Harbour talks resume\n\n"
    "Mayor Ada Lindqvist said: “The harbour belongs to everybody.”\n\n"
    "“We will answer in June,” Tomas Okoro of the Dockers’ Union told Radio Selm.\n"
)


def make_capture(
    body: bytes | str = TEXT,
    *,
    address: str = "file:///reports/harbour.txt",
    fetched_at: datetime = NOON,
    media_type: str = "text/plain",
    charset: str | None = None,
    headers: tuple[tuple[str, str], ...] = (),
) -> Capture:
    """Return the capture of `body`."""
    data = body.encode() if isinstance(body, str) else body
    return Capture(
        sha256=sha256(data).hexdigest(),
        size=len(data),
        address=address,
        fetched_at=fetched_at,
        media_type=media_type,
        charset=charset,
        headers=headers,
    )


def make_report(
    text: str = TEXT,
    *,
    capture: Capture | None = None,
    name: str = "harbour.txt",
    metadata: Metadata | None = None,
    blocks: tuple[Block, ...] | None = None,
) -> Report:
    """Return the report of `text`: one paragraph block for each stretch between empty lines."""
    capture = capture or make_capture(text)
    return Report(
        id=capture.id,
        name=name,
        capture=capture.sha256,
        text=text,
        encoding="utf-8",
        metadata=metadata or Metadata(title="Harbour talks resume", outlet="The Selm Courier", language="en"),
        blocks=make_blocks(text) if blocks is None else blocks,
        made_by="tests 1",
    )


def make_blocks(text: str) -> tuple[Block, ...]:
    """Return a paragraph for each stretch of `text` between empty lines."""
    blocks = []
    at = 0
    for part in text.split("\n\n"):
        words = part.strip()
        if words:
            start = text.index(words, at)
            blocks.append(Block(BlockKind.PARAGRAPH, Span(start, start + len(words))))
        at += len(part) + 2
    return tuple(blocks)


def span_of(text: str, words: str, *, after: int = 0) -> Span:
    """Return where `words` first stand in `text` from `after` on."""
    start = text.index(words, after)
    return Span(start, start + len(words))


def make_identity(
    report: Report,
    name: str,
    *others: str,
    type_: IdentityType = IdentityType.PERSON,
    named: bool = True,
) -> Identity:
    """Return the identity called `name`, `others` being further spellings, mentioned where they stand."""
    spellings = (name, *others)
    mentions = tuple(
        Mention(span_of(report.text, spelling), MentionForm.SHORT if i else MentionForm.NAME)
        for i, spelling in enumerate(spellings)
        if spelling and spelling in report.text
    )
    return Identity(
        id=content_id("identity", report.id, name),
        name=name,
        type=type_,
        named=named,
        names=tuple(Name(spelling, script_of(spelling)) for spelling in spellings),
        mentions=tuple(sorted(mentions)),
    )


def make_statement(
    report: Report,
    words: str | Sequence[Span],
    *,
    by: Identity | None = None,
    cue: str | None = None,
    kind: StatementKind = StatementKind.DIRECT,
    act: Act = Act.SAY,
    about: Sequence[Identity] = (),
    addressee: Identity | None = None,
    said_on: date | None = None,
    chain: tuple[ChainLink, ...] | None = None,
    nested_in: str | None = None,
    confidence: float = 0.9,
    venue: str | None = None,
) -> Statement:
    """Return the statement whose content is `words`: a stretch of the report's text, or spans of it."""
    content = (span_of(report.text, words),) if isinstance(words, str) else tuple(words)
    outlet = report.metadata.outlet
    if chain is None:
        chain = (ChainLink(outlet, ChainRole.PUBLISHER),) if outlet else ()
    speaker = None
    source: tuple[Span, ...] = ()
    if by:
        mention = by.mentions[0].span if by.mentions else None
        speaker = Speaker(by.id, by.name if by.named else None, by.type, mention)
        source = (mention,) if mention is not None else ()
    spans = [(span.start, span.end) for span in content]
    return Statement(
        id=content_id("statement", report.id, kind, spans),
        report=report.id,
        speaker=speaker,
        source=source,
        cue=(span_of(report.text, cue),) if cue else (),
        content=content,
        kind=kind,
        act=act,
        addressee=IdentityRef(addressee.id, addressee.name) if addressee else None,
        about=tuple(IdentityRef(who.id, who.name) for who in about),
        said_on=said_on,
        said_on_basis="text" if said_on else None,
        venue=venue,
        chain=chain,
        nested_in=nested_in,
        confidence=confidence,
        made_by="tests 1",
        because="the test says so",
    )


def make_reading(
    text: str = TEXT,
    *,
    name: str = "harbour.txt",
    metadata: Metadata | None = None,
    capture: Capture | None = None,
    said: Sequence[tuple[str, str]] | None = None,
    published: date | None = date(2024, 3, 4),
) -> Reading:
    """Return a reading of `text`.

    Args:
        text: The report's text.
        name: What the report is called.
        metadata: What it says about itself; made from `published` where None.
        capture: What it was read from; made from the text where None.
        said: Pairs of speaker and words; two statements of the default text where None.
        published: The day of publication, unless `metadata` says it.
    """
    if said is None:
        said = (
            [
                ("Ada Lindqvist", "The harbour belongs to everybody."),
                ("Tomas Okoro", "We will answer in June,"),
            ]
            if text == TEXT
            else []
        )
    if metadata is None:
        metadata = Metadata(
            title=text.partition("\n")[0][:80] or None,
            outlet="The Selm Courier",
            published=published,
            language="en",
        )
    report = make_report(text, capture=capture, name=name, metadata=metadata)
    people = {speaker: make_identity(report, speaker) for speaker, _ in said}
    statements = tuple(make_statement(report, words, by=people[speaker]) for speaker, words in said)
    return Reading(report, tuple(people.values()), statements)
