from datetime import UTC, datetime, timedelta

import pytest

from onrecord.desk.plans import (
    WatchRules,
    after_failed_visit,
    after_failure,
    after_look,
    after_visit,
    plan_sources,
)
from onrecord.errors import (
    BadRequest,
    NotFound,
    OnRecordError,
    OutletRefused,
    OutletUnreachable,
    PageUnreadable,
)
from onrecord.model import Lead, Outlet, Source, SourceKind
from onrecord.ports import LeadState, LeadTask, SourceTask, Validators

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
RULES = WatchRules(lead_tries=4, retry_seconds=60.0, recheck_hours=(1.0, 6.0))
FEED = Source(SourceKind.FEED, "https://courier.example/rss", "Selm Courier")
LEAD = Lead("https://courier.example/a", "a")


def test_sources_of_an_outlet_are_its_feeds_sitemaps_and_listings() -> None:
    outlet = Outlet(
        "Selm Courier", "newspaper", feeds=("https://courier.example/rss",),
        sitemaps=("https://courier.example/map.xml",), listings=("https://courier.example/news",),
    )  # fmt: skip
    assert [(s.kind, s.outlet) for s in plan_sources([outlet, Outlet("Evening Post", "newspaper")])] == [
        (SourceKind.FEED, "Selm Courier"),
        (SourceKind.SITEMAP, "Selm Courier"),
        (SourceKind.LISTING, "Selm Courier"),
    ]


def test_visit_that_went_well_plans_the_next_by_what_was_new() -> None:
    task = SourceTask(1, FEED, interval_seconds=1000.0, failures=3)
    marks = Validators('"1"')
    busy = after_visit(task, 5, marks, RULES, now=NOW)
    silent = after_visit(task, 0, marks, RULES, now=NOW, told=timedelta(hours=2))
    assert busy.next_at == NOW + timedelta(seconds=500)
    assert (silent.interval_seconds, silent.validators, silent.error) == (7200.0, marks, None)


def test_visit_that_failed_keeps_the_marks_and_the_interval() -> None:
    task = SourceTask(1, FEED, Validators('"1"'), interval_seconds=1000.0, failures=2)
    outcome = after_failed_visit(task, OutletUnreachable("down"), RULES, now=NOW, chance=0.5)
    assert outcome.next_at == NOW + timedelta(seconds=240)
    assert (outcome.interval_seconds, outcome.validators, outcome.error) == (
        1000.0,
        Validators('"1"'),
        "down",
    )


def test_first_capture_plans_the_first_look_and_each_look_the_next_until_the_last() -> None:
    task = LeadTask(1, LEAD, tries=2)
    first = after_look(task, RULES, now=NOW, capture="c", validators=Validators())
    assert (first.state, first.rechecks, first.tries) == (LeadState.DONE, 0, 0)
    assert first.next_at == NOW + timedelta(hours=1)
    second = after_look(LeadTask(1, LEAD, LeadState.DONE), RULES, now=NOW, capture=None, validators=None)
    assert (second.rechecks, second.next_at) == (1, NOW + timedelta(hours=6))
    last = after_look(
        LeadTask(1, LEAD, LeadState.DONE, rechecks=1), RULES, now=NOW, capture=None, validators=None
    )
    assert (last.rechecks, last.next_at) == (2, None)


@pytest.mark.parametrize(
    ("error", "tries", "state", "again"),
    [
        (OutletUnreachable("down"), 0, LeadState.WAITING, 60),
        (OutletUnreachable("down"), 2, LeadState.WAITING, 240),
        (OutletUnreachable("down"), 3, LeadState.FAILED, None),
        (NotFound("404"), 0, LeadState.WAITING, 60),
        (NotFound("404"), 2, LeadState.GONE, None),
        (OutletRefused("403"), 0, LeadState.REFUSED, None),
        (BadRequest("too large"), 0, LeadState.FAILED, None),
        (PageUnreadable("no text"), 0, LeadState.FAILED, None),
    ],
)
def test_failure_is_tried_again_or_not_by_what_it_is(
    error: OnRecordError, tries: int, state: LeadState, again: int | None
) -> None:
    outcome = after_failure(LeadTask(1, LEAD, tries=tries), error, RULES, now=NOW, chance=0.5)
    assert (outcome.state, outcome.tries, outcome.error) == (state, tries + 1, str(error))
    assert outcome.next_at == (NOW + timedelta(seconds=again) if again else None)


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (OutletUnreachable("down"), LeadState.DONE),
        (OutletRefused("403"), LeadState.DONE),
        (NotFound("410"), LeadState.GONE),
    ],
)
def test_captured_article_stays_captured_whatever_a_later_look_comes_to(
    error: OnRecordError, state: LeadState
) -> None:
    task = LeadTask(1, LEAD, LeadState.DONE, tries=9, rechecks=1)
    outcome = after_failure(task, error, RULES, now=NOW, chance=0.5)
    assert (outcome.state, outcome.next_at, outcome.rechecks) == (state, None, 1)
