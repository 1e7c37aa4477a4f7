import pytest

from tests.serve.conftest import Run


@pytest.mark.usefixtures("desk")
def test_listing_shows_each_report_and_the_totals(run: Run) -> None:
    ended = run("reports")
    assert ended.code == 0
    assert "a.txt" in ended.out
    assert ended.out.endswith("1 report, 3 statements\n")


def test_empty_desk_lists_nothing(run: Run) -> None:
    run("init", "d")
    assert run("reports", "--desk", "d").out == "0 reports, 0 statements\n"
