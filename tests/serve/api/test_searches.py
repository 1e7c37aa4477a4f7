"""Searches that are kept, by the API."""

from starlette.testclient import TestClient

from onrecord.model.access import Role, Scope
from tests.serve.api.conftest import Ask

LIST = "/api/v1/searches"


def test_search_is_kept_listed_and_forgotten(editor: TestClient) -> None:
    made = editor.post(LIST, json={"name": "harbour", "query": "?q=harbour&kind=direct"})
    assert made.status_code == 201
    (kept,) = editor.get(LIST).json()
    assert kept == made.json()
    assert (kept["name"], kept["query"], kept["is_public"]) == ("harbour", "q=harbour&kind=direct", False)
    assert editor.post(LIST, json={"name": "harbour", "query": "q=quay"}).status_code == 400
    assert editor.post(LIST, json={"name": "loud", "query": "kind=loud"}).status_code == 400
    assert editor.delete(f"{LIST}/{kept['id']}").status_code == 204
    assert editor.get(LIST).json() == []
    assert editor.delete(f"{LIST}/{kept['id']}").status_code == 404


def test_search_of_another_is_neither_seen_nor_forgotten(editor: TestClient, ask: Ask) -> None:
    kept = editor.post(LIST, json={"name": "harbour", "query": "q=harbour"}).json()
    other = ask(Role.EDITOR, Scope.READ, Scope.EDIT)
    assert other.get(LIST).json() == []
    assert other.delete(f"{LIST}/{kept['id']}").status_code == 404


def test_token_that_only_reads_keeps_none(ask: Ask) -> None:
    client = ask(Role.EDITOR, Scope.READ)
    answer = client.post(LIST, json={"name": "harbour", "query": "q=harbour"})
    assert (answer.status_code, answer.json()["type"]) == (403, "/api#not-allowed")
