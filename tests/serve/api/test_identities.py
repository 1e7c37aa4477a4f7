"""Those who are known, by the API: listed, found in any script, judged."""

import pytest
from starlette.testclient import TestClient

from onrecord.desk import Desk
from onrecord.ports import AuditQuery

API = "/api/v1"


def test_known_are_listed_page_by_page(reader: TestClient) -> None:
    every = reader.get(f"{API}/identities", params={"limit": 500}).json()["items"]
    page = reader.get(f"{API}/identities", params={"limit": 2}).json()
    rest = reader.get(f"{API}/identities", params={"limit": 500, "after": page["next"]}).json()
    assert page["items"] + rest["items"] == every
    people = reader.get(f"{API}/identities", params={"type": "person", "limit": 500}).json()["items"]
    assert people == [one for one in every if one["type"] == "person"]
    part = every[0]["name"].split()[-1]
    assert every[0] in reader.get(f"{API}/identities", params={"part": part}).json()["items"]


def test_one_is_told_whole_by_id_and_found_by_name(reader: TestClient) -> None:
    one = reader.get(f"{API}/identities", params={"type": "person"}).json()["items"][0]
    assert reader.get(f"{API}/identities/{one['id']}").json()["name"] == one["name"]
    found = reader.get(f"{API}/who", params={"name": one["name"]}).json()
    assert one["name"] in {person["name"] for person in found}
    assert all(0 <= person["score"] <= 1 and person["because"] for person in found)
    lens = reader.get(f"{API}/lens", params={"name": one["id"]})
    assert lens.json().get("times", 0) >= 1, lens.text
    assert reader.get(f"{API}/who", params={"name": "Zyxwv Qrstu"}).status_code == 404


def test_judging_joins_and_undoing_parts_again(editor: TestClient, desk: Desk) -> None:
    ada, tomas = "Ada Lindqvist", "Tomas Okoro"
    made = editor.post(
        f"{API}/judgements", json={"a": ada, "b": tomas, "verdict": "same", "because": "a test"}
    )
    assert made.status_code == 201
    number = made.json()["judgement"]["n"]
    assert made.json()["together"] is True
    undone = editor.delete(f"{API}/judgements/{number}", params={"because": "it was one"}).json()
    assert undone["together"] is False
    history = editor.get(f"{API}/judgements").json()
    assert len(history) == 2
    acts = [one.act for one in desk.store.access.audit.find(AuditQuery(limit=2))]
    assert acts == ["identity.undo", "identity.judge"]
    assert editor.get(f"{API}/review").json() == []


@pytest.mark.parametrize("number", [0, 10**18, 10**30])
def test_number_that_no_database_has_is_refused(editor: TestClient, number: int) -> None:
    assert editor.delete(f"{API}/judgements/{number}").status_code == 422


def test_judging_whom_nobody_knows_is_a_problem(editor: TestClient) -> None:
    body = {"a": "Nobody Atall", "b": "Ada Lindqvist", "verdict": "same"}
    assert editor.post(f"{API}/judgements", json=body).json()["type"] == "/api#not-found"
    assert editor.post(f"{API}/judgements", json={**body, "verdict": "perhaps"}).status_code == 422
    assert editor.delete(f"{API}/judgements/4711").status_code == 404
