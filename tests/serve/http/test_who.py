from datetime import timedelta

import pytest

from onrecord.desk import Desk
from onrecord.desk.access import add_token, disable_account, find_account, set_role
from onrecord.model.access import Role, Scope
from onrecord.ports import AuditQuery
from onrecord.serve.application import make_application
from onrecord.serve.http.site import Site
from tests.serve.visiting import NAMES, ROOT, Turned, Visit, Visitor


def token_of(desk: Desk, role: Role, *scopes: Scope, days: int | None = None) -> dict[str, str]:
    lasts = timedelta(days=days) if days else None
    made = add_token(desk, "tests", scopes, by=ROOT, who=NAMES[role], lasts=lasts)
    return {"Authorization": f"Bearer {made.secret}"}


def test_session_cookie_is_out_of_reach_for_scripts_and_other_sites(visit: Visit) -> None:
    (cookie,) = visit().sign_in(NAMES[Role.READER]).cookies
    name, _, rest = cookie.partition("=")
    assert name == "onrecord_session"
    assert {part.strip().casefold() for part in rest.split(";")[1:]} >= {"httponly", "samesite=lax", "path=/"}
    assert "secure" not in rest.casefold()
    assert "domain" not in rest.casefold()


def test_by_https_the_cookie_is_bound_to_the_host(desk: Desk) -> None:
    visitor = Visitor(make_application(Site(desk, is_https=True)), site="https://desk.example")
    answer = visitor.sign_in(NAMES[Role.READER])
    (cookie,) = answer.cookies
    assert cookie.startswith("__Host-onrecord=")
    parts = {part.strip().casefold() for part in cookie.split(";")[1:]}
    assert parts >= {"httponly", "secure", "samesite=lax", "path=/"}
    assert visitor.get("/account").status == 200


def test_each_sign_in_makes_a_new_key_and_forgets_a_planted_one(visit: Visit) -> None:
    visitor = visit()
    visitor.client.cookies.set("onrecord_session", "planted by somebody else", domain="desk.example")
    visitor.sign_in(NAMES[Role.READER])
    one = visitor.client.cookies.get("onrecord_session")
    assert one != "planted by somebody else"
    again = visit()
    again.sign_in(NAMES[Role.READER])
    assert again.client.cookies.get("onrecord_session") != one


def test_session_ends_by_time_and_by_what_changes_in_the_account(
    visit: Visit, desk: Desk, clock: Turned
) -> None:
    idle, demoted, disabled = visit(Role.READER), visit(Role.EDITOR), visit(Role.ADMINISTRATOR)
    set_role(desk, NAMES[Role.EDITOR], Role.READER, by=ROOT)
    assert demoted.get("/account").to == "/sign-in?next=%2Faccount"
    assert idle.get("/account").status == 200
    clock.turn(hours=12)
    assert idle.get("/account").status == 303
    assert disabled.get("/account").status == 303


def test_disabled_account_is_nobody_at_once(visit: Visit, desk: Desk) -> None:
    editor, token = visit(Role.EDITOR), token_of(desk, Role.EDITOR, Scope.READ)
    assert visit().get("/search", **token).status == 200
    disable_account(desk, NAMES[Role.EDITOR], by=ROOT)
    assert editor.get("/account").status == 303
    assert visit().get("/search", **token).status == 303


@pytest.mark.parametrize("shown", ["Bearer onr_nothing", "Bearer", "Bearer ", "bearer x y z"])
def test_token_that_is_not_good_is_refused_even_beside_a_good_session(visit: Visit, shown: str) -> None:
    assert visit(Role.READER).get("/search", Authorization=shown).status == 303


def test_other_schemes_are_no_tokens(visit: Visit) -> None:
    assert visit(Role.READER).get("/search", Authorization="Basic eDp5").status == 200


def test_token_reaches_as_far_as_its_scopes_and_its_account(visit: Visit, desk: Desk, clock: Turned) -> None:
    for headers, status in (
        (token_of(desk, Role.ADMINISTRATOR, Scope.READ), 403),
        (token_of(desk, Role.ADMINISTRATOR, Scope.EDIT), 403),
        (token_of(desk, Role.ADMINISTRATOR, Scope.ADMINISTER), 200),
        (token_of(desk, Role.EDITOR, Scope.READ, Scope.EDIT), 403),
    ):
        assert visit().get("/administration", **headers).status == status
    short = token_of(desk, Role.READER, Scope.READ, days=1)
    assert visit().get("/search", **short).status == 200
    clock.turn(days=1)
    assert visit().get("/search", **short).status == 303


def test_token_ends_no_sessions_and_makes_no_tokens(visit: Visit, desk: Desk) -> None:
    headers = token_of(desk, Role.READER, Scope.READ)
    visitor = visit()
    for address in ("/account/sessions/end-all", "/account/tokens", "/account/password"):
        assert visitor.send(address, {"name": "x", "scope": "read"}, headers).status == 403
    assert visitor.get("/account", **headers).status == 403


def test_what_is_done_is_written_down_with_where_from(visit: Visit, desk: Desk) -> None:
    visit(Role.READER, address="198.51.100.9")
    entry = next(iter(desk.store.access.audit.find(AuditQuery(act="session.open"))))
    assert entry.address == "198.51.100.9"
    assert entry.account == find_account(desk, NAMES[Role.READER]).id
