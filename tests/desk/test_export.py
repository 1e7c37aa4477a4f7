import json
import sqlite3
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest

from onrecord.desk import Desk, choose_reports, plan_removal, remove
from onrecord.desk.export import quotations, readers_of
from onrecord.errors import EvidenceBroken, NotFound
from tests.desk.packages import write
from tests.desk.test_keep import ADDRESS, fetched, put
from tests.factory import NOON, make_reading


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """Return a desk with a page of two editions and another page."""
    put(desk, fetched())
    put(desk, fetched(verb="is open", at=NOON + timedelta(days=1)))
    put(desk, fetched(address="https://elsewhere.example/b", verb="is closed"))
    return desk


def test_reports_are_chosen_by_name_or_by_words_each_once(filled: Desk) -> None:
    chosen = choose_reports(filled, [ADDRESS, "harbour", "closed"])
    assert [(edition.name, edition.number) for edition in chosen] == [
        (ADDRESS, 2),
        ("https://elsewhere.example/b", 1),
    ]
    assert [edition.number for edition in choose_reports(filled, [ADDRESS], all_editions=True)] == [1, 2]
    with pytest.raises(NotFound):
        choose_reports(filled, ["zeppelin"])


def test_package_holds_readings_quotations_and_the_way_through_the_ledger(
    filled: Desk, tmp_path: Path
) -> None:
    exported = write(filled, tmp_path / "a.wacz", ADDRESS, all_editions=True)
    assert (exported.captures, exported.timestamps) == (2, 0)
    with zipfile.ZipFile(tmp_path / "a.wacz") as file:
        package = json.loads(file.read("onrecord/package.json"))
        lines = [json.loads(line) for line in file.read("onrecord/captures.jsonl").splitlines()]
        reading = json.loads(file.read(f"onrecord/reading-{lines[0]['capture']['id']}.json"))
        way = [json.loads(line) for line in file.read("onrecord/ledger.jsonl").splitlines()]
    opened = next(iter(filled.store.ledger.entries()))
    assert package["desk"] == opened.subject
    assert [line["entry"] for line in lines] == [2, 3]
    assert reading["quotations"][0]["words"] == ["The harbour belongs to everybody who lives by the sea."]
    assert way[0] == {"n": 2, "before": opened.hash}
    assert ["entry" in step for step in way[1:]] == [True, True, False], "another's entry is not shown"


def test_what_the_ledger_does_not_bear_out_is_not_exported(
    filled: Desk, folder: Path, tmp_path: Path
) -> None:

    connection = sqlite3.connect(folder / "desk.db")
    with connection:
        connection.execute("UPDATE captures SET media_type = 'text/plain'")
    connection.close()
    with pytest.raises(EvidenceBroken, match="not what the ledger recorded"):
        write(filled, tmp_path / "a.wacz", ADDRESS)
    assert not list(tmp_path.glob("*.wacz"))


def test_what_was_removed_cannot_be_exported(filled: Desk, tmp_path: Path) -> None:
    remove(filled, plan_removal(filled, ADDRESS), by="M. Kern", reason="order")
    with pytest.raises(NotFound):
        write(filled, tmp_path / "a.wacz", ADDRESS)


def test_quotations_are_cut_from_the_text_and_readers_named() -> None:
    reading = make_reading()
    assert [one["words"] for one in quotations(reading)] == [
        ["The harbour belongs to everybody."],
        ["We will answer in June,"],
    ]
    assert readers_of(reading) == ["tests 1"]
