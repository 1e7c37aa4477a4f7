"""Questions of who is one with whom, answered in pages."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.desk import Desk
from onrecord.desk.access import list_acts
from onrecord.model.access import Asker, Role, Via
from onrecord.ports import AuditQuery
from onrecord.serve.application import make_application
from onrecord.serve.http.site import Site
from tests.serve.web.conftest import sign_in
from tests.serve.web.pages.known import ask, fill
from tests.serve.web.parsed import elements, open_page, strings, words


@pytest.fixture
def ids(desk: Desk, tmp_path: Path) -> dict[str, str]:
    found = fill(desk, tmp_path)
    ask(desk, found["Ada Lindqvist"], found["Tomas Okoro"], because="both speak of the harbour")
    return found


def _form(client: TestClient, address: str = "/review") -> dict[str, str]:
    page = open_page(client, address)
    fields = elements(page, "(//form[@data-judge])[1]//input[@type='hidden']")
    return {one.get("name") or "": one.get("value") or "" for one in fields}


def test_a_question_with_both_sides(client: TestClient, ids: dict[str, str]) -> None:
    page = open_page(client, "/review")
    assert "1 question open" in words(page, "//main")
    assert "both speak of the harbour" in words(page, "//section[@class='question']")
    assert set(strings(page, "//div[@class='sides']//h2/a/@href")) == {
        f"/who/{ids[name]}" for name in ("Ada Lindqvist", "Tomas Okoro")
    }
    assert "The harbour belongs to everybody" in words(page, "//div[@class='sides']")
    assert "We will answer in June" in words(page, "//div[@class='sides']")


def test_an_answer_is_kept_with_who_gave_it_and_can_be_taken_back(
    client: TestClient, desk: Desk, ids: dict[str, str]
) -> None:
    assert ids
    form = _form(client)
    answer = client.post(
        "/judgements", data={**form, "verdict": "different", "because": "I know both"}, follow_redirects=False
    )
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/review?done=")
    page = open_page(client, answer.headers["location"])
    assert "different, by the administrator" in words(page, "//div[@role='status']")
    assert "No question is open" in words(page, "//main")
    n = answer.headers["location"].partition("done=")[2]
    kept = desk.store.judgements.get(int(n))
    assert (kept.is_person, kept.because, kept.score) == (True, "I know both", 0.6)
    undo = elements(page, "//form[@data-undo]//input")
    back = client.post(
        "/judgements/undo", data={one.get("name") or "": one.get("value") or "" for one in undo}
    )
    assert "Taken back" in back.text
    assert "1 question open" in back.text
    acts = list_acts(desk, AuditQuery(), by=Asker("tests", Via.COMMAND))
    assert [one.act for one in acts if one.act.startswith("identity.")] == ["identity.undo", "identity.judge"]


def test_a_question_can_be_left_for_later(client: TestClient, ids: dict[str, str]) -> None:
    assert ids
    page = open_page(client, "/review")
    later = strings(page, "//a[@data-later]/@href")[0]
    assert "No more questions" in words(open_page(client, later), "//main")


def test_nothing_to_review(client: TestClient) -> None:
    assert "No question is open" in client.get("/review").text


def test_a_reader_is_shown_no_buttons_and_refused(desk: Desk, ids: dict[str, str]) -> None:
    with TestClient(make_application(Site(desk)), base_url="http://localhost") as reader:
        sign_in(reader, desk, Role.READER)
        page = open_page(reader, "/review")
        assert not elements(page, "//form[@data-judge]")
        assert "Only an editor may answer" in words(page, "//main")
        form = {"a": ids["Ada Lindqvist"], "b": ids["Tomas Okoro"], "verdict": "same"}
        token = strings(page, "//body/@data-csrf")
        assert reader.post("/judgements", data={**form, "csrf_token": token[0]}).status_code == 403
        assert reader.post("/judgements/undo", data={"csrf_token": token[0]}).status_code == 403
    assert desk.store.judgements.last("the reader") is None


def test_a_forged_form_is_refused(client: TestClient, ids: dict[str, str]) -> None:
    form = {"a": ids["Ada Lindqvist"], "b": ids["Tomas Okoro"], "verdict": "same"}
    assert client.post("/judgements", data=form).status_code == 403
    assert client.post("/judgements", data={**form, "csrf_token": "made-up"}).status_code == 403


@pytest.mark.parametrize(
    "back", ["https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example"]
)
def test_the_way_back_stays_in_the_desk(
    client: TestClient, desk: Desk, ids: dict[str, str], back: str
) -> None:
    assert ids
    form = _form(client)
    answer = client.post(
        "/judgements", data={**form, "verdict": "unsure", "back": back}, follow_redirects=False
    )
    assert answer.status_code == 400
    assert "location" not in answer.headers
    assert len(desk.store.judgements.questions()) == 1
