"""How much was said over time."""

from xml.etree import ElementTree as ET

import pytest
from starlette.testclient import TestClient

from onrecord.desk import Desk
from onrecord.ports import StatementsWanted
from tests.serve.web.parsed import elements, open_page, strings, words


def test_a_question_over_time_is_a_picture_and_a_table_that_leads_to_its_statements(
    reader: TestClient,
) -> None:
    page = open_page(reader, "/timeline?q=ferry")
    rows = strings(page, "//tbody/tr/td[1]/time/text()")
    assert "Mar 2026" in rows
    link = strings(page, "//tbody/tr[td/time='Mar 2026']//a/@href")[0]
    assert link == "/search?q=ferry&since=2026-03-01&until=2026-03-31"
    count = strings(page, "//tbody/tr[td/time='Mar 2026']//a/text()")[0]
    assert words(open_page(reader, link), "//div[@class='found-head']/p").startswith(f"{count} statement")
    picture = strings(page, "//figure//img/@src")[0]
    assert ET.fromstring(reader.get(picture).text).tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314 -- ours


def test_somebody_known_has_what_they_said_and_what_was_said_of_them(
    reader: TestClient, strait: Desk
) -> None:
    first = strait.store.finding.facets(StatementsWanted()).speakers[0]
    page = open_page(reader, f"/timeline?who={first.key}&step=day")
    assert words(page, "//h1") == f"Over time: {first.name}"
    links = strings(page, "//tbody//a/@href")
    assert any(f"said_by={first.key}" in link for link in links)
    assert any(f"said_of={first.key}" in link for link in links)
    assert strings(page, "//nav[@class='tabs']/a[@aria-current]/text()") == ["By day"]


def test_each_row_counts_what_its_search_finds(reader: TestClient) -> None:
    page = open_page(reader, "/timeline?who=Leyla+Haddou&step=month")
    for link in elements(page, "//tbody//a"):
        found = words(open_page(reader, str(link.get("href"))), "//div[@class='found-head']/p")
        assert found.startswith(f"{link.text} statement")


def test_a_name_of_nobody_known_is_told(reader: TestClient) -> None:
    page = open_page(reader, "/timeline?who=Zebedee")
    assert "Nobody is known by that name" in words(page, "//div[@role='alert']")
    assert not elements(page, "//figure")


def test_a_part_of_names_offers_those_who_bear_it(reader: TestClient) -> None:
    page = open_page(reader, "/timeline?who=Ilse")
    assert "Ilse Brandvold" in words(page, "//div[@role='alert']//ul")


def test_a_short_period_is_shown_by_days(reader: TestClient) -> None:
    page = open_page(reader, "/timeline?since=2026-03-01&until=2026-03-31")
    assert strings(page, "//nav[@class='tabs']/a[@aria-current]/text()") == ["By day"]


@pytest.mark.parametrize("address", ["/timeline?step=hour", "/timeline?speaker=%22"])
def test_what_cannot_be_asked_is_told(reader: TestClient, address: str) -> None:
    answer = reader.get(address)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text


def test_a_desk_without_days_says_so(client: TestClient) -> None:
    assert "No statement in this desk has a day yet" in client.get("/timeline").text
