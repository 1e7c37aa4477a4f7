"""What was judged of two known identities, by whom, when and why."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

#: What a known identity is called: its id, or its number in the order in which they became known.
Key = TypeVar("Key")


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


# A named tuple, for a cluster may hang together by a hundred thousand of them.
class Tie(NamedTuple, Generic[Key]):
    """Return what holds between two known identities: the newest standing word of a person, else of a machine.

    Attributes:
        a: One of the two.
        b: The other.
        verdict: What it says.
        is_person: Whether a person says so.
        n: The number of the judgement.
        score: Its score.
    """

    a: Key
    b: Key
    verdict: Verdict
    is_person: bool
    n: int
    score: float | None = None
