"""What was judged of two known identities, by whom, when and why."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Verdict(StrEnum):
    """Return what a judgement says of two known identities."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Judgement:
    """Return one judgement. It is added and never changed; what is taken back stays in the history.

    Attributes:
        n: Its number; a later one has a greater number.
        a: The id of one known identity, the smaller of the two.
        b: The id of the other.
        verdict: What it says.
        by: Who says so: a person's name, or name and version of a matcher.
        is_person: Whether a person says so. A machine's word never stands against a person's.
        at: When, aware.
        because: Why, for a person to read.
        score: 0 to 1, how likely the two are the same; None where a person gave none.
        undone: The number of the undoing, None while it stands.
    """

    n: int
    a: str
    b: str
    verdict: Verdict
    by: str
    is_person: bool
    at: datetime
    because: str
    score: float | None = None
    undone: int | None = None


@dataclass(frozen=True, slots=True)
class Undoing:
    """Return the taking back of a judgement.

    Attributes:
        n: Its number, of the same row of numbers.
        judgement: The number of what is taken back.
        by: Who takes it back.
        at: When, aware.
        because: Why; "" where nothing was said.
    """

    n: int
    judgement: int
    by: str
    at: datetime
    because: str
