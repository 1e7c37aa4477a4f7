"""The API as a whole: who may do what, how it is described, how it says no."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from onrecord.desk import Desk
from onrecord.model.access import Role, Scope
from onrecord.ports import AuditQuery
from onrecord.serve.http.limits import Limiter, Limits
from tests.serve.api.conftest import Ask, visit

PREFIX = "/api/v1"
#: Every address that changes or exports what only editors may, with a body that would do it.
CHANGES: tuple[tuple[str, str, Any], ...] = (
    ("POST", "/reports", {"addresses": ["https://paper.example/"]}),
    ("POST", "/judgements", {"a": "Ada Lindqvist", "b": "Tomas Okoro", "verdict": "same"}),
    ("DELETE", "/judgements/1", None),
    ("POST", "/corrections", {"report": "harbour.txt", "values": {"title": "Nothing happened"}}),
    ("DELETE", "/corrections/1", None),
    ("GET", "/corrections/export", None),
    ("POST", "/searches", {"name": "mine", "query": "q=harbour"}),
    ("DELETE", "/searches/0000", None),
)


def described(client: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"{PREFIX}/openapi.json").json()
    return found


def test_table_of_changes_is_whole(editor: TestClient) -> None:
    paths = described(editor)["paths"]
    told = {
        (method.upper(), path)
        for path in paths
        for method in paths[path]
        if method not in {"get", "parameters"}
    }
    tried = {
        (method, PREFIX + address.replace("/1", "/{number}").replace("/0000", "/{key}"))
        for method, address, _ in CHANGES
        if method != "GET"
    }
    assert told == tried


@pytest.mark.parametrize(
    ("role", "scopes", "status"),
    [
        (None, (), 401),
        (Role.READER, (Scope.READ,), 403),
        (Role.EDITOR, (Scope.READ,), 403),
        (Role.EDITOR, (Scope.EDIT,), 403),
        (Role.ADMINISTRATOR, (Scope.ADMINISTER,), 403),
    ],
    ids=["nobody", "reader", "editor's reading token", "editing without reading", "administering alone"],
)
def test_attempts_to_change_are_refused(
    ask: Ask, desk: Desk, role: Role | None, scopes: tuple[Scope, ...], status: int
) -> None:
    client = ask(role, *scopes)
    before = list(desk.store.access.audit.find(AuditQuery(limit=None)))
    ledger = desk.store.corrections, desk.store.judgements
    for method, address, body in CHANGES:
        answer = client.request(method, PREFIX + address, json=body)
        assert answer.status_code == status, (method, address)
        assert answer.headers["content-type"] == "application/problem+json"
        assert ("www-authenticate" in answer.headers) == (status == 401)
    assert list(desk.store.access.audit.find(AuditQuery(limit=None))) == before
    assert [list(book.history(limit=None)) for book in ledger] == [[], []]


@pytest.mark.parametrize("token", ["", "onr_made_up", "Bearer"])
def test_nobody_reads_without_a_good_token(desk: Desk, token: str) -> None:
    client = visit(desk, token)
    for path, methods in described(client)["paths"].items():
        if "get" in methods and methods["get"].get("security") != []:
            answer = client.get(path.replace("{key}", "harbour.txt"))
            assert (answer.status_code, answer.json()["status"]) == (401, 401), path


def test_session_of_a_browser_changes_nothing_without_the_forms_token(desk: Desk) -> None:
    from tests.serve.web.conftest import sign_in  # noqa: PLC0415 -- used by this test alone

    client = visit(desk, "")
    sign_in(client, desk, Role.EDITOR)
    assert client.get(f"{PREFIX}/statements").status_code == 200
    for method, address, body in CHANGES:
        if method != "GET":
            assert client.request(method, PREFIX + address, json=body).status_code == 403, address


def test_description_is_of_everything_and_kept(reader: TestClient) -> None:
    answer = reader.get(f"{PREFIX}/openapi.json")
    told = answer.json()
    assert told["openapi"] == "3.1.0"
    assert {"/healthz", "/readyz", f"{PREFIX}/statements"} <= told["paths"].keys()
    assert all(path.startswith(PREFIX) or path.endswith("z") for path in told["paths"])
    for path, methods in told["paths"].items():
        for operation in methods.values():
            assert operation["description"], path
            problem = operation["responses"]["404"]["content"]
            assert list(problem) == ["application/problem+json"], path
    again = reader.get(f"{PREFIX}/openapi.json", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


def test_unknown_addresses_and_methods_are_problems(reader: TestClient) -> None:
    for address in ("/api/v1/nothing", "/api/v2/statements", "/api/v1/statements/a/b/c"):
        answer = reader.get(address)
        assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json"), (
            address
        )
        assert answer.json()["status"] == 404
    answer = reader.put(f"{PREFIX}/statements")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")
    assert answer.headers["content-type"] == "application/problem+json"
    assert reader.head(f"{PREFIX}/statements").status_code == 200


def test_who_asks_too_often_is_told_when_to_come_back(ask: Ask) -> None:
    client = ask(Role.READER, Scope.READ)
    few, many = (Limiter(per_minute=6, burst=2), Limiter(per_minute=1e9, burst=1e9))
    client.app.state.limits = Limits(many, many, few)  # type: ignore[attr-defined]
    assert [client.get(f"{PREFIX}/outlets").status_code for _ in range(3)] == [200, 200, 429]
    answer = client.get(f"{PREFIX}/outlets")
    assert answer.json()["type"] == "/api#try-later"
    assert 1 <= int(answer.headers["retry-after"]) <= 10
