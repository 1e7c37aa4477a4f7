"""Outlets side by side."""

from starlette.testclient import TestClient

from onrecord.desk import Desk, find_known
from tests.serve.web.parsed import elements, open_page, strings, words


def test_outlets_are_compared_on_words(reader: TestClient) -> None:
    page = open_page(reader, "/compare?q=the")
    assert set(strings(page, "//table//th[@scope='row']//bdi/text()")) == {
        "Harbour News Agency", "Strandposten",
    }  # fmt: skip
    assert strings(page, "//section[@aria-label='Strandposten']//mark/text()")
    link = strings(page, "//tr[th//bdi='Strandposten']/td[@data-label='Statements']/a/@href")[0]
    assert link == "/search?q=the&outlet=Strandposten"


def test_somebody_known_is_asked_for_by_who_it_is_and_what_each_calls_them_is_shown(
    reader: TestClient, strait: Desk
) -> None:
    known = find_known(strait, "Leyla Haddou")
    answer = reader.get("/compare?about=Leyla+Haddou&q=", follow_redirects=False)
    assert answer.headers["location"] == f"/compare?said_of={known.cluster}"
    page = open_page(reader, f"/compare?said_by={known.cluster}")
    assert words(page, "//ul[@class='chips']").startswith("speaker Leyla Haddou")
    assert "“" in words(page, "//td[@data-label='What it calls them']")


def test_without_a_subject_the_outlets_are_listed(reader: TestClient) -> None:
    page = open_page(reader, "/compare")
    assert "Strandposten 1" in words(page, "//ul[@class='chips']")
    assert elements(page, "//details[@open]//input[@name='about']")


def test_what_nobody_tells_is_told_so(reader: TestClient) -> None:
    assert "Nothing fits" in words(open_page(reader, "/compare?q=zeppelin"), "//p[@class='empty']")


def test_what_cannot_be_asked_is_told(reader: TestClient) -> None:
    answer = reader.get("/compare?speaker=%22")
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
