import json
from dataclasses import replace
from datetime import timedelta

import pytest

from onrecord.desk import Desk
from onrecord.desk.proof import Path, draw_path, entry_for, follow_path, stamps_on
from onrecord.errors import EvidenceBroken
from onrecord.model import EntryKind, FeedCredit
from onrecord.ports import CaptureRecord
from tests.factory import NOON, make_capture, make_reading


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """Return a desk whose entries 2 to 7 are captures, and 8 a timestamp over 7."""
    for n in range(6):
        with desk.store.writing():
            desk.store.add(make_capture(f"text {n}"), make_reading(f"text {n}", said=[]))
    with desk.store.writing():
        desk.store.ledger.append(EntryKind.TIMESTAMP, "0" * 64, {"over": 7}, at=NOON)
        desk.store.ledger.append(EntryKind.IMPORT, "1" * 64, {}, at=NOON + timedelta(days=1))
    return desk


def followed(lines: list[bytes]) -> tuple[Path, list[str]]:
    path = Path()
    return path, [finding.message for finding in follow_path(lines, path)]


def test_way_shows_what_is_asked_for_and_the_first_timestamp_behind_it(filled: Desk) -> None:
    path, faults = followed(list(draw_path(filled.store.ledger, {3, 5})))
    assert faults == []
    assert sorted(path.entries) == [3, 5, 8]
    hashes = {entry.n: entry.hash for entry in filled.store.ledger.entries()}
    assert path.hashes.items() <= hashes.items()
    assert {2, 3, 4, 5, 7, 8} == path.hashes.keys()
    assert path.last == (8, hashes[8])
    assert [stamp.n for stamp in stamps_on(filled.store.ledger, {3, 5})] == [8]


def test_way_tells_nothing_of_the_entries_between_but_their_digests(filled: Desk) -> None:
    lines = [json.loads(line) for line in draw_path(filled.store.ledger, {3, 5})]
    assert [sorted(line) for line in lines if line["n"] in {4, 6}] == [["digest", "n"], ["digest", "n"]]


def test_way_without_a_timestamp_behind_it_leads_to_the_head(filled: Desk) -> None:
    with filled.store.writing():
        filled.store.add(make_capture("last"), make_reading("last", said=[]))
    path, faults = followed(list(draw_path(filled.store.ledger, {1, 10})))
    assert faults == []
    head = filled.store.ledger.head()
    assert head is not None
    assert path.last == (10, head.hash)


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"[]",
        b"{}",
        b'{"n": "x"}',
        b'{"n": 4, "digest": "zz"}',
        b'{"n": 4, "digest": "00"}',
        b"\xff",
        b"[" * 9999,
    ],
)
def test_line_that_is_none_ends_the_way(filled: Desk, line: bytes) -> None:
    lines = list(draw_path(filled.store.ledger, {3, 5}))
    _, faults = followed([*lines[:2], line, *lines[2:]])
    assert faults
    assert "cannot be read" in faults[0]


def test_other_start_changes_every_hash_on_the_way(filled: Desk) -> None:
    lines = list(draw_path(filled.store.ledger, {3, 5}))
    _, faults = followed([json.dumps({"n": 3, "before": "0" * 64}).encode(), *lines[1:]])
    assert "entry 3 of its ledger does not follow" in faults[0]
    assert followed([json.dumps({"n": 0, "before": "00"}).encode()])[1]


def test_entry_that_does_not_bind_all_that_is_known_is_not_taken_for_it(filled: Desk) -> None:
    capture = make_capture("text 0")
    assert entry_for(filled.store.ledger, CaptureRecord(capture, None), "a.txt").n == 2
    credit = FeedCredit("Coast News", None, "https://courier.example/rss", NOON)
    for other in (
        CaptureRecord(replace(capture, charset="latin-1"), None),
        CaptureRecord(capture, None, credit=credit),
    ):
        with pytest.raises(EvidenceBroken, match="onrecord verify"):
            entry_for(filled.store.ledger, other, "a.txt")
