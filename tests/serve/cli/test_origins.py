import json

import pytest

from tests.serve.conftest import Run

pytestmark = pytest.mark.usefixtures("desk")


def test_origins_of_words_are_counted_with_the_reason(run: Run) -> None:
    out = run("origins", "June").out
    assert "1 independent origin  1 report, 1 statement" in out
    assert "Radio Selm" in out
    assert "a.txt has the words from Radio Selm" in out


def test_origins_of_a_statement_by_its_id(run: Run) -> None:
    line = json.loads(run("statements", "--by", "Okoro", "-f", "jsonl").out.splitlines()[0])
    found = json.loads(run("origins", line["id"], "-f", "json").out)
    assert found["asked"] == [line["id"]]
    assert (found["at_least"], found["at_most"]) == (1, 1)
    assert found["origins"][0]["nodes"][0]["name"] == "Radio Selm"


def test_origins_of_a_query_take_the_options_of_statements(run: Run) -> None:
    found = json.loads(run("origins", "--by", "Lindqvist", "-f", "json").out)
    assert {one["speaker"] for one in found["statements"]} == {"Ada Lindqvist"}
    assert json.loads(run("origins", "--who", "Ada Lindqvist", "-f", "json").out)["asked"] == found["asked"]
    assert run("origins", "--by", "Lindqvist", "--since", "2031-01-01").code == 4


def test_origins_of_nothing_and_of_what_is_not_there_are_told(run: Run) -> None:
    assert run("origins").code == 2
    ended = run("origins", "0123456789ab")
    assert ended.code == 4
    assert run("origins", "zebra").code == 4
