"""Reports by the API: found, read, cut, kept bytes, editions, reprints; addresses added."""

import json

import pytest
from starlette.testclient import TestClient

from onrecord.desk import Desk
from onrecord.ports import AuditQuery

LIST = "/api/v1/reports"


def test_reports_are_found_by_words_with_the_passage(reader: TestClient) -> None:
    every = reader.get(LIST, params={"limit": 500}).json()
    assert every["total"]["count"] == len(every["items"]) > 3
    found = reader.get(LIST, params={"q": "strait"}).json()["items"]
    assert 0 < len(found) <= len(every["items"])
    start, end = found[0]["matches"][0]
    assert found[0]["excerpt"][start:end].casefold() == "strait"
    arabic = reader.get(LIST, params={"language": "ar"}).json()["items"]
    assert [one["report"].endswith("07-arabic.txt") for one in arabic] == [True]


def test_pages_and_lines_agree(reader: TestClient) -> None:
    first = reader.get(LIST, params={"limit": 2}).json()
    second = reader.get(LIST, params={"limit": 500, "after": first["next"]}).json()
    answer = reader.get(LIST, headers={"Accept": "application/x-ndjson"})
    assert [json.loads(line) for line in answer.text.splitlines()] == first["items"] + second["items"]


def test_one_report_by_name_with_its_parts(reader: TestClient) -> None:
    whole = reader.get(f"{LIST}/01-dispatch.txt").json()
    id_ = whole["id"]
    assert reader.get(f"{LIST}/{id_}").json() == whole
    assert reader.get(f"{LIST}/{id_}/text").text == whole["text"]
    (edition,) = reader.get(f"{LIST}/{id_}/editions").json()
    assert edition["latest"] is True
    pairs = reader.get(f"{LIST}/{id_}/reprints").json()
    assert all(id_ in {pair["a"], pair["b"]} for pair in pairs)
    assert reader.get(f"{LIST}/{id_}/trace").json()["stations"]
    assert reader.get(f"{LIST}/{id_}", params={"edition": 2}).status_code == 404


def test_bytes_are_to_be_saved_and_not_shown(reader: TestClient) -> None:
    answer = reader.get(f"{LIST}/06-page.html/bytes")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["x-capture-type"] == "text/html"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("part", ["text", "bytes"])
def test_what_is_had_already_is_not_read_again(reader: TestClient, part: str) -> None:
    first = reader.get(f"{LIST}/01-dispatch.txt/{part}")
    again = reader.get(f"{LIST}/01-dispatch.txt/{part}", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]


def test_adding_tells_of_each_address_and_is_written_down(editor: TestClient, desk: Desk) -> None:
    # Our own guard refuses addresses of this machine: whoever asks is not the one who runs it.
    inside = "http://127.0.0.1:9/page"
    (told,) = editor.post(LIST, json={"addresses": [inside]}).json()
    assert told["outcome"] == "failed"
    assert told["report"] is None
    assert told["problem"]
    (entry,) = desk.store.access.audit.find(AuditQuery(act="report.add", limit=None))
    assert entry.facts == {"addresses": [inside], "reports": []}


@pytest.mark.parametrize("address", ["/etc/hostname", "file:///etc/hostname", "notes.txt"])
def test_files_of_the_machine_are_not_read(editor: TestClient, address: str) -> None:
    answer = editor.post(LIST, json={"addresses": [address]})
    assert (answer.status_code, answer.json()["type"]) == (400, "/api#bad-request")


def test_body_of_another_form_is_refused(editor: TestClient) -> None:
    bodies: list[dict[str, object]] = [
        {},
        {"addresses": []},
        {"addresses": ["http://a.example"] * 21},
        {"addresses": [], "x": 1},
    ]
    for body in bodies:
        answer = editor.post(LIST, json=body)
        assert answer.status_code == 422
        assert answer.headers["content-type"] == "application/problem+json"
