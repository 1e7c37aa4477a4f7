"""Correcting on a real desk: what is kept, what is shown, what is refused."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from onrecord.desk import Desk, add, plan_leads, verify
from onrecord.desk.correct import (
    Given,
    add_statement,
    correct,
    correct_report,
    undo_corrections,
)
from onrecord.errors import BadRequest, NotFound
from onrecord.model import Act, CorrectedField, EntryKind, IdentityType, Reading, Whom
from onrecord.model.ledger import facts_of
from tests.factory import span_of

F = CorrectedField


@pytest.fixture
def reading(desk: Desk, reports: Path) -> Reading:
    list(add(desk, plan_leads(desk.fetcher, [str(reports / "a.txt"), str(reports / "more" / "b.txt")])))
    return desk.store.reading(desk.store.find_report("a.txt"))


def all_well(desk: Desk) -> bool:
    return not any(findings for _, findings in verify(desk))


def test_each_field_is_a_correction_of_its_own(desk: Desk, reading: Reading) -> None:
    first = reading.statements[0]
    done = correct(
        desk,
        first.id[:8],
        {F.SPEAKER: "Tomas Okoro", F.ACT: Act.PROMISE, F.KIND: first.kind},
        by=" M.  Kern ",
        because="the tape",
    )
    assert [(one.field, one.by, one.because) for one in done.corrections] == [
        (F.SPEAKER, "M. Kern", "the tape"),
        (F.ACT, "M. Kern", "the tape"),
    ], "what is said so already is none"
    assert done.corrections[1].before is Act.SAY
    assert done.statement is not None
    assert (done.statement.id, done.statement.act) == (first.id, Act.PROMISE)
    assert done.reading == desk.store.reading(reading.report.id)
    back = undo_corrections(desk, [done.corrections[0].n], by="L. Aho", because="a slip")
    assert back.statement is not None
    assert (back.statement.speaker, back.statement.act) == (first.speaker, Act.PROMISE)
    assert [(one.correction, one.by, one.because) for one in back.retractions] == [
        (done.corrections[0].n, "L. Aho", "a slip")
    ]
    assert all_well(desk)


def test_statement_struck_out_comes_back_by_undoing(desk: Desk, reading: Reading) -> None:
    first = reading.statements[0]
    done = correct(desk, first.id, {F.NOT_A_STATEMENT: True}, by="M. Kern")
    assert (done.statement, len(done.reading.statements)) == (None, 1)
    with pytest.raises(NotFound):
        correct(desk, first.id, {F.ACT: Act.ASK}, by="M. Kern")
    assert all_well(desk)
    back = undo_corrections(desk, by="M. Kern")
    assert (back.statement, back.reading) == (first, reading)


def test_added_statement_has_an_id_of_its_own(desk: Desk, reading: Reading) -> None:
    text = reading.report.text
    given: dict[CorrectedField, Given] = {
        F.CONTENT: [span_of(text, "Harbour talks resume")],
        F.SPEAKER: Whom("Radio Selm", IdentityType.OUTLET),
    }
    done = add_statement(desk, "a.txt", given, by="M. Kern")
    assert done.statement is not None
    assert desk.store.find_statement(done.statement.id) == (reading.report.id, done.statement.id)
    assert all_well(desk)
    with pytest.raises(BadRequest, match="correct that one"):
        add_statement(desk, "a.txt", given, by="M. Kern")
    assert undo_corrections(desk, by="M. Kern").reading == reading


def test_head_of_a_report_is_corrected_and_found(desk: Desk, reading: Reading) -> None:
    done = correct_report(desk, "a.txt", {F.TITLE: "Quays", F.TOPICS: ["Harbours"]}, by="M. Kern")
    assert done.reading.report.metadata.title == "Quays"
    assert [line.title for line in desk.store.reports() if line.id == reading.report.id] == ["Quays"]
    assert all_well(desk)
    assert len(undo_corrections(desk, [one.n for one in done.corrections], by="L").retractions) == 2
    assert desk.store.reading(reading.report.id) == reading


def test_ledger_binds_each_word_without_repeating_it(desk: Desk, reading: Reading) -> None:
    said = correct(desk, reading.statements[0].id, {F.VENUE: "a hall nobody knew"}, by="M. Kern").corrections[
        0
    ]
    undoing = undo_corrections(desk, by="M. Kern").retractions[0]
    entries = [
        one for one in desk.store.ledger.about(reading.report.capture) if one.kind is EntryKind.CORRECTION
    ]
    assert [(facts_of(one)["n"], facts_of(one)["undoes"]) for one in entries] == [
        (said.n, None),
        (undoing.n, said.n),
    ]
    assert not any(b"hall" in one.body or b"Kern" in one.body for one in entries)
    assert all_well(desk)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({}, "say what is right about the statement"),
        ({F.TITLE: "Other"}, "say what is right about the statement"),
        ({F.ACT: Act.SAY}, "says so already"),
    ],
    ids=str,
)
def test_correction_that_says_nothing_is_refused(
    desk: Desk, reading: Reading, given: Mapping[CorrectedField, Given], why: str
) -> None:
    with pytest.raises(BadRequest, match=why):
        correct(desk, reading.statements[0].id, given, by="M. Kern")


def test_nobody_corrects_without_a_name(desk: Desk, reading: Reading) -> None:
    first = reading.statements[0].id
    for by, because in (("", ""), (" ", ""), ("M" * 201, ""), ("M. Kern", "w" * 2001)):
        with pytest.raises(BadRequest):
            correct(desk, first, {F.ACT: Act.ASK}, by=by, because=because)
    with pytest.raises(BadRequest, match="say what is right about the report"):
        correct_report(desk, "a.txt", {F.ACT: Act.ASK}, by="M. Kern")
    with pytest.raises(BadRequest, match="say what the statement is"):
        add_statement(desk, "a.txt", {F.RIGHT: True}, by="M. Kern")
    with pytest.raises(NotFound, match="has corrected nothing that stands"):
        undo_corrections(desk, by="M. Kern")
    assert desk.store.reading(reading.report.id) == reading


def test_corrections_of_several_reports_are_not_taken_back_at_once(desk: Desk, reading: Reading) -> None:
    assert reading
    one = correct_report(desk, "a.txt", {F.TITLE: "One"}, by="M. Kern").corrections[0].n
    two = correct_report(desk, "b.txt", {F.TITLE: "Two"}, by="M. Kern").corrections[0].n
    with pytest.raises(BadRequest, match="of several reports"):
        undo_corrections(desk, [one, two], by="M. Kern")
    assert len(list(desk.store.corrections.history())) == 2
