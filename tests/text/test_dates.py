from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.dates import find_dates, from_iranian, parse_date

DAY = date(2021, 5, 28)


@pytest.mark.parametrize(
    "words",
    [
        "May 28, 2021",
        "May 28th 2021",
        "28 May 2021",
        "28 MAY 2021",
        "28th of May, 2021",
        "2021-05-28",
        "2021/5/28",
        "28.05.2021",
        "28/05/2021",
        "05/28/2021",
        "28 mai 2021",
        "28. Mai 2021",
        "28 de mayo de 2021",
        "28 maggio 2021",
        "28 мая 2021 года",
        "28 травня 2021",
        "28 mayıs 2021",
        "28 maja 2021",
        "28 أيار 2021",
        "٢٨ مايو ٢٠٢١",
        "28 במאי 2021".replace("ב", "", 1),
        "2021年5月28日",
        "2021년 5월 28일",
        "۷ خرداد ۱۴۰۰",
        "۱۴۰۰/۰۳/۰۷",
    ],
)
def test_day_is_read_as_each_language_writes_it(words: str) -> None:
    assert parse_date(words) == DAY
    assert [found.day for found in find_dates(f"x {words} x")] == [DAY]


@pytest.mark.parametrize(
    "words",
    [
        "05/06/2021",
        "February 30, 2021",
        "May 2021",
        "page 12.13.2021.4",
        "Maya 28, 2021",
        "28 5 2021",
        "1.2.3",
    ],
)
def test_what_is_no_day_or_could_be_two_is_left_out(words: str) -> None:
    assert find_dates(words) == []


def test_time_after_the_day_does_not_matter() -> None:
    assert parse_date("2021-05-28T10:15:00+02:00") == DAY
    assert parse_date("no day") is None


def test_days_stand_where_they_are_found() -> None:
    text = "From May 28, 2021 to June 1, 2021."
    assert [found.span.cut(text) for found in find_dates(text)] == ["May 28, 2021", "June 1, 2021"]
    assert [found.span.cut(text) for found in find_dates(text, start=10)] == ["June 1, 2021"]


@pytest.mark.parametrize(
    ("iranian", "day"),
    [
        ((1300, 1, 1), date(1921, 3, 21)),
        ((1357, 11, 22), date(1979, 2, 11)),
        ((1399, 12, 30), date(2021, 3, 20)),
        ((1403, 1, 1), date(2024, 3, 20)),
    ],
)
def test_iranian_days_are_those_of_the_common_calendar(iranian: tuple[int, int, int], day: date) -> None:
    assert from_iranian(*iranian) == day


def test_day_that_the_iranian_calendar_does_not_have_is_none() -> None:
    assert from_iranian(1400, 12, 30) is None
    assert from_iranian(1400, 13, 1) is None
    assert from_iranian(1200, 1, 1) is None


@given(st.dates(min_value=date(1850, 1, 1), max_value=date(2150, 1, 1)))
def test_any_day_survives_being_written_and_read(day: date) -> None:
    assert parse_date(day.isoformat()) == day
    assert parse_date(f"{day.day}.{day.month}.{day.year}") == day


@given(st.text(alphabet="0123456789-/. ,MayJune年月日ماي", max_size=60))
def test_any_digits_and_months_read_without_error_in_order(text: str) -> None:
    found = find_dates(text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(f.span.end <= len(text) for f in found)
