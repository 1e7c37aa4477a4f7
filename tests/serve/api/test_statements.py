"""Statements by the API: found, page by page and streamed, one by one, with what proves them."""

import hashlib
import json
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from starlette.testclient import TestClient

from onrecord.desk import Desk
from onrecord.model.access import Role, Scope
from onrecord.ports import AuditQuery
from tests.serve.api.conftest import Ask

LIST = "/api/v1/statements"


def test_pages_follow_each_other_until_all_is_told(reader: TestClient) -> None:
    whole = reader.get(LIST, params={"limit": 500}).json()
    assert whole["next"] is None
    assert whole["total"] == {"count": len(whole["items"]), "exact": True}
    found, after = [], None
    while True:
        page = reader.get(LIST, params={"limit": 3} | ({"after": after} if after else {})).json()
        found += page["items"]
        after = page["next"]
        if after is None:
            break
        assert len(page["items"]) == 3
    assert found == whole["items"]
    assert len({one["id"] for one in found}) == len(found)


@pytest.mark.parametrize(
    ("asked", "holds"),
    [
        ({"kind": "direct"}, lambda one: one["kind"] == "direct"),
        ({"act": "deny"}, lambda one: one["act"] == "deny"),
        ({"type": "person"}, lambda one: one["speaker"]["type"] == "person"),
        ({"q": "kind:direct"}, lambda one: one["kind"] == "direct"),
        ({"q": "strait"}, lambda one: "strait" in " ".join(one["words"]).casefold()),
    ],
)
def test_filters_and_fields_narrow(
    reader: TestClient, asked: dict[str, str], holds: Callable[[dict[str, Any]], bool]
) -> None:
    every = reader.get(LIST, params={"limit": 500}).json()["items"]
    found = reader.get(LIST, params={**asked, "limit": 500}).json()["items"]
    assert [one["id"] for one in found] == [one["id"] for one in every if holds(one)]


def test_lines_hold_what_pages_hold(reader: TestClient) -> None:
    items = reader.get(LIST, params={"limit": 500}).json()["items"]
    answer = reader.get(LIST, headers={"Accept": "application/jsonl"})
    assert answer.headers["content-type"] == "application/jsonl"
    assert [json.loads(line) for line in answer.text.splitlines()] == items
    few = reader.get(LIST, params={"limit": 2}, headers={"Accept": "application/jsonl"})
    assert len(few.text.splitlines()) == 2
    page = reader.get(LIST, params={"limit": 2}).json()
    rest = reader.get(LIST, params={"after": page["next"]}, headers={"Accept": "application/jsonl"})
    assert len(rest.text.splitlines()) == len(items) - 2


def test_export_is_written_down_and_a_page_is_not(ask: Ask, desk: Desk) -> None:
    client = ask(Role.READER, Scope.READ)
    query = AuditQuery(act="statements.export", limit=None)
    client.get(LIST)
    assert list(desk.store.access.audit.find(query)) == []
    wrong = client.get(LIST, params={"q": "speaker:"}, headers={"Accept": "application/jsonl"})
    assert wrong.status_code == 400
    assert list(desk.store.access.audit.find(query)) == []
    client.get(LIST, params={"q": "harbour"}, headers={"Accept": "application/jsonl"})
    (entry,) = desk.store.access.audit.find(query)
    assert entry.facts == {"form": "jsonl", "query": "q=harbour"}
    assert entry.name.startswith("reader")


@pytest.mark.parametrize(
    "asked",
    [
        {"after": "made up"},
        {"since": "2024-13-01"},
        {"since": "2024-05-01", "until": "2024-04-01"},
        {"kind": "loud"},
        {"kind": ""},
        {"q": "speaker:"},
        {"q": "nofield:x"},
    ],
)
def test_what_cannot_be_asked_is_a_problem(reader: TestClient, asked: dict[str, str]) -> None:
    answer = reader.get(LIST, params=asked)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"] == "/api#bad-request"


def test_evidence_proves_what_it_tells(reader: TestClient) -> None:
    one = reader.get(LIST, params={"limit": 1}).json()["items"][0]
    proof = reader.get(f"{LIST}/{one['id'][:12]}/evidence").json()
    text = reader.get(f"/api/v1/reports/{one['report_id']}/text").text
    body = reader.get(f"/api/v1/reports/{one['report_id']}/bytes").content
    assert proof["words"] == [text[start:end] for start, end in proof["spans"]] == one["words"]
    assert proof["text_sha256"] == hashlib.sha256(text.encode()).hexdigest()
    assert proof["capture"] == f"sha256:{hashlib.sha256(body).hexdigest()}"
    assert proof["verified"] is True
    assert all(start < end for start, end in proof["spans"])
    assert all(a[1] <= b[0] for a, b in pairwise(proof["spans"]))


def test_one_statement_with_its_ways(reader: TestClient) -> None:
    one = reader.get(LIST, params={"limit": 1}).json()["items"][0]
    whole = reader.get(f"{LIST}/{one['id']}").json()
    assert {name: whole[name] for name in one} == one
    assert "variants" in reader.get(f"{LIST}/{one['id']}/variants").json()
    assert reader.get(f"{LIST}/{one['id']}/origins").json()["at_least"] >= 1
    assert reader.get(f"{LIST}/{one['id']}/trace").json()["stations"]


def test_answer_is_not_sent_twice(reader: TestClient) -> None:
    first = reader.get(LIST)
    again = reader.get(LIST, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = reader.get(LIST, params={"limit": 1}, headers={"If-None-Match": first.headers["etag"]})
    assert other.status_code == 200


def test_unknown_statement_is_not_found(reader: TestClient) -> None:
    for tail in ("", "/evidence", "/variants", "/origins", "/trace"):
        answer = reader.get(f"{LIST}/{'f' * 24}{tail}")
        assert (answer.status_code, answer.json()["type"]) == (404, "/api#not-found"), tail
