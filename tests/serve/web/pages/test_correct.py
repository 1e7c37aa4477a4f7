"""Correcting by plain forms, as without any script: what is kept, shown, refused and taken back."""

import json
from collections.abc import Iterator

import pytest
from lxml import etree
from starlette.testclient import TestClient

from onrecord.desk import Desk
from onrecord.desk.correct import correct_report, recent_corrections
from onrecord.model import CorrectedField, Statement
from onrecord.model.access import Role
from onrecord.ports import AuditQuery
from onrecord.serve.application import make_application
from onrecord.serve.http.site import Site
from tests.serve.web.conftest import sign_in
from tests.serve.web.parsed import elements, open_page, strings, words


@pytest.fixture
def editor(desk: Desk) -> Iterator[TestClient]:
    with TestClient(make_application(Site(desk)), base_url="http://localhost") as opened:
        sign_in(opened, desk, Role.EDITOR)
        yield opened


@pytest.fixture
def first(desk: Desk, report: str) -> Statement:
    return desk.store.reading(report).statements[0]


def form_of(page: etree._Element, action: str) -> dict[str, str]:
    """Return what the form that is sent to an address holds, as a browser would send it."""
    (form,) = elements(page, f"//form[@action='{action}']")
    found = {
        one.get("name", ""): one.get("value", "")
        for one in elements(form, ".//input[@name]")
        if one.get("name")
    }
    found |= {one.get("name", ""): one.text or "" for one in elements(form, ".//textarea")}
    for one in elements(form, ".//select"):
        (value,) = strings(one, "option[@selected]/@value") or strings(one, "option[1]/@value")
        found[one.get("name", "")] = value
    return found


def send(client: TestClient, page: etree._Element, action: str, **changed: str) -> etree._Element:
    """Return the page that comes of sending a form with some of its fields changed."""
    answer = client.post(action, data={**form_of(page, action), **changed})
    assert answer.status_code in {200, 400}, answer.text
    return etree.HTML(answer.text)


def test_statement_is_corrected_by_its_form_and_taken_back(
    editor: TestClient, desk: Desk, report: str, first: Statement
) -> None:
    page = open_page(editor, f"/statements/{first.id}/correct")
    action = f"/statements/{first.id}/correct"
    assert form_of(page, action)["speaker"] == "Ada Lindqvist"
    span = first.content[0]
    assert form_of(page, action)["content"] == f"{span.start}:{span.end}"
    page = send(editor, page, action, speaker="Tomas Okoro", act="promise", because="the tape", do="save")
    told = words(page, "//form[@action='/corrections/undo']")
    assert "speaker: Ada Lindqvist → Tomas Okoro" in told
    assert "act: say → promise" in told
    assert words(page, "//h2") == "Statement 1"
    assert "the editor" in words(page, "//form[@data-form]")
    said = desk.store.reading(report).statements[0]
    assert (said.id, said.act, said.made_by) == (first.id, "promise", "person: the editor")
    shown = open_page(editor, f"/reports/{report}")
    assert "a person’s word" in words(shown, "//div[@id='n1']")
    numbers = strings(page, "//form[@action='/corrections/undo']//input[@name='n']/@value")
    assert len(numbers) == 2
    sent = {**form_of(page, "/corrections/undo"), "n": numbers}
    answer = editor.post("/corrections/undo", data=sent)
    assert answer.status_code == 200
    assert desk.store.reading(report).statements[0] == first


def test_words_may_be_written_where_nothing_can_be_marked(
    editor: TestClient, desk: Desk, report: str, first: Statement
) -> None:
    action = f"/statements/{first.id}/correct"
    page = open_page(editor, action)
    page = send(editor, page, action, content="The harbour", cue="", do="save")
    said = desk.store.reading(report).statements[0]
    text = desk.store.report(report).text
    assert [span.cut(text) for span in said.content] == ["The harbour"]
    assert said.cue == ()


def test_statement_is_found_right_or_struck_out(
    editor: TestClient, desk: Desk, report: str, first: Statement
) -> None:
    action = f"/statements/{first.id}/correct"
    page = send(editor, open_page(editor, action), action, do="right")
    assert "right as it stands" in words(page, "//form[@action='/corrections/undo']")
    page = send(editor, page, action, do="strike")
    assert "not a statement: Ada Lindqvist" in words(page, "//form[@action='/corrections/undo']")
    assert first.id not in {one.id for one in desk.store.reading(report).statements}
    assert editor.get(action).status_code == 404
    history = open_page(editor, f"/reports/{report}/corrections?statement={first.id}")
    assert "not a statement" in words(history, "//ol")
    (last, _) = elements(history, "//form[@action='/corrections/undo']")
    editor.post(
        "/corrections/undo",
        data={one.get("name", ""): one.get("value", "") for one in elements(last, "input")},
    )
    assert editor.get(action).status_code == 200


def test_missing_statement_is_added(editor: TestClient, desk: Desk, report: str) -> None:
    page = open_page(editor, f"/reports/{report}/correct?missing=true&content=0:20")
    action = f"/reports/{report}/statements"
    assert form_of(page, action)["content"] == "0:20"
    page = send(editor, page, action, speaker="Radio Norr", type="outlet", kind="heading")
    said = desk.store.reading(report).statements[0]
    assert said.speaker is not None
    assert (said.speaker.name, said.speaker.type, said.kind) == ("Radio Norr", "outlet", "heading")
    assert "missing statement: Radio Norr" in words(page, "//form[@action='/corrections/undo']")


