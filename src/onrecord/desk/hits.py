"""Statements of a reading in the form in which a desk finds them."""

from collections.abc import Iterable

from onrecord.errors import EvidenceBroken
from onrecord.model import Reading, Statement
from onrecord.ports import StatementHit


def hits_of(reading: Reading, statements: Iterable[Statement]) -> list[StatementHit]:
    """Return statements of a reading with their words, their report and its outlet, in the order given.

    Raises:
        EvidenceBroken: A span of theirs runs past the text.
    """
    report = reading.report
    hits = []
    for statement in statements:
        if any(
            span.end > len(report.text) for span in (*statement.content, *statement.source, *statement.cue)
        ):
            raise EvidenceBroken("a stored span lies outside the report's text", subject=report.name)
        hits.append(
            StatementHit(
                statement=statement,
                words=tuple(span.cut(report.text) for span in statement.content),
                report_name=report.name,
                title=report.metadata.title,
                outlet=report.metadata.outlet,
                published=report.metadata.published,
                capture=report.capture,
                source=tuple(span.cut(report.text) for span in statement.source),
                cues=tuple(span.cut(report.text) for span in statement.cue),
            )
        )
    return hits
