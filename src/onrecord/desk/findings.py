"""What verification finds."""

from dataclasses import dataclass
from enum import StrEnum


class Gravity(StrEnum):
    """Return how bad a finding is."""

    BROKEN = "broken"  # something kept is no longer what it was
    NOTE = "note"  # worth knowing, nothing is lost


@dataclass(frozen=True, slots=True)
class Finding:
    """Return one thing that verification found.

    Attributes:
        gravity: How bad it is.
        subject: The report or capture.
        message: What was found and what to do.
    """

    gravity: Gravity
    subject: str
    message: str
