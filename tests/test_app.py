"""Wiring. That each command works on a real desk is tested in tests/serve/cli and tests/desk."""

from datetime import UTC
from pathlib import Path

import pytest

from onrecord import app
from onrecord.errors import BadRequest, NotFound, OnRecordError, StoreError
from onrecord.model import Reading


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv(app.DESK_VARIABLE, raising=False)
    monkeypatch.delenv("ONRECORD_STORE_URL", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_clock_tells_the_time_in_utc() -> None:
    assert app.SystemClock().now().tzinfo is UTC


def test_new_desk_can_be_opened_and_holds_nothing(folder: Path) -> None:
    made = app.init_desk(folder / "desk")
    with app.open_desk(made, read_only=True) as opened:
        assert set(opened.store.counts().values()) == {0}
        assert list(opened.evidence.hashes()) == []


def test_desk_is_not_made_twice_nor_in_the_place_of_a_file(folder: Path) -> None:
    app.init_desk(folder / "desk")
    with pytest.raises(BadRequest, match="is a desk already"):
        app.init_desk(folder / "desk")
    (folder / "file").write_text("", encoding="utf-8")
    with pytest.raises(BadRequest, match="is a file"):
        app.init_desk(folder / "file")


def test_desk_that_is_named_goes_before_the_variable_and_the_variable_before_the_place(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there, named = (app.init_desk(folder / name) for name in ("here", "there", "named"))
    (here / "below").mkdir()
    monkeypatch.chdir(here / "below")
    assert app.find_folder(None) == here
    monkeypatch.setenv(app.DESK_VARIABLE, str(there))
    assert app.find_folder(None) == there
    assert app.find_folder(named) == named


def test_folder_without_a_desk_is_told_with_the_command_that_makes_one(folder: Path) -> None:
    with pytest.raises(NotFound, match=r"onrecord init DIR"):
        app.find_folder(None)
    with pytest.raises(NotFound, match=r"onrecord init"):
        app.find_folder(folder)


def test_database_that_is_gone_is_a_store_error(folder: Path) -> None:
    made = app.init_desk(folder / "desk")
    (made / "desk.db").unlink()
    with pytest.raises(StoreError), app.open_desk(made):
        pytest.fail("a desk without a database was opened")


def test_reports_are_read_without_a_desk_and_past_those_that_fail(folder: Path) -> None:
    (folder / "a.txt").write_text("The quay\n\n“It is open,” Ilse Brandvold said.\n", encoding="utf-8")
    (folder / "b.txt").write_bytes(b"")
    (name, reading), (empty, error), (missing, gone) = app.read_leads(["a.txt", "b.txt", "c.txt"])
    assert (name, empty, missing) == ("a.txt", "b.txt", "c.txt")
    assert isinstance(reading, Reading)
    (said,) = reading.statements
    assert said.content[0].cut(reading.report.text) == "It is open,"
    assert isinstance(error, OnRecordError)
    assert isinstance(gone, NotFound)
