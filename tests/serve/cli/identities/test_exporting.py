import json
from pathlib import Path

import pytest

from tests.serve.cli.identities.test_importing import COUNCIL
from tests.serve.conftest import Run


@pytest.fixture
def filled(run: Run, place: Path) -> Path:
    assert run("init", ".").code == 0
    assert run("init", "other").code == 0
    more = "n1,person,Adam Lindqvist,,,,,,,,\np1,place,Selm,,,,,,,,\n"
    (place / "council.csv").write_text(COUNCIL + more, encoding="utf-8")
    assert run("identities", "import", "council.csv").code == 0
    return place


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_registry_goes_to_another_desk_and_comes_out_of_it_the_same(
    run: Run, filled: Path, form: str
) -> None:
    assert run("identities", "different", "m1", "n1", "--by", "mk", "--because", "cousins").code == 0
    assert run("identities", "export", "-f", form, "-o", f"all.{form}").code == 0
    taken = run("--desk", "other", "identities", "import", f"all.{form}")
    assert (taken.code, taken.err) == (0, "")
    assert taken.out.startswith(f"all.{form}: 4 new, 0 already here · 3 roles, 5 links")
    assert ("1 judgement" in taken.out) == (form == "jsonl")
    again = run("--desk", "other", "identities", "export", "-f", form).out
    assert again == (filled / f"all.{form}").read_text(encoding="utf-8")


def test_one_identity_is_exported_by_its_name(run: Run, filled: Path) -> None:
    assert filled.is_dir()
    (line,) = run("identities", "export", "Ада Линдквист", "Q90000001").out.splitlines()
    assert json.loads(line)["id"] == "m1"
    ended = run("identities", "export", "Nobody", "-o", "all.jsonl")
    assert ended.code == 4
    assert not (filled / "all.jsonl").exists()


def test_places_are_left_out_of_followthemoney_and_counted(run: Run, filled: Path) -> None:
    assert filled.is_dir()
    ended = run("identities", "export", "-f", "ftm")
    schemata = [json.loads(line)["schema"] for line in ended.out.splitlines()]
    assert sorted(schemata) == [
        "Membership", "Occupancy", "Occupancy", "Organization", "Person", "Person", "Position", "Position",
    ]  # fmt: skip
    assert ended.err == "onrecord: left out 1 place, for which FollowTheMoney has no place\n"


def test_folder_that_is_not_there_is_told(run: Run, filled: Path) -> None:
    assert filled.is_dir()
    ended = run("identities", "export", "-o", "gone/all.jsonl")
    assert (ended.code, "gone/all.jsonl: cannot be written" in ended.err) == (8, True)
