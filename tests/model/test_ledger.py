import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import BadRequest
from onrecord.model import Capture, EntryKind, Exchange, FeedCredit
from onrecord.model.ledger import (
    BEFORE_ALL,
    bound_facts,
    canonical,
    capture_facts,
    capture_from_facts,
    chain_hash,
    credit_facts,
    credit_from_facts,
    facts_of,
    is_bound,
    make_entry,
    time_of,
    time_text,
    told_by,
)
from tests.factory import NOON, make_capture

TEXTS = st.text(st.characters(codec=None))
PAIRS = st.lists(st.tuples(TEXTS, TEXTS), max_size=3).map(tuple)
MOMENTS = st.datetimes(timezones=st.just(UTC))
EXCHANGES = st.builds(
    Exchange,
    method=TEXTS,
    address=TEXTS,
    started_at=MOMENTS,
    status=st.integers(0, 999),
    version=TEXTS,
    reason=TEXTS,
    request_headers=PAIRS,
    response_headers=PAIRS,
    remote_address=st.none() | TEXTS,
)
CAPTURES = st.builds(
    Capture,
    sha256=TEXTS,
    size=st.integers(0),
    address=TEXTS,
    fetched_at=MOMENTS,
    media_type=TEXTS,
    charset=st.none() | TEXTS,
    headers=PAIRS,
    exchanges=st.lists(EXCHANGES, max_size=2).map(tuple),
)


@given(capture=CAPTURES)
def test_every_capture_comes_back_from_its_facts_also_through_json(capture: Capture) -> None:
    body = canonical(capture_facts(capture))
    assert capture_from_facts(json.loads(body)) == capture
    assert canonical(json.loads(body)) == body, "there is one way to write it"


@given(capture=CAPTURES, other=CAPTURES)
def test_two_captures_are_bound_by_the_same_hash_only_where_they_are_the_same(
    capture: Capture, other: Capture
) -> None:
    assert (bound_facts(capture)["all"] == bound_facts(other)["all"]) == (capture == other)


def test_entry_is_chained_to_the_one_before_by_both_hashes() -> None:
    first = make_entry(1, EntryKind.OPENED, NOON, "desk", {}, None)
    second = make_entry(2, EntryKind.CAPTURE, NOON, "x", bound_facts(make_capture()), first)
    assert first.hash == hashlib.sha256(BEFORE_ALL + hashlib.sha256(first.body).digest()).hexdigest()
    digest = hashlib.sha256(second.body).digest()
    assert second.hash == chain_hash(bytes.fromhex(first.hash), digest).hex()
    assert facts_of(second)["sha256"] == make_capture().sha256


def test_entry_tells_neither_address_nor_headers_of_what_may_have_to_be_forgotten() -> None:
    capture = make_capture(address="https://courier.example/name-of-a-person", headers=(("X-A", "secret"),))
    body = make_entry(1, EntryKind.CAPTURE, NOON, "x", bound_facts(capture), None).body
    assert b"name-of-a-person" not in body
    assert b"secret" not in body


TOLD = st.text(st.characters(codec=None), max_size=60)
CREDITS = st.builds(
    FeedCredit,
    name=st.none() | TOLD,
    address=st.none() | TOLD.map("https://".__add__),
    feed=TOLD,
    seen_at=MOMENTS,
)


@given(credit=CREDITS)
def test_every_credit_of_a_feed_comes_back_from_its_facts_also_through_json(credit: FeedCredit) -> None:
    assert credit_from_facts(json.loads(canonical(credit_facts(credit)))) == credit


@given(credit=st.none() | CREDITS, other=st.none() | CREDITS)
def test_capture_is_bound_with_what_a_feed_said_of_it_and_with_nothing_else(
    credit: FeedCredit | None, other: FeedCredit | None
) -> None:
    facts = bound_facts(make_capture(), credit=credit)
    assert is_bound(facts, make_capture(), other) == (credit == other)
    assert not is_bound(facts, make_capture("other"), credit)
    assert ("credit" in facts) == (credit is not None), "entries from before have no such fact"


CREDIT = FeedCredit("Coast News", "https://coast.example/", "https://links.example/rss", NOON)


def test_entry_does_not_tell_whom_a_feed_named() -> None:
    body = canonical(bound_facts(make_capture(), credit=CREDIT))
    assert b"oast" not in body
    assert hashlib.sha256(canonical(credit_facts(CREDIT))).hexdigest().encode() not in body


@pytest.mark.parametrize(
    "change",
    [
        {"name": 3},
        {"name": "x" * 4_097},
        {"address": "javascript:x"},
        {"address": "https://a.example/" + "x" * 4_097},
        {"feed": None},
        {"seen_at": "yesterday"},
    ],
)
def test_facts_of_a_credit_that_are_none_are_refused(change: dict[str, object]) -> None:
    with pytest.raises(BadRequest):
        credit_from_facts({**credit_facts(CREDIT), **change})
    with pytest.raises(BadRequest):
        credit_from_facts({})


def test_number_with_a_fraction_is_refused_wherever_it_stands() -> None:
    for thing in ({"a": 0.5}, {"a": [1, {"b": 1.0}]}):
        with pytest.raises(BadRequest, match="fraction"):
            canonical(thing)


def test_time_of_any_zone_is_written_in_utc() -> None:
    moment = datetime(2026, 3, 1, 12, tzinfo=timezone(timedelta(hours=3, minutes=30)))
    assert time_text(moment) == "2026-03-01T08:30:00.000000Z"
    assert time_of(time_text(moment)) == moment


@pytest.mark.parametrize(
    "change",
    [
        {"id": "0" * 24},
        {"size": "12"},
        {"size": True},
        {"headers": [["a"]]},
        {"headers": 3},
        {"fetched_at": "yesterday"},
        {"fetched_at": None},
        {"exchanges": [{}]},
        {"address": None},
    ],
)
def test_facts_that_are_none_are_refused(change: dict[str, object]) -> None:
    with pytest.raises(BadRequest):
        capture_from_facts({**capture_facts(make_capture()), **change})
    with pytest.raises(BadRequest):
        capture_from_facts({})


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{}", b"\xff", b'{"n":1,"kind":"","at":"","subject":"","facts":3}']
)
def test_body_that_is_none_of_ours_tells_nothing(body: bytes) -> None:
    assert told_by(body) is None
    entry = replace(make_entry(1, EntryKind.OPENED, NOON, "desk", {"a": 1}, None), body=body)
    assert facts_of(entry) == {}
