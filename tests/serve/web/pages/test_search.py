"""Finding statements and reports."""

from pathlib import Path

import pytest
from lxml import etree
from starlette.testclient import TestClient

from onrecord.desk import Desk
from onrecord.model.access import Role
from tests.serve.web.conftest import DISPATCH, add_text, sign_in
from tests.serve.web.parsed import elements, open_page, strings, words


def _found(page: etree._Element) -> list[str]:
    return [" ".join(str(one.xpath("string(.)")).split()) for one in elements(page, "//blockquote")]


def _facet(page: etree._Element, title: str) -> dict[str, str]:
    """Return the addresses of a facet's values, by their words."""
    links = elements(page, f"//section[@class='facet'][h2='{title}']//a")
    return {str(one.xpath("string(bdi)")): str(one.get("href")) for one in links}


def test_statements_are_found_by_words_which_are_marked_in_them(reader: TestClient) -> None:
    page = open_page(reader, "/search?q=misprint")
    assert words(page, "//div[@class='found-head']/p").startswith("1 statement")
    assert strings(page, "//blockquote//mark/text()") == ["misprint"]
    assert "Ilse Brandvold" in words(page, "//main//p[@class='by']")
    assert elements(page, "//p[@class='where']//a[starts-with(@href, '/reports/')]")


def test_words_that_no_statement_holds_find_nothing_and_say_what_to_do(reader: TestClient) -> None:
    assert "Ask for fewer words" in words(open_page(reader, "/search?q=zeppelin"), "//p[@class='empty']")


def test_a_facet_adds_its_value_and_takes_it_away(reader: TestClient) -> None:
    every = open_page(reader, "/search")
    narrowed = open_page(reader, _facet(every, "Outlets")["Strandposten"])
    assert words(narrowed, "//div[@class='found-head']/p").startswith("6 statements")
    assert strings(narrowed, "//section[@class='facet'][h2='Outlets']//a[@aria-current]/@href") == ["/search"]
    assert words(narrowed, "//ul[@class='chips']").startswith("outlet Strandposten")
    assert strings(narrowed, "//ul[@class='chips']//a/@href") == ["/search"]


def test_a_speaker_is_asked_for_by_who_it_is_and_told_by_name(reader: TestClient) -> None:
    every = open_page(reader, "/search")
    narrowed = open_page(reader, _facet(every, "Speakers")["Leyla Haddou"])
    assert words(narrowed, "//ul[@class='chips']").startswith("speaker Leyla Haddou")
    assert set(_facet(narrowed, "Speakers")) == {"Leyla Haddou"}


def test_a_month_is_a_period(reader: TestClient) -> None:
    months = _facet(open_page(reader, "/search"), "Month")
    assert months["Feb 2026"] == "/search?since=2026-02-01&until=2026-02-28"
    assert words(open_page(reader, months["Feb 2026"]), "//ul[@class='chips']") == (
        "from 1 February 2026 ×, take away until 28 February 2026 ×, take away Take all away"
    )


def test_pages_follow_each_other_and_show_everything_once(reader: TestClient) -> None:
    address, seen = "/search", []
    while address:
        page = open_page(reader, address)
        seen += strings(page, "//blockquote/a/@href")
        address = "".join(strings(page, "//a[@rel='next']/@href"))
    assert len(seen) == len(set(seen)) == 82
    assert strings(page, "//nav[@class='pages']//a/@href") == ["/search"]


def test_reports_are_found_with_the_passage_that_matches(reader: TestClient) -> None:
    page = open_page(reader, "/search?in=reports&q=herring")
    assert set(strings(page, "//blockquote/mark/text()")) <= {"herring", "Herring", "HERRING"}
    assert "copied from another" in words(page, "//main//ul[@class='statements']")
    assert strings(page, "//nav[@class='tabs']/a[@aria-current]/text()") == ["Reports"]


def test_the_tab_of_reports_keeps_what_means_something_there(reader: TestClient) -> None:
    page = open_page(reader, "/search?q=ferry&kind=direct&outlet=Strandposten")
    assert strings(page, "//nav[@class='tabs']/a/@href")[1] == (
        "/search?in=reports&q=ferry&outlet=Strandposten"
    )


