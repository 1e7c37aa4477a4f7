"""What a search finds, for other programs."""

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree as ET

from starlette.testclient import TestClient

from onrecord.desk import Desk
from onrecord.ports import AuditQuery
from tests.serve.web.conftest import add_text

NAMES = {"a": "http://www.w3.org/2005/Atom"}


def test_a_sheet_holds_every_statement_of_all_pages(reader: TestClient) -> None:
    answer = reader.get("/search.csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(rows) == 82
    assert {row["outlet"] for row in rows} == {"", "Strandposten", "Harbour News Agency"}
    assert answer.headers["content-disposition"].startswith('attachment; filename="statements-')


def test_lines_are_in_the_interchange_format(reader: TestClient, strait: Desk) -> None:
    lines = [json.loads(line) for line in reader.get("/search.jsonl?q=misprint").text.splitlines()]
    (line,) = lines
    report = strait.store.report(strait.store.find_statement(line["id"])[0])
    assert line["text_sha256"] == report.text_sha256
    assert "misprint" in "".join(report.text[start:end] for start, end in line["content"])


def test_reports_come_as_lines_too(reader: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(reader.get("/search.csv?in=reports&carried=copied").text)))
    assert [row["words"] for row in rows] == ["copied"]
    lines = [json.loads(line) for line in reader.get("/search.jsonl?in=reports").text.splitlines()]
    assert len(lines) == 8


def test_cells_that_a_spreadsheet_would_compute_are_text(
    client: TestClient, desk: Desk, tmp_path: Path
) -> None:
    add_text(desk, tmp_path / "a.txt", "Talks\n\nMayor Ada Lindqvist said: “=HYPERLINK(1) is a word.”\n")
    (row,) = csv.DictReader(io.StringIO(client.get("/search.csv").text))
    assert row["words"] == "'=HYPERLINK(1) is a word."


def test_an_export_is_written_down_and_what_cannot_be_asked_is_not(
    client: TestClient, desk: Desk, report: str
) -> None:
    assert report
    assert client.get("/search.csv?q=harbour").status_code == 200
    assert client.get("/search.jsonl?in=reports").status_code == 200
    assert client.get("/search.csv?speaker=%22").status_code == 400
    acts = [
        (one.act, one.facts["form"], one.facts["query"])
        for one in desk.store.access.audit.find(AuditQuery())
        if one.act.endswith(".export")
    ]
    assert acts == [("reports.export", "jsonl", "in=reports"), ("statements.export", "csv", "q=harbour")]


def test_nothing_found_is_a_sheet_without_rows(reader: TestClient) -> None:
    assert len(reader.get("/search.csv?q=zeppelin").text.splitlines()) == 1
    assert reader.get("/search.jsonl?q=zeppelin").text == ""


def test_a_search_can_be_followed(reader: TestClient) -> None:
    answer = reader.get("/search.atom?outlet=Strandposten")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = ET.fromstring(answer.text)  # noqa: S314 -- of our own making
    entries = feed.findall("a:entry", NAMES)
    assert len(entries) == 6
    ids = [one.findtext("a:id", namespaces=NAMES) for one in entries]
    assert len(set(ids)) == 6
    links = {link.get("rel"): link.get("href") for link in feed.findall("a:link", NAMES)}
    assert links == {
        "self": "http://localhost/search.atom?outlet=Strandposten",
        "alternate": "http://localhost/search?outlet=Strandposten",
    }
    assert all(one.findtext("a:updated", namespaces=NAMES) for one in entries)
    assert feed.findtext("a:title", namespaces=NAMES) == "outlet: Strandposten"


def test_reports_can_be_followed(reader: TestClient) -> None:
    feed = ET.fromstring(reader.get("/search.atom?in=reports&q=herring").text)  # noqa: S314 -- of our own making
    titles = [one.findtext("a:title", namespaces=NAMES) for one in feed.findall("a:entry", NAMES)]
    assert "Marenia: Night ferry to sail before the herring, whatever the fee" in titles
