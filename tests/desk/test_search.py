from datetime import date
from pathlib import Path

import pytest

from onrecord.desk import Desk, add, plan_leads, search, search_statements
from onrecord.errors import BadRequest
from onrecord.ports import StatementQuery


@pytest.fixture
def filled(desk: Desk, reports: Path) -> Desk:
    list(add(desk, plan_leads(desk.fetcher, [str(reports)])))
    return desk


def test_reports_are_found_by_their_words(filled: Desk) -> None:
    assert len(search(filled, "harbour")) == 2
    assert len(search(filled, "harbour", limit=1)) == 1
    (hit,) = search(filled, "July")
    assert hit.line.name.endswith("b.txt")


def test_statements_are_found_by_speaker_in_any_part_of_the_name(filled: Desk) -> None:
    hits = search_statements(filled, StatementQuery(by="lindqvist"))
    assert {hit.words for hit in hits} == {("The harbour belongs to everybody.",)}
    assert len(hits) == 2


def test_days_the_wrong_way_round_and_limits_that_show_nothing_are_refused(filled: Desk) -> None:
    backwards = StatementQuery(since=date(2026, 3, 2), until=date(2026, 3, 1))
    with pytest.raises(BadRequest, match=r"since \(2026-03-02\) lies after until \(2026-03-01\); swap them"):
        search_statements(filled, backwards)
    with pytest.raises(BadRequest, match="a limit of 0"):
        search_statements(filled, StatementQuery(limit=0))
    with pytest.raises(BadRequest, match="a limit of -1"):
        search(filled, "harbour", limit=-1)
