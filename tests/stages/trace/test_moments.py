from datetime import date, time, timedelta

import pytest

from onrecord.stages.trace.moments import Moment, find_moment, is_before
from tests.stages.trace.told import STORY, page, read

DAY = date(2024, 3, 5)


@pytest.mark.parametrize(
    ("line", "clock"),
    [
        ("Published: 2024-03-05 14:05 UTC", time(14, 5)),
        ("05 March 2024 | 14:05 GMT", time(14, 5)),
        ("March 5, 2024 02:05 PM", time(14, 5)),
        ("Posted on 05 March 2024 at 14:05", time(14, 5)),
        ("2024-03-05T14:05:00Z", time(14, 5)),
        ("By Ines Vall, 05 March 2024, 14:05", time(14, 5)),
        ("March 5, 2024", None),
        ("March 5, 2024 12:30 AM EST", time(0, 30)),
    ],
)
def test_the_head_of_a_report_tells_day_and_time(line: str, clock: time | None) -> None:
    moment = find_moment(read(page("Ferry plan waits", line, *STORY)))
    assert moment is not None
    assert (moment.day, moment.clock) == (DAY, clock)


def test_a_page_tells_the_time_in_its_markup() -> None:
    head = '<meta property="article:published_time" content="2024-03-05T14:05:00+02:00">'
    text = "".join(f"<p>{sentence}</p>" for sentence in STORY)
    html = f"<html><head><title>Ferry plan waits</title>{head}</head><body><article>{text}</article></body></html>"
    assert find_moment(read(html, "a.html", media_type="text/html")) == Moment(
        DAY, time(14, 5), timedelta(hours=2)
    )


def test_a_date_in_a_sentence_is_not_that_of_publication() -> None:
    assert (
        find_moment(read(page(*STORY, "The yard in Orva went bankrupt on 5 March 2015 after a long fight.")))
        is None
    )


def test_moments_of_two_zones_are_compared_in_one() -> None:
    east = Moment(DAY, time(10), timedelta(hours=3))
    assert is_before(east, Moment(DAY, time(8), timedelta(0))) is True
    assert is_before(east, Moment(DAY, time(7), timedelta(0))) is None


def test_a_clock_without_a_zone_does_not_decide_against_one_with_it() -> None:
    assert is_before(Moment(DAY, time(10)), Moment(DAY, time(8), timedelta(0))) is None
