"""Questions as addresses ask them."""

from datetime import date

import pytest

from onrecord.errors import BadRequest
from onrecord.model import Act, StatementKind
from onrecord.ports import Carried, Order, ReportsWanted, StatementsWanted
from onrecord.serve.http.asking import (
    Place,
    Question,
    narrow_reports,
    narrow_statements,
    question_from,
    question_of,
)


def test_an_address_asks_for_words_and_filters() -> None:
    question = question_from(
        "?q=ferry+harbour&speaker=Lindqvist&speaker=Okoro&kind=direct&act=deny&since=2024-03-01&origins=2"
        "&order=best&utm_source=elsewhere"
    )
    wanted = narrow_statements(StatementsWanted(words=question.words), question)
    assert question.order is Order.BEST
    assert wanted == StatementsWanted(
        words="ferry harbour",
        by=("Lindqvist", "Okoro"),
        kinds=frozenset({StatementKind.DIRECT}),
        acts=frozenset({Act.DENY}),
        since=date(2024, 3, 1),
        origins=2,
    )


def test_filters_narrow_what_the_words_ask_for_and_never_widen_a_period() -> None:
    question = question_from("since=2024-01-01&until=2024-12-31&outlet=Ledger")
    base = StatementsWanted(outlets=("Courier",), since=date(2024, 3, 1), until=date(2025, 1, 1))
    wanted = narrow_statements(base, question)
    assert (wanted.since, wanted.until) == (date(2024, 3, 1), date(2024, 12, 31))
    assert wanted.outlets == ("Courier", "Ledger")


def test_reports_are_asked_for_by_what_reports_have() -> None:
    question = question_from("in=reports&topic=Fishing&carried=copied&number=7&speaker=Lindqvist")
    assert narrow_reports(ReportsWanted(), question) == ReportsWanted(
        topics=("Fishing",), carried=frozenset({Carried.COPIED}), number="7"
    )


def test_the_same_question_has_the_same_address_however_it_was_typed() -> None:
    one = question_from("outlet=The+Ledger&q=+ferry++goat+&in=statements&order=newest&outlet=Courier&since=")
    other = question_from("q=ferry%20goat&outlet=Courier&outlet=The%20Ledger&outlet=Courier")
    assert one == other
    assert one.address == "q=ferry+goat&outlet=Courier&outlet=The+Ledger"


def test_a_filter_is_added_and_taken_away() -> None:
    question = Question().plus(("outlet", "The Ledger"), ("since", "2024-01-01"))
    assert question.has("outlet", "The Ledger")
    assert question.plus(("since", "2025-01-01")).of("since") == ("2025-01-01",)
    assert question.minus(("outlet", "The Ledger"), ("since", "2024-01-01")).is_empty


def test_what_means_nothing_for_reports_is_left_behind() -> None:
    question = question_from("q=ferry&speaker=Lindqvist&outlet=Ledger").at(Place.REPORTS)
    assert question.address == "in=reports&q=ferry&outlet=Ledger"


@pytest.mark.parametrize(
    "address",
    [
        "kind=shouted", "since=yesterday", "since=2024-02-30", "order=oldest", "in=outlets", "origins=-1",
        "origins=many", "editions=some", f"q={'goat+' * 1000}", f"speaker={'x' * 301}",
        "&".join(f"outlet={n}" for n in range(21)), "&".join(f"x{n}=1" for n in range(201)),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused(address: str) -> None:
    with pytest.raises(BadRequest):
        question_from(address)


def test_names_and_values_are_taken_as_they_come() -> None:
    assert question_of([("q", "ferry"), ("language", "en"), ("after", "x")]).pairs == (
        ("q", "ferry"),
        ("language", "en"),
    )
