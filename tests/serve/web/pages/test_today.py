"""What came in."""

from datetime import UTC, datetime, timedelta

import pytest
from starlette.testclient import TestClient

from onrecord.desk import Desk
from onrecord.errors import BadRequest
from onrecord.model.access import Role
from onrecord.serve.web.pages.today import period_of
from tests.serve.web.conftest import sign_in
from tests.serve.web.parsed import elements, open_page, strings, words

NOW = datetime(2024, 3, 5, 12, 30, tzinfo=UTC)


def test_what_came_in_is_counted_and_listed(reader: TestClient) -> None:
    page = open_page(reader, "/")
    numbers = words(page, "//ul[@class='numbers']")
    assert "8 reports came in" in numbers
    assert "82 statements in them" in numbers
    assert "1 carry another’s words" in numbers
    assert len(elements(page, "//section[@aria-labelledby='newest']//li")) == 8
    assert strings(page, "//a[@class='badge copied']/text()") == ["copied"]
    assert "Daoud Karimi" in words(page, "//section[@class='facet'][h2='Who spoke']")
    assert strings(page, "//section[@class='facet'][h2='By subject']//a/@href")[0] == (
        "/search?in=reports&topic=Marenia"
    )


def test_of_another_day_nothing_is_shown_and_other_days_are_offered(reader: TestClient) -> None:
    page = open_page(reader, "/?day=2001-02-03")
    assert words(page, "//h1") == "3 February 2001"
    assert "Nothing came in" in words(page, "//p[@class='empty']")
    assert strings(page, "//input[@name='day']/@value") == ["2001-02-03"]


def test_a_week_holds_a_day(reader: TestClient) -> None:
    page = open_page(reader, "/?period=7d")
    assert strings(page, "//nav[@class='tabs']/a[@aria-current]/text()") == ["7 days"]
    assert "8 reports" in words(page, "//ul[@class='numbers']")


def test_an_empty_desk_says_what_to_do_and_the_folder_to_administrators_alone(
    client: TestClient, desk: Desk
) -> None:
    page = open_page(client, "/")
    commands = " ".join(strings(page, "//pre//text()"))
    assert f"cd {desk.name}" in commands
    assert "onrecord add" in commands
    sign_in(client, desk, Role.READER)
    assert desk.name not in client.get("/").text


@pytest.mark.parametrize("address", ["/?period=year", "/?day=today", "/?day=9999-12-31"])
def test_what_is_no_period_is_refused(reader: TestClient, address: str) -> None:
    assert reader.get(address).status_code == 400


def test_periods_begin_where_they_say() -> None:
    assert period_of("", "", NOW).since == datetime(2024, 3, 5, tzinfo=UTC)
    assert period_of("24h", "", NOW).since == NOW - timedelta(days=1)
    assert period_of("7d", "", NOW).since == NOW - timedelta(days=7)
    day = period_of("24h", "2024-02-29", NOW)
    assert (day.since, day.until) == (
        datetime(2024, 2, 29, tzinfo=UTC),
        datetime(2024, 3, 1, tzinfo=UTC),
    )
    with pytest.raises(BadRequest):
        period_of("month", "", NOW)
