"""The interchange format: one object per statement, one per report (docs/reference/format.md).

Programs outside this project read these two forms: fields are added at the
end, never renamed, moved or dropped.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from onrecord.model import ChainLink, IdentityRef, Metadata, Reading, Report, Span, Speaker, Statement
from onrecord.ports import StatementHit
from onrecord.text.timecodes import format_timecode


def statement_object(
    statement: Statement, *, report_name: str, capture: str, text_sha256: str
) -> dict[str, Any]:
    """Return the statement line as an object.

    Args:
        statement: The statement.
        report_name: What the user calls its report.
        capture: SHA-256 of the capture it was read from.
        text_sha256: SHA-256 of the canonical text that its spans index, as UTF-8.
    """
    return {
        "report": report_name,
        "capture": f"sha256:{capture}",
        "text_sha256": text_sha256,
        "id": statement.id,
        "speaker": _speaker(statement.speaker),
        "source": _spans(statement.source),
        "cue": _spans(statement.cue),
        "content": _spans(statement.content),
        "kind": str(statement.kind),
        "act": str(statement.act),
        "addressee": _identity(statement.addressee),
        "about": [_identity(one) for one in statement.about],
        "said_on": _day(statement.said_on),
        "said_on_basis": statement.said_on_basis,
        "venue": statement.venue,
        "chain": [_link(link) for link in statement.chain],
        "nested_in": statement.nested_in,
        "confidence": round(statement.confidence, 4),
        "made_by": statement.made_by,
        "timecode": _timecode(statement.time),
    }


def hit_object(hit: StatementHit) -> dict[str, Any]:
    """Return a found statement as the answers about people and origins give it: its words, its day, its report.

    The day is the one it was said on, or else that of publication. Spans index the canonical text of the report.
    """
    said, speaker = hit.statement, hit.statement.speaker
    return {
        "id": said.id,
        "speaker": speaker.name if speaker else None,
        "words": list(hit.words),
        "kind": str(said.kind),
        "act": str(said.act),
        "day": _day(said.said_on or hit.published),
        "report": hit.report_name,
        "report_id": said.report,
        "outlet": hit.outlet,
        "content": _spans(said.content),
    }


def report_statements(reading: Reading) -> list[dict[str, Any]]:
    """Return the statement lines of one reading, in text order."""
    report = reading.report
    return [
        statement_object(
            statement, report_name=report.name, capture=report.capture, text_sha256=report.text_sha256
        )
        for statement in reading.statements
    ]


def report_object(reading: Reading) -> dict[str, Any]:
    """Return a report with everything found in it as an object."""
    report = reading.report
    return {
        "report": _head(report, report.metadata),
        "text": report.text,
        "blocks": [
            {"kind": str(block.kind), "span": _span(block.span), "timecode": _timecode(block.time)}
            for block in report.blocks
        ],
        "footnotes": [
            {
                "marker": note.marker,
                "refs": _spans(note.refs),
                "note": _span(note.note) if note.note else None,
            }
            for note in report.footnotes
        ],
        "cross_references": [
            {"span": _span(reference.span), "target": reference.target}
            for reference in report.cross_references
        ],
        "identities": [
            {
                "id": identity.id,
                "name": identity.name,
                "type": str(identity.type),
                "names": [name.text for name in identity.names],
                "mentions": _spans(mention.span for mention in identity.mentions),
            }
            for identity in reading.identities
        ],
        "statements": report_statements(reading),
    }


def _head(report: Report, metadata: Metadata) -> dict[str, Any]:
    return {
        "file": report.name,
        "title": metadata.title,
        "outlet": metadata.outlet,
        "series": metadata.series,
        "number": metadata.number,
        "published": _day(metadata.published),
        "authors": list(metadata.authors),
        "topics": list(metadata.topics),
        "language": metadata.language,
        "reprint_of": metadata.reprint_of,
        "capture": f"sha256:{report.capture}",
        "text_sha256": report.text_sha256,
    }


def _speaker(speaker: Speaker | None) -> dict[str, Any] | None:
    if speaker is None:
        return None
    mention = _span(speaker.mention) if speaker.mention else None
    return {"id": speaker.id, "name": speaker.name, "type": str(speaker.type), "mention": mention}


def _link(link: ChainLink) -> dict[str, Any]:
    span = _span(link.span) if link.span else None
    return {"name": link.name, "role": str(link.role), "span": span, "day": _day(link.day)}


def _identity(identity: IdentityRef | None) -> dict[str, str] | None:
    return None if identity is None else {"id": identity.id, "name": identity.name}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _timecode(time: tuple[float, float] | None) -> list[str] | None:
    return None if time is None else [format_timecode(seconds) for seconds in time]


def _span(span: Span) -> list[int]:
    return [span.start, span.end]


def _spans(spans: Iterable[Span]) -> list[list[int]]:
    return [_span(span) for span in spans]
