"""Editions on both databases: what a place held, when it was seen, and which of it lists and searches show."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from onrecord.adapters.store import SqlStore
from onrecord.errors import NotFound
from onrecord.model import Capture, Edition, Exchange
from onrecord.ports import StatementQuery
from tests.factory import NOON, make_capture, make_reading

PLACE = "https://courier.example/a"
DAY = timedelta(days=1)
FIRST = "Harbour talks\n\nAda Lindqvist said: “The harbour is open.”"
SECOND = "Harbour talks\n\nAda Lindqvist said: “The harbour is closed.”"


def keep(
    store: SqlStore, text: str, at: datetime = NOON, *, place: str | None = PLACE, name: str = "a.txt"
) -> Capture:
    capture = make_capture(text, address=PLACE, fetched_at=at)
    words = text.partition("“")[2].partition("”")[0]
    said = [("Ada Lindqvist", words)] if words else []
    with store.writing():
        store.add(capture, make_reading(text, capture=capture, name=name, said=said), place=place)
    return capture


def see(store: SqlStore, capture: Capture, at: datetime) -> None:
    with store.writing():
        store.editions.see(capture.id, at)


def latest(store: SqlStore) -> list[int]:
    return [edition.number for edition in store.editions.at(PLACE) if edition.is_latest]


def runs(edition: Edition) -> list[tuple[int, int, int]]:
    return [
        ((run.first_seen - NOON) // DAY, (run.last_seen - NOON) // DAY, run.times)
        for run in edition.sightings
    ]


def test_place_seen_with_other_text_has_another_edition_of_one_report(store: SqlStore) -> None:
    first, second = keep(store, FIRST), keep(store, SECOND, NOON + DAY)
    one, two = store.editions.at(PLACE)
    assert (one.number, one.report, one.is_latest) == (1, first.id, False)
    assert (two.number, two.report, two.is_latest) == (2, second.id, True)
    assert one.place == two.place
    assert store.editions.of(first.id) == store.editions.of(second.id) == [one, two]
    assert store.counts() == {"captures": 2, "reports": 1, "identities": 1, "statements": 1}


def test_lists_and_searches_show_the_latest_edition_and_all_where_asked(store: SqlStore) -> None:
    first, second = keep(store, FIRST), keep(store, SECOND, NOON + DAY)
    assert [line.id for line in store.reports()] == [second.id]
    assert store.search_reports("open") == []
    assert [hit.line.id for hit in store.search_reports("closed")] == [second.id]
    assert store.statements(StatementQuery(words="open")) == []
    assert len(store.statements(StatementQuery(by="lindqvist"))) == 1
    assert len(store.statements(StatementQuery(by="lindqvist", all_editions=True))) == 2
    assert len(store.statements(StatementQuery(report=first.id))) == 1, "whoever asks for an edition gets it"


def test_name_means_the_latest_edition_and_an_id_its_own(store: SqlStore) -> None:
    first, second = keep(store, FIRST), keep(store, SECOND, NOON + DAY, name="renamed.txt")
    for key in ("a.txt", "renamed.txt", PLACE, second.id):
        assert store.find_report(key) == second.id
    assert store.find_report(first.id) == first.id


def test_text_seen_again_draws_its_sighting_out(store: SqlStore) -> None:
    first = keep(store, FIRST)
    see(store, first, NOON + DAY)
    see(store, first, NOON + 3 * DAY)
    (edition,) = store.editions.at(PLACE)
    assert runs(edition) == [(0, 3, 3)]


def test_place_that_goes_back_to_its_earlier_text_makes_that_the_latest_again(store: SqlStore) -> None:
    first = keep(store, FIRST)
    keep(store, SECOND, NOON + DAY)
    see(store, first, NOON + 2 * DAY)
    assert latest(store) == [1]
    assert [runs(edition) for edition in store.editions.at(PLACE)] == [[(0, 0, 1), (2, 2, 1)], [(1, 1, 1)]]


def test_older_fetch_that_comes_later_is_an_edition_and_not_the_latest(store: SqlStore) -> None:
    keep(store, SECOND, NOON + 5 * DAY)
    keep(store, FIRST, NOON)
    assert latest(store) == [1]
    assert [edition.number for edition in store.editions.at(PLACE)] == [2, 1], "by when they were first seen"


def test_fetch_within_a_sighting_that_is_known_says_nothing_new(store: SqlStore) -> None:
    first = keep(store, FIRST)
    see(store, first, NOON + 4 * DAY)
    see(store, first, NOON + 2 * DAY)
    see(store, first, NOON + 4 * DAY)
    assert runs(store.editions.at(PLACE)[0]) == [(0, 4, 2)]


def test_what_has_no_place_stands_for_itself(store: SqlStore) -> None:
    keep(store, FIRST, place=None)
    keep(store, SECOND, place=None)
    assert store.counts()["reports"] == 2
    assert store.editions.at(PLACE) == []


def test_unknown_report_has_no_editions(store: SqlStore) -> None:
    with pytest.raises(NotFound):
        store.editions.of("0" * 24)
    with pytest.raises(NotFound), store.writing():
        store.editions.see("0" * 24, NOON)


def test_exchanges_come_back_as_they_went_over_the_wire(store: SqlStore) -> None:
    redirect = Exchange(
        "GET", "http://a.example/", NOON, 301, reason="Moved", response_headers=(("Location", "/ü"),)
    )
    answer = Exchange(
        "GET", PLACE, NOON + DAY, 200, "HTTP/1.1", "OK", (("Host", "a"),), (("X", "\x80"),), "192.0.2.1"
    )
    capture = replace(make_capture(address=PLACE), exchanges=(redirect, answer))
    with store.writing():
        store.add(capture, make_reading(capture=capture))
    record = store.capture(capture.id)
    assert record is not None
    assert record.capture == capture
    assert [one.capture for one in store.captures()] == [capture]
    assert store.capture("0" * 24) is None
