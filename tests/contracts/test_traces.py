"""Fingerprints and reprints on both databases: found, counted up to a bound, and gone with their report."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from onrecord.adapters.store import SqlStore, fingerprints, tables
from onrecord.errors import NotFound
from onrecord.model import FeedCredit, Reading, Span
from onrecord.model.reprint import Passage, Reprint
from tests.factory import NOON, make_capture, make_report

HIGH = 2**32 - 1


def keep(store: SqlStore, text: str, *, place: str | None = None, days: int = 0) -> str:
    """Return the id of a report of `text`, kept."""
    capture = make_capture(
        text, address=f"file:///reports/{text[:9]}.txt", fetched_at=NOON + timedelta(days=days)
    )
    with store.writing():
        store.add(capture, Reading(make_report(text, capture=capture, name=text[:9]), (), ()), place=place)
    return capture.id


def trace(store: SqlStore, report: str, fingerprints: Sequence[int]) -> int:
    with store.writing():
        number = store.traces.number(report)
        hashes = np.array(fingerprints, dtype=np.uint32)
        store.traces.index.add(np.full(len(hashes), number, dtype=np.uint32), hashes)
        store.traces.mark(number)
    return number


def found(store: SqlStore, *fingerprints: int) -> tuple[set[tuple[int, str]], list[int]]:
    """Return which fingerprint leads to which report, and how many reports hold each."""
    asked = np.array(fingerprints, dtype=np.uint32)
    holders = store.traces.index.holders(asked)
    ids = store.traces.ids(holders.reports.tolist())
    pairs = zip(asked[holders.asked].tolist(), holders.reports.tolist(), strict=True)
    return {(hash_, ids[n]) for hash_, n in pairs}, store.traces.index.count(asked).tolist()


def pair(a: str, b: str, *, confidence: float = 0.9, origin: str | None = None) -> Reprint:
    return Reprint(
        a, b, 0.75, 0.5, origin, confidence, (Passage(Span(3, 9), Span(0, 6)),), "the same words", "tests 1"
    )


def test_fingerprints_lead_to_the_reports_that_hold_them(store: SqlStore) -> None:
    one, other = keep(store, "first"), keep(store, "second")
    trace(store, one, [0, 5, HIGH])
    trace(store, other, [5, 7])
    assert found(store, 0, 5, HIGH, 9) == ({(0, one), (5, one), (5, other), (HIGH, one)}, [1, 2, 1, 0])
    again = store.traces.index.holders(np.array([7, 5, 7], dtype=np.uint32))
    assert sorted(again.asked.tolist()) == [0, 1, 1, 2]


def test_fingerprint_that_very_many_hold_is_counted_to_a_bound(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [keep(store, f"text {n}") for n in range(5)]
    for n, id_ in enumerate(ids):
        trace(store, id_, [1, 10 + n])
    assert found(store, 1, 11)[1] == [5, 1]
    monkeypatch.setattr(fingerprints, "MOST_COUNTED", 3)
    assert found(store, 1, 11)[1] == [3, 1]


def test_whom_feeds_name_as_sources_is_kept_with_the_capture_and_goes_with_it(store: SqlStore) -> None:
    credit = FeedCredit("Coast \x00 News", None, "https://links.example/rss", NOON)
    capture = make_capture("first", address="https://courier.example/a")
    with store.writing():
        report = make_report("first", capture=capture, name="first")
        store.add(capture, Reading(report, (), ()), credit=credit)
    other = keep(store, "second")
    numbers = {id_: store.traces.number(id_) for id_ in (capture.id, other)}
    assert store.traces.with_credits(numbers.values()) == {numbers[capture.id]}
    assert store.traces.with_credits([]) == set()
    assert {id_: one.credit for id_, one in store.traces.reports(numbers).items()} == {
        capture.id: credit,
        other: None,
    }
    assert {record.report: record.credit for record in store.captures()} == {capture.id: credit, other: None}
    with store.writing():
        store.replace(Reading(make_report("first", capture=capture, name="again"), (), ()))
    record = store.capture(capture.id)
    assert record is not None
    assert record.credit == credit, "a new reading of the bytes changes nothing of what was said about them"
    with store.writing():
        store.remove(capture.id, by="M. Kern", reason="order 5", at=NOON)
    with store._place.engine.connect() as connection:
        assert connection.execute(tables.feed_credits.select()).all() == []


def test_reports_are_added_together_and_marked_each(store: SqlStore) -> None:
    one, other = keep(store, "first"), keep(store, "second")
    with store.writing():
        numbers = [store.traces.number(id_) for id_ in (one, other, one)]
        store.traces.index.add(np.array(numbers, dtype=np.uint32), np.array([5, 5, 6], dtype=np.uint32))
    assert found(store, 5, 6) == ({(5, one), (5, other), (6, one)}, [2, 1])
    assert list(store.traces.untraced()) == []


def test_nothing_is_shared_with_a_report_of_no_words(store: SqlStore) -> None:
    empty = keep(store, "none")
    trace(store, empty, [])
    assert found(store) == (set(), [])
    assert list(store.traces.untraced()) == []


def test_long_report_is_kept_whole(store: SqlStore) -> None:
    long = keep(store, "long")
    trace(store, long, range(12_000))
    reports, counts = found(store, *range(0, 24_000, 10))
    assert len(reports) == 1_200
    assert sum(counts) == 1_200


def test_reprint_comes_back_from_both_sides_as_it_was_kept(store: SqlStore) -> None:
    one, other = keep(store, "first"), keep(store, "second")
    with store.writing():
        store.traces.put([pair(one, other, origin=one)])
    (kept,) = store.traces.of([one])
    assert kept == pair(one, other, origin=one)
    assert store.traces.of([other]) == [kept]
    assert store.traces.of([one, other]) == [kept]


def test_reprint_given_the_other_way_round_is_the_same_one(store: SqlStore) -> None:
    one, other = keep(store, "first"), keep(store, "second")
    with store.writing():
        store.traces.put([pair(one, other), pair(other, one, confidence=0.8)])
    (kept,) = store.traces.of([one])
    assert (kept.a, kept.share_a, kept.share_b, kept.confidence) == (one, 0.5, 0.75, 0.8)
    assert kept.passages == (Passage(Span(0, 6), Span(3, 9)),)


def test_surest_reprints_come_first(store: SqlStore) -> None:
    ids = [keep(store, f"text {n}") for n in range(3)]
    with store.writing():
        store.traces.put([pair(ids[0], ids[1], confidence=0.4), pair(ids[0], ids[2], confidence=0.9)])
    assert [one.confidence for one in store.traces.of([ids[0]])] == [0.9, 0.4]


def test_reprint_of_a_report_that_is_not_kept_is_refused(store: SqlStore) -> None:
    with pytest.raises(NotFound), store.writing():
        store.traces.put([pair(keep(store, "first"), "f" * 24)])
    with pytest.raises(NotFound):
        store.traces.number("f" * 24)


def test_removal_takes_fingerprints_and_reprints_along(store: SqlStore) -> None:
    one, other = keep(store, "first"), keep(store, "second")
    for id_ in (one, other):
        trace(store, id_, [5])
    with store.writing():
        store.traces.put([pair(one, other)])
        store.remove(one, by="ada", reason="asked for", at=NOON)
    assert found(store, 5) == ({(5, other)}, [1])
    assert store.traces.of([other]) == []
    assert set(store.traces.reports([one, other])) == {other}


def test_new_reading_is_to_be_traced_anew(store: SqlStore) -> None:
    one, other = keep(store, "first"), keep(store, "second")
    for id_ in (one, other):
        trace(store, id_, [5])
    with store.writing():
        store.traces.put([pair(one, other)])
        reading = store.reading(one)
        store.replace(replace(reading, report=replace(reading.report, made_by="tests 2")))
    assert list(store.traces.untraced()) == [one]
    assert store.traces.of([one]) == []


def test_report_is_found_by_its_number(store: SqlStore) -> None:
    one = keep(store, "first")
    number = store.traces.number(one)
    assert store.traces.report(number) == store.report(one)
    assert store.traces.known_as(number) == (one, store.report(one).text_sha256)
    for ask in (store.traces.report, store.traces.known_as):
        with pytest.raises(NotFound):
            ask(number + 9)


def test_forgotten_report_is_untraced(store: SqlStore) -> None:
    one = keep(store, "first")
    trace(store, one, [5])
    assert list(store.traces.untraced()) == []
    with store.writing():
        store.traces.forget(one)
    assert list(store.traces.untraced()) == [one]
    assert found(store, 5) == (set(), [0])


def test_carrying_tells_editions_and_first_sight(store: SqlStore) -> None:
    one = keep(store, "first", place="https://courier.example/a")
    other = keep(store, "second", place="https://courier.example/a", days=1)
    told = store.traces.reports([one, other, "f" * 24])
    assert set(told) == {one, other}
    assert told[one].place == told[other].place
    assert [told[one].is_latest, told[other].is_latest] == [False, True]
    assert (told[one].seen_at, told[one].name, told[one].outlet) == (NOON, "first", "The Selm Courier")
