from pathlib import Path

import pytest

from tests.serve.conftest import Run


@pytest.mark.usefixtures("desk")
def test_reports_are_found_by_their_words_and_shown_with_the_passage(run: Run) -> None:
    ended = run("search", "answer", "june")
    assert ended.code == 0
    assert "Harbour talks resume" in ended.out
    assert "answer in June" in ended.out


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("query", ["zebra", '"june answer"', "harbour -talks"])
def test_nothing_found_is_said_and_has_its_status(run: Run, query: str) -> None:
    ended = run("search", "--", query)
    assert (ended.code, ended.out) == (4, "")
    assert "stands in no report; try fewer words" in ended.err


@pytest.mark.parametrize("query", ['"', "(", "*", "NEAR(", 'a" OR b:c', "%_\\", "-"])
def test_any_query_is_safe(run: Run, desk: Path, query: str) -> None:
    assert run("search", "--desk", desk, "--", query).code in {0, 2, 4}
