"""Where a paragraph opens with where it was written: "SELM, 3 March (CNS) –"."""

import re
from dataclasses import dataclass

from onrecord.model import Span

_REACH = 120
_DASH = re.compile(r"—|–|--|(?<=\s)-(?=\s)")
_DATELINE = re.compile(
    r"[\s“\"]*(?P<place>(?P<city>[^\W\d_][^\n,;:()—–]{1,30}?)(?:,[^\n,;:()—–]{1,25}?){0,3})?"
    r"\s*(?P<agency>\([^\W\d_][^()\n\d-]{1,30}\))?"
    rf"\s*(?:{_DASH.pattern})"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """Return what a paragraph opens with.

    Attributes:
        place: Where and when, as it stands; None where an agency alone is named.
        agency: The name in brackets after it, with them, or None.
    """

    place: Span | None
    agency: Span | None


def find_dateline(text: str, block: Span) -> Dateline | None:
    """Return the dateline that a paragraph opens with, or None.

    The city stands in capitals, or an agency follows in brackets.

    Args:
        text: A report's canonical text.
        block: The paragraph.

    >>> opening = "GREENVILLE, N.C. (AP) — The board said it would answer."
    >>> found = find_dateline(opening, Span(0, len(opening)))
    >>> found.place.cut(opening), found.agency.cut(opening)
    ('GREENVILLE, N.C.', '(AP)')
    >>> find_dateline("Ada Lindqvist, 45, said so – twice.", Span(0, 35)) is None
    True
    """
    end = min(block.end, block.start + _REACH)
    found = _DATELINE.match(text, block.start, end) if _DASH.search(text, block.start, end) else None
    if found is None or not (found["agency"] or (found["city"] and found["city"].isupper())):
        return None
    place, agency = (Span(*found.span(part)) if found[part] else None for part in ("place", "agency"))
    return Dateline(place, agency)
