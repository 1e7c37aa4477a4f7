"""How likely it is that two names are one."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Likeness:
    """Return how likely two names belong to one person, organisation, group, outlet or place.

    Attributes:
        score: 0 to 1, a calibrated probability (names alone are looked at, not who is meant).
        same: Whether the score reaches the threshold that ships.
        because: Why, for a person to read: which parts answer each other, and what is left over.
        made_by: Name and version of what compared them.
    """

    score: float
    same: bool
    because: str
    made_by: str
