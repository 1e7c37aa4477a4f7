import csv
import io
import json

import pytest

from tests.serve.conftest import Run

pytestmark = pytest.mark.usefixtures("desk")


def words(run: Run, *options: str) -> list[str]:
    ended = run("statements", *options, "-f", "csv")
    return [line["words"] for line in csv.DictReader(io.StringIO(ended.out))]


def test_statements_are_found_by_their_speaker(run: Run) -> None:
    assert words(run, "--by", "okoro") == ["We will answer in June,"]
    assert "Tomas Okoro" in run("statements", "--by", "okoro").out


def test_statements_are_found_by_their_words_kind_and_act(run: Run) -> None:
    assert words(run, "--words", "harbour") == ["The harbour belongs to everybody."]
    assert len(words(run, "--kind", "direct")) == 2
    assert len(words(run, "--act", "think")) == 1


def test_thoughts_are_shown_only_when_asked_for(run: Run) -> None:
    assert len(words(run)) == 2
    assert len(words(run, "--all-acts")) == 3
    assert len(words(run, "--limit", "1")) == 1
    assert len(words(run, "--report", "a.txt")) == 2


def test_lines_of_json_are_the_same_as_those_of_reading(run: Run) -> None:
    read = {
        line["id"]: line for line in map(json.loads, run("read", "a.txt", "-f", "jsonl").out.splitlines())
    }
    kept = [json.loads(line) for line in run("statements", "--all-acts", "-f", "jsonl").out.splitlines()]
    assert {line["id"]: line for line in kept} == read


def test_nothing_found_is_said_and_a_sheet_keeps_its_head(run: Run) -> None:
    ended = run("statements", "--by", "nobody", "-f", "csv")
    assert ended.code == 4
    assert ended.out.startswith("report,title")
    assert "no statement fits; ask for less" in ended.err


@pytest.mark.parametrize(
    "options", [("--since", "yesterday"), ("--until", "2026-02-30"), ("--limit", "0"), ("--kind", "shouted")]
)
def test_wrong_values_are_a_wrong_use(run: Run, options: tuple[str, str]) -> None:
    assert run("statements", *options).code == 2


def test_days_the_wrong_way_round_are_refused(run: Run) -> None:
    ended = run("statements", "--since", "2026-03-02", "--until", "2026-03-01")
    assert ended.code == 2
    assert "swap them" in ended.err
