"""Corrections by the API: made, listed, taken back, exported."""

import json
from typing import Any

import pytest
from starlette.testclient import TestClient

from onrecord.desk import Desk
from onrecord.ports import AuditQuery

API = "/api/v1"
LIST = f"{API}/corrections"
REPORT = "harbour.txt"


def statements(client: TestClient) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(f"{API}/statements", params={"limit": 500}).json()["items"]
    return found


def by(client: TestClient, name: str) -> dict[str, Any]:
    return next(one for one in statements(client) if one["speaker"] and one["speaker"]["name"] == name)


def test_word_of_a_person_stands_until_it_is_taken_back(editor: TestClient, desk: Desk) -> None:
    said = by(editor, "Ada Lindqvist")
    asked = {
        "statement": said["id"],
        "values": {"speaker": "Tomas Okoro", "said_on": "2024-03-03"},
        "because": "tape",
    }
    made = editor.post(LIST, json=asked)
    assert made.status_code == 201
    assert [one["field"] for one in made.json()["corrections"]] == ["speaker", "said_on"]
    now = editor.get(f"{API}/statements/{said['id']}").json()
    assert now["speaker"]["name"] == "Tomas Okoro"
    assert now["said_on"] == "2024-03-03"
    assert now["made_by"].startswith("person: editor")
    numbers = [one["n"] for one in made.json()["corrections"]]
    for number in numbers:
        assert editor.delete(f"{LIST}/{number}").status_code == 200
    assert editor.get(f"{API}/statements/{said['id']}").json()["speaker"]["name"] == "Ada Lindqvist"
    assert editor.delete(f"{LIST}/{numbers[0]}").status_code == 400
    acts = [one.act for one in desk.store.access.audit.find(AuditQuery(limit=3))]
    assert acts == ["correction.undo", "correction.undo", "statement.correct"]


def test_statement_is_struck_out_and_a_missing_one_added(editor: TestClient) -> None:
    said = by(editor, "Ada Lindqvist")
    editor.post(LIST, json={"statement": said["id"], "values": {"not_a_statement": True}})
    assert said["id"] not in {one["id"] for one in statements(editor)}
    text = editor.get(f"{API}/reports/{REPORT}/text").text
    start = text.index("Harbour talks resume")
    added = editor.post(
        LIST,
        json={
            "report": REPORT,
            "missing": True,
            "values": {
                "content": [[start, start + len("Harbour talks resume")]],
                "speaker": {"name": "Nils Berg", "type": "person"},
                "kind": "heading",
            },
        },
    )
    assert added.status_code == 201
    now = editor.get(f"{API}/statements/{added.json()['statement']}").json()
    assert (now["words"], now["speaker"]["name"], now["kind"]) == (
        ["Harbour talks resume"],
        "Nils Berg",
        "heading",
    )


def test_report_is_corrected_with_words_and_lists(editor: TestClient) -> None:
    values = {"title": "Talks at the harbour", "authors": ["Ida Holm", "Per Lund"], "outlet": None}
    made = editor.post(LIST, json={"report": REPORT, "values": {**values, "language": "en"}})
    assert made.status_code in {201, 400}
    del values["outlet"]
    if made.status_code == 400:  # it says so already: no outlet, English
        assert editor.post(LIST, json={"report": REPORT, "values": values}).status_code == 201
    head = editor.get(f"{API}/reports/{REPORT}").json()["report"]
    assert (head["title"], head["authors"]) == (values["title"], values["authors"])


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"values": {"kind": "direct"}}, 400),
        ({"statement": "0000", "values": {"kind": "direct"}}, 404),
        ({"statement": "0000", "report": REPORT, "values": {"kind": "direct"}}, 400),
        ({"statement": "0000", "missing": True, "values": {"kind": "direct"}}, 400),
        ({"report": REPORT, "values": {}}, 422),
        ({"report": REPORT, "values": {"speaker": "Ada Lindqvist"}}, 400),
        ({"report": REPORT, "values": {"title": True}}, 400),
        ({"report": REPORT, "values": {"authors": [[1, 2]]}}, 400),
        ({"report": REPORT, "values": {"published": "soon"}}, 400),
        ({"report": REPORT, "values": {"missing_statement": "x"}}, 422),
        ({"report": REPORT, "missing": True, "values": {"content": [[5, 2]]}}, 400),
        ({"report": REPORT, "missing": True, "values": {"content": [[0, 999_999]]}}, 400),
        ({"report": REPORT, "missing": True, "values": {"content": ["words that stand nowhere"]}}, 400),
        ({"report": REPORT, "seen": 7, "values": {"title": "Talks"}}, 400),
    ],
)
def test_correction_that_does_not_fit_changes_nothing(
    editor: TestClient, asked: dict[str, Any], status: int
) -> None:
    answer = editor.post(LIST, json=asked)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert editor.get(LIST).json()["items"] == []


def test_history_is_paged_by_report_and_statement_and_streamed(editor: TestClient) -> None:
    said = by(editor, "Ada Lindqvist")
    for kind in ("letter", "transcript", "direct"):
        editor.post(LIST, json={"statement": said["id"], "values": {"kind": kind}})
    editor.post(LIST, json={"report": REPORT, "values": {"title": "Talks at the harbour"}})
    every = editor.get(LIST).json()["items"]
    for narrowed in ({}, {"report": REPORT}):
        page = editor.get(LIST, params={**narrowed, "limit": 3}).json()
        rest = editor.get(LIST, params={**narrowed, "limit": 3, "after": page["next"]}).json()
        assert page["items"] + rest["items"] == every
        assert rest["next"] is None
    own = editor.get(LIST, params={"statement": said["id"]}).json()["items"]
    assert own == [one for one in every if one["statement"] == said["id"]]
    lines = editor.get(LIST, headers={"Accept": "application/jsonl"}).text.splitlines()
    assert [json.loads(line) for line in lines] == every
    assert editor.get(LIST, params={"unfit": True}).json()["items"] == []
    assert editor.get(LIST, params={"report": REPORT, "unfit": True}).json()["items"] == []
    assert editor.get(LIST, params={"after": "x"}).status_code == 422


def test_export_gives_reports_as_training_reads_them(editor: TestClient, desk: Desk) -> None:
    assert editor.get(f"{LIST}/export").text == ""
    said = by(editor, "Ada Lindqvist")
    editor.post(LIST, json={"statement": said["id"], "values": {"right": True}})
    answer = editor.get(f"{LIST}/export")
    assert answer.headers["content-type"] == "application/jsonl"
    (line,) = answer.text.splitlines()
    assert json.loads(line)["settled"] == [said["id"]]
    assert len(list(desk.store.access.audit.find(AuditQuery(act="corrections.export", limit=None)))) == 2
