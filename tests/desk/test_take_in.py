from datetime import timedelta
from pathlib import Path

import pytest

from onrecord.app import init_desk, open_desk
from onrecord.desk import (
    Added,
    Already,
    Desk,
    Kept,
    NewEdition,
    list_editions,
    plan_removal,
    remove,
    take_in,
    verify,
)
from onrecord.errors import BadRequest, EvidenceBroken, OnRecordError
from onrecord.model import EntryKind
from onrecord.model.ledger import facts_of
from tests.adapters.wacz.made import PACKAGES
from tests.desk.packages import changed, checker, findings, write
from tests.desk.test_keep import ADDRESS, CREDIT, fetched, put, put_led
from tests.factory import NOON


@pytest.fixture
def package(desk: Desk, tmp_path: Path) -> Path:
    """Return a package of a page of two editions and a file of two editions."""
    put(desk, fetched())
    put(desk, fetched(verb="is open", at=NOON + timedelta(days=1)))
    put(desk, fetched(address="file:///reports/a.html", verb="is closed"))
    put(desk, fetched(address="file:///reports/a.html", verb="is wide", at=NOON + timedelta(days=2)))
    write(desk, tmp_path / "a.wacz", "harbour", all_editions=True)
    return tmp_path / "a.wacz"


def taken(desk: Desk, path: Path, *, again: bool = False) -> list[Kept | OnRecordError]:
    with PACKAGES.open(path) as opened:
        return [result for _, result in take_in(desk, opened, checker(desk), name=str(path), again=again)]


def test_captures_come_with_their_times_and_editions_and_nothing_comes_twice(
    desk: Desk, package: Path, tmp_path: Path
) -> None:
    with open_desk(init_desk(tmp_path / "other")) as other:
        assert [type(result) for result in taken(other, package)] == [Added, NewEdition, Added, NewEdition]
        kept = {record.capture for record in other.store.captures()}
        assert kept == {record.capture for record in desk.store.captures()}
        assert [edition.sightings for edition in list_editions(other, ADDRESS)] == [
            edition.sightings for edition in list_editions(desk, ADDRESS)
        ]
        head = other.store.ledger.head()
        assert [type(result) for result in taken(other, package)] == [Already] * 4
        assert other.store.ledger.head() == head
        assert [*(edition.sightings[0].times for edition in list_editions(other, ADDRESS))] == [1, 1]
        assert not [finding for _, findings in verify(other) for finding in findings]


def test_what_a_feed_said_of_a_source_goes_along_and_is_bound_again(desk: Desk, tmp_path: Path) -> None:
    put_led(desk, fetched(), CREDIT)
    put_led(desk, fetched(address="https://courier.example/b", verb="is open"), None)
    write(desk, tmp_path / "a.wacz", "harbour")
    with open_desk(init_desk(tmp_path / "other")) as other:
        assert [type(result) for result in taken(other, tmp_path / "a.wacz")] == [Added, Added]
        assert [record.credit for record in other.store.captures() if record.credit] == [CREDIT]
        assert list(other.store.captures()) == list(desk.store.captures())
        assert not [finding for _, findings in verify(other) for finding in findings]
        write(other, tmp_path / "b.wacz", "harbour")
    assert findings(tmp_path / "b.wacz", checker(desk)) == []


def test_ledger_records_from_whom_each_came_and_the_package(
    desk: Desk, package: Path, tmp_path: Path
) -> None:
    with open_desk(init_desk(tmp_path / "other")) as other, PACKAGES.open(package) as opened:
        list(take_in(other, opened, checker(other), name=str(package)))
        *_, first, _, _, _, last = other.store.ledger.entries()
        origin = {
            "kind": "import",
            "package": opened.sha256,
            "file": "a.wacz",
            "desk": next(iter(desk.store.ledger.entries())).subject,
        }
        assert facts_of(first)["via"] == {**origin, "entry": 2}
        assert last.kind is EntryKind.IMPORT
        assert facts_of(last) == {**origin, "captures": 4}


def test_package_that_is_not_true_is_not_taken_in_at_all(package: Path, tmp_path: Path) -> None:
    def change(members: dict[str, bytes]) -> None:
        name = next(one for one in members if one.startswith("onrecord/reading-"))
        members[name] = members[name].replace(b"quotations", b"Quotations")

    with open_desk(init_desk(tmp_path / "other")) as other:
        with pytest.raises(EvidenceBroken, match="nothing was taken in"):
            taken(other, changed(package, change))
        assert other.store.counts()["captures"] == 0


def test_what_was_removed_here_does_not_come_back_by_a_package(desk: Desk, package: Path) -> None:
    remove(desk, plan_removal(desk, ADDRESS), by="M. Kern", reason="order")
    assert [type(result) for result in taken(desk, package)] == [BadRequest, BadRequest, Already, Already]
    assert [type(result) for result in taken(desk, package, again=True)] == [
        Added,
        NewEdition,
        Already,
        Already,
    ]


def test_capture_dated_in_the_future_is_refused_and_the_rest_taken(desk: Desk, tmp_path: Path) -> None:
    put(desk, fetched())
    put(desk, fetched(address="https://elsewhere.example/b", at=NOON.replace(year=2999)))
    write(desk, tmp_path / "a.wacz", "harbour")
    with open_desk(init_desk(tmp_path / "other")) as other:
        results = taken(other, tmp_path / "a.wacz")
        assert [type(result) for result in results] == [Added, BadRequest]
        assert "is dated 2999-03-05, which is to come" in str(results[1])
