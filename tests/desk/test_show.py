from pathlib import Path

import pytest

from onrecord.desk import Desk, add, list_reports, plan_leads, show
from onrecord.errors import BadRequest, NotFound


def test_report_is_shown_by_its_name_the_end_of_it_or_the_start_of_its_id(desk: Desk, reports: Path) -> None:
    list(add(desk, plan_leads(desk.fetcher, [str(reports)])))
    whole = show(desk, f"{reports}/a.txt")
    assert show(desk, "a.txt") == whole
    assert show(desk, whole.report.id[:8]) == whole
    assert len(whole.statements) == 2
    with pytest.raises(NotFound):
        show(desk, "nothing.txt")


def test_name_of_several_reports_is_not_guessed_at(desk: Desk, reports: Path) -> None:
    (reports / "more" / "a.txt").write_text("Another report entirely.\n", encoding="utf-8")
    list(add(desk, plan_leads(desk.fetcher, [str(reports)])))
    with pytest.raises(BadRequest):
        show(desk, "a.txt")


def test_listing_has_a_line_for_each_report(desk: Desk, reports: Path) -> None:
    list(add(desk, plan_leads(desk.fetcher, [str(reports)])))
    assert [line.statements for line in list_reports(desk)] == [2, 2]
    assert len(list(list_reports(desk, limit=1))) == 1
