"""A report with everything found in it."""

from dataclasses import dataclass

from onrecord.model.identity import Identity
from onrecord.model.report import Report
from onrecord.model.statement import Statement


@dataclass(frozen=True, slots=True)
class Reading:
    """Return a report, who is named in it, and what they said, in text order."""

    report: Report
    identities: tuple[Identity, ...]
    statements: tuple[Statement, ...]
