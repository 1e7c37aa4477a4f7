import logging
import os
from pathlib import Path

import pytest

from onrecord.app import open_desk
from onrecord.desk import Added, Already, Desk, Kept, add, plan_leads
from onrecord.errors import BadRequest, NotFound, OnRecordError, PageUnreadable
from tests.desk.conftest import DISPATCH


def added(desk: Desk, *names: object) -> dict[str, Kept | OnRecordError]:
    return dict(add(desk, plan_leads(desk.fetcher, [str(name) for name in names])))


def test_folder_of_reports_is_added_and_what_is_no_report_is_left_out(desk: Desk, reports: Path) -> None:
    results = added(desk, reports)
    assert list(results) == [f"{reports}/a.txt", f"{reports}/more/b.txt"]
    assert all(isinstance(result, Added) and result.statements == 2 for result in results.values())
    assert desk.store.counts()["reports"] == 2
    assert len(list(desk.evidence.hashes())) == 2


def test_adding_again_adds_nothing_twice_not_even_from_another_place(
    desk: Desk, reports: Path, tmp_path: Path
) -> None:
    added(desk, reports)
    before = desk.store.counts()
    (tmp_path / "copy.txt").write_text(DISPATCH, encoding="utf-8")
    results = added(desk, reports, tmp_path / "copy.txt")
    assert [type(result) for result in results.values()] == [Already, Already, Already]
    assert desk.store.counts() == before


def test_batch_carries_on_past_what_fails_and_says_what_failed(desk: Desk, reports: Path) -> None:
    (reports / "empty.txt").write_bytes(b"")
    (reports / "huge.txt").write_bytes(b"x" * 20_000_001)
    results = added(desk, "nowhere.txt", reports)
    kinds = {Path(name).name: type(result) for name, result in results.items()}
    assert kinds == {
        "nowhere.txt": NotFound,
        "a.txt": Added,
        "empty.txt": PageUnreadable,
        "huge.txt": BadRequest,
        "b.txt": Added,
    }


def test_folder_without_reports_says_so(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()
    (result,) = added(desk, tmp_path / "bare").values()
    assert isinstance(result, NotFound)
    assert "holds no reports; name a file itself" in str(result)


def test_evidence_that_was_lost_is_put_back_by_adding_again(desk: Desk, folder: Path, reports: Path) -> None:
    added(desk, reports / "a.txt")
    (kept,) = [file for file in (folder / "evidence").rglob("*") if file.is_file()]
    kept.unlink()
    assert isinstance(added(desk, reports / "a.txt")[f"{reports}/a.txt"], Already | Added)
    assert len(list(desk.evidence.hashes())) == 1
    assert desk.store.counts()["reports"] == 1


def test_evidence_without_a_report_is_completed_by_adding_again(desk: Desk, reports: Path) -> None:
    desk.evidence.put((reports / "a.txt").read_bytes())
    assert isinstance(added(desk, reports / "a.txt")[f"{reports}/a.txt"], Added)
    assert len(list(desk.evidence.hashes())) == 1


def test_what_was_added_is_there_when_the_desk_is_opened_again(folder: Path, reports: Path) -> None:
    with open_desk(folder) as first:
        added(first, reports)
    with open_desk(folder, read_only=True) as second:
        assert second.store.counts()["reports"] == 2


@pytest.mark.parametrize("name", [b"caf\xe9.txt", "تقرير.txt".encode(), b"tab\there.txt"])
def test_report_is_added_whatever_bytes_its_name_holds(desk: Desk, tmp_path: Path, name: bytes) -> None:
    (tmp_path / os.fsdecode(name)).write_text(DISPATCH, encoding="utf-8")
    ((_, result),) = added(desk, tmp_path / os.fsdecode(name)).items()
    assert isinstance(result, Added)


def test_files_that_are_left_out_are_told_to_whoever_listens(
    desk: Desk, reports: Path, caplog: pytest.LogCaptureFixture
) -> None:
    logging.getLogger("onrecord").propagate = True
    with caplog.at_level("INFO", logger="onrecord"):
        list(plan_leads(desk.fetcher, [str(reports)]))
    assert f"{reports}: 1 files that look like no reports are left out" in caplog.messages
