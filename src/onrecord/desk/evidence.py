"""The evidence of one statement: its words in their place, and the kept bytes they were read from, checked anew."""

from dataclasses import dataclass

from onrecord.desk.desk import Desk
from onrecord.errors import EvidenceBroken, NotFound
from onrecord.model import Capture, Report, Span, Statement

#: Characters of the text on each side of a statement that are shown with it.
AROUND = 400


@dataclass(frozen=True, slots=True)
class StatementEvidence:
    """Return what proves that a statement's words stand where the desk says.

    Attributes:
        statement: The statement.
        report: Its report, whose text has the hash that was kept.
        capture: The bytes that it was read from.
        words: Cut from the text by the statement's content spans.
        passage: What stands around them in the text.
        checked: What was checked just now, in words.
    """

    statement: Statement
    report: Report
    capture: Capture
    words: tuple[str, ...]
    passage: Span
    checked: tuple[str, ...]


def show_evidence(desk: Desk, key: str) -> StatementEvidence:
    """Return the evidence of the statement that `key` names, checked anew.

    Checked are the kept bytes against their hash, the stored text against its own, and that the statement's spans
    lie in that text. That a reader makes the same of the bytes again is for `verify`.

    Raises:
        NotFound: There is no such statement, or its bytes are not kept.
        BadRequest: Several ids start so.
        EvidenceBroken: The bytes, or the text, are not what they were.
    """
    report_id, statement_id = desk.store.find_statement(key)
    reading = desk.store.reading(report_id)
    report = reading.report
    statement = next((one for one in reading.statements if one.id == statement_id), None)
    record = desk.store.capture(report_id)
    if statement is None or record is None:
        raise NotFound("it is no longer in its report; it was read again meanwhile", subject=key)
    body = desk.evidence.get(report.capture)
    end = len(report.text)
    if any(not 0 <= span.start < span.end <= end for span in statement.content):
        raise EvidenceBroken("a span lies outside the text; run `onrecord verify`", subject=report.name)
    return StatementEvidence(
        statement,
        report,
        record.capture,
        tuple(span.cut(report.text) for span in statement.content),
        passage_around(report.text, Span(statement.content[0].start, statement.content[-1].end)),
        (
            f"the {len(body):,} bytes kept have the hash sha256:{report.capture}",
            f"the text kept has the hash sha256:{report.text_sha256}",
            "the words are cut from that text by the statement's spans",
        ),
    )


def passage_around(text: str, span: Span, *, around: int = AROUND) -> Span:
    """Return a span of a text with what stands around it, whole words, at most `around` characters on each side.

    >>> text = "Yesterday the goat left the ferry at noon."
    >>> passage_around(text, Span(14, 18), around=6).cut(text)
    'the goat left'
    """
    start, end = max(0, span.start - around), min(len(text), span.end + around)
    if start:
        # Where no white space is near, a text without spaces is cut where it must be.
        start += next((n + 1 for n, char in enumerate(text[start : span.start]) if char.isspace()), 0)
    if end < len(text):
        end -= next((n + 1 for n, char in enumerate(reversed(text[span.end : end])) if char.isspace()), 0)
    return Span(start, end)
