"""What `ports.LeadQueue` promises, held to by every database that a desk can live in."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from onrecord.adapters.store import SqlStore
from onrecord.adapters.store.queue import SqlQueue
from onrecord.errors import StoreError
from onrecord.model import FeedCredit, Lead, Source, SourceKind
from onrecord.ports import LeadState, LeadTask, Robots, Settled, SourceTask, Validators, Verdict, Visited
from tests.factory import NOON, make_capture, make_reading

FEED = Source(SourceKind.FEED, "https://courier.example/rss", "Selm Courier")
SOON = timedelta(minutes=5)


@pytest.fixture
def queue(store: SqlStore) -> SqlQueue:
    store.queue.sync_sources([FEED])
    return store.queue


def leads(*names: str, host: str = "courier.example") -> list[Lead]:
    return [Lead(f"https://{host}/{name}", name, outlet="Selm Courier") for name in names]


def take(queue: SqlQueue, owner: str = "one", **more: Any) -> list[SourceTask | LeadTask]:
    terms = {"most": 10, "lease_seconds": 60.0, "delay_seconds": 0.0, **more}
    return queue.take(owner, **terms)


def plan_for(queue: SqlQueue, **more: Any) -> Callable[[int], Visited]:
    return lambda new: Visited(queue.now() + SOON, 300.0 + new, **more)


def find(queue: SqlQueue, *found: Lead, owner: str = "one") -> int:
    (task,) = take(queue, owner)
    assert isinstance(task, SourceTask)
    return queue.visited(owner, task, plan_for(queue), leads=found)


def taken_leads(queue: SqlQueue, owner: str = "one", **more: Any) -> list[LeadTask]:
    return [task for task in take(queue, owner, **more) if isinstance(task, LeadTask)]


def test_source_is_due_when_it_is_new_and_then_when_planned(queue: SqlQueue) -> None:
    (task,) = take(queue)
    assert isinstance(task, SourceTask)
    assert (task.source, task.interval_seconds, task.failures) == (FEED, None, 0)
    assert take(queue, "two") == [], "it is leased"
    assert (
        queue.visited("one", task, plan_for(queue, validators=Validators('"1"')), leads=leads("a", "b")) == 2
    )
    assert not any(isinstance(task, SourceTask) for task in take(queue))
    queue.give_back("one")
    queue.wake_sources()
    (again,) = take(queue)
    assert isinstance(again, SourceTask)
    assert (again.interval_seconds, again.validators) == (302.0, Validators('"1"'))


def test_failed_visits_are_counted_until_one_goes_well(queue: SqlQueue) -> None:
    for failures, error in ((0, "down"), (1, "down"), (2, None), (0, None)):
        queue.wake_sources()
        (task,) = take(queue)
        assert isinstance(task, SourceTask)
        assert task.failures == failures
        queue.visited("one", task, plan_for(queue, error=error))


def test_source_that_is_named_no_longer_is_dropped_with_those_it_led_to_and_may_come_back(
    queue: SqlQueue,
) -> None:
    (task,) = take(queue)
    assert isinstance(task, SourceTask)
    index = Source(SourceKind.SITEMAP, "https://courier.example/map-2.xml")
    queue.visited("one", task, plan_for(queue), further=[index, FEED])
    assert queue.states()["sources"] == 2
    queue.sync_sources([])
    assert queue.states()["sources"] == 0
    queue.sync_sources([FEED])
    assert queue.states()["sources"] == 2


def test_sources_that_lead_to_ever_more_sources_are_followed_three_steps(queue: SqlQueue) -> None:
    for step in range(6):
        due = take(queue)
        if not due:
            break
        (task,) = due
        assert isinstance(task, SourceTask)
        queue.visited(
            "one", task, plan_for(queue),
            further=[Source(SourceKind.SITEMAP, f"https://courier.example/{step}")],
        )  # fmt: skip
    assert queue.states()["sources"] == 4


def test_lead_found_again_is_no_new_one(queue: SqlQueue) -> None:
    assert find(queue, *leads("a", "b", "a")) == 2
    queue.wake_sources()
    assert find(queue, *leads("b", "c")) == 1
    assert queue.waiting() == 3


CREDIT = FeedCredit("Coast News", "https://coast.example/", FEED.address, NOON)
OTHER = FeedCredit("Orva Mail", None, "https://links.example/rss", NOON + timedelta(minutes=5))


def credited(credit: FeedCredit | None, name: str = "a") -> Lead:
    return Lead(f"https://courier.example/{name}", name, outlet="Selm Courier", credit=credit)


def find_again(queue: SqlQueue, *found: Lead) -> int:
    queue.give_back("one")
    queue.wake_sources()
    return find(queue, *found)


def test_whom_a_feed_names_as_the_source_of_a_lead_goes_with_it(queue: SqlQueue) -> None:
    find(
        queue,
        credited(CREDIT),
        credited(None, "b"),
        credited(FeedCredit(None, "https://c.example/", "f", NOON), "c"),
    )
    assert {
        task.lead.name: task.lead.credit for _ in range(3) for task in taken_leads(queue, per_host=9)
    } == {
        "a": CREDIT,
        "b": None,
        "c": FeedCredit(None, "https://c.example/", "f", NOON),
    }


def test_lead_that_waits_takes_over_the_first_source_that_a_feed_names(queue: SqlQueue) -> None:
    find(queue, credited(None))
    assert find_again(queue, credited(CREDIT)) == 0
    assert find_again(queue, credited(OTHER)) == 0
    (task,) = taken_leads(queue)
    assert task.lead == credited(CREDIT)


def test_lead_that_was_captured_keeps_what_was_said_of_it_then(queue: SqlQueue, store: SqlStore) -> None:
    find(queue, credited(None))
    (task,) = taken_leads(queue)
    with store.writing():
        store.add(make_capture(), make_reading())
        done = Settled(LeadState.DONE, queue.now(), capture=make_capture().id)
        assert queue.settle("one", task, done)
    find_again(queue, credited(CREDIT))
    (again,) = taken_leads(queue)
    assert again.lead.credit is None


def test_parts_of_one_container_are_leads_of_their_own(queue: SqlQueue) -> None:
    box = [Lead("file:///box.mbox", "box.mbox", part=part) for part in ("1", "2", None)]
    assert find(queue, *box) == 3


def test_many_leads_come_in_and_each_goes_out_once(queue: SqlQueue) -> None:
    find(queue, *(Lead(f"https://h{n % 40}.example/{n}", str(n)) for n in range(1200)))
    out = [task.lead.name for _ in range(40) for task in taken_leads(queue, most=50, per_host=99)]
    assert len(out) == len(set(out)) == 1200


def test_one_piece_of_work_for_each_host_at_a_time(queue: SqlQueue) -> None:
    find(queue, *leads("a", "b"), *leads("c", host="post.example"))
    assert {task.lead.name for task in taken_leads(queue)} == {"a", "c"}
    assert take(queue) == []
    assert [task.lead.name for task in taken_leads(queue, per_host=2)] == ["b"]


def test_host_has_its_turn_only_after_its_delay(queue: SqlQueue) -> None:
    find(queue, *leads("a", "b"))
    (task,) = taken_leads(queue, delay_seconds=30.0)
    assert queue.settle("one", task, Settled(LeadState.DONE))
    assert take(queue) == []
    at = queue.claim("courier.example", delay_seconds=30.0)
    assert at is not None
    assert at - queue.now() > timedelta(seconds=29)
    assert queue.has_due(patience_seconds=60)
    assert not queue.has_due(patience_seconds=20)


def test_of_all_who_claim_a_turn_at_once_one_gets_it(queue: SqlQueue) -> None:
    start, granted = threading.Barrier(8), []

    def claim() -> None:
        start.wait(30)
        if queue.claim("post.example", delay_seconds=60.0) is None:
            granted.append(1)

    threads = [threading.Thread(target=claim) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(granted) == 1


def test_host_that_asks_for_more_delay_gets_it_and_one_that_is_paused_is_left_alone(queue: SqlQueue) -> None:
    queue.slow_down("post.example", delay_seconds=100.0)
    assert queue.claim("post.example", delay_seconds=1.0) is None
    at = queue.claim("post.example", delay_seconds=1.0)
    assert at is not None
    assert at - queue.now() > timedelta(seconds=99)
    later = queue.now() + timedelta(hours=1)
    queue.pause("post.example", until=later)
    queue.pause("post.example", until=queue.now())
    assert queue.claim("post.example", delay_seconds=1.0) == later
    queue.asked("courier.example", delay_seconds=50.0)
    assert queue.claim("courier.example", delay_seconds=0.0) is not None
    queue.asked("nobody.example", delay_seconds=50.0)
    assert queue.claim("nobody.example", delay_seconds=0.0) is None


def test_files_and_mail_wait_for_nobody(queue: SqlQueue) -> None:
    find(queue, *(Lead(f"file:///in/{n}.txt", str(n)) for n in range(3)))
    for _ in range(3):
        (task,) = taken_leads(queue, delay_seconds=100.0)
        queue.settle("one", task, Settled(LeadState.DONE))


def test_robots_are_kept_and_replaced(queue: SqlQueue) -> None:
    assert queue.robots("https://courier.example") is None
    until = datetime(2026, 3, 1, tzinfo=UTC)
    for kept in (Robots(Verdict.CLOSED, until), Robots(Verdict.RULES, until + SOON, b"User-agent: *\n\xff")):
        queue.keep_robots("https://courier.example", kept)
        assert queue.robots("https://courier.example") == kept


def test_settled_lead_keeps_what_it_came_to(queue: SqlQueue) -> None:
    find(queue, *leads("a"))
    (task,) = taken_leads(queue)
    marks = Validators('"7"', "Sun, 01 Mar 2026 00:00:00 GMT")
    done = Settled(LeadState.DONE, queue.now(), capture="c1", validators=marks, rechecks=1)
    assert queue.settle("one", task, done)
    (again,) = taken_leads(queue)
    assert (again.state, again.validators, again.rechecks) == (LeadState.DONE, marks, 1)
    assert queue.settle("one", again, Settled(LeadState.GONE, error="410"))
    assert queue.states() == {"waiting": 0, "done": 0, "gone": 1, "refused": 0, "failed": 0, "sources": 1}
    assert take(queue) == []


def test_lease_that_is_not_extended_ends_and_the_late_comer_changes_nothing(queue: SqlQueue) -> None:
    find(queue, *leads("a"))
    (old,) = taken_leads(queue, lease_seconds=0.0)
    (new,) = taken_leads(queue, "two")
    assert new.n == old.n
    assert not queue.settle("one", old, Settled(LeadState.FAILED))
    assert queue.settle("two", new, Settled(LeadState.DONE))


def test_lead_over_which_watchers_die_is_known_by_how_often_it_was_begun(queue: SqlQueue) -> None:
    find(queue, *leads("a"))
    assert [taken_leads(queue, lease_seconds=0.0)[0].begun for _ in range(3)] == [1, 2, 3]
    queue.give_back("one")
    (task,) = taken_leads(queue)
    assert task.begun == 1, "one that is given back in order is none of those"
    queue.settle("one", task, Settled(LeadState.WAITING, queue.now(), tries=1))
    assert taken_leads(queue)[0].begun == 1


def test_extended_lease_is_kept_and_one_given_back_is_free(queue: SqlQueue) -> None:
    find(queue, *leads("a"))
    taken_leads(queue, lease_seconds=0.0)
    queue.extend("one", lease_seconds=60.0)
    assert take(queue, "two") == []
    assert not queue.has_due(patience_seconds=60)
    queue.give_back("one")
    assert queue.has_due(patience_seconds=60)
    assert len(take(queue, "two")) == 1


def test_lead_is_done_with_its_reading_or_not_at_all(queue: SqlQueue, store: SqlStore) -> None:
    find(queue, *leads("a"))
    (task,) = taken_leads(queue)

    def fail() -> None:
        with store.writing():
            store.add(make_capture(), make_reading())
            queue.settle("one", task, Settled(LeadState.DONE))
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert queue.waiting() == 1
    assert not store.has_capture(make_capture().id)
    with store.writing():
        store.add(make_capture(), make_reading())
        queue.settle("one", task, Settled(LeadState.DONE))
    assert (queue.waiting(), store.has_capture(make_capture().id)) == (0, True)


def test_work_of_one_outlet_alone(queue: SqlQueue) -> None:
    other = Source(SourceKind.FEED, "https://post.example/rss", "Evening Post")
    queue.sync_sources([FEED, other])
    (task,) = take(queue, outlet="Evening Post")
    assert isinstance(task, SourceTask)
    assert task.source == other
    assert not queue.has_due(patience_seconds=60, outlet="Evening Post")
    assert queue.has_due(patience_seconds=60)


def test_what_was_planned_by_a_clock_far_ahead_is_put_right(queue: SqlQueue) -> None:
    (task,) = take(queue)
    assert isinstance(task, SourceTask)
    far = queue.now() + timedelta(days=9000)
    queue.visited("one", task, lambda _: Visited(far, 300.0))
    queue.pause("courier.example", until=far)
    assert take(queue) == []
    with queue.watching("one"):
        assert len(take(queue)) == 1


def test_watchers_that_take_at_once_share_the_work(store: SqlStore) -> None:
    queue, start = store.queue, threading.Barrier(4)
    queue.sync_sources([FEED])
    find(queue, *(Lead(f"https://h{n}.example/{n}", str(n)) for n in range(60)))
    out: list[str] = []

    def work(owner: str) -> None:
        start.wait(30)
        while tasks := taken_leads(queue, owner, most=3):
            out.extend(task.lead.name for task in tasks)

    threads = [threading.Thread(target=work, args=(str(n),)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # Who finds every host in another's hands goes home early: what is left is taken by the next.
    out += [task.lead.name for task in taken_leads(queue, most=60)]
    assert sorted(out, key=int) == [str(n) for n in range(60)]


def test_sqlite_lets_one_watcher_in_and_frees_what_a_dead_one_held(queue: SqlQueue, store: SqlStore) -> None:
    if store._place.dialect != "sqlite":
        pytest.skip("PostgreSQL lets several in")
    find(queue, *leads("a"))
    taken_leads(queue, "dead", lease_seconds=3600.0)
    with queue.watching("process 7 on selm"):
        assert len(take(queue, "process 7 on selm")) == 1
        with (
            pytest.raises(StoreError, match=r"watched already, by process 7 on selm; stop that one"),
            queue.watching("process 8"),
        ):
            pass
    with queue.watching("process 8"):
        assert len(take(queue, "process 8")) == 1


def test_postgres_lets_several_watchers_in(queue: SqlQueue, store: SqlStore) -> None:
    if store._place.dialect == "sqlite":
        pytest.skip("SQLite lets one in")
    find(queue, *leads("a"))
    with queue.watching("one"), queue.watching("two"):
        assert len(take(queue, "one")) == 1
        assert abs(queue.now() - datetime.now(UTC)) < timedelta(seconds=5)
    assert len(take(queue, "three")) == 1, "what was not finished is given back"


def test_when_the_sources_of_an_outlet_were_last_looked_at(queue: SqlQueue) -> None:
    (before,) = queue.looked("Selm Courier")
    assert (before.source, before.last_at) == (FEED, None)
    find(queue, *leads("a"))
    (after,) = queue.looked("Selm Courier")
    assert after.last_at is not None
    assert after.last_at < after.next_at
    assert (after.failures, after.error) == (0, None)
    assert queue.looked("Another") == []
