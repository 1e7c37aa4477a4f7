"""Drafts and statements of a plain-text report that a test writes, as plain words."""

from datetime import UTC, datetime

from onrecord.model import Capture, Reading, Report
from onrecord.stages.attribute.draft import Draft
from onrecord.stages.attribute.prose import CueRules
from onrecord.stages.attribute.statements import attribute_statements
from onrecord.stages.attribute.structure.finder import find_drafts
from onrecord.stages.read import read_report

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


def report_of(text: str) -> Report:
    """Return the report that the reader makes of a plain text."""
    body = text.encode()
    capture = Capture("0" * 64, len(body), "file:///report.txt", NOON, "text/plain")
    return read_report(capture, body, name="report.txt")


def drafts_of(text: str) -> tuple[Report, list[Draft]]:
    """Return the report and its drafts."""
    report = report_of(text)
    return report, find_drafts(report, CueRules(), CueRules())[0]


def reading_of(text: str) -> Reading:
    """Return the report with everything found in it."""
    return attribute_statements(report_of(text))
