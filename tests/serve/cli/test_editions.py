import json
from pathlib import Path

from tests.serve.conftest import DISPATCH, Run


def change(run: Run, desk: Path) -> None:
    (desk / "a.txt").write_text(DISPATCH.replace("June", "July"), encoding="utf-8")
    ended = run("add", "a.txt")
    assert "edition 2 of a.txt · 3 statements · Harbour talks resume" in ended.out
    assert ended.out.endswith("0 added, 1 new edition with 3 statements, 0 already here, 0 failed\n")


def test_what_changed_is_told_statement_by_statement(run: Run, desk: Path) -> None:
    change(run, desk)
    ended = run("editions", "a.txt")
    assert ended.code == 0
    lines = [" ".join(line.split()) for line in ended.out.splitlines()]
    assert any(line.startswith("2 (latest) ") for line in lines)
    assert "reworded: Tomas Okoro: We will answer in [-June,-] {+July,+}" in lines
    assert lines[-1] == "2 statements unchanged"


def test_programs_get_editions_and_changes_as_json(run: Run, desk: Path) -> None:
    change(run, desk)
    told = json.loads(run("editions", "a.txt", "--format", "json").out)
    assert [(one["edition"], one["latest"], one["statements"]) for one in told["editions"]] == [
        (1, False, 3),
        (2, True, 3),
    ]
    (step,) = told["changes"]
    assert (step["from"], step["to"], step["unchanged"]) == (1, 2, 2)
    (changed,) = step["statements"]
    assert changed["changes"] == ["reworded"]
    assert changed["before"]["speaker"]["name"] == changed["after"]["speaker"]["name"] == "Tomas Okoro"
    assert {"fate": "added", "words": "July,"} in changed["wording"]


def test_report_of_one_edition_says_so(run: Run, desk: Path) -> None:
    assert desk
    assert run("editions", "a.txt").out.endswith("one edition, seen 1 time\n")
    assert run("editions", "b.txt").code == 4


def test_earlier_edition_is_shown_by_its_number_and_searched_where_asked(run: Run, desk: Path) -> None:
    change(run, desk)
    assert "June" in run("show", "a.txt", "--edition", 1).out
    assert "July" in run("show", "a.txt").out
    assert run("show", "a.txt", "--edition", 3).code == 4
    assert "June" not in run("statements", "--by", "Okoro").out
    assert "June" in run("statements", "--by", "Okoro", "--editions", "all").out
