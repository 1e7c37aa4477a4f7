"""Which of the days in a sentence is the one on which the words were said."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from onrecord.model import Span
from onrecord.stages.attribute.provenance.days import ToldDay
from onrecord.stages.attribute.provenance.naming import OccasionName, begins_elsewhere, segment_start
from onrecord.stages.attribute.provenance.surroundings import Scan

_STOP = re.compile(r"[,;:()–—]")
_WORD = re.compile(r"\w[\w'’-]*")


@dataclass(frozen=True, slots=True)
class SaidOn:
    """Return the days that a sentence tells of its occasion.

    Attributes:
        day: Of saying, or None.
        exact: False where it follows only from the day of publication.
        printed: On which an outlet printed the words, or None.
        first: True for the first release of something told before.
    """

    day: date | None = None
    exact: bool = True
    printed: date | None = None
    first: bool = False


def find_said_on(scan: Scan, days: Sequence[ToldDay], named: OccasionName | None) -> SaidOn:
    """Return the days that belong to the saying, its occasion or its release; those of other events are left out.

    A day belongs where it stands in or right after the occasion's name, beside
    the speaker or the cue, alone between commas, or after a verb of airing or printing.
    """
    table, found = scan.table, SaidOn()
    for day in days:
        at = Span(day.span.start - scan.start, day.span.end - scan.start)
        if any(source.start <= at.start < source.end for source in scan.sources):
            continue
        segment = segment_start(scan.words, at.start)
        before = scan.words[segment : at.start]
        # "reported, on May 26, that": the verb stands right before the comma.
        alone = segment and all(w in table["day_leads"] for w in _low(before))
        verbs = " ".join(scan.words[:segment].split()[-1:]) if alone else before
        aired, ran = (_last(verbs, table[key]) for key in ("airing", "printing"))
        first = found.first or _last(before, table["originally"]) >= 0
        if ran > aired:
            found = replace(found, printed=found.printed or day.day, first=first)
        elif found.day is None and (aired >= 0 or _is_of_occasion(scan, at, segment, named)):
            found = replace(found, day=day.day, exact=day.exact, first=first)
    return found


def _is_of_occasion(scan: Scan, day: Span, segment: int, named: OccasionName | None) -> bool:
    """Return whether a day belongs to the saying or to its occasion by where it stands."""
    words, table = scan.words, scan.table
    before = words[segment : day.start]
    if named and (
        named.start <= day.start < named.end
        or (named.start >= day.end and not words[day.end : named.start].strip())
    ):
        return True
    lead = _low(before)
    governed = lead[-1:] and (
        lead[-1] in table["before_days"] or any(w in table["elsewhere"] for w in lead[1:])
    )
    if governed or begins_elsewhere(scan, day.start):
        return False
    stop = _STOP.search(words, day.end)
    end = stop.start() if stop else len(words)
    return (
        all(w in table["day_leads"] for w in lead)
        or (named is not None and segment <= named.noun_end <= day.start)
        or any(segment <= wall < end for wall in scan.walls)
        or (
            segment == 0
            and (
                lead[0] in table["participles"]
                or _is_place_and_day(before, table["prepositions"], table["day_leads"])
            )
        )
    )


def _is_place_and_day(before: str, prepositions: Sequence[str], leads: Sequence[str]) -> bool:
    """Return whether only a place's name stands before the day: "In Doha on Sunday, …"."""
    first, *rest = (w.group() for w in _WORD.finditer(before))
    return first.casefold() in prepositions and all(w[0].isupper() or w.casefold() in leads for w in rest)


def _low(words: str) -> list[str]:
    return [w.group().casefold() for w in _WORD.finditer(words)]


def _last(words: str, listed: Iterable[str]) -> int:
    """Return where the last of the listed words stands, or -1."""
    return max((m.start() for m in _WORD.finditer(words) if m.group().casefold() in listed), default=-1)
