"""Files that are no reports, too large, gone, or named in ways that nobody expects."""

import json
import os
from pathlib import Path

import pytest

from onrecord.app import open_desk
from onrecord.desk import Added, add, plan_leads
from onrecord.errors import NotFound
from tests.serve.conftest import DISPATCH, Run

BINARY = {
    "photo.jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)) * 20,
    "paper.pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(range(256)) * 20,
    "words.zip": b"PK\x03\x04" + bytes(range(256)) * 20,
    "program": b"\x7fELF\x02\x01\x01" + bytes(2000),
}


def test_empty_file_says_so(run: Run, place: Path) -> None:
    (place / "empty.txt").write_bytes(b"")
    ended = run("read", "empty.txt")
    assert (ended.code, ended.out) == (3, "")
    assert ended.err == "onrecord: empty.txt: is empty; there is nothing to read\n"


def test_file_of_white_space_says_so(run: Run, place: Path) -> None:
    (place / "blank.txt").write_bytes(b" \n\t\r\n" * 10)
    ended = run("read", "blank.txt")
    assert ended.code == 3
    assert ended.err.startswith("onrecord: blank.txt: is empty: it holds white space only")


@pytest.mark.parametrize("name", BINARY)
def test_binary_file_is_not_taken_for_text(run: Run, place: Path, name: str) -> None:
    (place / name).write_bytes(BINARY[name])
    ended = run("read", name)
    assert (ended.code, ended.out) == (3, "")
    assert ended.err.startswith(f"onrecord: {name}: ")
    assert "; " in ended.err, "the line names a cure"
    assert ended.err.count("\n") == 1


def test_text_of_two_hundred_megabytes_is_refused_by_its_size_without_being_read(
    run: Run, place: Path
) -> None:
    with (place / "huge.txt").open("wb") as file:
        file.truncate(200_000_000)
    ended = run("read", "huge.txt")
    assert ended.code == 2
    assert ended.err == (
        "onrecord: huge.txt: is larger than 20,000,000 bytes; split it, or raise max_bytes in the settings\n"
    )


def test_report_that_vanishes_between_finding_and_reading_is_told_and_the_rest_is_added(desk: Path) -> None:
    (desk / "b.txt").write_text("Another report. It says little.\n", encoding="utf-8")
    (desk / "c.txt").write_text("A third report. It says less.\n", encoding="utf-8")
    with open_desk(desk) as opened:
        leads = list(plan_leads(opened.fetcher, ["b.txt", "c.txt"]))
        (desk / "b.txt").unlink()
        results = dict(add(opened, leads))
    assert isinstance(results["b.txt"], NotFound)
    assert str(results["b.txt"]).startswith("b.txt: is not there (any longer); check the path")
    assert isinstance(results["c.txt"], Added)


def test_link_to_nothing_in_a_folder_is_told_and_the_rest_is_read(run: Run, place: Path) -> None:
    (place / "reports").mkdir()
    (place / "reports" / "gone.txt").symlink_to(place / "nothing")
    (place / "reports" / "here.txt").write_text(DISPATCH, encoding="utf-8")
    ended = run("read", "reports")
    assert ended.code == 1
    assert ended.err == "onrecord: reports/gone.txt: is not there (any longer); check the path\n"
    assert "Ada Lindqvist" in ended.out


@pytest.mark.parametrize(
    "name", [b"caf\xe9.txt", b"\xed\xa0\x80.txt", b"new\nline.txt", b"esc\x1b[31m.txt", b"-f.txt"]
)
def test_name_of_any_bytes_is_read_kept_and_shown(program: Run, run: Run, place: Path, name: bytes) -> None:
    (place / os.fsdecode(name)).write_text(DISPATCH, encoding="utf-8")
    given = f"./{os.fsdecode(name)}"
    line = program("read", given, "-f", "json")
    assert (line.code, line.err) == (0, "")
    shown = json.loads(line.out)["report"]["file"]
    assert shown.encode("utf-8")
    assert run("init", "d").code == 0
    added = program("add", "--desk", "d", given)
    assert (added.code, added.err) == (0, "")
    assert run("show", "--desk", "d", shown, "-f", "json").out == line.out
    assert run("verify", "--desk", "d").code == 0
    table = run("read", given).out
    assert "\x1b" not in table
    assert "\udce9" not in table


def test_missing_file_of_any_bytes_is_one_printable_line(program: Run) -> None:
    ended = program("read", os.fsdecode(b"no\xe9\n\x1b[2J.txt"))
    assert ended.code == 4
    assert ended.err == "onrecord: no\\udce9 \\x1b[2J.txt: no such file or folder; check the path\n"
