from datetime import UTC, date, datetime, time, timedelta

import pytest

from onrecord.stages.trace.moments import Moment
from onrecord.stages.trace.sights import SEEN_BEFORE, SEEN_FIRST, Sight, first_by_sight

FIFTH = Moment(date(2024, 3, 5))


def seen(day: int, hour: int = 12, *, watched: bool = True) -> Sight:
    return Sight(datetime(2024, 3, day, hour, tzinfo=UTC), watched)


def first(
    moments: tuple[Moment | None, Moment | None], sights: tuple[Sight, Sight]
) -> tuple[int, float] | None:
    told = first_by_sight(moments, sights)
    turned = first_by_sight(moments[::-1], sights[::-1])
    assert (turned is None) == (told is None)
    assert told is None or turned is None or (turned[0] == 1 - told[0] and turned[1:] == told[1:])
    return told[:2] if told else None


@pytest.mark.parametrize("watched", [True, False])
def test_what_was_seen_before_the_other_was_published_was_there_first(*, watched: bool) -> None:
    sights = (seen(3, watched=watched), seen(6, watched=watched))
    assert first((None, FIFTH), sights) == (0, SEEN_BEFORE)
    told = first_by_sight((None, FIFTH), sights)
    assert told
    assert "seen 2024-03-03 12:00 UTC, before the other was published (2024-03-05)" in told[2]


def test_a_time_of_day_and_its_zone_tell_how_early_the_other_can_have_been_published() -> None:
    afternoon = Moment(date(2024, 3, 5), time(16), timedelta(hours=1))
    sights = (seen(5, 14), seen(5, 18))
    assert first((FIFTH, afternoon), sights) == (0, SEEN_BEFORE)
    assert first((FIFTH, Moment(afternoon.day, afternoon.clock)), sights) is None  # of any zone
    assert first((FIFTH, afternoon), (seen(5, 16), seen(5, 18))) is None


def test_what_is_dated_after_it_was_seen_itself_tells_nothing() -> None:
    assert first((None, FIFTH), (seen(2), seen(3))) is None


def test_what_is_fetched_where_it_is_published_far_apart_is_in_that_order() -> None:
    assert first((None, None), (seen(6), seen(4))) == (1, SEEN_FIRST)
    assert first((None, None), (seen(4, 12), seen(5, 11))) is None
    assert first((None, None), (seen(4), seen(4))) is None


def test_files_are_added_whenever_somebody_adds_them() -> None:
    assert first((None, None), (seen(4, watched=False), seen(9, watched=False))) is None
    assert first((None, None), (seen(4), seen(9, watched=False))) is None
    assert first((FIFTH, FIFTH), (seen(5, 8, watched=False), seen(5, 20, watched=False))) is None


def test_two_of_one_day_are_told_apart_while_they_are_new() -> None:
    assert first((FIFTH, FIFTH), (seen(5, 8), seen(5, 20))) == (0, SEEN_FIRST)
    assert first((FIFTH, FIFTH), (seen(5, 8), seen(5, 13))) is None


def test_what_was_found_late_was_no_later_for_that() -> None:
    assert first((FIFTH, FIFTH), (seen(5), seen(20))) is None
    assert first((None, FIFTH), (seen(6), seen(20))) is None
    assert first((None, FIFTH), (seen(20), seen(22))) is None
