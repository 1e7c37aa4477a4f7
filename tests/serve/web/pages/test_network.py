"""Who speaks about whom, as pages show it."""

from pathlib import Path

import pytest
from lxml import etree
from starlette.testclient import TestClient

from onrecord.desk import Desk
from onrecord.serve.web.pages.network import Pictures
from tests.serve.formats.test_network_svg import make_network
from tests.serve.web.pages.known import fill
from tests.serve.web.parsed import open_page, strings, words


@pytest.fixture
def ids(desk: Desk, tmp_path: Path) -> dict[str, str]:
    return fill(desk, tmp_path)


def test_a_picture_with_a_table_of_its_lines(client: TestClient, ids: dict[str, str]) -> None:
    page = open_page(client, "/network")
    assert strings(page, "//figure//img/@src") == ["/network.svg"]
    assert "speaks of" in strings(page, "//figure//img/@alt")[0]
    rows = "//section[@aria-labelledby='lines']//tbody/tr"
    assert f"/who/{ids['Tomas Okoro']}" in strings(page, f"{rows}/td[1]/a/@href")
    drawn = client.get("/network.svg")
    assert drawn.headers["content-type"].startswith("image/svg+xml")
    assert etree.fromstring(drawn.content) is not None


def test_the_table_is_sorted_as_its_address_says(client: TestClient, ids: dict[str, str]) -> None:
    assert ids
    by = strings(open_page(client, "/network?sort=by"), "//tbody/tr/td[1]//bdi/text()")
    assert by == sorted(by, key=str.casefold)
    of = strings(open_page(client, "/network?sort=of"), "//tbody/tr/td[2]//bdi/text()")
    assert of == sorted(of, key=str.casefold)
    assert strings(open_page(client, "/network?sort=of"), "//th[@aria-sort]//text()") == ["Of whom"]
    assert client.get("/network?sort=goats").status_code == 422


def test_around_somebody_of_a_period_and_of_a_question(client: TestClient, ids: dict[str, str]) -> None:
    page = open_page(client, "/network?who=Tomas+Okoro&nodes=10")
    assert words(page, "//h1/a") == "Tomas Okoro"
    assert strings(page, "//figure//img/@src") == ["/network.svg?who=Tomas+Okoro&nodes=10"]
    assert (
        f'href="/who/{ids["Tomas Okoro"]}" class="person around"'
        in client.get("/network.svg?who=Tomas+Okoro").text
    )
    assert "Nobody speaks" in client.get("/network?since=1990-01-01&until=1990-12-31").text
    crane = open_page(client, "/network?q=crane&since=&until=")
    assert "statements that match" in words(crane, "//main")
    assert client.get("/network?since=soon").status_code == 400


def test_somebody_whom_nobody_knows(client: TestClient, ids: dict[str, str]) -> None:
    assert ids
    assert "nobody with this id or name" in client.get("/network?who=Zebulon+Quist").text


def test_the_same_picture_is_drawn_once() -> None:
    pictures = Pictures(most=1)
    one, other = make_network(10, 20), make_network(12, 20)
    first = pictures.draw(one, frozenset())
    assert pictures.draw(make_network(10, 20), frozenset()) is first
    assert pictures.draw(other, frozenset()) != first
    assert pictures.draw(one, frozenset()) is not first