def test_the_form_shows_what_is_asked_for(reader: TestClient) -> None:
    page = open_page(reader, "/search?q=ferry&speaker=Karimi&kind=direct&since=2026-03-01")
    assert strings(page, "//form[@class='refine-form']//input[@name='speaker']/@value") == ["Karimi"]
    assert strings(page, "//input[@name='kind'][@checked]/@value") == ["direct"]
    assert strings(page, "//form[@class='refine-form']//input[@name='since']/@value") == ["2026-03-01"]
    # The box above narrows the same search.
    assert ("kind", "direct") in zip(
        strings(page, "//form[@role='search']//input[@type='hidden']/@name"),
        strings(page, "//form[@role='search']//input[@type='hidden']/@value"),
        strict=True,
    )


def test_a_form_with_empty_fields_leads_to_the_short_address(reader: TestClient) -> None:
    answer = reader.get("/search?q=ferry&speaker=&since=&kind=direct", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/search?q=ferry&kind=direct")


def test_only_so_many_origins_says_what_was_left_out(reader: TestClient) -> None:
    page = open_page(reader, "/search?origins=2")
    assert "nobody has counted their origins" in words(page, "//main")


@pytest.mark.parametrize("address", ["/search?q=ferry&after=made-up", "/search?q=-", "/search?speaker=%22"])
def test_what_cannot_be_asked_is_told_beside_the_form(reader: TestClient, address: str) -> None:
    answer = reader.get(address)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert "refine-form" in answer.text


def test_a_value_that_no_filter_knows_is_refused(reader: TestClient) -> None:
    answer = reader.get("/search?kind=shouted")
    assert answer.status_code == 400
    assert "direct, indirect" in answer.text


def test_hostile_words_are_shown_as_words(client: TestClient, desk: Desk, tmp_path: Path) -> None:
    add_text(
        desk,
        tmp_path / "hostile.txt",
        "<script>alert(1)</script> talks\n\nMayor Ada Lindqvist said: “The <img src=x onerror=alert(1)> is ours.”\n",
    )
    page = client.get('/search?q=<script>alert(1)</script>&speaker="><script>')
    assert "<script>alert" not in page.text
    page = client.get("/search")
    assert "<img src=x" not in page.text
    assert "&lt;img src=x" in page.text


def test_a_desk_without_reports_says_where_to_begin(client: TestClient) -> None:
    assert "This desk holds no statements yet" in client.get("/search").text


def test_fields_in_the_box_ask_as_the_filters_do(reader: TestClient) -> None:
    typed = open_page(reader, '/search?q=speaker:"leyla haddou" kind:direct')
    chosen = open_page(reader, "/search?speaker=Leyla+Haddou&kind=direct")
    assert _found(typed) == _found(chosen) != []
    together = open_page(reader, "/search?q=kind:direct&speaker=Leyla+Haddou")
    assert _found(together) == _found(chosen)


def test_every_field_is_explained_on_the_page(reader: TestClient) -> None:
    page = open_page(reader, "/search")
    assert "origins:" in strings(page, "//dl[@class='pairs']//code/text()")
    assert "carried:" in strings(open_page(reader, "/search?in=reports"), "//dl[@class='pairs']//code/text()")


def test_a_field_that_there_is_not_is_told_with_those_there_are(reader: TestClient) -> None:
    answer = reader.get("/search?q=colour:red")
    assert answer.status_code == 400
    assert "there is no field colour" in answer.text


def test_an_editor_has_origins_counted_and_a_reader_does_not(
    client: TestClient, desk: Desk, tmp_path: Path
) -> None:
    add_text(desk, tmp_path / "a.txt", DISPATCH)
    page = open_page(client, "/search?origins=1")
    assert not _found(page)
    form = {
        "csrf_token": strings(page, "//body/@data-csrf")[0],
        "query": strings(page, "//form[@action='/search/origins']/input[@name='query']/@value")[0],
    }
    answer = client.post("/search/origins", data=form, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/search?origins=1")
    assert _found(open_page(client, "/search?origins=1"))
    sign_in(client, desk, Role.READER)
    page = open_page(client, "/search?origins=2")
    assert not elements(page, "//form[@action='/search/origins']")
    form["csrf_token"] = strings(page, "//body/@data-csrf")[0]
    assert client.post("/search/origins", data=form).status_code == 403
