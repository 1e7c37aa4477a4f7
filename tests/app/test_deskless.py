from pathlib import Path

import pytest

from onrecord.adapters.documents import process
from onrecord.app import init_desk, read_leads, trace_files
from onrecord.errors import BadRequest, NotFound, OnRecordError, PageUnreadable
from onrecord.model import Reading
from tests.app.containers import fill_folder
from tests.documents import Drawn, make_docx, make_pdf, paragraph
from tests.stages.trace.told import STORY, page


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


def test_containers_of_a_folder_are_read_and_broken_ones_told(place: Path) -> None:
    fill_folder(place / "in")
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


def test_reports_that_carry_each_others_words_are_found_and_what_cannot_be_read_is_told(place: Path) -> None:
    (place / "one.txt").write_text(page(*STORY), encoding="utf-8")
    (place / "two.txt").write_text(page(*STORY[1:]), encoding="utf-8")
    told: list[OnRecordError] = []
    (found,) = trace_files(["one.txt", "nowhere.txt", "two.txt"], least_share=0.1, failed=told.append)
    assert {found.a, found.b} == {"one.txt", "two.txt"}
    assert [type(error) for error in told] == [NotFound]


def test_settings_of_the_desk_around_hold_for_what_is_done_without_it(place: Path) -> None:
    init_desk(place)
    (place / "onrecord.toml").write_text("max_bytes = 3", encoding="utf-8")
    (place / "a.txt").write_text("The harbour of Selm stays shut.", encoding="utf-8")
    assert isinstance(dict(read_leads(["a.txt"]))["a.txt"], BadRequest)
    told: list[OnRecordError] = []
    assert list(trace_files(["a.txt"], least_share=0.1, failed=told.append)) == []
    assert [type(error) for error in told] == [BadRequest]
