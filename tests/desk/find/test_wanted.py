"""What fields mean: days, lists of words, people, and what is told where a value is none of theirs."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.adapters.store import open_store
from onrecord.desk import Desk
from onrecord.desk.find import days_of, parse_query, reports_wanted, statements_wanted
from onrecord.errors import BadRequest, NotFound
from onrecord.model import SAYING, Act, IdentityType, StatementKind
from onrecord.ports import Carried, ReportsWanted, StatementsWanted
from tests.judging import desk_over


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_store(f"sqlite:///{tmp_path / 'desk.db'}", create=True) as store:
        yield desk_over(store)


def wanted(desk: Desk, text: str) -> StatementsWanted:
    return statements_wanted(desk, parse_query(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sea", StatementsWanted(words="sea")),
        ("speaker:Ada speaker:Tomas -speaker:Mira", StatementsWanted(by=("Ada", "Tomas"), not_by=("Mira",))),
        (f"speaker:{'ab' * 12}", StatementsWanted(said_by=frozenset({"ab" * 12}))),
        (
            f"about:{'ab' * 12} -about:Ada",
            StatementsWanted(said_of=frozenset({"ab" * 12}), not_about=("Ada",)),
        ),
        ("since:2024 until:2024-02", StatementsWanted(since=date(2024, 1, 1), until=date(2024, 2, 29))),
        ("date:2024-12", StatementsWanted(since=date(2024, 12, 1), until=date(2024, 12, 31))),
        (
            "kind:direct,letter",
            StatementsWanted(kinds=frozenset({StatementKind.DIRECT, StatementKind.LETTER})),
        ),
        ("-kind:direct", StatementsWanted(kinds=frozenset(StatementKind) - {StatementKind.DIRECT})),
        ("act:any", StatementsWanted(acts=frozenset(Act))),
        ("-act:deny", StatementsWanted(acts=SAYING - {Act.DENY})),
        ("act:call-for", StatementsWanted(acts=frozenset({Act.CALL_FOR}))),
        ("language:AR lang:ru", StatementsWanted(languages=frozenset({"ar", "ru"}))),
        ("type:person", StatementsWanted(types=frozenset({IdentityType.PERSON}))),
        ("origins:>=2", StatementsWanted(origins=2)),
        ("origins:>2", StatementsWanted(origins=3)),
        ("origins:4", StatementsWanted(origins=4)),
        ("editions:all", StatementsWanted(all_editions=True)),
    ],
)
def test_fields_say_what_is_wanted(desk: Desk, text: str, expected: StatementsWanted) -> None:
    assert wanted(desk, text) == expected


def test_reports_have_fields_of_their_own() -> None:
    found = reports_wanted(parse_query("sea series:Papers number:12 is:copied,shared -outlet:Post"))
    assert found == ReportsWanted(
        words="sea", series="Papers", number="12", carried=frozenset({Carried.COPIED, Carried.SHARED}),
        not_outlets=("Post",),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("kind:spoken", "direct, indirect"),
        ("act:shout", "say, write"),
        ("type:ship", "person, organization"),
        ("since:yesterday", "2024-03-05"),
        ("since:2024-13", "2024-03-05"),
        ("since:2024-03 until:2024-02", "swap"),
        ("origins:many", ">=2"),
        ("-language:en", "cannot be excluded"),
        ("series:a series:b", "several times"),
        ("number:3", "statements have no field number"),
        ("kind:direct -kind:direct", "leaves nothing"),
        (f"speaker:Ada speaker:{'ab' * 12}", "either names or ids"),
        ("editions:some", "neither all nor latest"),
    ],
)
def test_a_value_that_is_none_is_told_with_what_there_is(desk: Desk, text: str, told: str) -> None:
    with pytest.raises(BadRequest, match=told):
        wanted(desk, text)


def test_reports_have_no_speakers() -> None:
    with pytest.raises(BadRequest, match="reports have no field speaker"):
        reports_wanted(parse_query("speaker:Ada"))


def test_a_report_that_is_not_there_is_not_found(desk: Desk) -> None:
    with pytest.raises(NotFound):
        wanted(desk, "report:nowhere.txt")


@given(st.dates())
def test_a_day_a_month_and_a_year_hold_their_days(day: date) -> None:
    text = f"{day.year:04}-{day.month:02}-{day.day:02}"
    assert days_of(text) == (day, day)
    for part in (text[:7], text[:4]):
        first, last = days_of(part)
        assert first <= day <= last
        assert f"{first.year:04}-{first.month:02}".startswith(part)
        assert f"{last.year:04}-{last.month:02}".startswith(part)
        assert first.day == 1
        assert last == date.max or date.fromordinal(last.toordinal() + 1).day == 1
