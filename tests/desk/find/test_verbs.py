"""The verbs of finding: what they ask the store for, and what they refuse."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from onrecord.app import open_desk
from onrecord.desk import Desk
from onrecord.desk.find import (
    compare_outlets,
    count_origins,
    find_reports,
    find_statements,
    list_known,
    list_outlets,
    names_like,
    network,
    network_of,
    parse_query,
    report_facets,
    statement_facets,
    talkative,
    timeline,
    timeline_of,
    today,
)
from onrecord.errors import BadRequest
from onrecord.ports import Order, Step
from tests.contracts.spoken import PEOPLE, fill, known_id
from tests.factory import NOON
from tests.judging import Noon


@pytest.fixture
def desk(folder: Path) -> Iterator[Desk]:
    with open_desk(folder) as opened:
        fill(opened.store, 12)
        yield replace(opened, clock=Noon())


def test_words_are_found_best_first_and_all_else_newest_first(desk: Desk) -> None:
    assert find_statements(desk, "harbour").ranked is not None
    assert find_statements(desk, "harbour", order=Order.NEWEST).ranked is None
    assert find_statements(desk, "speaker:ada").ranked is None
    assert find_reports(desk, "harbour").ranked is not None
    found = find_statements(desk, parse_query("speaker:okoro"))
    assert found.hits
    assert {hit.statement.speaker.name for hit in found.hits if hit.statement.speaker} == {"Tomas Okoro"}


def test_a_page_leads_to_the_next(desk: Desk) -> None:
    first = find_statements(desk, "act:any", limit=3)
    second = find_statements(desk, "act:any", limit=3, after=first.following)
    ids = [hit.statement.id for hit in (*first.hits, *second.hits)]
    assert len(set(ids)) == 6


def test_overviews_answer_of_what_is_asked(desk: Desk) -> None:
    every = find_statements(desk, "", limit=500)
    assert statement_facets(desk, "").counted == every.total.count
    assert report_facets(desk, "").counted == 12
    assert sum(count.count for count in talkative(desk, until=date(2030, 1, 1))) == sum(
        stretch.said for stretch in timeline_of(desk, "", step=Step.DAY).stretches
    )
    assert timeline(desk, [known_id(PEOPLE[0])], step=Step.WEEK).stretches
    assert network(desk).edges == network_of(desk, "").edges
    assert compare_outlets(desk, "harbour").outlets
    assert {line.name for line in list_known(desk, part="okoro").lines} == {"Tomas Okoro"}
    assert names_like(desk, "tom")
    assert list_outlets(desk)


def test_today_is_the_last_day_unless_one_is_given(desk: Desk) -> None:
    # The clock stands at noon, when the first report came in.
    assert today(desk).reports == 1
    assert today(desk, day=NOON.date()).reports == 12
    assert today(desk, day=NOON.date() + timedelta(days=1)).reports == 0
    assert today(desk, day=date.max).reports == 0


def test_origins_are_counted_and_kept(desk: Desk) -> None:
    asked = find_statements(desk, "origins:1")
    assert (asked.hits, asked.uncounted) == ((), find_statements(desk, "").total.count)
    assert count_origins(desk, "", limit=4) == 4
    assert len(find_statements(desk, "origins:1", limit=500).hits) >= 4


def test_what_is_out_of_bounds_is_refused(desk: Desk) -> None:
    for limit in (0, 501):
        with pytest.raises(BadRequest, match="out of bounds"):
            find_statements(desk, "", limit=limit)
        with pytest.raises(BadRequest, match="out of bounds"):
            find_reports(desk, "", limit=limit)
    with pytest.raises(BadRequest, match="out of bounds"):
        network(desk, nodes=5_000)
    with pytest.raises(BadRequest, match="outlets"):
        compare_outlets(desk, "", outlets=0)
    with pytest.raises(BadRequest, match="swap"):
        talkative(desk, since=date(2024, 2, 1), until=date(2024, 1, 1))
    with pytest.raises(BadRequest, match="swap"):
        network(desk, since=date(2024, 2, 1), until=date(2024, 1, 1))
