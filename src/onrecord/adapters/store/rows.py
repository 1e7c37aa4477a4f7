"""The model as rows, and rows as the model: each pair of functions undoes the other."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import sqlalchemy as sa

from onrecord.errors import EvidenceBroken
from onrecord.model import (
    Act,
    Block,
    BlockKind,
    Capture,
    ChainLink,
    ChainRole,
    Citation,
    CrossReference,
    Exchange,
    FeedCredit,
    Footnote,
    Ground,
    Identity,
    IdentityRef,
    IdentityType,
    Mention,
    MentionForm,
    Metadata,
    Name,
    Report,
    Span,
    Speaker,
    Statement,
    StatementKind,
    Timing,
)
from onrecord.model.exchange import Headers
from onrecord.model.ledger import time_of, time_text

Values = dict[str, Any]
Row = sa.Row[Any]


def day_of(said_on: date | None, published: date | None) -> int:
    """Return the day a statement counts under, as days since the year 1; 0 where none is known.

    >>> day_of(None, date(2021, 5, 28)) - day_of(date(2021, 5, 22), date(2021, 5, 28))
    6
    """
    day = said_on or published
    return day.toordinal() if day else 0


def capture_values(capture: Capture) -> Values:
    """Return a capture as values of `captures`."""
    return {
        "id": capture.id,
        "sha256": capture.sha256,
        "size": capture.size,
        "address": capture.address,
        "fetched_at": capture.fetched_at,
        "media_type": capture.media_type,
        "charset": capture.charset,
        "headers": capture.headers,
    }


def capture_from(row: Row) -> Capture:
    """Return the capture that a row of `captures` holds."""
    return Capture(
        sha256=row.sha256,
        size=row.size,
        address=row.address,
        fetched_at=row.fetched_at,
        media_type=row.media_type,
        charset=row.charset,
        headers=_headers(row.headers),
        exchanges=tuple(map(_exchange, row.exchanges or ())),
    )


def credit_values(credit: FeedCredit | None) -> Values:
    """Return what a feed said of a source as the columns of `leads` and `feed_credits` hold it."""
    return {
        "credit_name": credit.name if credit else None,
        "credit_address": credit.address if credit else None,
        "credit_feed": credit.feed if credit else None,
        "credit_seen_at": credit.seen_at if credit else None,
    }


def credit_from(row: Row) -> FeedCredit | None:
    """Return what a feed said of a source, from a row with these columns; None for none."""
    if row.credit_feed is None:
        return None
    return FeedCredit(row.credit_name, row.credit_address, row.credit_feed, row.credit_seen_at)


def exchange_values(exchanges: Iterable[Exchange]) -> list[list[Any]]:
    """Return exchanges as the column of `capture_exchanges` holds them."""
    return [
        [
            one.method, one.address, time_text(one.started_at), one.status, one.version, one.reason,
            one.request_headers, one.response_headers, one.remote_address,
        ]
        for one in exchanges
    ]  # fmt: skip


def _exchange(values: list[Any]) -> Exchange:
    method, address, started_at, status, version, reason, asked, answered, remote = values
    return Exchange(
        method,
        address,
        time_of(started_at),
        status,
        version,
        reason,
        _headers(asked),
        _headers(answered),
        remote,
    )


def _headers(pairs: Iterable[Iterable[str]]) -> Headers:
    return tuple((name, value) for name, value in pairs)


def report_values(report: Report, statement_count: int) -> Values:
    """Return a report as values of `reports`, without its number and its outlet's key."""
    meta = report.metadata
    return {
        "id": report.id,
        "name": report.name,
        "name_end": name_end(report.name),
        "title": meta.title,
        "outlet": meta.outlet,
        "series": meta.series,
        "number": meta.number,
        "published": meta.published,
        "day": day_of(None, meta.published),
        "section": meta.section,
        "language": meta.language,
        "reprint_of": meta.reprint_of,
        "broadcaster": meta.broadcaster,
        "canonical_address": meta.canonical_address,
        "encoding": report.encoding,
        "undecodable": report.undecodable,
        "made_by": report.made_by,
        "statement_count": statement_count,
    }


def name_end(name: str) -> str:
    r"""Return what follows the last slash or backslash of a report's name, "" for none.

    >>> name_end("reports/000.txt"), name_end("reports\\000.txt"), name_end("https://a.example/b/")
    ('000.txt', '000.txt', 'b')
    """
    parts = name.replace("\\", "/").rstrip("/").rpartition("/")
    return parts[2]


