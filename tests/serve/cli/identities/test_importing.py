import json
from pathlib import Path

import pytest

from tests.serve.conftest import Run

COUNCIL = """\
id,type,name,names,wikidata,role,organization,since,until,source,member_of
m1,person,Ada Lindqvist,"sv:Ada Lindqvist; ru:Ада Линдквист",Q90000001,mayor,Selm,2019,,the town's list,Harbour League
m1,,,,,deputy mayor,Selm,2015-03,2019,,
u1,organization,Harbour League,HL; ru:Портовая лига,,,,,,,
"""


@pytest.fixture
def empty(run: Run, place: Path) -> Path:
    assert run("init", ".").code == 0
    (place / "council.csv").write_text(COUNCIL, encoding="utf-8")
    return place


def test_list_is_taken_in_and_taken_again_changes_nothing(run: Run, empty: Path) -> None:
    assert empty.is_dir()
    first = run("identities", "import", "council.csv")
    assert (first.code, first.out, first.err) == (
        0,
        "council.csv: 2 new, 0 already here · 3 roles, 3 links added\n",
        "",
    )
    assert run("identities", "import", "council.csv").out == "council.csv: 0 new, 2 already here\n"


def test_whom_reports_name_is_found_by_the_names_of_a_list(run: Run, desk: Path) -> None:
    (desk / "council.csv").write_text(COUNCIL, encoding="utf-8")
    out = run("identities", "import", "council.csv").out
    assert out == "council.csv: 2 new, 0 already here · 3 roles, 3 links added · 1 found among those known\n"
    whole = json.loads(run("identities", "show", "Ада Линдквист", "-f", "json").out)
    assert (whole["name"], whole["reports"], whole["statements"]) == ("Ada Lindqvist", 1, 2)
    assert len(whole["members"]) == 2


def test_of_a_file_with_a_mistake_nothing_is_taken_and_of_others_all(run: Run, empty: Path) -> None:
    wrong = COUNCIL.replace("2015-03", "spring 2015").replace("organization,Harbour", "boat,Harbour")
    (empty / "wrong.csv").write_text(wrong, encoding="utf-8")
    ended = run("identities", "import", "wrong.csv", "gone.csv", "council.csv")
    assert ended.code == 1
    assert ended.out == "council.csv: 2 new, 0 already here · 3 roles, 3 links added\n"
    assert ended.err.splitlines() == [
        "onrecord: wrong.csv, line 3: since: 'spring 2015' is no day; write 2019, 2019-03 or 2019-03-05",
        "onrecord: wrong.csv, line 4: type: 'boat' is not one of person, organization, group, outlet, place, unknown",
        "onrecord: wrong.csv: nothing of it was taken; correct it, or take the rest with --keep-going",
        "onrecord: gone.csv: no such file; check the path",
    ]


def test_rest_of_a_file_is_taken_where_that_is_asked_for(run: Run, empty: Path) -> None:
    (empty / "council.csv").write_text(COUNCIL.replace("2015-03", "spring 2015"), encoding="utf-8")
    ended = run("identities", "import", "--keep-going", "council.csv")
    assert (ended.code, ended.out) == (
        1,
        "council.csv: 2 new, 0 already here · 2 roles, 3 links added\n",
    )


def test_of_many_mistakes_the_first_are_told_and_the_rest_counted(run: Run, empty: Path) -> None:
    (empty / "a.jsonl").write_text('{"x": 1}\n' * 50, encoding="utf-8")
    ended = run("identities", "import", "a.jsonl")
    assert ended.code == 2
    assert len(ended.err.splitlines()) == 22
    assert "a.jsonl: and 30 mistakes more" in ended.err


def test_private_life_is_left_out_and_counted(run: Run, empty: Path) -> None:
    entities = [
        {
            "id": "x-1",
            "schema": "Person",
            "properties": {"name": ["Mira Castell"], "birthDate": ["1970"], "address": ["1 Quay"]},
        },
        {"id": "x-2", "schema": "Family", "properties": {"person": ["x-1"], "relative": ["x-9"]}},
    ]
    (empty / "a.ftm.json").write_text("".join(json.dumps(one) + "\n" for one in entities), encoding="utf-8")
    ended = run("identities", "import", "a.ftm.json")
    assert (ended.code, ended.out) == (0, "a.ftm.json: 1 new, 0 already here · 1 link added\n")
    assert ended.err == (
        "onrecord: a.ftm.json: left out 1 Family, 1 address, 1 birthDate: a desk takes names, public roles, "
        "memberships and ids of others\n"
    )
    exported = "".join(run("identities", "export", "-f", form).out for form in ("jsonl", "csv", "ftm"))
    assert "1970" not in exported
    assert "Quay" not in exported
    (empty / "b.ftm.json").write_text(json.dumps(entities[1]), encoding="utf-8")
    assert "holds no identity that a desk takes in" in run("identities", "import", "b.ftm.json").err


def test_type_that_a_list_does_not_say_is_given_with_the_command(run: Run, empty: Path) -> None:
    labels = {"id": "Q90000002", "labels": {"en": "Tomas Okoro", "ar": "توماس أوكورو"}}
    (empty / "labels.json").write_text(json.dumps(labels), encoding="utf-8")
    assert "labels.json, line 1: has no type" in run("identities", "import", "labels.json").err
    assert run("identities", "import", "labels.json", "--type", "person").code == 0
    assert json.loads(run("identities", "show", "Q90000002", "-f", "json").out)["type"] == "person"
