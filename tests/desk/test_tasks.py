"""Pieces of a watch's work, each by itself, on a real desk and queue."""

from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.adapters.fetch import WebLimits
from onrecord.adapters.fetch.polite import PoliteVisitor
from onrecord.adapters.store import SqlStore
from onrecord.adapters.store.queue import SqlQueue
from onrecord.desk import Added, Already, Captured, Desk, Failed, Hands, Looked, WatchRules
from onrecord.desk.tasks import MOST_BEGUN
from onrecord.errors import NotFound
from onrecord.model import Source, SourceKind
from onrecord.ports import LeadTask, SourceTask
from onrecord.text.paths import address_of, path_of


@pytest.fixture
def queue(desk: Desk) -> SqlQueue:
    assert isinstance(desk.store, SqlStore)
    return desk.store.queue


@pytest.fixture
def hands(desk: Desk, queue: SqlQueue, reports: Path) -> Hands:
    source = Source(SourceKind.FOLDER, address_of(reports))
    visitor = PoliteVisitor(desk.fetcher, WebLimits(), queue, max_bytes=1000)
    hands = Hands(desk, queue, visitor, WatchRules(), owner="one", also=[source])
    queue.sync_sources(hands.sources())
    return hands


def take(queue: SqlQueue) -> SourceTask | LeadTask:
    (task,) = queue.take("one", most=1, lease_seconds=60, delay_seconds=0)
    return task


def look(hands: Hands, queue: SqlQueue) -> Looked:
    task = take(queue)
    assert isinstance(task, SourceTask)
    event = hands.look(task)
    assert isinstance(event, Looked)
    return event


def lead_task(queue: SqlQueue) -> LeadTask:
    task = take(queue)
    assert isinstance(task, LeadTask)
    return task


def test_look_into_a_folder_finds_its_reports_and_nothing_new_the_next_time(
    hands: Hands, queue: SqlQueue
) -> None:
    assert look(hands, queue).new == 2
    queue.wake_sources()
    assert look(hands, queue).new == 0


def test_lead_is_fetched_kept_and_settled_in_one(hands: Hands, queue: SqlQueue, desk: Desk) -> None:
    look(hands, queue)
    task = lead_task(queue)
    event, keep = hands.fetch(task)
    assert (event, queue.waiting()) == (None, 2)
    assert keep is not None
    kept = keep()
    assert isinstance(kept, Captured)
    assert isinstance(kept.result, Added)
    assert (queue.waiting(), desk.store.counts()["captures"]) == (1, 1)
    again = keep()
    assert isinstance(again, Captured)
    assert isinstance(again.result, Already)
    assert queue.states()["done"] == 1


def test_failure_is_put_off_and_told_as_the_first(hands: Hands, queue: SqlQueue) -> None:
    look(hands, queue)
    task = lead_task(queue)
    path_of(task.lead.address).unlink()
    event, keep = hands.fetch(task)
    assert keep is None
    assert isinstance(event, Failed)
    assert isinstance(event.error, NotFound)
    assert event.first
    assert event.again_at is not None
    later = LeadTask(task.n, task.lead, tries=1)
    queue.give_back("one")
    second = hands.fetch(later)[0]
    assert isinstance(second, Failed)
    assert not second.first


def test_what_cannot_be_read_is_given_up_and_its_bytes_stay(
    hands: Hands, queue: SqlQueue, reports: Path
) -> None:
    for name in ("a.txt", "more/b.txt"):
        (reports / name).write_bytes(b"")
    look(hands, queue)
    event, keep = hands.fetch(lead_task(queue))
    assert event is None
    assert keep is not None
    kept = keep()
    assert isinstance(kept, Failed)
    assert kept.again_at is None
    assert queue.states()["failed"] == 1


def test_folder_that_is_gone_is_looked_for_again_later(hands: Hands, queue: SqlQueue, reports: Path) -> None:
    reports.rename(reports.with_name("elsewhere"))
    task = take(queue)
    assert isinstance(task, SourceTask)
    event = hands.look(task)
    assert isinstance(event, Failed)
    assert event.again_at is not None
    assert queue.states()["sources"] == 1


def test_work_that_is_stopped_is_nobody_s_fault(hands: Hands, queue: SqlQueue) -> None:
    look(hands, queue)
    task = lead_task(queue)
    path_of(task.lead.address).unlink()
    hands.stop()
    assert hands.fetch(task) == (None, None)
    queue.give_back("one")
    assert lead_task(queue).tries == 0


def test_page_over_which_watchers_die_is_left_out_in_the_end(hands: Hands, queue: SqlQueue) -> None:
    look(hands, queue)
    event, keep = hands.fetch(replace(lead_task(queue), begun=MOST_BEGUN + 1))
    assert keep is None
    assert isinstance(event, Failed)
    assert "never ended" in str(event.error)
    assert event.again_at is None
