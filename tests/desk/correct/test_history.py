from pathlib import Path

import pytest

from onrecord.desk import Desk, add, plan_leads
from onrecord.desk.correct import (
    correct,
    correct_report,
    corrections_of,
    export_corrections,
    recent_corrections,
    undo_corrections,
)
from onrecord.errors import BadRequest, NotFound
from onrecord.model import Act, CorrectedField

F = CorrectedField


@pytest.fixture
def corrected(desk: Desk, reports: Path) -> Desk:
    list(add(desk, plan_leads(desk.fetcher, [str(reports)])))
    first, second = desk.store.reading(desk.store.find_report("a.txt")).statements
    correct(desk, first.id, {F.ACT: Act.PROMISE}, by="M. Kern")
    correct(desk, second.id, {F.NOT_A_STATEMENT: True}, by="M. Kern")
    correct_report(desk, "b.txt", {F.TITLE: "Quays"}, by="L. Aho")
    undo_corrections(desk, by="L. Aho", because="a slip")
    return desk


def test_history_tells_newest_first_what_was_corrected_and_taken_back(corrected: Desk) -> None:
    entries = recent_corrections(corrected)
    assert [(one.correction.field, one.retraction is not None) for one in entries] == [
        (F.TITLE, True),
        (F.TITLE, False),
        (F.NOT_A_STATEMENT, False),
        (F.ACT, False),
    ]
    assert entries[0].report_name.endswith("b.txt")
    assert entries[0].title == "Harbour talks resume", "as it is called now"
    assert entries[1].correction.undone == entries[0].correction.undone
    assert recent_corrections(corrected, before=entries[1].correction.n, limit=1) == [entries[2]]
    assert recent_corrections(corrected, unfit=True) == []
    with pytest.raises(BadRequest):
        recent_corrections(corrected, limit=0)


def test_history_of_a_report_or_a_statement_also_of_one_struck_out(corrected: Desk) -> None:
    entries = corrections_of(corrected, "a.txt")
    assert [one.correction.field for one in entries] == [F.NOT_A_STATEMENT, F.ACT]
    statement = entries[0].correction.statement
    assert corrections_of(corrected, "a.txt", statement=statement) == entries[:1]
    with pytest.raises(NotFound):
        corrections_of(corrected, "c.txt")


def test_reports_that_persons_settled_are_given_whole(corrected: Desk) -> None:
    (one,) = export_corrections(corrected)
    assert one.reading == corrected.store.reading(one.reading.report.id)
    assert one.statements == {said.id for said in one.reading.statements}
    assert len(one.machine.statements) == 2
    assert one.withdrawn == {one.machine.statements[1].id}
    assert [each.field for each in one.corrections] == [F.ACT, F.NOT_A_STATEMENT]
