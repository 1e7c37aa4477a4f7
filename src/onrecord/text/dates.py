"""Days as reports write them, in many languages and two calendars."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from onrecord.model import Span
from onrecord.text.data import load_table

#: Years that reports are published in or speak of as a day: guards against page numbers.
_FIRST_YEAR, _LAST_YEAR = 1800, 2199

#: The same in the Iranian calendar: 1921 to 2121.
_FIRST_IRANIAN, _LAST_IRANIAN = 1300, 1499

_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_YEAR = r"\d{4}"
_ORDINAL = r"(?:st|nd|rd|th|er|º|\.)?"
_LINK = r"(?:[\s\u200f\u200e]+(?:de|of|del|da)?[\s\u200f\u200e]*|[-./])"

#: 2021-05-28, 2021/05/28, 20210528T…, 2021年5月28日, 2021년 5월 28일.
_YEAR_FIRST = re.compile(
    r"(?<![\d/.-])(?P<y>\d{4})(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d|[-/.]\d)"
)
_EAST_ASIAN = re.compile(
    r"(?<!\d)(?P<y>\d{4})\s*[年년]\s*(?P<m>\d{1,2})\s*[月월]\s*(?P<d>\d{1,2})\s*[日일号]?"
)
#: 28.05.2021, 28/05/2021, 05/28/2021.
_YEAR_LAST = re.compile(
    r"(?<![\d/.-])(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4})(?!\d|[-/.]\d)"
)
_HIGHEST_MONTH = 12
#: Every full date holds a year of four digits, and few sentences do.
_HAS_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """Return a day and where the text gives it."""

    day: date
    span: Span


def find_dates(text: str, *, start: int = 0, end: int | None = None) -> list[FoundDate]:
    """Return the full dates (day, month and year) in a stretch of text, in order.

    Dates whose parts could be read two ways ("05/06/2021") are left out, and so
    are those that no calendar has.

    >>> [f.day.isoformat() for f in find_dates("On May 28, 2021, and le 3 août 2020; 2021-02-30")]
    ['2021-05-28', '2020-08-03']
    >>> [f.day.isoformat() for f in find_dates("في 28 أيار 2021، ۱۴۰۰/۰۳/۰۷, 28.5.2021, 2021年5月28日")]
    ['2021-05-28', '2021-05-28', '2021-05-28', '2021-05-28']
    """
    if _HAS_YEAR.search(text, start, len(text) if end is None else end) is None:
        return []
    stretch = _western_digits(text[start:end])
    found: list[FoundDate] = []
    for pattern, read in (
        (_named(), _read_named),
        (_YEAR_FIRST, _read_numbers),
        (_EAST_ASIAN, _read_numbers),
        (_YEAR_LAST, _read_year_last),
    ):
        for match in pattern.finditer(stretch):
            day = read(match)
            if day:
                found.append(FoundDate(day, Span(start + match.start(), start + match.end())))
    found.sort(key=lambda f: f.span)
    return [f for i, f in enumerate(found) if i == 0 or f.span.start >= found[i - 1].span.end]


def parse_date(words: str) -> date | None:
    """Return the day that `words` begin with or name alone, or None.

    >>> parse_date("2021-05-28T10:00:00Z")
    datetime.date(2021, 5, 28)
    """
    head = re.match(r"\s*(\d{4}-\d{2}-\d{2})(?=[T\s]|$)", words)
    found = find_dates(head[1] if head else words)
    return found[0].day if found else None


def from_iranian(year: int, month: int, day: int) -> date | None:
    """Return the day of the common calendar, or None for a day the Iranian one does not have.

    Source:
        The 33-year rule of leap years, exact for the years 1300 to 1499 (1921 to 2121).

    >>> from_iranian(1400, 3, 7), from_iranian(1399, 12, 30), from_iranian(1400, 12, 30)
    (datetime.date(2021, 5, 28), datetime.date(2021, 3, 20), None)
    """
    if not (_FIRST_IRANIAN <= year <= _LAST_IRANIAN and 1 <= month <= _HIGHEST_MONTH):
        return None
    long_months = 6  # of 31 days; then five of 30, and one of 29 or 30
    lengths = [31] * long_months + [30] * 5 + [30 if _is_iranian_leap(year) else 29]
    if not 1 <= day <= lengths[month - 1]:
        return None
    leaps = sum(_is_iranian_leap(y) for y in range(_FIRST_IRANIAN, year))
    days = (year - _FIRST_IRANIAN) * 365 + leaps + sum(lengths[: month - 1]) + day - 1
    return date(1921, 3, 21) + timedelta(days=days)


def _is_iranian_leap(year: int) -> bool:
    return year % 33 in {1, 5, 9, 13, 17, 22, 26, 30}


def _western_digits(text: str) -> str:
    """Turn Arabic and Persian digits into ours, one for one, so that spans stay true."""
    return text if text.isascii() else text.translate(_DIGITS)


_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


@cache
def _months() -> dict[str, tuple[bool, int]]:
    """Return each name of a month: whether it is Iranian, and its number."""
    table = load_table("months")
    return {
        name: (calendar == "iranian", number)
        for calendar in ("iranian", "gregorian")
        for names in table[calendar].values()
        for number, spellings in enumerate(names, 1)
        for name in spellings.split("|")
    }


@cache
def _named() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    month = rf"(?<![^\W\d_])(?:{names})(?![^\W\d_])\.?"
    return re.compile(
        rf"(?<!\d)(?P<m1>{month})\s+(?P<d1>{_DAY}){_ORDINAL}\s*,?\s+(?P<y1>{_YEAR})(?!\d)"
        rf"|(?<!\d)(?P<d2>{_DAY}){_ORDINAL}{_LINK}(?P<m2>{month})(?:{_LINK}|,\s*)(?P<y2>{_YEAR})(?!\d)",
        re.IGNORECASE,
    )


def _read_named(match: re.Match[str]) -> date | None:
    name = (match["m1"] or match["m2"]).rstrip(".").lower()
    if name not in _months():  # case folds longer, as of the Turkish dotted capital
        return None
    iranian, month = _months()[name]
    year, day = int(match["y1"] or match["y2"]), int(match["d1"] or match["d2"])
    return from_iranian(year, month, day) if iranian else _day(year, month, day)


def _read_numbers(match: re.Match[str]) -> date | None:
    year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
    return from_iranian(year, month, day) or _day(year, month, day)


def _read_year_last(match: re.Match[str]) -> date | None:
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    if match["sep"] == "." or first > _HIGHEST_MONTH or first == second:
        return _day(year, second, first)  # with full stops the day always comes first
    return _day(year, first, second) if second > _HIGHEST_MONTH else None


def _day(year: int, month: int, day: int) -> date | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:  # no such day
        return None
