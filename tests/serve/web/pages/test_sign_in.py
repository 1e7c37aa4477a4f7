import pytest
from fastapi import FastAPI
from lxml import html

from onrecord.desk import Desk
from onrecord.desk.access import disable_account, first_link, make_link
from onrecord.model.access import Role
from onrecord.ports import AuditQuery
from tests.serve.visiting import NAMES, ROOT, WORDS, Turned, Visit, Visitor
from tests.serve.web.parsed import strings

NEW = "nine goats below the bridge"


def test_whoever_signs_in_goes_on_to_where_they_wanted(visit: Visit) -> None:
    visitor = visit()
    asked = visitor.get("/search?q=harbour&in=reports")
    assert (asked.status, asked.to) == (303, "/sign-in?next=%2Fsearch%3Fq%3Dharbour%26in%3Dreports")
    page = html.fromstring(visitor.get(asked.to).text)
    (wanted,) = strings(page, "//input[@name='next']/@value")
    assert visitor.sign_in("rea READER", next_=wanted).to == "/search?q=harbour&in=reports"
    assert visitor.get(asked.to).to == "/search?q=harbour&in=reports"


def test_nobody_is_sent_elsewhere_by_signing_in(visit: Visit) -> None:
    visitor = visit()
    assert visitor.sign_in(NAMES[Role.READER], next_="https://evil.example/").to == "/"
    assert visitor.get("/sign-in?next=//evil.example").to == "/"


def test_what_is_wrong_is_told_the_same_and_the_name_is_kept_as_text(visit: Visit, staffed: Desk) -> None:
    disable_account(staffed, NAMES[Role.EDITOR], by=ROOT)
    told = set()
    for name, password in (
        (NAMES[Role.READER], "wrong"),
        ('<b>"nobody"</b>', WORDS),
        (NAMES[Role.EDITOR], WORDS),
        ("", ""),
    ):
        answer = visit().sign_in(name, password)
        assert answer.status == 401
        told.add(answer.told)
        page = html.fromstring(answer.text)
        assert strings(page, "//input[@id='name']/@value") == [name]
        assert strings(page, "//input[@id='password']/@value") == []
    assert len(told) == 1


def test_signing_out_ends_the_session_and_forgets_the_cookie(visit: Visit) -> None:
    visitor = visit(Role.READER)
    key = visitor.client.cookies["onrecord_session"]
    answer = visitor.post("/sign-out")
    assert answer.to == "/sign-in"
    assert "Max-Age=0" in answer.cookies[0]
    visitor.client.cookies.set("onrecord_session", key)
    assert visitor.get("/account").status == 303


def test_first_administrator_sets_a_password_by_the_link(site_app: FastAPI, staffed: Desk) -> None:
    link = make_link(staffed, NAMES[Role.READER], by=ROOT)
    visitor = Visitor(site_app)
    address = f"/link/{link.key}"
    page = visitor.get(address)
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["referrer-policy"] == "no-referrer"
    assert NAMES[Role.READER] in page.text
    for fields, told in (
        ({"password": NEW, "again": "another"}, "not the same"),
        ({"password": "short", "again": "short"}, "at least 12"),
        ({"password": "password1234", "again": "password1234"}, "tried first"),
        ({}, "at least 12"),
    ):
        answer = visitor.post(address, page=address, **fields)
        assert (answer.status, told in answer.told) == (400, True), fields
    assert visitor.post(address, page=address, password=NEW, again=NEW).to == "/"
    assert visitor.get("/account").status == 200
    assert visitor.get(address).status == 404
    assert first_link(staffed) is None


def test_looking_at_a_link_does_not_use_it_up(visit: Visit, staffed: Desk, clock: Turned) -> None:
    link = make_link(staffed, NAMES[Role.READER], by=ROOT)
    for _ in range(3):
        assert visit().get(f"/link/{link.key}").status == 200
    clock.turn(hours=24)
    answer = visit().get(f"/link/{link.key}")
    assert (answer.status, "too old" in answer.text) == (404, True)


def test_link_that_is_not_good_tells_nothing(visit: Visit) -> None:
    for key in ("nothing", "x" * 5_000, "%00"):
        assert visit().get(f"/link/{key}").status == 404


@pytest.mark.parametrize("agent", ["", "x" * 5_000, "<script>"])
def test_browser_of_any_name_signs_in(visit: Visit, staffed: Desk, agent: str) -> None:
    visitor = visit()
    visitor.client.headers["User-Agent"] = agent
    assert visitor.sign_in(NAMES[Role.READER]).status == 303
    assert "<script>x" not in visitor.get("/account").text
    assert next(iter(staffed.store.access.audit.find(AuditQuery(act="session.open"))))
