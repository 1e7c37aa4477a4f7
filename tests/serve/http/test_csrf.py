import re

import pytest
from fastapi import FastAPI

from onrecord.desk import Desk
from onrecord.desk.access import add_token, find_session
from onrecord.model.access import Role, Scope
from tests.serve.visiting import NAMES, ROOT, SITE, Visit, Visitor, changing_addresses

END = "/account/sessions/end-all"


def test_form_of_a_page_is_taken(visit: Visit) -> None:
    visitor = visit(Role.READER)
    assert visitor.post(END).to == "/sign-in"


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://desk.example.evil.example"},
        {"Origin": "http://desk.example:8080"},
    ],
)
def test_form_from_another_site_is_refused_even_with_the_right_token(
    visit: Visit, headers: dict[str, str]
) -> None:
    visitor = visit(Role.READER)
    answer = visitor.send(END, {"csrf_token": visitor.token("/account")}, headers)
    assert answer.status == 403
    assert "another site" in answer.text
    assert visitor.get("/account").status == 200


@pytest.mark.parametrize("headers", [{}, {"Origin": SITE}, {"Sec-Fetch-Site": "same-origin"}])
def test_form_without_its_token_is_refused(visit: Visit, headers: dict[str, str]) -> None:
    visitor, other = visit(Role.READER), visit(Role.EDITOR)
    for token in (None, "", "x", "\u0661", other.token("/account")):
        answer = visitor.send(END, {} if token is None else {"csrf_token": token}, headers)
        assert answer.status == 403
        assert "open its page again" in answer.text
    assert visitor.get("/account").status == 200
    assert visitor.send(END, {"csrf_token": visitor.token("/account")}, headers).status == 303


def test_script_shows_the_token_in_a_header(visit: Visit) -> None:
    visitor = visit(Role.READER)
    token = visitor.token("/account")
    assert visitor.client.post(END, json={"csrf_token": token}).status_code == 403
    assert visitor.client.post(END, json={}, headers={"X-CSRF-Token": token}).status_code == 303


def test_token_of_one_session_is_of_no_use_in_the_next(visit: Visit) -> None:
    visitor = visit(Role.READER)
    old = visitor.token("/account")
    visitor.post("/sign-out")
    visitor.sign_in(NAMES[Role.READER])
    assert visitor.send(END, {"csrf_token": old}).status == 403


def test_nobody_is_signed_in_by_another_site(visit: Visit) -> None:
    """A forged sign-in would let people work in the forger's account."""
    fields: dict[str, object] = {"name": NAMES[Role.READER], "password": "six tides over the harbour"}
    visitor = visit()
    assert visitor.send("/sign-in", fields).status == 403
    forged = fields | {"csrf_token": visit().token("/sign-in")}
    assert visitor.send("/sign-in", forged).status == 403
    visitor.token("/sign-in")
    assert visitor.send("/sign-in", forged).status == 403
    own = fields | {"csrf_token": visitor.token("/sign-in")}
    assert visitor.send("/sign-in", own, {"Origin": "https://evil.example"}).status == 403
    assert visitor.send("/sign-in", own).status == 303


def test_request_with_a_token_of_the_api_needs_no_form_token(visit: Visit, desk: Desk) -> None:
    made = add_token(desk, "x", [Scope.ADMINISTER], by=ROOT, who=NAMES[Role.ADMINISTRATOR])
    headers = {"Authorization": f"Bearer {made.secret}"}
    address = f"/administration/accounts/{made.token.account}/end-sessions"
    assert visit().send(address, {}, headers).status == 303


def test_every_address_that_may_change_something_is_guarded(app: FastAPI, desk: Desk) -> None:
    """Whoever adds an address need not think of it: the whole application asks."""
    changing = changing_addresses(app)
    assert len(changing) > 10
    visitor = Visitor(app)
    visitor.sign_in(NAMES[Role.ADMINISTRATOR])
    key = visitor.client.cookies["onrecord_session"]
    for path, method in changing:
        address = re.sub(r"\{[^}]*:int\}", "1", path).replace("{", "").replace("}", "").split(":")[0]
        for headers in ({}, {"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
            assert visitor.client.request(method, address, headers=headers).status_code == 403, path
    assert find_session(desk, key, address="192.0.2.7") is not None
