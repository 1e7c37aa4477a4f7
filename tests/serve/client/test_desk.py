"""The client's verbs, which do the same whether the desk lies here or is served."""

from itertools import islice

import pytest

from onrecord import Desk
from onrecord.errors import BadRequest, NotAllowed, NotFound, SignInRefused, StoreError
from onrecord.model.access import Role, Scope
from tests.serve.client.conftest import Come

REPORT = "harbour.txt"


def test_what_is_read_hangs_together(desk: Desk) -> None:
    found = list(desk.statements())
    assert {one["report_id"] for one in found} == {report["id"] for report in desk.reports()}
    (one,) = desk.statements("belongs", speaker="Lindqvist")
    assert one["words"] == ["The harbour belongs to everybody."]
    assert list(desk.statements("speaker:Lindqvist belongs")) == [one]
    assert list(islice(desk.statements(limit=1), 5)) == found[:1]
    assert desk.statement(one["id"][:10])["id"] == one["id"]
    proof = desk.evidence(one["id"])
    text = desk.text(REPORT)
    assert [text[start:end] for start, end in proof["spans"]] == one["words"]
    assert desk.body(REPORT).decode() == text
    whole = desk.report(REPORT)
    assert (whole["text"], whole["id"]) == (text, one["report_id"])
    assert desk.variants(one["id"])["variants"] == []
    assert desk.origins(one["id"])["at_least"] == 1
    assert desk.trace(one["id"])["stations"]
    assert [edition["latest"] for edition in desk.editions(REPORT)] == [True]
    assert desk.reprints(REPORT) == []


def test_report_is_found_by_a_name_that_no_path_holds(desk: Desk) -> None:
    (line,) = desk.reports()
    assert "/" in line["report"]
    assert desk.report(line["report"])["id"] == line["id"]
    with pytest.raises(NotFound):
        desk.report("https://paper.example/a?b=c/d")


def test_overviews_are_told(desk: Desk) -> None:
    count = len(list(desk.statements()))
    assert desk.facets()["counted"] == count
    assert desk.today()["reports"] == 1
    assert desk.timeline(step="day")["step"] == "day"
    assert "nodes" in desk.network(nodes=10)
    assert "outlets" in desk.compare("harbour")
    assert sum(one["count"] for one in desk.outlets()) <= 1
    assert desk.searches() == []


def test_those_who_are_known_are_judged_and_parted(desk: Desk) -> None:
    names = {one["name"] for one in desk.identities(type="person")}
    assert {"Ada Lindqvist", "Tomas Okoro"} <= names
    assert desk.who("Lindqvist", people=1)[0]["name"] == "Ada Lindqvist"
    assert desk.identity("Ada Lindqvist")["name"] == "Ada Lindqvist"
    assert desk.lens("Ada Lindqvist")["times"] == 1
    made = desk.judge("Ada Lindqvist", "Tomas Okoro", "same", because="a test")
    assert made["together"] is True
    assert desk.undo(made["judgement"]["n"])["together"] is False
    assert desk.review() == []


def test_corrections_are_made_listed_and_taken_back(desk: Desk) -> None:
    (one,) = desk.statements("belongs")
    made = desk.correct(one["id"], speaker="Tomas Okoro", because="the tape")
    assert desk.statement(one["id"])["speaker"]["name"] == "Tomas Okoro"
    desk.correct_report(REPORT, title="Talks at the harbour")
    added = desk.add_statement(REPORT, content=["Harbour talks resume"], kind="heading", speaker=None)
    assert desk.statement(added["statement"])["words"] == ["Harbour talks resume"]
    assert [entry["field"] for entry in desk.corrections()] == ["missing_statement", "title", "speaker"]
    assert [entry["field"] for entry in desk.corrections(REPORT, statement=one["id"])] == ["speaker"]
    desk.undo_correction(made["corrections"][0]["n"], because="it was the first")
    assert desk.statement(one["id"])["speaker"]["name"] == "Ada Lindqvist"


def test_errors_are_those_of_the_verbs(desk: Desk) -> None:
    with pytest.raises(NotFound, match="f" * 24):
        desk.statement("f" * 24)
    with pytest.raises(NotFound):
        desk.who("Zyxwv Qrstu")
    with pytest.raises(BadRequest, match="speaker"):
        list(desk.statements("speaker:"))
    with pytest.raises(BadRequest):
        list(desk.statements(since="yesterday"))
    with pytest.raises(BadRequest):
        desk.judge("Ada Lindqvist", "Tomas Okoro", "perhaps")
    with pytest.raises(BadRequest):
        desk.add("/etc/hostname")
    (one,) = desk.statements("belongs")
    with pytest.raises(BadRequest):
        desk.correct(one["id"], speaker="Ada Lindqvist")


def test_reader_changes_nothing_and_nobody_reads(come: Come) -> None:
    reader = come(Role.READER, Scope.READ)
    (one,) = reader.statements("belongs")
    for change in (
        lambda: reader.correct(one["id"], speaker="Tomas Okoro"),
        lambda: reader.correct_report(REPORT, title="Nothing happened"),
        lambda: reader.add_statement(REPORT, content=["Harbour talks resume"]),
        lambda: reader.judge("Ada Lindqvist", "Tomas Okoro", "same"),
        lambda: reader.add("https://paper.example/"),
        lambda: reader.undo(1),
        lambda: reader.undo_correction(1),
    ):
        with pytest.raises(NotAllowed):
            change()
    with pytest.raises(SignInRefused):
        come(token="onr_made_up").today()  # noqa: S106 -- no secret: it opens nothing
    with pytest.raises(SignInRefused):
        come(token="").outlets()


def test_desk_that_does_not_answer_is_an_error_of_the_store() -> None:
    with (
        Desk("http://127.0.0.1:9", timeout_seconds=5) as desk,
        pytest.raises(StoreError, match="does not answer"),
    ):
        desk.today()
