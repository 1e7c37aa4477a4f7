"""The pages of those who are known."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord import desk as verbs
from onrecord.desk import Desk
from onrecord.model import IdentityType, KnownFrom, Name, Verdict
from onrecord.ports import NewKnown
from onrecord.serve.web.pages.who import lens_start
from tests.serve.web.pages.known import ask, fill
from tests.serve.web.parsed import elements, open_page, strings, words


@pytest.fixture
def ids(desk: Desk, tmp_path: Path) -> dict[str, str]:
    return fill(desk, tmp_path)


def test_those_with_most_to_say_come_first(client: TestClient, ids: dict[str, str]) -> None:
    page = open_page(client, "/who")
    assert strings(page, "//tbody//th//bdi/text()")[0] == "Tomas Okoro"
    assert strings(page, "//tbody//th/a/@href")[0] == f"/who/{ids['Tomas Okoro']}"


def test_a_tab_for_each_kind(client: TestClient, ids: dict[str, str]) -> None:
    assert ids
    page = open_page(client, "/who?type=person")
    assert set(strings(page, "//tbody/tr/td[1]/text()")) == {"person"}
    assert strings(page, "//nav[@class='tabs']/a[@aria-current]/text()") == ["People"]
    assert "Nobody of this kind" in client.get("/who?type=place").text
    assert client.get("/who?type=goat").status_code == 422


def test_a_list_goes_on_where_it_ended(client: TestClient, desk: Desk) -> None:
    with desk.store.writing():
        desk.store.registry.put(
            NewKnown(
                f"{n:024x}",
                f"Somebody {n}",
                IdentityType.PERSON,
                KnownFrom.LIST,
                (Name(f"Somebody {n}", "Latn"),),
            )
            for n in range(60)
        )
    first = open_page(client, "/who")
    second = open_page(client, strings(first, "//a[@rel='next']/@href")[0])
    seen = [*strings(first, "//tbody//th/a/@href"), *strings(second, "//tbody//th/a/@href")]
    assert len(seen) == len(set(seen)) == 60
    assert not elements(second, "//a[@rel='next']")


def test_everybody_whom_a_name_may_mean_with_score_and_reason(
    client: TestClient, ids: dict[str, str]
) -> None:
    page = open_page(client, "/who?name=Lindqvist")
    assert f"/who/{ids['Ada Lindqvist']}" in strings(page, "//li//b/a/@href")
    assert "likely" in words(page, "//li[1]//span[@class='sure']")
    assert strings(page, "//li[1]//span[@class='sure']/@title")[0]


def test_a_name_that_nobody_bears_says_so(client: TestClient, ids: dict[str, str]) -> None:
    assert ids
    assert "Nobody known is called that" in client.get("/who?name=Zebulon+Quist").text
    assert "no letter" in client.get("/who?name=%3F%3F").text


def test_somebody_whole(client: TestClient, ids: dict[str, str]) -> None:
    key = ids["Tomas Okoro"]
    page = open_page(client, f"/who/{key}")
    assert words(page, "//h1") == "Tomas Okoro"
    assert "We will answer in June" in words(page, "//section[@aria-labelledby='said']")
    assert "The harbour belongs to everybody" in words(page, "//section[@aria-labelledby='said-of']")
    assert strings(page, "//figure//img/@src") == [f"/timeline.svg?who={key}"]
    assert "Ada Lindqvist" in words(page, "//section[h3='Speaks of']")
    assert f"/search?said_by={key}" in strings(page, "//a/@href")


def test_a_name_or_the_start_of_an_id_leads_to_the_address_that_stays(
    client: TestClient, ids: dict[str, str]
) -> None:
    key = ids["Tomas Okoro"]
    for asked in ("Tomas Okoro", key[:10]):
        answer = client.get(f"/who/{asked}", follow_redirects=False)
        assert answer.headers["location"] == f"/who/{key}"
    answer = client.get("/who/Zebulon Quist", follow_redirects=False)
    assert answer.headers["location"] == "/who?name=Zebulon%20Quist"


def test_names_with_who_writes_them_and_roles_with_the_words_that_say_so(
    client: TestClient, ids: dict[str, str]
) -> None:
    page = open_page(client, f"/who/{ids['Tomas Okoro']}/names")
    assert words(page, "//tbody/tr[@data-entry][1]/td[1]") == "Tomas Okoro"
    assert words(page, "//tbody/tr[1]/th") == "Latin"
    mayor = open_page(client, f"/who/{ids['Ada Lindqvist']}/names")
    assert "Mayor" in words(mayor, "//section[@aria-labelledby='roles']//li")
    assert elements(mayor, "//section[@aria-labelledby='roles']//blockquote/a")


def test_what_outlets_call_somebody(client: TestClient, ids: dict[str, str]) -> None:
    page = open_page(client, f"/who/{ids['Ada Lindqvist']}/lens")
    assert "Mayor Ada Lindqvist" in words(page, "//section[@aria-labelledby='by-outlet']")
    assert strings(page, "//mark/text()")


def test_a_lens_on_some_time_alone(client: TestClient, ids: dict[str, str]) -> None:
    address = f"/who/{ids['Ada Lindqvist']}/lens"
    assert "named in no report" in client.get(f"{address}?since=1990-01-01&until=1990-12-31").text
    assert client.get(f"{address}?since=soon").status_code == 400


def test_a_lens_on_those_of_very_many_reports_looks_some_time_back(desk: Desk, ids: dict[str, str]) -> None:
    one = verbs.tell_of(desk, ids["Ada Lindqvist"])
    assert lens_start(one) is None
    first, last = date(2020, 1, 1), date(2024, 1, 1)
    assert lens_start(replace(one, reports=1200, first_day=first, last_day=last)) == date(2023, 1, 1)


def test_ids_elsewhere_lead_there_without_telling_where_one_comes_from(
    client: TestClient, desk: Desk, ids: dict[str, str]
) -> None:
    key = ids["Tomas Okoro"]
    with desk.store.writing():
        desk.store.registry.link(key, "wikidata", "Q4242")
        desk.store.registry.link(key, "wikidata", "javascript:alert(1)")
        desk.store.registry.link(key, "harbour-list", "17")
    page = open_page(client, f"/who/{key}")
    links = elements(page, "//aside//dl//a[@rel]")
    assert [(one.get("href"), one.get("rel")) for one in links] == [
        ("https://www.wikidata.org/wiki/Q4242", "noreferrer noopener external")
    ]
    assert "javascript:alert(1)" in words(page, "//aside")


def test_who_may_be_the_same_with_reasons_and_buttons(
    client: TestClient, desk: Desk, ids: dict[str, str]
) -> None:
    a, b = ids["Ada Lindqvist"], ids["Tomas Okoro"]
    ask(desk, a, b, because="both speak of the harbour")
    page = open_page(client, f"/who/{a}/same")
    question = "//section[@aria-labelledby='perhaps']//li"
    assert "both speak of the harbour" in words(page, question)
    assert "score 0.60" in words(page, question)
    assert strings(page, f"{question}//button/@value") == ["same", "different", "unsure"]


def test_anybody_can_be_compared_with(client: TestClient, ids: dict[str, str]) -> None:
    page = open_page(client, f"/who/{ids['Ada Lindqvist']}/same?name=Okoro")
    form = "//section[@aria-labelledby='compare']//form[@data-judge]"
    assert strings(page, f"{form}//input[@name='b']/@value") == [ids["Tomas Okoro"]]


def test_what_was_judged_follows_who_became_one(client: TestClient, desk: Desk, ids: dict[str, str]) -> None:
    a, b = ids["Ada Lindqvist"], ids["Tomas Okoro"]
    judged = verbs.judge(desk, a, b, Verdict.SAME, by="mk", because="a test")
    cluster = judged.after[0].id
    other = b if cluster == a else a
    answer = client.get(f"/who/{other}/same?done={judged.judgement.n}", follow_redirects=False)
    assert answer.headers["location"] == f"/who/{cluster}/same?done={judged.judgement.n}"
    page = open_page(client, answer.headers["location"])
    assert "by mk" in words(page, "//div[@role='status']")
    assert "a test" in words(page, "//section[@aria-labelledby='history']")
    assert "same" in words(page, "//section[@aria-labelledby='stands']//tr[td]")
