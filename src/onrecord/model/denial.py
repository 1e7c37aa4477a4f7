"""A speaker's later words about earlier ones, and an outlet's notices about its reports."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onrecord.model.origin import Evidence


class DenialKind(StrEnum):
    """Return what the words call it; the desk does not say whether it is so."""

    DENIED = "denied"
    RETRACTED = "retracted"
    CORRECTED = "corrected"
    CLARIFIED = "clarified"


@dataclass(frozen=True, slots=True)
class Denial:
    """Return one later word that is linked to earlier statements.

    Attributes:
        kind: What it is called there.
        of: Ids of the statements that it is linked to, at least one.
        statement: The id of the later statement; None for an outlet's notice.
        report: The id of the report in which it stands.
        day: When it was said or published, None where that is not known.
        evidence: The words that tell so, and for a statement what was said.
        because: Why it is linked, for a person to read.
        confidence: 0 to 1.
        made_by: Name and version of what linked it.
    """

    kind: DenialKind
    of: tuple[str, ...]
    statement: str | None
    report: str
    day: date | None
    evidence: tuple[Evidence, ...]
    because: str
    confidence: float
    made_by: str
