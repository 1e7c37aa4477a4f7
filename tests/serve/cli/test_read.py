import csv
import io
import json
from pathlib import Path

import pytest

from tests.serve.conftest import DISPATCH, Run


def test_report_is_read_without_a_desk_and_shown_as_a_table(run: Run) -> None:
    ended = run("read", "a.txt")
    assert (ended.code, ended.err) == (0, "")
    assert "Ada Lindqvist" in ended.out
    assert "The harbour belongs to everybody." in ended.out


def test_json_is_one_object_a_report_with_everything_in_it(run: Run, place: Path) -> None:
    (place / "b.txt").write_text(DISPATCH.replace("June", "July"), encoding="utf-8")
    one, two = run("read", "a.txt", "./b.txt", "--format", "json").out.splitlines()
    assert json.loads(one)["report"]["file"] == "a.txt"
    assert json.loads(two)["report"]["file"] == "./b.txt"
    assert json.loads(one)["text"] == DISPATCH


def test_spans_of_every_statement_line_cut_its_words_from_the_text(run: Run) -> None:
    lines = [json.loads(line) for line in run("read", "a.txt", "-f", "jsonl").out.splitlines()]
    text = run("read", "a.txt", "-f", "text").out
    words = ["".join(text[start:end] for start, end in line["content"]) for line in lines]
    assert "The harbour belongs to everybody." in words
    assert {line["report"] for line in lines} == {"a.txt"}


def test_thoughts_are_in_json_always_and_in_tables_and_sheets_when_asked(run: Run) -> None:
    acts = [json.loads(line)["act"] for line in run("read", "a.txt", "-f", "jsonl").out.splitlines()]
    assert "think" in acts
    shown = list(csv.DictReader(io.StringIO(run("read", "a.txt", "-f", "csv").out)))
    every = list(csv.DictReader(io.StringIO(run("read", "a.txt", "-f", "csv", "--all-acts").out)))
    assert "think" not in {line["act"] for line in shown}
    assert [line["act"] for line in every] == acts
    assert "1 more of thoughts and attitudes with --all-acts" in run("read", "a.txt").out


@pytest.mark.parametrize("text", [DISPATCH, "no newline at the end", "\ufeffmark\r\nlines\n", "نص عربي\n"])
def test_text_is_the_canonical_text_to_the_byte(run: Run, place: Path, text: str) -> None:
    (place / "t.txt").write_bytes(text.encode())
    whole = json.loads(run("read", "t.txt", "-f", "json").out)["text"]
    assert run("read", "t.txt", "-f", "text").out.encode() == whole.encode()


def test_several_texts_stand_each_under_its_name(run: Run, place: Path) -> None:
    (place / "b.txt").write_text("Second text", encoding="utf-8")
    out = run("read", "a.txt", "b.txt", "-f", "text").out
    assert out == f"==> a.txt <==\n{DISPATCH}\n==> b.txt <==\nSecond text\n"


def test_standard_input_is_read_by_its_name(run: Run) -> None:
    ended = run("read", "-", "-f", "json", said=DISPATCH.encode())
    assert json.loads(ended.out)["report"]["file"] == "-"


def test_page_on_standard_input_is_known_by_its_first_bytes(run: Run) -> None:
    words = (
        b"<p>The fees of the harbour &amp; those of the market rise by a crown in June, the mayor said.</p>"
    )
    page = b"<!doctype html><html><body><article><h1>Fees rise</h1>" + words * 3 + b"</article></body></html>"
    text = run("read", "-", "-f", "text", said=page).out
    assert "harbour & those of the market" in text
    assert "<p>" not in text


def test_folder_is_read_and_its_reports_keep_the_name_as_given(run: Run, place: Path) -> None:
    (place / "reports").mkdir()
    (place / "reports" / "x.txt").write_text(DISPATCH, encoding="utf-8")
    (place / "reports" / "x.jpg").write_bytes(b"\xff\xd8")
    files = [
        json.loads(line)["report"]["file"] for line in run("read", "reports", "-f", "json").out.splitlines()
    ]
    assert files == ["reports/x.txt"]


def test_nothing_named_is_a_wrong_use(run: Run) -> None:
    ended = run("read")
    assert ended.code == 2
    assert "name a report" in ended.err


def test_failures_are_told_one_line_each_and_the_rest_is_read(run: Run) -> None:
    ended = run("read", "nowhere.txt", "a.txt", "-f", "jsonl")
    assert ended.code == 1
    assert ended.err == "onrecord: nowhere.txt: no such file or folder; check the path\n"
    assert ended.out


def test_when_all_fail_alike_the_status_says_how(run: Run, place: Path) -> None:
    (place / "empty.txt").write_bytes(b"")
    assert run("read", "nowhere.txt", "gone.txt").code == 4
    assert run("read", "empty.txt").code == 3
    assert run("read", "empty.txt", "gone.txt").code == 1


def test_sheet_without_statements_still_has_its_head(run: Run) -> None:
    assert run("read", "nowhere.txt", "-f", "csv").out.startswith("report,title,outlet")


def test_settings_of_the_desk_around_hold_for_reading(run: Run, place: Path) -> None:
    (place / "onrecord.toml").write_text("max_bytes = 10\n", encoding="utf-8")
    ended = run("read", "a.txt")
    assert ended.code == 2
    assert "larger than 10 bytes" in ended.err


def test_settings_of_a_desk_that_is_named_hold_for_reading(run: Run, place: Path) -> None:
    (place / "d").mkdir()
    (place / "d" / "onrecord.toml").write_text("max_bytes = 10\n", encoding="utf-8")
    assert run("read", "a.txt").code == 0
    assert run("--desk", "d", "read", "a.txt").code == 2
    assert run("read", "a.txt", "--desk", "nowhere").code == 4


def test_why_says_what_makes_each_statement_one_and_whose(run: Run) -> None:
    assert "attribut" not in run("read", "a.txt").out
    shown = " ".join(run("read", "a.txt", "--why").out.split())
    assert "structure-rules" in shown or "attribution-" in shown