def text_values(report: Report) -> Values:
    """Return a report's text and layout as values of `report_texts`, without its number."""
    meta = report.metadata
    return {
        "text_sha256": report.text_sha256,
        "authors": meta.authors,
        "topics": meta.topics,
        "grounds": [(g.field, g.because, g.confidence, _pair(g.span)) for g in meta.grounds],
        "blocks": [_block_values(block) for block in report.blocks],
        "footnotes": [
            (
                note.marker,
                _pairs(note.refs),
                _pair(note.note),
                [
                    (c.outlet, c.place, c.published.isoformat() if c.published else None, _pair(c.span))
                    for c in note.citations
                ],
            )
            for note in report.footnotes
        ],
        "cross_references": [(_pair(c.span), c.target) for c in report.cross_references],
        "times": [(t.span.start, t.span.end, t.start_seconds, t.end_seconds) for t in report.times] or None,
        "text": report.text.encode("utf-8"),
    }


@contextmanager
def as_broken(subject: str) -> Iterator[None]:
    """Turn a stored value that the model refuses (changed behind our back) into `EvidenceBroken`."""
    try:
        yield
    except (TypeError, ValueError) as error:
        raise EvidenceBroken(
            "what is stored of it was changed and no longer fits together; run `onrecord reread`",
            subject=subject,
        ) from error


def metadata_from(row: Row) -> Metadata:
    """Return what a report says about itself, from a row of `reports` and the packed parts of `report_texts`."""
    return Metadata(
        title=row.title,
        outlet=row.outlet,
        series=row.series,
        number=row.number,
        published=row.published,
        authors=tuple(row.authors),
        topics=tuple(row.topics),
        section=row.section,
        language=row.language,
        reprint_of=row.reprint_of,
        broadcaster=row.broadcaster,
        canonical_address=row.canonical_address,
        grounds=tuple(Ground(f, because, c, _span(s)) for f, because, c, s in row.grounds),
    )


def report_from(row: Row) -> Report:
    """Return the report that a row of `reports`, `report_texts` and its capture's `sha256` holds.

    Raises:
        EvidenceBroken: The stored text no longer has the hash stored with it.
    """
    try:
        text = bytes(row.text).decode("utf-8")
    except UnicodeDecodeError as error:
        raise changed(row) from error
    report = Report(
        id=row.id,
        name=row.name,
        capture=row.sha256,
        text=text,
        encoding=row.encoding,
        metadata=metadata_from(row),
        blocks=tuple(map(_block, row.blocks)),
        footnotes=tuple(
            Footnote(marker, _spans(refs), _span(note), tuple(_citations(citations)))
            for marker, refs, note, citations in row.footnotes
        ),
        cross_references=tuple(CrossReference(Span(*s), target) for s, target in row.cross_references),
        undecodable=row.undecodable,
        made_by=row.made_by,
        times=tuple(Timing(Span(s, e), start, end) for s, e, start, end in row.times or ()),
    )
    if report.text_sha256 != row.text_sha256:
        raise changed(row)
    return report


def identity_values(identity: Identity, position: int) -> Values:
    """Return an identity as values of `identities`, without its report's number."""
    return {
        "position": position,
        "id": identity.id,
        "name": identity.name,
        "type": identity.type,
        "named": identity.named,
        "names": [(name.text, name.script, name.language) for name in identity.names],
        "mentions": [(m.span.start, m.span.end, m.form) for m in identity.mentions],
    }


def identity_from(row: Row) -> Identity:
    """Return the identity that a row of `identities` holds."""
    return Identity(
        id=row.id,
        name=row.name,
        type=IdentityType(row.type),
        named=row.named,
        names=tuple(Name(*name) for name in row.names),
        mentions=tuple(Mention(Span(start, end), MentionForm(form)) for start, end, form in row.mentions),
    )


