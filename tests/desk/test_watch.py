"""Watching, over an invented web with real servers and every fault that the real one has."""

import os
import random
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from onrecord.adapters.store import SqlStore
from onrecord.adapters.store.queue_tables import leads
from onrecord.app import open_desk, open_watch
from onrecord.desk import Added, Captured, Event, Failed, Gravity, Looked, NewEdition, trace, verify
from onrecord.errors import StoreError
from tests.postgres import NoServerError, fresh_database, running_server
from tests.web.plan import HOPELESS, Plan, make_plan, make_reprints
from tests.web.watching import DELAY, PROGRAM, SETTINGS, WatchedWeb, watched_web

Open = Callable[..., WatchedWeb]


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Return a function that serves a web and gives a desk that watches it."""
    with ExitStack() as stack:

        def serve(plan: Plan, **settings: str) -> WatchedWeb:
            for name, value in {**SETTINGS, **settings}.items():
                monkeypatch.setenv(name, value)
            return stack.enter_context(watched_web(plan, tmp_path, {**SETTINGS, **settings}))

        yield serve


def run(place: WatchedWeb, *, rounds: int = 1) -> list[Event]:
    """Return what happens in a `watch --once`, run so often in this process."""
    events: list[Event] = []
    for n in range(rounds):
        with open_watch(place.desk, events.append) as watching:
            watching.run(once=True, at_once=n > 0)
    return events


def run_until(place: WatchedWeb, wanted: int) -> None:
    """Run `watch --once` as processes until so much is captured."""
    for _ in range(10):
        with place.start("--once", "-q") as started:
            started.communicate(timeout=240)
        if len(place.captured()) >= wanted:
            return


def check(place: WatchedWeb) -> None:
    """Check that all that can be captured is, once, that the desk is sound, and that nobody was disturbed."""
    captured = place.captured()
    assert sorted(captured) == place.web.wanted()
    assert set(captured.values()) == {1}
    with open_desk(place.desk) as desk:
        findings = [finding for _, found in verify(desk) for finding in found]
    assert [finding for finding in findings if finding.gravity is Gravity.BROKEN] == []
    assert not [path for path in place.asked() if path.startswith("/private/")]
    assert place.usual_gap() >= DELAY - 0.001


def test_all_that_can_be_captured_is_and_each_fault_is_told_once(opened: Open) -> None:
    place = opened(make_plan(feeds=4, articles=40, seed=3, hopeless=len(HOPELESS)))
    events = run(place, rounds=3)
    check(place)
    assert sum(event.new for event in events if isinstance(event, Looked)) == 40 + len(HOPELESS)
    assert sum(isinstance(event, Captured) and isinstance(event.result, Added) for event in events) == 40
    first = [event.name for event in events if isinstance(event, Failed) and event.first]
    assert len(first) == len(set(first))
    assert "/feeds/c.xml" not in place.asked(), "no robots.txt could be had there"
    with open_watch(place.desk, events.append) as watching:
        states = watching._queue.states()
    assert states["done"] == 40
    assert states["failed"] + states["refused"] + states["gone"] + states["waiting"] == len(HOPELESS)


def look_again_now(place: WatchedWeb) -> None:
    """Let the time pass until the next look at what was captured."""
    with open_desk(place.desk) as desk:
        assert isinstance(desk.store, SqlStore)
        with desk.store._session.briefly() as connection:
            due = leads.c.next_at.is_not(None)
            connection.execute(leads.update().where(due).values(next_at=desk.clock.now()))


def test_article_that_changes_is_captured_again_and_one_that_does_not_is_not_even_sent(opened: Open) -> None:
    place = opened(make_plan(feeds=2, articles=8, seed=3, changing=3), ONRECORD_RECHECK_HOURS="1")
    run(place, rounds=2)
    assert sorted(place.captured().values()) == [1] * 8
    place.web.is_changed = True
    look_again_now(place)
    looks = [event.result for event in run(place) if isinstance(event, Captured)]
    assert sorted(place.captured().values()) == [1] * 5 + [2] * 3
    assert sum(isinstance(result, NewEdition) for result in looks) == 3
    assert looks.count(None) == 5, "the others answered 304"
    look_again_now(place)
    assert not [event for event in run(place) if isinstance(event, Captured)], "that was the last look"


def test_source_that_a_feed_names_tells_which_of_two_copies_was_first(opened: Open) -> None:
    place = opened(make_reprints())
    run(place)
    story, copy, _, linked = (site.root for site in place.web.sites[:4])
    with open_desk(place.desk) as desk:
        reports = {record.capture.address: record for record in desk.store.captures()}
        ids = {
            root: str(record.report)
            for address, record in reports.items()
            for root in (story, copy, linked)
            if address.startswith(root + "/")
        }
        assert len(ids) == len(reports) == 3
        credit = reports[next(address for address in reports if address.startswith(copy))].credit
        assert credit is not None
        assert (credit.name, credit.address) == ("Selm Lantern", f"{story}/a.xml")
        assert credit.feed == f"{copy}/feeds/1.xml"
        pairs = {frozenset((one.a, one.b)): one for one in desk.store.traces.of([ids[story]])}
        fed = pairs[frozenset((ids[story], ids[copy]))]
        assert fed.origin == ids[story]
        assert (
            "the feed that led to the other names Selm Lantern, where this is from, as its source"
            in fed.because
        )
        aggregated = pairs[frozenset((ids[story], ids[linked]))]
        assert aggregated.origin is None, "a list of links names whoever published each page"
        (told,) = [one for one in trace(desk, ids[copy]).stations if one.id == ids[copy]]
        assert told.credit == credit
        assert not [finding for _, found in verify(desk) for finding in found]
    shown = subprocess.run(  # noqa: S603 -- our own program
        [*PROGRAM, "trace", ids[copy], "--why", "--desk", str(place.desk)],
        capture_output=True,
        env={**place.environment, "COLUMNS": "300"},
        check=True,
        timeout=60,
    ).stdout.decode()
    assert (
        f"its feed names as its source: Selm Lantern · {story}/a.xml (in {copy}/feeds/1.xml, "
        f"{credit.seen_at:%Y-%m-%d})"
    ) in shown
    assert fed.because in shown


def test_new_file_in_a_watched_folder_is_captured(opened: Open, tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    inbox.mkdir()
    (inbox / "a.txt").write_text("Mayor Ada Lindqvist said: “It is so.”", encoding="utf-8")
    place = opened(make_plan(feeds=1, articles=1, seed=1), ONRECORD_WATCH_FOLDERS=str(inbox))
    run(place)
    (inbox / "b.txt").write_text("Mayor Ada Lindqvist said: “It is not so.”", encoding="utf-8")
    run(place, rounds=2)
    assert sorted(Path(name).name for name in place.captured() if name.startswith("file:")) == [
        "a.txt",
        "b.txt",
    ]


def test_killed_at_random_moments_nothing_is_lost_and_nothing_twice(opened: Open) -> None:
    dice = random.Random(7)  # noqa: S311 -- a seeded generator makes the moments come again
    place = opened(make_plan(feeds=5, articles=60, seed=5))
    for _ in range(4):
        with place.start("--once", "-q") as started:
            time.sleep(dice.uniform(0.8, 2.0))
            started.kill()
            started.communicate(timeout=120)
    run_until(place, 60)
    check(place)


@contextmanager
def watching(place: WatchedWeb) -> Iterator["subprocess.Popen[bytes]"]:
    """Start a watch and wait until it has captured something."""
    with place.start() as started:
        assert started.stdout is not None
        for line in started.stdout:
            if line.startswith(b"added"):
                break
        yield started


def test_ctrl_c_keeps_what_was_finished_and_the_next_run_goes_on_at_once(opened: Open) -> None:
    # Ten for each host, one a second: most are left when the first is told, however slow this machine is.
    place = opened(make_plan(feeds=2, articles=20, seed=2, calm=True), ONRECORD_HOST_DELAY_SECONDS="1")
    with watching(place) as started:
        begun = time.monotonic()
        started.send_signal(signal.SIGINT)
        out, err = started.communicate(timeout=120)
    assert time.monotonic() - begun < 20, "what is in work is not waited for"
    assert started.returncode == 130
    assert b"stopped; what was finished is kept" in err
    assert b"waiting" in out
    assert b"Traceback" not in err
    assert 0 < len(place.captured()) < 20
    place.environment["ONRECORD_HOST_DELAY_SECONDS"] = str(DELAY)
    run_until(place, 20)
    check(place)


def test_service_that_is_ended_ends_in_order(opened: Open) -> None:
    place = opened(make_plan(feeds=2, articles=20, seed=2, calm=True), ONRECORD_HOST_DELAY_SECONDS="0.2")
    with watching(place) as started:
        with pytest.raises(StoreError, match=rf"watched already, by process {started.pid} on"):
            run(place)
        started.terminate()
        out, _ = started.communicate(timeout=120)
    assert started.returncode == 0
    assert out.decode().splitlines()[-1].startswith("3 sources watched")


def test_three_watchers_on_postgres_share_the_work_and_one_may_die(opened: Open) -> None:
    with ExitStack() as stack:
        try:
            server = stack.enter_context(running_server())
        except NoServerError as error:
            if os.environ.get("CI"):
                pytest.fail(f"CI tests PostgreSQL, and {error}")
            pytest.skip(str(error))
        url = stack.enter_context(fresh_database(server))
        # One piece of work at a time for each: so there is work left for all three, however fast the first has started.
        place = opened(
            make_plan(feeds=6, articles=40, seed=6),
            ONRECORD_STORE_URL=url,
            ONRECORD_FETCH_CONCURRENCY="1",
            ONRECORD_HOST_DELAY_SECONDS="0.5",
        )
        watchers = [place.start("--once", "-q") for _ in range(3)]
        end = time.monotonic() + 120
        while not place.captured() and time.monotonic() < end:
            time.sleep(0.05)
        watchers[0].kill()
        watchers[0].communicate(timeout=120)
        said = [watcher.communicate(timeout=240)[0].decode() for watcher in watchers[1:]]
        assert all(" 0 added" not in line for line in said), said
        time.sleep(5.5)  # until the leases of the dead one have ended
        run_until(place, 40)
        check(place)
