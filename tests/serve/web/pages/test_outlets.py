"""The pages of outlets."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.desk import Desk
from onrecord.model import Outlet, Source, SourceKind
from tests.serve.web.conftest import add_text
from tests.serve.web.parsed import open_page, strings, words

STORY = (
    "The harbour of Selm will stay open through the winter, the port authority decided on Tuesday after a week of "
    "talks with the dockers.\n\n“The harbour belongs to everybody who works in it,” Mayor Ada Lindqvist said. “We "
    "shall not sell a single crane, whatever the company in Karsund offers us, and Tomas Okoro knows it.”\n\nThe "
    "company had offered forty million crowns for the northern quay, where the grain ships lie in autumn."
)


@pytest.fixture
def kept(desk: Desk, tmp_path: Path) -> list[str]:
    """Return the ids of two reports of two outlets, of which one carries the other's words."""
    pages = {"one": ("Selm Courier", "3 March 2026"), "two": ("The A/B Ledger", "4 March 2026")}
    paragraphs = "".join(f"<p>{one}</p>" for one in STORY.split("\n\n"))
    return [
        add_text(
            desk,
            tmp_path / f"{name}.html",
            f"<html><head><title>Harbour {name}</title><meta property='og:site_name' content='{outlet}'></head>"
            f"<body><article><h1>Harbour {name}</h1><p>{day}</p>{paragraphs}</article></body></html>",
        )
        for name, (outlet, day) in pages.items()
    ]


def test_outlets_with_how_many_reports(client: TestClient, kept: list[str]) -> None:
    assert kept
    page = open_page(client, "/outlets")
    assert strings(page, "//tbody//th//bdi/text()") == ["Selm Courier", "The A/B Ledger"]
    assert strings(page, "//tbody//th/a/@href") == [
        "/outlets/Selm%20Courier",
        "/outlets/The%20A%2FB%20Ledger",
    ]
    some = open_page(client, "/outlets?part=ledger")
    assert strings(some, "//tbody//th//bdi/text()") == ["The A/B Ledger"]
    assert "No outlet’s name" in client.get("/outlets?part=zebulon").text


def test_an_outlet_whose_name_has_a_slash_and_its_newest_reports(client: TestClient, kept: list[str]) -> None:
    page = open_page(client, "/outlets/The%20A%2FB%20Ledger")
    assert words(page, "//h1") == "The A/B Ledger"
    assert strings(page, "//li[@data-entry]//b/a/@href") == [f"/reports/{kept[1]}"]


def test_who_speaks_there_and_what_it_calls_them(client: TestClient, kept: list[str]) -> None:
    assert kept
    page = open_page(client, "/outlets/Selm%20Courier?tab=speakers")
    assert "Ada Lindqvist" in words(page, "//tbody")
    calls = strings(page, "//tbody//a[contains(@href, 'naming')]/@href")[0]
    assert "Mayor Ada Lindqvist" in words(open_page(client, calls), "//tbody")
    assert "Ada Lindqvist" in words(open_page(client, "/outlets/Selm%20Courier?tab=naming"), "//main")
    assert "is named in no report" in client.get("/outlets/Selm%20Courier?tab=naming&who=Zebulon").text


def test_reprints_from_and_to_others(client: TestClient, kept: list[str]) -> None:
    page = open_page(client, "/outlets/Selm%20Courier?tab=reprints")
    assert words(page, "//tbody//th") == "The A/B Ledger"
    assert f"/reports/{kept[0]}/family" in strings(page, "//tbody//a/@href")


def test_its_addresses(client: TestClient, kept: list[str]) -> None:
    assert kept
    assert "does not know it" in client.get("/outlets/Selm%20Courier?tab=about").text


def test_when_a_watched_outlet_was_last_looked_at(client: TestClient, desk: Desk) -> None:
    feed = "https://gazette.example/rss"
    desk.outlets.add([Outlet("Karsund Gazette", "newspaper", domains=("gazette.example",), feeds=(feed,))])
    desk.store.queue.sync_sources([Source(SourceKind.FEED, feed, "Karsund Gazette")])
    page = open_page(client, "/outlets/Karsund%20Gazette?tab=about")
    assert strings(page, "//tbody//code/text()") == [feed]
    assert "not yet" in words(page, "//tbody")
    assert "watched" in words(open_page(client, "/outlets"), "//tbody/tr")


def test_what_is_not_there(client: TestClient, kept: list[str]) -> None:
    assert kept
    assert client.get("/outlets/The%20Gazette%20Of%20Nowhere").status_code == 404
    assert client.get("/outlets/Selm%20Courier?tab=goats").status_code == 404
    assert "No report of a known outlet" not in client.get("/outlets").text
