"""A person's word through rereading, verification, removal and packages of a real desk."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from onrecord.adapters.store import SqlStore
from onrecord.desk import (
    Desk,
    Gravity,
    Reread,
    Unchanged,
    add,
    plan_leads,
    plan_removal,
    remove,
    reread,
    verify,
)
from onrecord.desk.correct import (
    add_statement,
    correct,
    correct_report,
    machine_reading,
    recent_corrections,
    undo_corrections,
)
from onrecord.model import Act, Capture, CorrectedField, Reading, statement_id
from tests.desk.packages import changed, checker, findings, write
from tests.desk.test_package import edit_json
from tests.factory import span_of

F = CorrectedField


@pytest.fixture
def reading(desk: Desk, reports: Path) -> Reading:
    list(add(desk, plan_leads(desk.fetcher, [str(reports / "a.txt")])))
    return desk.store.reading(desk.store.find_report("a.txt"))


def reading_otherwise(desk: Desk, change: Callable[[Reading], Reading]) -> Desk:
    """Return the desk with another reader: one that has become better, or worse."""

    def read(capture: Capture, body: bytes, *, name: str) -> Reading:
        made = change(desk.read(capture, body, name=name))
        return replace(made, report=replace(made.report, made_by="tests 2"))

    return replace(desk, read=read)


def told(desk: Desk) -> list[str]:
    return [finding.message for _, found in verify(desk) for finding in found]


def test_reread_keeps_a_persons_word(desk: Desk, reading: Reading) -> None:
    first = reading.statements[0]
    correct(desk, first.id, {F.SPEAKER: "Tomas Okoro"}, by="M. Kern")
    correct_report(desk, "a.txt", {F.TITLE: "Quays"}, by="M. Kern")
    assert [result for _, result in reread(desk)] == [Unchanged()]

    def shorter(made: Reading) -> Reading:
        one = made.statements[0]
        content = (span_of(made.report.text, "The harbour belongs to every"),)
        id_ = statement_id(
            one.report, one.kind, source=one.source, cue=one.cue, content=content, text=made.report.text
        )
        return replace(made, statements=(replace(one, id=id_, content=content), *made.statements[1:]))

    better = reading_otherwise(desk, shorter)
    assert [result for _, result in reread(better)] == [Reread(2, 2)]
    said = desk.store.reading(reading.report.id).statements[0]
    assert said.id == first.id
    assert said.speaker is not None
    assert said.speaker.name == "Tomas Okoro"
    assert desk.store.report(reading.report.id).metadata.title == "Quays"
    assert said.content[0].cut(reading.report.text) == "The harbour belongs to every"
    assert [result for _, result in reread(better)] == [Unchanged()]
    assert told(better) == []
    assert machine_reading(desk, reading.report.id).statements[0].speaker == first.speaker


def test_what_does_not_fit_a_new_reading_is_kept_told_and_fits_again(desk: Desk, reading: Reading) -> None:
    first = reading.statements[0]
    correct(desk, first.id, {F.ACT: Act.PROMISE, F.VENUE: "a hall"}, by="M. Kern")
    worse = reading_otherwise(desk, lambda made: replace(made, statements=made.statements[1:]))
    assert [result for _, result in reread(worse)] == [Reread(2, 1, unfit=2)]
    unfit = recent_corrections(desk, unfit=True)
    assert [(one.correction.field, one.correction.unfit) for one in unfit] == [
        (F.VENUE, "the statement is not found in the newest reading of the report"),
        (F.ACT, "the statement is not found in the newest reading of the report"),
    ]
    assert told(worse) == [
        "2 of its corrections do not fit the newest reading; see `onrecord corrections list --unfit`"
    ]
    assert [result for _, result in reread(desk)] == [Reread(1, 2)]
    assert recent_corrections(desk, unfit=True) == []
    assert desk.store.reading(reading.report.id).statements[0].act is Act.PROMISE


def test_undoing_after_a_reread_gives_the_newest_reading(desk: Desk, reading: Reading) -> None:
    correct(desk, reading.statements[0].id, {F.ACT: Act.PROMISE}, by="M. Kern")
    list(reread(reading_otherwise(desk, lambda made: made)))
    undone = undo_corrections(desk, by="M. Kern").reading
    assert undone.report.made_by == "tests 2"
    assert undone.statements == reading.statements


TAMPERING = {
    "UPDATE statements SET venue = 'elsewhere' WHERE position = 0": "not the machine's with the corrections",
    "UPDATE reports SET title = 'Other'": "the stored metadata or blocks are not the machine's",
    "UPDATE corrections SET value = '\"ask\"'": "number 1, is not what the ledger recorded",
    "UPDATE corrections SET \"by\" = 'Somebody'": "number 1, is not what the ledger recorded",
    "UPDATE corrections SET field = 'mood'": "its corrections cannot be read",
    "UPDATE corrections SET undone = 7": "correction 1 is marked as taken back, or not, without cause",
    "DELETE FROM corrections": "correction 1 is in the ledger and not in the index",
    "DELETE FROM machine_readings": "not the machine's with the corrections",
    "UPDATE machine_readings SET reading = replace(reading, '\"say\"', '\"deny\"')": "not as its bytes give them",
    "UPDATE machine_readings SET reading = '[]'": "the machine's reading was changed",
}


@pytest.mark.parametrize("line", TAMPERING, ids=str)
def test_tampering_with_corrections_is_told(desk: Desk, reading: Reading, line: str) -> None:
    correct(desk, reading.statements[0].id, {F.ACT: Act.PROMISE}, by="M. Kern")
    assert told(desk) == []
    assert isinstance(desk.store, SqlStore)
    with desk.store.writing():
        desk.store._session.writer().execute(sa.text(line))
    assert TAMPERING[line] in "\n".join(told(desk))


def test_removal_takes_corrections_and_the_ledger_stays_true(
    desk: Desk, reading: Reading, reports: Path
) -> None:
    text = reading.report.text
    add_statement(desk, "a.txt", {F.CONTENT: [span_of(text, "Harbour talks")]}, by="M. Kern")
    assert len(plan_removal(desk, "a.txt")) == 1
    remove(desk, plan_removal(desk, "a.txt"), by="M. Kern", reason="order 5")
    assert told(desk) == []
    assert list(desk.store.corrections.history()) == []
    list(add(desk, plan_leads(desk.fetcher, [str(reports / "a.txt")]), again=True))
    assert told(desk) == []
    assert desk.store.reading(reading.report.id) == reading


def test_package_carries_the_machines_reading_and_the_persons_beside_it(
    desk: Desk, reading: Reading, tmp_path: Path
) -> None:
    correct(desk, reading.statements[0].id, {F.ACT: Act.PROMISE}, by="M. Kern")
    write(desk, tmp_path / "a.wacz", "a.txt")
    found = findings(tmp_path / "a.wacz", checker(desk))
    assert [(one.gravity, one.message) for one in found] == [
        (Gravity.NOTE, "1 corrections by M. Kern are laid over what was read")
    ]
    for edit, why in [
        (
            lambda told: told["corrected"]["reading"]["statements"][0].update(act="ask"),
            "not what its corrections give",
        ),
        (
            lambda told: told["corrected"]["corrections"][0].update(value="ask"),
            "not what its corrections give",
        ),
        (lambda told: told["corrected"]["corrections"][0].pop("by"), "corrections cannot be read"),
        (lambda told: told["corrected"]["quotations"][0].update(words=["No."]), "its quotation is not"),
        (lambda told: told["corrected"]["reading"].update(text="No."), "of another text"),
        (lambda told: told.update(corrected=7), "its reading cannot be read"),
    ]:
        path = changed(tmp_path / "a.wacz", edit_json("onrecord/reading-", edit))
        broken = "\n".join(
            one.message for one in findings(path, checker(desk)) if one.gravity is Gravity.BROKEN
        )
        assert why in broken
