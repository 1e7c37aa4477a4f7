import csv
import io
import json

import pytest

from tests.serve.conftest import Run

pytestmark = pytest.mark.usefixtures("desk")


def test_lens_shows_what_it_is_called_with_sums(run: Run) -> None:
    out = run("lens", "Ada", "Lindqvist").out
    assert "Ada Lindqvist  person" in out
    assert "Mayor Ada Lindqvist" in out
    assert "2 namings in 1 report" in out


def test_lens_for_programs_and_spreadsheets(run: Run) -> None:
    found = json.loads(run("lens", "Ada Lindqvist", "-f", "json").out)
    assert {one["phrase"] for one in found["outlets"][0]["phrases"]} == {"Mayor Ada Lindqvist", "Lindqvist"}
    rows = list(csv.DictReader(io.StringIO(run("lens", "Ada Lindqvist", "-f", "csv").out)))
    assert {row["phrase"] for row in rows} == {"Mayor Ada Lindqvist", "Lindqvist"}


def test_lens_counts_words_of_an_event(run: Run) -> None:
    out = run("lens", "harbour talks", "--also", "the harbour").out
    assert "harbour talks  words" in out
    assert "The harbour" in out


def test_lens_that_finds_nothing_says_what_to_try(run: Run) -> None:
    ended = run("lens", "Zebulon Quux")
    assert ended.code == 4
    assert "--also" in ended.err
    assert run("lens", "?!").code == 2
