import logging
from pathlib import Path

import pytest

from onrecord.adapters.documents import process
from onrecord.app import find_folder, init_desk, make_fetcher, open_desk, read_leads, set_logging
from onrecord.desk import Added, Already, add, plan_leads
from onrecord.errors import BadRequest, NotFound, OutletRefused, PageUnreadable, StoreError
from onrecord.model import IdentityType, Reading
from onrecord.settings import load_settings
from tests.documents import Drawn, make_docx, make_pdf, paragraph


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_DESK", raising=False)
    return tmp_path


def test_new_desk_opens_empty_with_its_name(place: Path) -> None:
    init_desk(place / "d")
    with open_desk(place / "d") as desk:
        assert desk.name == str(place / "d")
        assert desk.store.counts()["captures"] == 0
        assert desk.clock.now().tzinfo is not None


def test_desk_is_the_one_named_or_that_of_the_variable_or_the_nearest_one(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b", "c"):
        init_desk(place / name)
    (place / "a" / "below").mkdir()
    monkeypatch.chdir(place / "a" / "below")
    assert find_folder(None) == place / "a"
    monkeypatch.setenv("ONRECORD_DESK", str(place / "b"))
    assert find_folder(None) == place / "b"
    assert find_folder(place / "c") == place / "c"


def test_no_desk_is_not_found_and_the_way_to_one_is_told(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(NotFound, match="onrecord init DIR"):
        find_folder(None)
    with pytest.raises(NotFound, match="onrecord init"):
        find_folder(place / "nowhere")
    monkeypatch.setenv("ONRECORD_DESK", str(place / "nowhere"))
    with pytest.raises(NotFound, match="nowhere: is not a desk"):
        find_folder(None)


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


def test_aliases_of_a_desk_go_before_those_of_the_package(place: Path) -> None:
    init_desk(place / "d")
    pair = ("The Glass House", "United Nations", IdentityType.ORGANIZATION)
    with open_desk(place / "d") as desk:
        assert not desk.matcher().compare([pair])[0].same
    (place / "d" / "names").mkdir()
    table = place / "d" / "names" / "aliases.toml"
    table.write_text(
        '[[alias]]\nnames = ["United Nations", "The Glass House"]\ntype = "organization"\n', encoding="utf-8"
    )
    with open_desk(place / "d") as desk:
        assert desk.matcher().compare([pair])[0].same
    table.write_text('[[alias]]\nnams = ["United Nations"]\n', encoding="utf-8")
    with (
        open_desk(place / "d") as desk,
        pytest.raises(BadRequest, match=r"aliases\.toml, row 1: unknown key 'nams'"),
    ):
        desk.matcher()


def test_reading_without_a_desk_gives_each_report_under_its_name(place: Path) -> None:
    (place / "a.txt").write_text("Mayor Ada Lindqvist said: “Words.”\n", encoding="utf-8")
    results = dict(read_leads(["a.txt", "nowhere.txt"]))
    assert isinstance(results["a.txt"], Reading)
    assert isinstance(results["nowhere.txt"], NotFound)
    assert list(place.iterdir()) == [place / "a.txt"]


def test_pdf_docx_and_captions_are_read_like_any_report_and_text_starts_no_process(place: Path) -> None:
    said = "Mayor Ada Lindqvist said: “The harbour belongs to everybody.”"
    (place / "a.txt").write_text(said, encoding="utf-8")
    (place / "b.pdf").write_bytes(make_pdf([[Drawn(60, 100, said)]]))
    (place / "c.docx").write_bytes(make_docx(paragraph(said)))
    (place / "d.vtt").write_text(
        "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ada Lindqvist>We open.\n", encoding="utf-8"
    )
    results = dict(read_leads(["a.txt", "b.pdf", "c.docx", "d.vtt"]))
    readings = [one for one in results.values() if isinstance(one, Reading)]
    assert [[s.speaker and s.speaker.name for s in one.statements] for one in readings] == [
        ["Ada Lindqvist"]
    ] * 4
    assert [one.statements[0].time for one in readings] == [None, None, None, (1.0, 4.0)]


def test_text_is_read_without_a_process_for_documents(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[object] = []
    monkeypatch.setattr(process._Worker, "__init__", lambda *_: started.append(1))
    (place / "a.txt").write_text("The harbour of Selm stays shut.", encoding="utf-8")
    assert isinstance(dict(read_leads(["a.txt"]))["a.txt"], Reading)
    assert started == []


def test_documents_have_the_limits_of_the_settings(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_DOCUMENT_SECONDS", "0.001")
    (place / "a.pdf").write_bytes(make_pdf([[Drawn(60, 20 + 12 * k, "words " * 15) for k in range(60)]] * 20))
    error = dict(read_leads(["a.pdf"]))["a.pdf"]
    assert isinstance(error, PageUnreadable)
    assert "took more than 0.001 seconds" in error.message


def test_fetcher_takes_its_limits_from_the_settings(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_MAX_BYTES", "3")
    (place / "a.txt").write_bytes(b"four")
    fetcher = make_fetcher(load_settings(None))
    (lead,) = fetcher.expand("a.txt")
    with pytest.raises(BadRequest, match="larger than 3 bytes"):
        fetcher.fetch(lead)


def test_only_our_own_messages_reach_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    set_logging("info")
    logging.getLogger("onrecord.somewhere").info("three files were left out")
    logging.getLogger("somebody.else").warning("noise")
    assert capsys.readouterr().err == "onrecord: three files were left out\n"


LETTER = (
    b"Message-ID: <1@courier.example>\nFrom: The Selm Courier <news@courier.example>\nSubject: Harbour talks\n\n"
    b'Mayor Ada Lindqvist said on Monday: "The harbour belongs to everybody."\n'
)
EXPORT = (
    b'{"name": "Harbour News", "type": "public_channel", "id": 77, "messages": ['
    b'{"id": 5, "type": "message", "date": "2026-03-05T10:00:00", '
    b'"text": "Mayor Ada Lindqvist said: \\"It is open.\\""}]}'
)


def _fill(folder: Path) -> None:
    folder.mkdir()
    (folder / "a.eml").write_bytes(LETTER)
    (folder / "b.mbox").write_bytes(b"From - Thu Mar  5 09:12:00 2026\n" + LETTER + b"\n")
    (folder / "broken.mbox").write_bytes(b"\x00\x01")
    (folder / "cut.warc").write_bytes(b"WARC/1.0\r\n")
    (folder / "other.json").write_bytes(b'{"name": "no export"}')
    (folder / "result.json").write_bytes(EXPORT)
    (folder / "z.txt").write_bytes(b"Words after all of them, said the mayor.")


def test_containers_of_a_folder_are_read_and_broken_ones_told(place: Path) -> None:
    _fill(place / "in")
    found = {
        name: reading.report.metadata.title if isinstance(reading, Reading) else type(reading).__name__
        for name, reading in read_leads(["in"])
    }
    assert found == {
        "in/a.eml": "Harbour talks",
        "in/b.mbox#1": "Harbour talks",
        "in/broken.mbox": "PageUnreadable",
        "in/cut.warc": "PageUnreadable",
        "in/result.json#77/5": None,
        "in/z.txt": None,
    }


def test_the_same_letter_as_a_file_and_in_a_mailbox_is_one_capture(place: Path) -> None:
    _fill(place / "in")
    init_desk(place / "d")
    with open_desk(place / "d") as desk:
        outcomes = dict(add(desk, plan_leads(desk.fetcher, ["in"])))
        assert isinstance(outcomes["in/a.eml"], Added)
        assert isinstance(outcomes["in/b.mbox#1"], Already)
        assert desk.store.counts()["captures"] == 3


def test_passwords_of_mailboxes_come_from_the_settings_and_hosts_under_the_rules_of_the_web(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del place
    monkeypatch.setenv("ONRECORD_MAILBOX_PASSWORDS", '{"desk@127.0.0.1": "hunter2"}')
    settings = load_settings(None)
    assert "hunter2" not in repr(settings)
    fetcher = make_fetcher(settings)
    with pytest.raises(OutletRefused, match="not a public address"):
        list(fetcher.expand("imaps://desk@127.0.0.1/INBOX"))
    with pytest.raises(BadRequest, match="mailbox_passwords under 'other@127"):
        list(fetcher.expand("imaps://other@127.0.0.1/INBOX"))
