from datetime import date

import pytest

from onrecord.model import Span
from onrecord.stages.attribute.provenance.days import find_days

THURSDAY = date(2024, 5, 16)


def told(words: str, published: date | None = THURSDAY) -> list[tuple[date | None, bool]]:
    return [(d.day, d.exact) for d in find_days(words, 0, published=published, language="en")]


def test_full_date_is_exact_without_a_day_of_publication() -> None:
    assert told("On May 3, 2021, in Kesh", published=None) == [(date(2021, 5, 3), True)]


@pytest.mark.parametrize("words", ["on May 3", "on 3 May", "on the 3rd of May"])
def test_date_without_a_year_is_the_last_such_day(words: str) -> None:
    assert told(words) == [(date(2024, 5, 3), True)]
    assert told(words, date(2024, 4, 1)) == [(date(2023, 5, 3), True)]
    assert told(words, None) == [(None, True)]


def test_leap_day_is_looked_for_in_a_year_that_has_it() -> None:
    assert told("on February 29", date(2025, 1, 5)) == [(date(2024, 2, 29), True)]


def test_weekday_counts_back_from_the_day_of_publication() -> None:
    assert told("on Tuesday") == [(date(2024, 5, 14), False)]
    assert told("on Thursday") == [(THURSDAY, False)]
    assert told("on Friday") == [(date(2024, 5, 10), False)]


def test_yesterday_needs_a_day_of_publication() -> None:
    assert told("He said yesterday") == [(date(2024, 5, 15), False)]
    assert told("He said yesterday", None) == [(None, False)]


@pytest.mark.parametrize("words", ["it may 3 times", "May 30% of them", "the march 10 of us made"])
def test_words_that_only_look_like_a_month_tell_no_day(words: str) -> None:
    assert told(words) == []


def test_spans_count_in_the_canonical_text() -> None:
    (day,) = find_days("On May 3, we", 100, published=THURSDAY, language="en")
    assert day.span == Span(103, 108)
