from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.stages.collect.times import last_day, read_time
from tests.stages.collect.sources import NOW


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("Tue, 03 Mar 2026 10:00:00 EST", datetime(2026, 3, 3, 15, tzinfo=UTC)),
        ("03 Mar 26 10:00 GMT", datetime(2026, 3, 3, 10, tzinfo=UTC)),
        ("Tue, 3 Mar 2026 10:00:00 -0000", datetime(2026, 3, 3, 10, tzinfo=UTC)),
        ("2026-03-03T10:00:00.123456789+0100", datetime(2026, 3, 3, 9, 0, 0, 123456, tzinfo=UTC)),
        ("2026-03-03 10:00", datetime(2026, 3, 3, 10, tzinfo=UTC)),
        ("2026-03", datetime(2026, 3, 1, tzinfo=UTC)),
        ("2026", datetime(2026, 1, 1, tzinfo=UTC)),
        ("3 mars 2026", datetime(2026, 3, 3, tzinfo=UTC)),
        ("3 مارس 2026", datetime(2026, 3, 3, tzinfo=UTC)),
        ("2026-03-05T20:00:00+00:00", datetime(2026, 3, 5, 20, tzinfo=UTC)),
    ],
)
def test_times_are_read_as_feeds_write_them(words: str, moment: datetime) -> None:
    assert read_time(words, now=NOW) == moment


@pytest.mark.parametrize(
    "words",
    [None, "", "today", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59-12:00", "1970-01-01", "2026-13-01", "2026-03-07",
     "Mon, 99 Foo 2026 99:99:99 +9999", "-", "9" * 1000],
)  # fmt: skip
def test_times_that_nobody_can_mean_are_none(words: str | None) -> None:
    assert read_time(words, now=NOW) is None


@given(st.text(max_size=70))
def test_any_words_are_a_believable_time_or_none(words: str) -> None:
    moment = read_time(words, now=NOW)
    assert moment is None or (moment.tzinfo is UTC and moment <= NOW + timedelta(hours=14))


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://a.example/20260305/x", date(2026, 3, 5)),
        ("https://a.example/2026-03-05-x", date(2026, 3, 5)),
        ("https://a.example/2026/12/x", date(2026, 12, 31)),
        ("https://a.example/map-202603.xml", None),
        ("https://a.example/2026/02/30/x", None),
        ("https://a.example/123456789", None),
        ("https://a.example/2026/x", None),
    ],
)
def test_dates_in_addresses(address: str, day: date | None) -> None:
    assert last_day(address) == day
