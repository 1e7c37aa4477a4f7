"""What all pages share."""

from dataclasses import replace
from datetime import date

import pytest
from starlette.testclient import TestClient

from onrecord.desk import Desk
from onrecord.model import CrossReference, Metadata, Span
from onrecord.serve.web.drawing import (
    address_query,
    cross_reference,
    day_words,
    direction_of,
    is_persons,
    static_address,
)
from tests.factory import make_report


def test_files_of_ours_have_an_address_that_changes_with_them(client: TestClient) -> None:
    address = static_address("desk.css")
    answer = client.get(address)
    assert answer.status_code == 200
    assert "immutable" in answer.headers["cache-control"]


def test_a_page_names_the_desk_and_no_path_of_the_machine(client: TestClient, desk: Desk) -> None:
    page = client.get("/search").text
    assert "harbour ·" in page
    assert str(desk.name) not in page


def test_nothing_in_line_runs(client: TestClient, report: str) -> None:
    page = client.get(f"/reports/{report}").text
    assert "<style" not in page
    assert " style=" not in page
    assert "<script>" not in page


@pytest.mark.parametrize(
    ("language", "direction"), [("ar", "rtl"), ("he-IL", "rtl"), ("en", "ltr"), (None, "auto"), ("", "auto")]
)
def test_which_way_a_language_runs(language: str | None, direction: str) -> None:
    assert direction_of(language) == direction


def test_an_address_keeps_what_is_not_changed() -> None:
    assert address_query({"q": "a b", "act": ["say", "ask"]}, after=2) == "?q=a+b&act=say&act=ask&after=2"
    assert address_query({"q": ""}) == ""


def test_days_in_words() -> None:
    assert (day_words(date(2024, 1, 31)), day_words(None)) == ("31 January 2024", "no date")


def test_a_persons_word_is_known_by_who_made_it() -> None:
    assert is_persons("person: Ada")
    assert not is_persons("attribution-en 1.1")


def test_a_reference_to_another_report_leads_to_a_search() -> None:
    report = replace(
        make_report(metadata=Metadata(outlet="The Selm Courier")),
        cross_references=(CrossReference(Span(0, 3), 'Part "I"'),),
    )
    assert cross_reference(report, "cross:0") == (
        "/search?q=%22Part++I+%22+outlet%3A%22The+Selm+Courier%22&in=reports"
    )
