from pathlib import Path

import pytest

from onrecord.desk import Desk, add, plan_leads
from onrecord.desk.access import list_acts
from onrecord.desk.correct import correct, note_correction, undo_corrections
from onrecord.model import Act, CorrectedField
from onrecord.model.access import Asker, Via
from onrecord.ports import AuditQuery


@pytest.fixture
def statement(desk: Desk, reports: Path) -> str:
    list(add(desk, plan_leads(desk.fetcher, [str(reports / "a.txt")])))
    return desk.store.reading(desk.store.find_report("a.txt")).statements[0].id


def test_what_was_put_right_and_taken_back_is_written_down(desk: Desk, statement: str) -> None:
    by = Asker("M. Kern", Via.COMMAND)
    with desk.store.writing():
        done = correct(desk, statement, {CorrectedField.ACT: Act.PROMISE}, by=by.name)
        note_correction(desk, by, "statement.correct", statement, done)
    with desk.store.writing():
        undone = undo_corrections(desk, [done.corrections[0].n], by=by.name)
        note_correction(desk, by, "correction.undo", undone.reading.report.id, undone)
    newest, oldest, *_ = list_acts(desk, AuditQuery(), by=by)
    assert (oldest.act, oldest.subject, oldest.name) == ("statement.correct", statement, "M. Kern")
    assert oldest.facts == {"corrections": [done.corrections[0].n], "fields": ["act"]}
    assert newest.act == "correction.undo"