def test_head_of_a_report_is_corrected(editor: TestClient, desk: Desk, report: str) -> None:
    action = f"/reports/{report}/correct"
    page = send(
        editor,
        open_page(editor, action),
        action,
        title="Quays",
        topics="Harbours\r\nFish",
        published="2024-03-04",
    )
    head = desk.store.report(report).metadata
    assert (head.title, head.topics, str(head.published)) == ("Quays", ("Harbours", "Fish"), "2024-03-04")
    assert words(page, "//h1") == "Quays"


def test_what_cannot_be_kept_comes_back_with_what_was_written(
    editor: TestClient, desk: Desk, report: str, first: Statement
) -> None:
    action = f"/statements/{first.id}/correct"
    page = open_page(editor, action)
    page = send(editor, page, action, content="9000:9001", venue="a hall", do="save")
    assert "lies outside the text" in words(page, "//*[@role='alert']")
    assert form_of(page, action)["venue"] == "a hall"
    page = send(editor, open_page(editor, action), action, do="save")
    assert "nothing differs" in words(page, "//*[@role='alert']")
    old = open_page(editor, action)
    correct_report(desk, report, {CorrectedField.TITLE: "Quays"}, by="L. Aho")
    page = send(editor, old, action, venue="a hall", do="save")
    assert "corrected by somebody meanwhile" in words(page, "//*[@role='alert']")
    page = send(editor, page, action, do="save")
    assert desk.store.reading(report).statements[0].venue == "a hall"
    assert "venue: – → a hall" in words(page, "//form[@action='/corrections/undo']")


def test_history_of_the_desk_is_read_by_readers_and_exported_by_editors(
    client: TestClient, editor: TestClient, desk: Desk, report: str, first: Statement
) -> None:
    assert "Nothing was corrected yet" in words(open_page(client, "/corrections"), "//main")
    for n in range(60):
        correct_report(desk, report, {CorrectedField.TITLE: f"Title {n}"}, by="M. Kern", because="<b>why</b>")
    page = open_page(editor, "/corrections")
    assert len(elements(page, "//ol/li")) == 50
    assert words(page, "//ol/li[1]/p[2]") == "title: Title 58 → Title 59"
    (older,) = strings(page, "//a[@rel='next']/@href")
    assert len(elements(open_page(editor, older), "//ol/li")) == 10
    assert "Nothing is to be looked at" in words(open_page(editor, "/corrections?unfit=true"), "//main")
    answer = editor.get("/corrections.jsonl")
    assert "attachment" in answer.headers["content-disposition"]
    (told,) = [json.loads(line) for line in answer.text.splitlines()]
    assert told["report"]["title"] == "Title 59"
    acts = [one.act for one in desk.store.access.audit.find(AuditQuery())]
    assert "corrections.export" in acts
    assert first


def test_each_act_is_in_the_audit_log(editor: TestClient, desk: Desk, report: str, first: Statement) -> None:
    action = f"/statements/{first.id}/correct"
    page = send(editor, open_page(editor, action), action, act="promise", do="save")
    editor.post("/corrections/undo", data=form_of(page, "/corrections/undo"))
    found = {one.act: one for one in desk.store.access.audit.find(AuditQuery())}
    assert found["statement.correct"].subject == first.id
    assert found["statement.correct"].name == "the editor"
    assert found["statement.correct"].facts["fields"] == ["act"]
    assert found["correction.undo"].subject == report


def test_reader_corrects_nothing(desk: Desk, report: str, first: Statement) -> None:
    with TestClient(make_application(Site(desk)), base_url="http://localhost") as reader:
        sign_in(reader, desk, Role.READER)
        for address in (
            f"/reports/{report}/correct",
            f"/statements/{first.id}/correct",
            "/corrections.jsonl",
        ):
            assert reader.get(address).status_code == 403
        assert reader.get(f"/reports/{report}/corrections").status_code == 200
        assert "/correct" not in reader.get(f"/reports/{report}").text.replace("/corrections", "")
        searches = open_page(reader, "/searches")
        token = strings(searches, "//input[@name='csrf_token']/@value")[:1]
        for address in (
            f"/reports/{report}/correct",
            f"/reports/{report}/statements",
            f"/statements/{first.id}/correct",
            "/corrections/undo",
        ):
            sent = {"csrf_token": "".join(token), "do": "strike", "n": "1", "title": "x"}
            assert reader.post(address, data=sent).status_code == 403
    assert recent_corrections(desk) == []


def test_forged_form_changes_nothing(editor: TestClient, desk: Desk, first: Statement) -> None:
    assert editor.post(f"/statements/{first.id}/correct", data={"do": "strike"}).status_code == 403
    page = open_page(editor, f"/statements/{first.id}/correct")
    sent = {**form_of(page, f"/statements/{first.id}/correct"), "do": "strike"}
    headers = {"Origin": "https://elsewhere.example"}
    answer = editor.post(f"/statements/{first.id}/correct", data=sent, headers=headers)
    assert answer.status_code == 403
    assert recent_corrections(desk) == []


def test_markup_in_what_is_written_is_shown_as_text(editor: TestClient, report: str) -> None:
    action = f"/reports/{report}/correct"
    hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    send(editor, open_page(editor, action), action, title=hostile, because=hostile)
    for address in (action, f"/reports/{report}/corrections", "/corrections", f"/reports/{report}"):
        page = editor.get(address).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "&lt;script&gt;alert" in page
