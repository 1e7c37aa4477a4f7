"""One of several captures of the same address whose text differs."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Sighting:
    """Return one stretch of time over which an address was seen to hold the same text.

    Attributes:
        first_seen: The first fetch that gave it, aware, UTC.
        last_seen: The last one before another text came, or so far.
        times: How many fetches in all.
    """

    first_seen: datetime
    last_seen: datetime
    times: int


@dataclass(frozen=True, slots=True)
class Edition:
    """Return one edition of a report.

    Attributes:
        number: 1, 2, … in the order in which the desk came to know them; it never changes.
        report: The id of the report read from it.
        name: What its report is called.
        title: Its title, or None.
        capture: SHA-256 of its bytes.
        text_sha256: SHA-256 of its canonical text.
        statements: How many statements it holds.
        is_latest: Whether it is what the address was last seen to hold.
        place: What stands for its place, hexadecimal: the same for all editions of one report.
        sightings: When it was seen; more than one where the address went back to an earlier text.
    """

    number: int
    report: str
    name: str
    title: str | None
    capture: str
    text_sha256: str
    statements: int
    is_latest: bool
    place: str
    sightings: tuple[Sighting, ...]
