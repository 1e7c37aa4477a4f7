"""Searches that are kept, and collections."""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest
from starlette.testclient import TestClient

from onrecord.desk import Desk
from onrecord.desk.saved import list_public
from onrecord.model.access import Role
from onrecord.serve.application import make_application
from onrecord.serve.http.site import Site
from tests.serve.web.conftest import sign_in
from tests.serve.web.parsed import elements, open_page, strings, words


@pytest.fixture
def anybody(desk: Desk) -> Iterator[TestClient]:
    """Return somebody who has not signed in where collections are public."""
    app = make_application(Site(desk, name="harbour", is_public=True))
    with TestClient(app, base_url="http://localhost") as opened:
        yield opened


def _send(client: TestClient, address: str, **fields: str) -> int:
    """Return the status of a form that is sent as its page has it."""
    key = strings(open_page(client, "/searches"), "//body/@data-csrf")
    answer = client.post(address, data={"csrf_token": key[0], **fields}, follow_redirects=False)
    return answer.status_code


def _keep(client: TestClient, name: str, query: str) -> str:
    """Return the id of a search that is kept."""
    assert _send(client, "/searches", name=name, query=query) == 303
    page = open_page(client, "/searches")
    paths = strings(page, f"//li[.//b='{name}']//form/@action")
    return paths[0].split("/")[2]


def test_a_search_is_kept_named_anew_and_forgotten(client: TestClient, report: str) -> None:
    assert report
    found = open_page(client, "/search?q=harbour")
    assert strings(found, "//form[@action='/searches']/input[@name='query']/@value") == ["q=harbour"]
    id_ = _keep(client, "The harbour", "q=harbour")
    page = open_page(client, "/searches")
    assert strings(page, "//b/a[bdi='The harbour']/@href") == ["/search?q=harbour"]
    assert strings(page, "//a[text()='Atom feed']/@href") == ["/search.atom?q=harbour"]
    assert _send(client, f"/searches/{id_}/name", name="Harbours") == 303
    assert "Harbours" in words(open_page(client, "/searches"), "//main")
    assert _send(client, f"/searches/{id_}/remove") == 303
    assert "You have saved no search yet" in words(open_page(client, "/searches"), "//main")


def test_a_form_from_elsewhere_keeps_nothing(client: TestClient) -> None:
    answer = client.post("/searches", data={"name": "x", "query": "q=harbour"})
    assert answer.status_code == 403
    assert "You have saved no search yet" in client.get("/searches").text


def test_a_search_that_cannot_be_asked_is_not_kept(client: TestClient) -> None:
    assert _send(client, "/searches", name="x", query="kind=shouted") == 400


def test_nobody_but_an_administrator_makes_a_search_public(client: TestClient, desk: Desk) -> None:
    sign_in(client, desk, Role.EDITOR)
    id_ = _keep(client, "The harbour", "q=harbour")
    assert _send(client, f"/searches/{id_}/public", public="yes") == 403
    assert list_public(desk) == []
    assert not elements(open_page(client, "/searches"), "//form[contains(@action, 'public')]")


def test_a_public_collection_is_read_without_signing_in_and_its_private_neighbour_is_not(
    client: TestClient, anybody: TestClient, report: str
) -> None:
    assert report
    shown = _keep(client, "The harbour", "q=harbour")
    hidden = _keep(client, "Private", "q=june")
    assert _send(client, f"/searches/{shown}/public", public="yes") == 303
    page = open_page(anybody, f"/collections/{shown}")
    assert "The harbour belongs to everybody." in words(page, "//blockquote")
    assert strings(page, "//blockquote//mark/text()") == ["harbour"]
    assert not elements(page, "//main//a[starts-with(@href, '/statements/')]")
    assert anybody.get(f"/collections/{hidden}").status_code == 404
    assert "Private" not in anybody.get("/collections").text
    feed = ET.fromstring(anybody.get(f"/collections/{shown}/feed").text)  # noqa: S314 -- of our own making
    assert feed.findtext("{http://www.w3.org/2005/Atom}title") == "The harbour"
    assert _send(client, f"/searches/{shown}/public", public="no") == 303
    assert anybody.get(f"/collections/{shown}").status_code == 404


def test_where_the_site_is_not_public_a_collection_needs_signing_in(
    client: TestClient, desk: Desk, report: str
) -> None:
    assert report
    shown = _keep(client, "The harbour", "q=harbour")
    assert _send(client, f"/searches/{shown}/public", public="yes") == 303
    assert elements(
        open_page(client, f"/collections/{shown}"), "//main//a[starts-with(@href, '/statements/')]"
    )
    with TestClient(make_application(Site(desk)), base_url="http://localhost") as nobody:
        answer = nobody.get(f"/collections/{shown}", follow_redirects=False)
        assert (answer.status_code, answer.headers["location"].partition("?")[0]) == (303, "/sign-in")


def test_a_collection_of_reports_is_a_list_of_reports(
    client: TestClient, anybody: TestClient, report: str
) -> None:
    assert report
    shown = _keep(client, "Reports", "in=reports&q=harbour")
    assert _send(client, f"/searches/{shown}/public", public="yes") == 303
    assert "Harbour talks resume" in words(open_page(anybody, f"/collections/{shown}"), "//main")
    assert "Harbour talks resume" in words(open_page(client, f"/collections/{shown}"), "//main")
