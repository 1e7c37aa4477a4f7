"""Signing in with a real provider, in a process of its own."""

from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from fastapi import FastAPI
from lxml import html

from onrecord.adapters.oidc import OidcProvider, ProviderSettings
from onrecord.desk import Desk
from onrecord.desk.access import find_account
from onrecord.model.access import Role, VoucherRules
from onrecord.serve.application import make_application
from onrecord.serve.http.site import Site
from tests.serve.visiting import NAMES, SITE, Answer, Visit, Visitor
from tests.serve.web.parsed import strings
from tests.servers.openid import allow, refuse, running_provider

MILA = {"sub": "77", "preferred_username": "mila", "email": "mila@news.example", "groups": ["newsroom"]}
OTHER = {"sub": "78", "preferred_username": "ida", "groups": []}


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    with running_provider(MILA, OTHER) as address:
        yield address


@pytest.fixture
def site_app(staffed: Desk, provider: str) -> FastAPI:
    settings = ProviderSettings(
        provider, "desk", "secret", f"{SITE}/sign-in/provider/back", name="The house", group_claim="groups"
    )
    rules = VoucherRules(roles=(("newsroom", Role.EDITOR),))
    vouching = OidcProvider(settings, lambda: datetime.now(UTC))
    return make_application(Site(staffed, provider=vouching, voucher_rules=rules))


def come_back(visitor: Visitor, address: str) -> Answer:
    return visitor.get(address.removeprefix(SITE))


def test_whoever_signs_in_there_is_signed_in_here_and_goes_on(visit: Visit, staffed: Desk) -> None:
    visitor = visit()
    page = html.fromstring(visitor.get("/sign-in?next=/search%3Fq%3Dharbour").text)
    (start,) = strings(page, "//a[contains(., 'The house')]/@href")
    sent = visitor.get(start)
    assert sent.status == 303
    (cookie,) = sent.cookies
    assert "HttpOnly" in cookie
    back = come_back(visitor, allow(sent.to, "77"))
    assert (back.status, back.to) == (303, "/search?q=harbour")
    assert visitor.get("/account").status == 200
    account = find_account(staffed, "mila")
    assert (account.role, account.subject, account.has_password) == (Role.EDITOR, "77", False)
    assert visitor.client.cookies.get("onrecord_provider") is None
    again = visit()
    come_back(again, allow(again.get("/sign-in/provider").to, "77"))
    assert len(staffed.store.access.accounts.all()) == 4


def test_answer_that_was_not_asked_for_by_this_browser_is_refused(visit: Visit, staffed: Desk) -> None:
    attacker, victim = visit(), visit()
    planted = allow(attacker.get("/sign-in/provider").to, "78")
    for prepare in (lambda: None, lambda: victim.get("/sign-in/provider")):
        prepare()
        answer = come_back(victim, planted)
        assert (answer.status, "not begun here" in answer.told) == (401, True)
    assert victim.get("/account").status == 303
    assert staffed.store.access.accounts.named("ida") is None


def test_each_part_of_the_answer_counts(visit: Visit) -> None:
    for changed, told in (
        ({"code": "nothing"}, "does not take the code"),
        ({"code": ""}, "did not let you in"),
        ({"state": "x"}, "not begun here"),
        ({"state": ""}, "not begun here"),
        ({"iss": "https://evil.example"}, "another provider"),
    ):
        visitor = visit()
        back = urlsplit(allow(visitor.get("/sign-in/provider").to, "77"))
        query = {key: one[0] for key, one in parse_qs(back.query).items()} | changed
        answer = visitor.get(f"{back.path}?{urlencode(query)}")
        assert (answer.status, told in answer.told) == (401, True), changed
        assert visitor.get("/account").status == 303


def test_code_is_good_once(visit: Visit) -> None:
    visitor = visit()
    back = allow(visitor.get("/sign-in/provider").to, "77")
    kept = visitor.client.cookies["onrecord_provider"]
    assert come_back(visitor, back).status == 303
    replay = visit()
    replay.client.cookies.set("onrecord_provider", kept)
    assert come_back(replay, back).status == 401


def test_challenge_binds_the_code_to_the_browser_that_began(visit: Visit) -> None:
    one, two = visit(), visit()
    back = allow(one.get("/sign-in/provider").to, "77")
    two.get("/sign-in/provider")
    state = parse_qs(urlsplit(two.get("/sign-in/provider").to).query)["state"][0]
    code = parse_qs(urlsplit(back).query)["code"][0]
    answer = two.get(f"/sign-in/provider/back?{urlencode({'code': code, 'state': state})}")
    assert answer.status == 401
    assert two.get("/account").status == 303


def test_whoever_turns_back_there_may_sign_in_otherwise(visit: Visit) -> None:
    visitor = visit()
    answer = come_back(visitor, refuse(visitor.get("/sign-in/provider").to))
    assert answer.status == 401
    assert visitor.sign_in(NAMES[Role.READER]).status == 303


@pytest.mark.parametrize("cookie", ["", "x", "bnVsbA==", "W10=", "e30=", "\udcff", "A" * 3_000])
def test_cookie_that_holds_something_else_is_none(visit: Visit, cookie: str) -> None:
    visitor = visit()
    visitor.client.cookies.set("onrecord_provider", cookie.encode("ascii", "replace").decode())
    assert visitor.get("/sign-in/provider/back?code=x&state=").status == 401


def test_account_is_joined_and_parted(visit: Visit, staffed: Desk) -> None:
    visitor = visit(Role.READER)
    page = visitor.post("/account/join")
    (address,) = strings(html.fromstring(page.text), "//a[contains(@class, 'main')]/@href")
    assert "now on" in visitor.get(come_back(visitor, allow(address, "78")).to).told
    assert find_account(staffed, NAMES[Role.READER]).subject == "78"
    elsewhere = visit()
    come_back(elsewhere, allow(elsewhere.get("/sign-in/provider").to, "78"))
    assert NAMES[Role.READER] in elsewhere.get("/account").text
    assert "alone" in visitor.get(visitor.post("/account/part").to).told
    assert find_account(staffed, NAMES[Role.READER]).issuer is None


def test_account_is_joined_by_whom_it_belongs_to_alone(visit: Visit, staffed: Desk) -> None:
    visitor = visit(Role.READER)
    (address,) = strings(
        html.fromstring(visitor.post("/account/join").text), "//a[contains(@class, 'main')]/@href"
    )
    back = allow(address, "78")
    visitor.post("/sign-out")
    visitor.sign_in(NAMES[Role.EDITOR])
    assert "signed out meanwhile" in come_back(visitor, back).told
    assert find_account(staffed, NAMES[Role.EDITOR]).issuer is None


def test_where_nobody_vouches_there_is_nothing_to_begin(staffed: Desk) -> None:
    visitor = Visitor(make_application(Site(staffed)))
    assert visitor.get("/sign-in/provider").status == 404
    assert "Sign in with" not in visitor.get("/sign-in").text
