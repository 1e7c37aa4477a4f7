"""When a report says that it was published, to the minute where it tells."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from onrecord.model import BlockKind, Report, Span
from onrecord.text.dates import find_dates

_CLOCK = re.compile(
    r"(?<![\d:.])(?P<h>[01]?\d|2[0-3])[:.h](?P<m>[0-5]\d)(?::(?P<s>[0-5]\d)(?:\.\d{1,6})?)?\s?(?P<half>[AaPp]\.?[Mm]\b\.?)?"
    r"\s?(?P<zone>Z\b|(?:UTC|GMT)?\s?[+-]\d{1,2}(?::?[0-5]\d)?\b|[A-Z]{2,5}\b)?"
)
#: Hours from UTC of the zones that outlets write in letters; those that two zones share are left out.
_ZONES = {
    "Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "BST": 1, "CET": 1, "WEST": 1, "CEST": 2, "EET": 2, "SAST": 2,
    "EEST": 3, "MSK": 3, "TRT": 3, "EAT": 3, "GST": 4, "PKT": 5, "WIB": 7, "HKT": 8, "SGT": 8, "AWST": 8,
    "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13, "EST": -5, "EDT": -4, "CDT": -5,
    "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "ET": -5, "PT": -8, "BRT": -3, "ART": -3,
}  # fmt: skip
_OFFSET = re.compile(r"(?:UTC|GMT)?\s?(?P<sign>[+-])(?P<h>\d{1,2}):?(?P<m>\d\d)?$")
#: How far from its day the time of day stands in a line.
_REACH = 48
_LONGEST_LINE = 160
#: Lines that are looked at from either end where the reader found no day.
_LINES = 5
#: A day that is read from the dateline, or only that of a change.
_SURE = 0.6
#: Clocks of two outlets that do not name their zones differ by no more.
_FARTHEST = timedelta(hours=14)
_NOON = 12
_YEAR = re.compile(r"\d{4}")
_WORD = re.compile(r"[^\W\d_]{2,}")
#: Words of a date, and how many more a line has that only tells who published it when.
_DATE_WORDS = 1
_MOST_BESIDE = 6
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}\S*")


@dataclass(frozen=True, slots=True)
class Moment:
    """Return when a report says that it was published.

    Attributes:
        day: The day, in its own zone.
        clock: The time of day there, or None.
        offset: How far its zone is ahead of UTC, or None where it does not tell.
    """

    day: date
    clock: time | None = None
    offset: timedelta | None = None


def find_moment(report: Report) -> Moment | None:
    """Return when a report says that it was published, or None.

    From the day that the reader found and the time of day beside it; else from a short line at its head or foot.
    """
    ground = next((g for g in report.metadata.grounds if g.field == "published"), None)
    day = report.metadata.published
    if day is not None:
        iso = _ISO.search(ground.because) if ground else None
        if iso and ground and ground.span is None:
            return _moment(day, iso[0], 10)
        if ground and ground.confidence <= _SURE and ground.span is None:
            return None
        if ground and ground.span:
            return _beside(report.text, day, ground.span)
    for block in [*report.blocks[:_LINES], *report.blocks[-_LINES:]]:
        start, end = block.span.start, block.span.end
        if end - start > _LONGEST_LINE or block.kind is BlockKind.FOOTNOTE:
            continue
        # Few lines hold a year, and fewer of those have no more words than a date and what goes with it.
        if not _YEAR.search(report.text, start, end):
            continue
        if len(_WORD.findall(report.text, start, end)) - _DATE_WORDS > _MOST_BESIDE:
            continue
        dates = find_dates(report.text, start=start, end=end)
        if len(dates) == 1 and (day is None or dates[0].day == day):
            return _beside(report.text, dates[0].day, dates[0].span)
    return Moment(day) if day else None


def _beside(text: str, day: date, span: Span) -> Moment:
    """Return the day with the time that stands on its line, nearest first."""
    first = text.rfind("\n", 0, span.start) + 1
    last = text.find("\n", span.end)
    start, end = max(first, span.start - _REACH), min(len(text) if last < 0 else last, span.end + _REACH)
    return _moment(day, text[start:end], span.end - start)


def _moment(day: date, line: str, near: int) -> Moment:
    clocks = [m for m in _CLOCK.finditer(line.replace("T", " ")) if _is_clock(m)]
    if not clocks:
        return Moment(day)
    best = min(clocks, key=lambda m: abs(m.start() - near))
    hour = int(best["h"])
    half = (best["half"] or "").replace(".", "").lower()
    if half and hour <= _NOON:
        hour = hour % _NOON + (_NOON if half == "pm" else 0)
    return Moment(day, time(hour, int(best["m"]), int(best["s"] or 0)), _offset(best["zone"]))


def _is_clock(match: re.Match[str]) -> bool:
    """Return whether a match is a time of day, and not part of a date or a price."""
    return ":" in match[0] or bool(match["half"] or match["zone"]) or "h" in match[0]


def _offset(zone: str | None) -> timedelta | None:
    if not zone:
        return None
    if zone in _ZONES:
        return timedelta(hours=_ZONES[zone])
    found = _OFFSET.match(zone)
    if not found:
        return None
    size = timedelta(hours=int(found["h"]), minutes=int(found["m"] or 0))
    return -size if found["sign"] == "-" else size


def is_before(one: Moment, other: Moment) -> bool | None:
    """Return whether the one is before the other, or None where that cannot be told.

    >>> monday = Moment(date(2024, 3, 4))
    >>> is_before(monday, Moment(date(2024, 3, 5))), is_before(monday, monday)
    (True, None)
    >>> is_before(Moment(monday.day, time(9)), Moment(monday.day, time(8)))
    False
    """
    if one.clock is None or other.clock is None:
        apart = (other.day - one.day).days
        return None if apart == 0 else apart > 0
    at = [datetime.combine(m.day, m.clock or time()) - (m.offset or timedelta()) for m in (one, other)]
    apart_by = at[1] - at[0]
    if not apart_by or ((one.offset is None) != (other.offset is None) and abs(apart_by) < _FARTHEST):
        return None
    return apart_by > timedelta()
