from pathlib import Path

import pytest

from onrecord.app import find_folder, init_desk, open_desk
from onrecord.desk import Added, Already, add, plan_leads
from onrecord.errors import BadRequest, NotFound, StoreError
from tests.app.containers import fill_folder


def test_new_desk_opens_empty_with_its_name(place: Path) -> None:
    init_desk(place / "d")
    with open_desk(place / "d") as desk:
        assert desk.name == str(place / "d")
        assert desk.store.counts()["captures"] == 0
        assert desk.clock.now().tzinfo is not None


def test_init_that_was_cut_short_can_be_given_again(place: Path) -> None:
    init_desk(place / "d")
    (place / "d" / "onrecord.toml").unlink()
    with pytest.raises(NotFound):
        find_folder(place / "d")
    init_desk(place / "d")
    with open_desk(place / "d") as desk:
        assert desk.store.counts()["reports"] == 0


def test_desk_without_its_database_says_so(place: Path) -> None:
    init_desk(place / "d")
    (place / "d" / "desk.db").unlink()
    with pytest.raises(StoreError, match=r"desk\.db"), open_desk(place / "d"):
        pass


def test_database_and_evidence_lie_where_the_settings_say(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONRECORD_STORE_URL", "sqlite:///kept/other.db")
    monkeypatch.setenv("ONRECORD_EVIDENCE", "kept/bytes")
    (place / "d" / "kept").mkdir(parents=True)
    init_desk(place / "d")
    with open_desk(place / "d") as desk:
        assert (place / "d" / "kept" / "other.db").is_file()
        sha256 = desk.evidence.put(b"words")
    assert [
        path.parent.name + path.name for path in (place / "d" / "kept" / "bytes").rglob("*") if path.is_file()
    ] == [sha256]


def test_wrong_settings_of_a_desk_name_its_file(place: Path) -> None:
    init_desk(place / "d")
    (place / "d" / "onrecord.toml").write_text("max_byte = 1", encoding="utf-8")
    with (
        pytest.raises(BadRequest, match=r"onrecord\.toml: unknown key 'max_byte'; did you mean max_bytes"),
        open_desk(place / "d"),
    ):
        pass


def test_the_same_letter_as_a_file_and_in_a_mailbox_is_one_capture(place: Path) -> None:
    fill_folder(place / "in")
    init_desk(place / "d")
    with open_desk(place / "d") as desk:
        outcomes = dict(add(desk, plan_leads(desk.fetcher, ["in"])))
        assert isinstance(outcomes["in/a.eml"], Added)
        assert isinstance(outcomes["in/b.mbox#1"], Already)
        assert desk.store.counts()["captures"] == 3
