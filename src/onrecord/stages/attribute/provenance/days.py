"""Days as sentences tell them: in full, without a year, by weekday."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from onrecord.model import Span
from onrecord.stages.attribute.provenance.surroundings import words_for
from onrecord.text.data import load_table
from onrecord.text.dates import find_dates
from onrecord.text.phrases import Phrases

_DAYS_IN_WEEK = 7


@dataclass(frozen=True, slots=True)
class ToldDay:
    """Return a day that a sentence tells.

    Attributes:
        span: Where.
        day: Which, or None where the report's own date would be needed and is not known.
        exact: False where the day follows only from the day of publication (a weekday, "yesterday").
    """

    span: Span
    day: date | None
    exact: bool


def find_days(words: str, start: int, *, published: date | None, language: str | None) -> list[ToldDay]:
    """Return the days told in `words`, in order.

    A date without a year, a weekday and "yesterday" are the last such day up to
    the day of publication.

    Args:
        words: A sentence.
        start: Where it starts in the canonical text; spans are shifted by it.
        published: The report's day of publication, or None.
        language: BCP 47 code of the report.

    >>> found = find_days("On May 3 and on Monday", 0, published=date(2021, 5, 12), language="en")
    >>> [(d.day.isoformat(), d.exact) for d in found]
    [('2021-05-03', True), ('2021-05-10', False)]
    """
    found = [ToldDay(f.span, f.day, exact=True) for f in find_dates(words)]
    found += [
        ToldDay(
            Span(*m.span()),
            _last_such(m["month"] or m["month2"], m["day"] or m["day2"], published, language),
            exact=True,
        )
        for m in _month_days(language).finditer(words)
    ]
    found += [
        ToldDay(Span(*m.span()), _counted(m.group(), published, language), exact=False)
        for m in _relative_days(language).finditer(words)
    ]
    found.sort(key=lambda d: (d.span.start, -d.span.end))
    firm = [d for i, d in enumerate(found) if not any(e.span.overlaps(d.span) for e in found[:i])]
    return [ToldDay(Span(start + d.span.start, start + d.span.end), d.day, d.exact) for d in firm]


def _last_such(month: str, day: str, published: date | None, language: str | None) -> date | None:
    if published is None:
        return None
    number = _months(language)[month.casefold().rstrip(".")]
    for year in (published.year, published.year - 1):
        try:
            told = date(year, number, int(day))
        except ValueError:  # February 29 of another year
            continue
        if told <= published:
            return told
    return None


def _counted(word: str, published: date | None, language: str | None) -> date | None:
    if published is None:
        return None
    table = words_for(language)["days"]
    if word.casefold() in table["relative"]:
        return published + timedelta(days=table["relative"][word.casefold()])
    back = (published.weekday() - table["weekdays"].index(word)) % _DAYS_IN_WEEK
    return published - timedelta(days=back)


def _either(words: Sequence[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def _months(language: str | None) -> dict[str, int]:
    table = load_table("months")["gregorian"]
    listed = table.get((language or "en").partition("-")[0], table["en"])
    return {name: number for number, names in enumerate(listed, 1) for name in names.split("|")}


@cache
def _month_days(language: str | None) -> re.Pattern[str]:
    # The month needs a capital where the script has them: "may 3 ships pass" tells no day.
    names = _either([n.capitalize() for n in _months(language)])
    day = r"3[01]|[12]\d|0?[1-9]"
    return re.compile(
        rf"\b(?P<month>{names})\.?\s+(?P<day>{day})(?:st|nd|rd|th)?\b(?!\s*[:.]\d|\s*(?:%|percent))"
        rf"|\b(?P<day2>{day})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<month2>{names})\b"
    )


@cache
def relative_phrases(language: str | None) -> Phrases:
    """Return phrases one of which stands in every sentence that tells a day without a number."""
    table = words_for(language)["days"]
    return Phrases.of([*table["weekdays"], *table["relative"]])


@cache
def _relative_days(language: str | None) -> re.Pattern[str]:
    table = words_for(language)["days"]
    either_case = [w for word in table["relative"] for w in (word, word.capitalize())]
    return re.compile(rf"\b(?:{_either([*table['weekdays'], *either_case])})\b")
