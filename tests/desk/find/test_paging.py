"""All that a question finds, page after page."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from onrecord import desk as verbs
from onrecord.desk import Desk
from onrecord.desk.find import all_reports, all_statements, page_after_page, paging
from onrecord.ports import ReportsWanted, StatementsWanted


@pytest.fixture
def filled(desk: Desk, reports: Path) -> Desk:
    list(verbs.add(desk, verbs.plan_leads(desk.fetcher, [str(reports / "a.txt"), str(reports / "more")])))
    return desk


@pytest.mark.parametrize("limit", [None, 0, 1, 4, 5, 99])
def test_things_come_in_order_each_once_and_no_more_than_wanted(limit: int | None) -> None:
    asked: list[tuple[str | None, int]] = []

    def fetch(cursor: str | None, most: int) -> tuple[Sequence[int], str | None]:
        asked.append((cursor, most))
        start = int(cursor or 0)
        end = min(start + min(most, 2), 7)
        return range(start, end), str(end) if end < 7 else None

    assert list(page_after_page(fetch, limit=limit)) == list(range(7))[:limit]
    assert len(asked) <= 4


def test_pages_hold_all_statements_and_reports(filled: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = filled.store.finding.statements(StatementsWanted(), limit=100).hits
    monkeypatch.setattr(paging, "PAGE", 1)
    assert tuple(all_statements(filled, StatementsWanted())) == whole
    assert len(list(all_reports(filled, ReportsWanted()))) == 2
    assert tuple(all_statements(filled, StatementsWanted(), limit=2)) == whole[:2]
