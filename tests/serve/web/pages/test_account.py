import pytest
from lxml import html

from onrecord.desk import Desk
from onrecord.desk.access import find_token
from onrecord.model.access import Role
from tests.serve.visiting import NAMES, WORDS, Turned, Visit
from tests.serve.web.parsed import strings

NEW = "nine goats below the bridge"


def test_password_is_changed_by_whoever_knows_it(visit: Visit) -> None:
    here, there = visit(Role.READER), visit(Role.READER)
    for fields, told in (
        ({"old": "wrong", "password": NEW, "again": NEW}, "is not that"),
        ({"old": WORDS, "password": NEW, "again": "another"}, "not the same"),
        ({"old": WORDS, "password": "short", "again": "short"}, "at least 12"),
    ):
        answer = here.post("/account/password", **fields)
        assert (answer.status, told in answer.told) == (400, True), fields
    answer = here.post("/account/password", old=WORDS, password=NEW, again=NEW)
    assert "is set" in here.get(answer.to).told
    assert there.get("/account").status == 303
    assert visit().sign_in(NAMES[Role.READER]).status == 401
    assert visit().sign_in(NAMES[Role.READER], NEW).status == 303


def test_sessions_are_shown_and_ended_one_by_one_or_all(visit: Visit) -> None:
    here, there, elsewhere = visit(Role.READER), visit(Role.READER), visit(Role.READER)
    page = html.fromstring(here.get("/account").text)
    forms = strings(page, "//form[contains(@action, '/end')]/@action")
    others = [one for one in forms if not one.endswith("end-all")]
    assert len(others) == 3  # another of when the password was set, and the two
    for address in others:
        assert here.post(address).to == "/account?done=session"
    assert here.get("/account").status == 200
    assert [one.get("/account").status for one in (there, elsewhere)] == [303, 303]
    back = visit(Role.READER)
    assert here.post("/account/sessions/end-all").to == "/sign-in"
    assert [one.get("/account").status for one in (here, back)] == [303, 303]


def test_sessions_of_others_cannot_be_ended(visit: Visit, staffed: Desk) -> None:
    editor = visit(Role.EDITOR)
    account = staffed.store.access.accounts.named(NAMES[Role.EDITOR])
    assert account is not None
    (session, *_) = staffed.store.access.sessions.of(account.id)
    assert visit(Role.READER).post(f"/account/sessions/{session.id}/end").status == 404
    assert editor.get("/account").status == 200


def test_token_is_shown_once_used_and_revoked(visit: Visit, staffed: Desk, clock: Turned) -> None:
    visitor = visit(Role.EDITOR)
    answer = visitor.post("/account/tokens", name="nightly <b>", scope="read", days="30")
    assert answer.headers["cache-control"] == "no-store"
    (secret,) = strings(html.fromstring(answer.text), "//input[@id='secret']/@value")
    assert find_token(staffed, secret, address="192.0.2.7") is not None
    page = visitor.get("/account").text
    assert secret not in page
    assert "nightly &lt;b&gt;" in page
    (address,) = strings(html.fromstring(page), "//form[contains(@action, '/revoke')]/@action")
    assert visit(Role.READER).post(address).status == 404
    assert visitor.post(address).to == "/account?done=revoked"
    assert find_token(staffed, secret, address="192.0.2.7") is None
    clock.turn(days=1)
    assert visit(Role.ADMINISTRATOR).get("/account").status == 200


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "", "scope": "read"},
        {"name": "x"},
        {"name": "x", "scope": "administer"},
        {"name": "x", "scope": "read", "days": "0"},
        {"name": "x", "scope": "read", "days": "-1"},
        {"name": "x", "scope": "read", "days": "many"},
        {"name": "x", "scope": "read", "days": "99999999"},
        {"name": "x", "scope": "all"},
    ],
)
def test_token_that_makes_no_sense_is_refused(visit: Visit, staffed: Desk, fields: dict[str, str]) -> None:
    assert visit(Role.EDITOR).post("/account/tokens", **fields).status in {400, 422}
    assert staffed.store.access.tokens.all() == []


def test_only_scopes_of_ones_role_are_offered(visit: Visit) -> None:
    for role, scopes in ((Role.READER, ["read"]), (Role.ADMINISTRATOR, ["read", "edit", "administer"])):
        page = html.fromstring(visit(role).get("/account").text)
        assert strings(page, "//input[@name='scope']/@value") == scopes
