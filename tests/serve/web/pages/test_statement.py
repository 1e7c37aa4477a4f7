"""The page of one statement."""

from starlette.testclient import TestClient

from onrecord.desk import Desk
from tests.serve.web.parsed import open_page, strings, words


def _first(desk: Desk, report: str) -> str:
    return desk.store.reading(report).statements[0].id


def test_a_statement_is_shown_with_its_words_in_their_place(
    client: TestClient, desk: Desk, report: str
) -> None:
    page = open_page(client, f"/statements/{_first(desk, report)}")
    assert words(page, "//blockquote") == "The harbour belongs to everybody."
    assert strings(page, "//span[@class='said w0']/text()") == ["The harbour belongs to everybody."]
    assert "sha256:" in words(page, "//main")


def test_the_start_of_an_id_leads_to_the_address_that_stays(
    client: TestClient, desk: Desk, report: str
) -> None:
    whole = _first(desk, report)
    answer = client.get(f"/statements/{whole[:10]}", follow_redirects=False)
    assert answer.headers["location"] == f"/statements/{whole}"


def test_where_else_it_stands_and_how_many_origins_it_has(
    client: TestClient, desk: Desk, report: str
) -> None:
    key = _first(desk, report)
    assert "No other report in this desk carries it" in client.get(f"/statements/{key}/variants").text
    origins = open_page(client, f"/statements/{key}/origins")
    assert words(origins, "//h2[@id='origins']") == "1 independent origin"
    title = desk.store.reading(report).report.metadata.title
    assert title
    assert strings(origins, "//ul[@class='tree']//a/bdi/text()") == [title]


def test_the_chain_is_drawn_and_told_in_words(client: TestClient, desk: Desk, report: str) -> None:
    key = _first(desk, report)
    assert client.get(f"/statements/{key}/chain.svg").text.startswith("<svg")
    assert strings(open_page(client, f"/statements/{key}"), "//figure//img/@alt")[0]


def test_a_statement_that_is_not_there(client: TestClient) -> None:
    assert client.get("/statements/00000000").status_code == 404
