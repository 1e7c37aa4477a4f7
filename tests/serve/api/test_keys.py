"""What a key stands for."""

from starlette.testclient import TestClient

ASK = "/api/v1/resolve"


def test_keys_lead_to_ids(reader: TestClient) -> None:
    report = reader.get("/api/v1/reports/01-dispatch.txt").json()
    id_ = report["id"]
    assert reader.get(ASK, params={"key": "01-dispatch.txt"}).json() == {"kind": "report", "id": id_}
    said = report["statements"][0]["id"]
    found = reader.get(ASK, params={"key": said[:10], "kind": "statement"}).json()
    assert found == {"kind": "statement", "id": said}
    known = reader.get("/api/v1/identities", params={"type": "person"}).json()["items"][0]
    assert reader.get(ASK, params={"key": known["id"][:12], "kind": "identity"}).json()["id"] == known["id"]


def test_key_of_nothing_is_a_problem(reader: TestClient) -> None:
    for kind in ("report", "statement", "identity"):
        answer = reader.get(ASK, params={"key": "https://paper.example/a/b?c=d", "kind": kind})
        assert answer.status_code == 404, kind
    assert reader.get(ASK, params={"key": "x", "kind": "ship"}).status_code == 422
    assert reader.get(ASK).status_code == 422
