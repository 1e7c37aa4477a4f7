from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.stages.collect.plans import plan_recheck, plan_retry, plan_visit

BOUNDS = {"shortest_seconds": 300.0, "longest_seconds": 21_600.0}


def visits(found: list[int], told: timedelta | None = None) -> list[float]:
    planned: list[float] = []
    for new in found:
        last = planned[-1] if planned else None
        planned.append(plan_visit(last, new_leads=new, told=told, **BOUNDS))
    return planned


def test_source_that_publishes_is_visited_sooner_and_one_that_is_silent_later() -> None:
    busy, silent = visits([5] * 10), visits([5] + [0] * 30)
    assert busy == sorted(busy, reverse=True)
    assert silent == sorted(silent)
    assert (busy[-1], silent[-1]) == (300.0, 21_600.0)


def test_source_that_wakes_after_a_long_silence_is_soon_visited_often() -> None:
    planned = visits([0] * 30 + [3] * 7)
    assert planned[-1] < 600


@given(
    last=st.none() | st.floats(0, 1e9),
    new=st.integers(0, 10**6),
    told=st.none() | st.timedeltas(timedelta(0), timedelta(days=9999)),
)
def test_no_visit_is_planned_outside_the_bounds(last: float | None, new: int, told: timedelta | None) -> None:
    assert 300 <= plan_visit(last, new_leads=new, told=told, **BOUNDS) <= 21_600


def test_feed_that_says_how_long_it_stays_is_not_visited_sooner() -> None:
    assert visits([9] * 8, told=timedelta(hours=1))[-1] == 3600


@given(st.integers(1, 10**6), st.floats(0, 1))
def test_retries_stay_apart_and_below_their_limit(tries: int, chance: float) -> None:
    seconds = plan_retry(tries, first_seconds=60, longest_seconds=3600, chance=chance)
    assert 30 <= seconds <= 5400


@pytest.mark.parametrize(("done", "hours"), [(0, 1), (1, 6), (2, None), (9, None)])
def test_article_is_looked_at_again_at_growing_distances_and_then_left(done: int, hours: int | None) -> None:
    assert plan_recheck(done, (1.0, 6.0)) == (timedelta(hours=hours) if hours else None)
    assert plan_recheck(done, ()) is None
