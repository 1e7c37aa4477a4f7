import json
from pathlib import Path

import pytest

from tests.serve.conftest import Run

pytestmark = pytest.mark.usefixtures("desk")


def test_who_shows_spellings_and_what_they_said(run: Run) -> None:
    out = run("who", "Tomas Okoro").out
    assert "Tomas Okoro  person" in out
    assert "We will answer in June," in out
    assert "Latn: Tomas Okoro (1)" in out
    assert "Lindqvist" not in out


def test_who_finds_a_name_in_another_script_and_by_a_part(run: Run) -> None:
    assert "Tomas Okoro  person" in run("who", "Томас Окоро").out
    assert "Ada Lindqvist  person" in run("who", "lindqvist").out


def test_who_for_programs_has_everything_with_its_report(run: Run) -> None:
    found = json.loads(run("who", "Ada", "Lindqvist", "-f", "json").out)
    assert [one["name"] for one in found] == ["Ada Lindqvist"]
    assert found[0]["names"][0] == {"text": "Ada Lindqvist", "script": "Latn", "reports": 1, "listed": False}
    assert found[0]["roles"] == [{"title": "Mayor", "organization": "", "listed": False}]
    assert [said["words"] for said in found[0]["said"]][-1] == ["The harbour belongs to everybody."]
    assert found[0]["said"][0]["report"].endswith("a.txt")


def test_who_nobody_bears_is_told_with_what_to_try(run: Run) -> None:
    ended = run("who", "Zebulon Quux")
    assert ended.code == 4
    assert "try a part of the name" in ended.err
    assert run("who", "?!").code == 2


def test_statements_of_somebody_in_all_spellings(run: Run, place: Path) -> None:
    (place / "b.txt").write_text("Tómas Okoro said: “Never.”\n", encoding="utf-8")
    run("add", "b.txt")
    out = run("statements", "--who", "Tomas Okoro", "-f", "csv").out
    assert "We will answer in June," in out
    assert "Never." in out
    assert "harbour belongs" not in out
    assert run("statements", "--who", "Zebulon Quux").code == 4
