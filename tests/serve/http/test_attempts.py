"""What each role reaches, door by door: nobody, a reader, an editor, an administrator."""

import re

import pytest
from fastapi import FastAPI

from onrecord.desk import Desk
from onrecord.desk.access import add_token, find_account
from onrecord.desk.saved import publish_search, save_search
from onrecord.model.access import Role, Scope
from onrecord.ports import AuditQuery
from onrecord.serve.application import make_application
from onrecord.serve.http.limits import Limiter, Limits
from onrecord.serve.http.site import Site
from tests.serve.visiting import NAMES, ROOT, WORDS, Visit, Visitor, changing_addresses

#: Address, form, and the least role that may do it; {id} is the reader's account.
ACTS: tuple[tuple[str, dict[str, str], Role], ...] = (
    ("/administration/accounts", {"name": "New", "role": "administrator"}, Role.ADMINISTRATOR),
    ("/administration/accounts/{id}/role", {"role": "administrator"}, Role.ADMINISTRATOR),
    ("/administration/accounts/{id}/disable", {}, Role.ADMINISTRATOR),
    ("/administration/accounts/{id}/enable", {}, Role.ADMINISTRATOR),
    ("/administration/accounts/{id}/link", {}, Role.ADMINISTRATOR),
    ("/administration/accounts/{id}/end-sessions", {}, Role.ADMINISTRATOR),
)
PAGES = (
    ("/administration", Role.ADMINISTRATOR),
    ("/administration/audit", Role.ADMINISTRATOR),
    ("/administration/audit.jsonl", Role.ADMINISTRATOR),
    ("/account", Role.READER),
    ("/search", Role.READER),
)


@pytest.mark.parametrize("role", [None, *Role])
def test_pages_open_for_whom_they_are(visit: Visit, role: Role | None) -> None:
    visitor = visit(role)
    for address, least in PAGES:
        answer = visitor.get(address)
        if role is None:
            assert (answer.status, answer.to.startswith("/sign-in")) == (303, True), address
        else:
            assert answer.status == (200 if role.includes(least) else 403), address


@pytest.mark.parametrize("role", [None, *Role])
def test_acts_are_done_by_whom_they_are_for(visit: Visit, desk: Desk, role: Role | None) -> None:
    reader = find_account(desk, NAMES[Role.READER])
    visitor = visit(role)
    for address, form, least in ACTS:
        page = "/account" if role else "/sign-in"
        before = list(desk.store.access.audit.find(AuditQuery(limit=None)))
        answer = visitor.post(address.format(id=reader.id), page=page, **form)
        after = list(desk.store.access.audit.find(AuditQuery(limit=None)))
        if role is None or not role.includes(least):
            assert answer.status == (401 if role is None else 403), address
            assert after == before
        else:
            assert answer.status in {200, 303}, address
    if role is not Role.ADMINISTRATOR:
        assert find_account(desk, reader.id) == reader
        assert len(desk.store.access.accounts.all()) == 3


def test_raised_role_is_no_part_of_any_form_of_ones_own(visit: Visit, desk: Desk) -> None:
    visitor = visit(Role.READER)
    new = "nine goats below the bridge"
    form = {"old": WORDS, "password": new, "again": new, "role": "administrator"}
    assert visitor.post("/account/password", **form).to == "/account?done=password"
    assert find_account(desk, NAMES[Role.READER]).role is Role.READER
    visitor.post("/account/tokens", name="x", scope="administer")
    assert desk.store.access.tokens.all() == []


#: What a reader may do: change what is their own, and keep searches.
READERS = {
    "/account/join",
    "/account/part",
    "/account/password",
    "/account/sessions/end-all",
    "/account/sessions/{id_}/end",
    "/account/tokens",
    "/account/tokens/{id_}/revoke",
    "/api/v1/searches",
    "/api/v1/searches/{key}",
    "/searches",
    "/searches/{id_}/name",
    "/searches/{id_}/remove",
}
#: What nobody in particular may do: come in.
EVERYBODYS = {"/link/{key}", "/sign-in", "/sign-out"}


def test_every_other_act_is_refused_to_readers_by_every_door(app: FastAPI, visit: Visit, desk: Desk) -> None:
    """A new address that changes something is found here: it is a reader's, or it is refused to them."""
    reader, nobody = visit(Role.READER), visit()
    made = add_token(desk, "tests", [Scope.READ], by=ROOT, who=NAMES[Role.READER])
    bearer = {"Authorization": f"Bearer {made.secret}"}
    form = {"Sec-Fetch-Site": "same-origin", "X-CSRF-Token": reader.token("/account")}
    open_form = {"Sec-Fetch-Site": "same-origin", "X-CSRF-Token": nobody.token("/sign-in")}
    before = list(desk.store.access.audit.find(AuditQuery(limit=None)))
    addresses = changing_addresses(app)
    assert {path for path, _ in addresses} > READERS | EVERYBODYS
    for path, method in addresses:
        address = re.sub(r"\{(\w+)(:\w+)?\}", "1", path)
        if path in EVERYBODYS:
            continue
        # With and without a body: what is asked is not looked at before it is known who asks.
        bodies: tuple[dict[str, str] | None, ...] = (None, {})
        for body in bodies:
            got = nobody.client.request(method, address, headers=open_form, json=body)
            assert got.status_code == 401, (method, path)
            for visitor, headers in ((reader, form), (nobody, bearer)) if path not in READERS else ():
                got = visitor.client.request(method, address, headers=headers, json=body)
                assert got.status_code == 403, (method, path)
    assert list(desk.store.access.audit.find(AuditQuery(limit=None))) == before


def test_site_that_is_public_shows_its_collections_and_nothing_else(desk: Desk) -> None:
    shown = save_search(desk, "Harbour", "q=harbour", by=ROOT)
    publish_search(desk, shown.id, is_public=True, by=ROOT)
    own = save_search(desk, "Not yet", "q=secret", by=ROOT)
    closed, public = (Visitor(make_application(Site(desk, is_public=one))) for one in (False, True))
    for address, is_open in (
        ("/collections", True),
        (f"/collections/{shown.id}", True),
        (f"/collections/{shown.id}/feed", True),
        (f"/collections/{own.id}", False),
        (f"/collections/{own.id}/feed", False),
        ("/", False),
        ("/search?q=harbour", False),
        ("/search.csv?q=harbour", False),
        ("/search.jsonl?q=harbour", False),
        ("/search.atom?q=harbour", False),
        ("/searches", False),
        ("/reports/1", False),
        ("/statements/1", False),
        ("/who", False),
        ("/outlets", False),
        ("/review", False),
        ("/timeline", False),
        ("/network", False),
        ("/compare", False),
        ("/administration", False),
        ("/account", False),
        ("/api/v1/statements", False),
        ("/api/v1/searches", False),
    ):
        assert closed.get(address).status in {303, 401}, address
        statuses = {200} if is_open else {303, 401, 404}
        answer = public.get(address)
        assert answer.status in statuses, address
        assert is_open or "secret" not in answer.text


def test_public_reading_is_bounded_for_those_who_have_not_signed_in(desk: Desk) -> None:
    app = make_application(Site(desk, is_public=True))
    app.state.limits = Limits(public=Limiter(per_minute=1, burst=2, clock=lambda: 0.0))
    visitor = Visitor(app)
    assert [visitor.get("/collections").status for _ in range(3)] == [200, 200, 429]
    visitor.sign_in(NAMES[Role.READER])
    assert [visitor.get("/collections").status for _ in range(3)] == [200, 200, 200]
