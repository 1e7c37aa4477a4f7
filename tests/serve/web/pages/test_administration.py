import json

from fastapi import FastAPI
from lxml import html

from onrecord.desk import Desk
from onrecord.desk.access import find_account, note_act
from onrecord.model.access import Role
from onrecord.ports import AuditQuery
from tests.serve.visiting import NAMES, ROOT, SITE, Visit, Visitor
from tests.serve.web.parsed import strings

NEW = "nine goats below the bridge"


def test_account_is_made_with_a_link_by_which_its_owner_signs_in(
    visit: Visit, site_app: FastAPI, staffed: Desk
) -> None:
    admin = visit(Role.ADMINISTRATOR)
    answer = admin.post("/administration/accounts", name="Mila <Kern>", role="editor")
    assert answer.headers["cache-control"] == "no-store"
    (link,) = strings(html.fromstring(answer.text), "//input[@id='link']/@value")
    assert link.startswith(f"{SITE}/link/")
    assert "Mila &lt;Kern&gt;" in answer.text
    mila = Visitor(site_app)
    assert mila.post(link.removeprefix(SITE), page=link, password=NEW, again=NEW).to == "/"
    assert find_account(staffed, "mila <kern>").role is Role.EDITOR
    assert link not in admin.get("/administration").text
    assert "already" in admin.post("/administration/accounts", name="MILA <kern>", role="reader").told
    assert "a role is one of" in admin.post("/administration/accounts", name="x", role="owner").told


def test_roles_links_and_disabling_by_page(visit: Visit, staffed: Desk) -> None:
    admin, editor = visit(Role.ADMINISTRATOR), visit(Role.EDITOR)
    account = find_account(staffed, NAMES[Role.EDITOR])
    base = f"/administration/accounts/{account.id}"
    assert "must sign in again" in admin.get(admin.post(f"{base}/role", role="reader").to).told
    assert editor.get("/account").status == 303
    editor.sign_in(NAMES[Role.EDITOR])
    assert "has ended" in admin.get(admin.post(f"{base}/end-sessions").to).told
    assert editor.get("/account").status == 303
    assert "nothing any longer" in admin.get(admin.post(f"{base}/disable").to).told
    assert editor.sign_in(NAMES[Role.EDITOR]).status == 401
    assert "is disabled" in admin.post(f"{base}/link").told
    assert "again" in admin.get(admin.post(f"{base}/enable").to).told
    assert admin.post(f"{base}/link").status == 200
    assert editor.sign_in(NAMES[Role.EDITOR]).status == 303


def test_last_administrator_cannot_shut_the_door_behind_them(visit: Visit, staffed: Desk) -> None:
    admin = visit(Role.ADMINISTRATOR)
    base = f"/administration/accounts/{find_account(staffed, NAMES[Role.ADMINISTRATOR]).id}"
    for answer in (admin.post(f"{base}/disable"), admin.post(f"{base}/role", role="reader")):
        assert (answer.status, "last administrator" in answer.told) == (400, True)
    assert admin.get("/administration").status == 200
    assert admin.post("/administration/accounts/nobody/disable").status == 404


def test_log_is_shown_page_by_page_and_exported_whole(visit: Visit, staffed: Desk) -> None:
    admin = visit(Role.ADMINISTRATOR)
    for n in range(110):
        note_act(staffed, ROOT, "reports.export", str(n))
    first = admin.get("/administration/audit")
    older = strings(html.fromstring(first.text), "//a[@rel='next']/@href")
    seen = strings(html.fromstring(first.text), "//tbody/tr/td[1]/text()")
    while older:
        page = html.fromstring(admin.get(older[0]).text)
        seen += strings(page, "//tbody/tr/td[1]/text()")
        older = strings(page, "//a[@rel='next']/@href")
    kept = [str(one.n) for one in staffed.store.access.audit.find(AuditQuery(limit=None))]
    assert seen == kept
    export = admin.get("/administration/audit.jsonl?act=account")
    assert export.headers["content-disposition"] == 'attachment; filename="audit.jsonl"'
    lines = [json.loads(line) for line in export.text.splitlines()]
    assert {line["act"] for line in lines} == {"account.add", "account.link", "account.set_password"}
    newest = next(iter(staffed.store.access.audit.find(AuditQuery())))
    assert (newest.act, newest.facts) == ("audit.export", {"act": "account"})


def test_log_is_asked_by_who_what_and_when(visit: Visit) -> None:
    admin = visit(Role.ADMINISTRATOR)
    for query, count in (
        ("name=Rea+Reader&act=session.open", 1),
        ("since=2024-03-05&until=2024-03-05&act=account.add", 3),
        ("until=2024-03-04", 0),
        ("subject=nothing", 0),
    ):
        page = html.fromstring(admin.get(f"/administration/audit?{query}").text)
        assert len(strings(page, "//tbody/tr/td[1]/text()")) == count, query
    assert admin.get("/administration/audit?since=yesterday").status == 422