def statement_values(statement: Statement, position: int, day: int) -> Values:
    """Return a statement as values of `statements`, without its report's number."""
    speaker, addressee = statement.speaker, statement.addressee
    return {
        "position": position,
        "day": day,
        "confidence": statement.confidence,
        "id": statement.id,
        "kind": statement.kind,
        "act": statement.act,
        "speaker_id": speaker.id if speaker else None,
        "speaker_name": speaker.name if speaker else None,
        "speaker_type": speaker.type if speaker else None,
        "speaker_mention": _pair(speaker.mention) if speaker else None,
        "source": _pairs(statement.source),
        "cue": _pairs(statement.cue),
        "content": _pairs(statement.content),
        "addressee_id": addressee.id if addressee else None,
        "addressee_name": addressee.name if addressee else None,
        "about": [(ref.id, ref.name) for ref in statement.about],
        "said_on": statement.said_on,
        "said_on_basis": statement.said_on_basis,
        "venue": statement.venue,
        "chain": [_link_values(link) for link in statement.chain],
        "nested_in": statement.nested_in,
        "made_by": statement.made_by,
        "because": statement.because,
        "start_seconds": statement.time[0] if statement.time else None,
        "end_seconds": statement.time[1] if statement.time else None,
    }


def statement_from(row: Row, report_id: str) -> Statement:
    """Return the statement that a row of `statements` holds."""
    speaker = addressee = None
    if row.speaker_id is not None:
        mention = _span(row.speaker_mention)
        speaker = Speaker(row.speaker_id, row.speaker_name, IdentityType(row.speaker_type), mention)
    if row.addressee_id is not None:
        addressee = IdentityRef(row.addressee_id, row.addressee_name)
    return Statement(
        id=row.id,
        report=report_id,
        speaker=speaker,
        source=_spans(row.source),
        cue=_spans(row.cue),
        content=_spans(row.content),
        kind=StatementKind(row.kind),
        act=Act(row.act),
        addressee=addressee,
        about=tuple(IdentityRef(*ref) for ref in row.about),
        said_on=row.said_on,
        said_on_basis=row.said_on_basis,
        venue=row.venue,
        chain=tuple(map(_link, row.chain)),
        nested_in=row.nested_in,
        confidence=row.confidence,
        made_by=row.made_by,
        because=row.because,
        time=None if row.start_seconds is None else (row.start_seconds, row.end_seconds),
    )


def text_from(row: Row) -> str:
    """Return the canonical text that a row of `report_texts` holds, with its report's name in it.

    Raises:
        EvidenceBroken: It no longer has the hash stored with it.
    """
    with as_broken(row.name):
        body = bytes(row.text)
    if hashlib.sha256(body).hexdigest() != row.text_sha256:
        raise changed(row)
    return body.decode("utf-8")


def changed(row: Row) -> EvidenceBroken:
    """Return what to raise where the stored text of the report in `row` no longer has its hash."""
    return EvidenceBroken(
        "the stored text was changed after it was read; run `onrecord reread`", subject=row.name
    )


def _block_values(block: Block) -> list[Any]:
    """Return a block as it is packed; only blocks of clips have a fifth part, their time."""
    told: list[Any] = [block.kind, _pair(block.span), block.level, _pair(block.label)]
    return [*told, block.time] if block.time else told


def _block(packed: list[Any]) -> Block:
    kind, span, level, label, *time = packed
    return Block(
        BlockKind(kind), Span(*span), level, _span(label), (time[0][0], time[0][1]) if time else None
    )


def _link_values(link: ChainLink) -> list[Any]:
    """Return a link as it is packed; only one that tells its day has a fourth part."""
    told: list[Any] = [link.name, link.role, _pair(link.span)]
    return [*told, link.day.isoformat()] if link.day else told


def _link(packed: list[Any]) -> ChainLink:
    name, role, span, *day = packed
    return ChainLink(name, ChainRole(role), _span(span), date.fromisoformat(day[0]) if day else None)


def _pair(span: Span | None) -> tuple[int, int] | None:
    return None if span is None else (span.start, span.end)


def _pairs(spans: Iterable[Span]) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in spans]


def _span(pair: Iterable[int] | None) -> Span | None:
    return None if pair is None else Span(*pair)


def _spans(pairs: Iterable[Iterable[int]]) -> tuple[Span, ...]:
    return tuple(Span(*pair) for pair in pairs)


def _citations(
    citations: Iterable[tuple[str | None, str | None, str | None, list[int]]],
) -> Iterator[Citation]:
    for outlet, place, published, span in citations:
        yield Citation(outlet, place, date.fromisoformat(published) if published else None, Span(*span))
