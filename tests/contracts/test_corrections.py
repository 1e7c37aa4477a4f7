"""Corrections on both databases: kept, laid over what was read, taken back, and never overwritten."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.adapters.store import SqlStore
from onrecord.adapters.store.tables_corrections import corrections, machine_readings
from onrecord.desk import Desk
from onrecord.desk.correct import (
    add_statement,
    apply,
    correct,
    correct_report,
    undo_corrections,
)
from onrecord.desk.filing import file_report
from onrecord.desk.tracing import trace_report
from onrecord.errors import BadRequest, EvidenceBroken, NotFound
from onrecord.model import (
    Act,
    CorrectedField,
    Correction,
    IdentityType,
    Marked,
    Reading,
    Retraction,
    Span,
    StatementKind,
    Told,
    Whom,
    is_persons_word,
    statement_id,
)
from onrecord.ports import NewCorrection, StatementQuery
from tests.factory import NOON, make_capture, make_reading
from tests.judging import desk_over

F = CorrectedField


@pytest.fixture
def desk(store: SqlStore) -> Desk:
    return desk_over(store)


def keep(desk: Desk, text: str | None = None) -> Reading:
    """Keep a reading whose statements have the ids that their spans give, as a machine's have."""
    made = make_reading(text) if text else make_reading()
    body = made.report.text
    said = tuple(
        replace(
            one,
            id=statement_id(
                one.report, one.kind, source=one.source, cue=one.cue, content=one.content, text=body
            ),
        )
        for one in made.statements
    )
    reading = replace(made, statements=said)
    with desk.store.writing():
        desk.store.add(make_capture(body), reading)
        file_report(desk, reading)
        trace_report(desk, reading)
    return reading


def new(reading: Reading, field: CorrectedField, value: Any) -> NewCorrection:
    said = reading.statements[0]
    where = tuple(Marked(span, span.cut(reading.report.text)) for span in said.content)
    one = NewCorrection(reading.report.id, said.id, field, None, None, where, "M. Kern", NOON, "the tape")
    return replace(one, value=value)


VALUES = [
    (F.SPEAKER, Whom("Åse \x00 Brandvold", IdentityType.UNKNOWN, None, named=False)),
    (F.SPEAKER, None),
    (F.SOURCE, ()),
    (F.CONTENT, (Marked(Span(3, 9), "d\\u0000\ud800"), Marked(Span(10, 12), "نعم"))),
    (F.KIND, StatementKind.LETTER),
    (F.ACT, Act.CALL_FOR),
    (F.SAID_ON, date(2024, 2, 29)),
    (F.VENUE, "a hall"),
    (F.NOT_A_STATEMENT, True),
    (F.RIGHT, True),
    (F.AUTHORS, ("Ida Holm", "B")),
    (F.PUBLISHED, None),
    (
        F.MISSING,
        Told(
            (Marked(Span(0, 2), "Ha"),),
            StatementKind.INDIRECT,
            Act.DENY,
            Whom("Ada Lindqvist", IdentityType.PERSON, "a1"),
            (),
            (Marked(Span(3, 4), "b"),),
            None,
            date(2024, 1, 1),
            "x",
        ),
    ),
]


def test_corrections_come_back_as_they_were_kept(desk: Desk) -> None:
    reading = keep(desk)
    book = desk.store.corrections
    with desk.store.writing():
        kept = book.add(new(reading, field, value) for field, value in VALUES)
    assert [(one.field, one.value) for one in kept] == VALUES
    assert [book.get(one.n) for one in kept] == kept
    assert {(one.by, one.at, one.because, one.undone) for one in kept} == {
        ("M. Kern", NOON, "the tape", None)
    }
    assert book.standing(reading.report.id) == kept
    assert list(book.history()) == kept[::-1]
    assert book.last("M. Kern") == kept[-1]


def test_undoing_is_a_row_and_marks_what_it_takes_back(desk: Desk) -> None:
    reading = keep(desk)
    book = desk.store.corrections
    with desk.store.writing():
        first, second = book.add([new(reading, F.ACT, Act.DENY), new(reading, F.ACT, Act.ASK)])
        undoing = book.undo(second.n, by="L. Aho", at=NOON, because="a slip")
    assert undoing == Retraction(undoing.n, second.n, reading.report.id, "L. Aho", NOON, "a slip")
    assert list(book.history()) == [undoing, replace(second, undone=undoing.n), first]
    assert list(book.history(before=second.n)) == [first]
    assert list(book.history(statement=reading.statements[0].id, limit=1)) == [undoing]
    assert list(book.history(report="none")) == []
    assert book.standing(reading.report.id) == [first]
    assert book.last("M. Kern") == first
    with desk.store.writing():
        with pytest.raises(BadRequest, match=f"taken back before, by number {undoing.n}"):
            book.undo(second.n, by="L", at=NOON)
        with pytest.raises(BadRequest, match=f"took back correction {second.n}"):
            book.undo(undoing.n, by="L", at=NOON)
        with pytest.raises(NotFound, match="no such correction"):
            book.undo(99, by="L", at=NOON)
        with pytest.raises(NotFound, match="no report with this id"):
            book.add([replace(new(reading, F.ACT, Act.ASK), report="0" * 24)])
    with pytest.raises(NotFound, match="no such correction"):
        book.get(undoing.n)


def test_machines_reading_is_kept_beside_while_corrections_stand(desk: Desk) -> None:
    reading = keep(desk)
    book, report = desk.store.corrections, reading.report.id
    assert book.machine(report) is None
    with desk.store.writing():
        book.lay(reading, {})
    assert book.machine(report) is None, "nothing was corrected"
    corrected = correct(desk, reading.statements[0].id, {F.ACT: Act.DENY}, by="M. Kern")
    assert book.machine(report) == reading
    assert desk.store.reading(report) == corrected.reading == apply(reading, corrected.corrections)
    assert list(book.reports()) == [report]
    undo_corrections(desk, by="M. Kern")
    assert book.machine(report) is None
    assert desk.store.reading(report) == reading
    assert list(book.reports()) == []


def test_what_does_not_fit_is_marked_with_its_reason_and_listed(desk: Desk) -> None:
    reading = keep(desk)
    book = desk.store.corrections
    n = correct(desk, reading.statements[0].id, {F.ACT: Act.DENY}, by="M. Kern").corrections[0].n
    with desk.store.writing():
        book.lay(reading, {n: "gone"})
    assert [one.unfit for one in book.unfit()] == ["gone"]
    with desk.store.writing():
        book.lay(reading, {})
    assert list(book.unfit(limit=3)) == []


def test_searches_show_the_persons_word_and_who_speaks_is_filed_anew(desk: Desk) -> None:
    reading = keep(desk)
    said = reading.statements[0]
    correct(desk, said.id, {F.SPEAKER: "Jonas Brandvold"}, by="M. Kern")
    (hit,) = desk.store.statements(StatementQuery(by="Brandvold"))
    assert hit.statement.id == said.id
    assert is_persons_word(hit.statement.made_by)
    assert desk.store.statements(StatementQuery(by="Lindqvist")) == []
    assert {one.name: one.statements for one in desk.store.registry.all()} == {
        "Ada Lindqvist": 0,
        "Jonas Brandvold": 1,
        "Tomas Okoro": 1,
    }
    undo_corrections(desk, by="M. Kern")
    assert {one.name: one.statements for one in desk.store.registry.all()} == {
        "Ada Lindqvist": 1,
        "Tomas Okoro": 1,
    }


def test_removal_takes_corrections_and_the_machines_reading_with_it(desk: Desk, store: SqlStore) -> None:
    reading = keep(desk)
    correct(desk, reading.statements[0].id, {F.VENUE: "a hall nobody knew"}, by="M. Kern")
    with store.writing():
        store.remove(reading.report.id, by="M. Kern", reason="order 5", at=NOON)
    with store._session.reads() as connection:
        for table in (corrections, machine_readings):
            assert connection.scalar(sa.select(sa.func.count()).select_from(table)) == 0


@pytest.mark.parametrize(
    "packed", [{"metadata": {}}, [], {"metadata": {"published": "soon"}}, {"metadata": None}], ids=str
)
def test_changed_machines_reading_is_told(desk: Desk, store: SqlStore, packed: object) -> None:
    reading = keep(desk)
    correct(desk, reading.statements[0].id, {F.ACT: Act.DENY}, by="M. Kern")
    with store.writing():
        store._session.writer().execute(machine_readings.update().values(reading=packed))
    with pytest.raises(EvidenceBroken, match="run `onrecord reread`"):
        store.corrections.machine(reading.report.id)


@pytest.mark.parametrize("values", [{"field": "mood"}, {"value": 7}, {"place": [[1]]}], ids=str)
def test_changed_correction_is_told(desk: Desk, store: SqlStore, values: dict[str, object]) -> None:
    reading = keep(desk)
    correct(desk, reading.statements[0].id, {F.ACT: Act.DENY}, by="M. Kern")
    with store.writing():
        store._session.writer().execute(corrections.update().values(values))
    with pytest.raises(EvidenceBroken, match="behind the desk's back"):
        store.corrections.standing(reading.report.id)


# --- any sequence of corrections and undoings -------------------------------------------------------

SPANS = st.tuples(st.integers(0, 150), st.integers(1, 30)).map(lambda pair: [Span(pair[0], sum(pair))])
PEOPLE = st.sampled_from(["Ada Lindqvist", "Okoro", "Jonas Brandvold", "Radio Selm", None])
FIELDS = st.one_of(
    st.tuples(st.just(F.SPEAKER), PEOPLE),
    st.tuples(st.sampled_from([F.SOURCE, F.CUE, F.CONTENT]), SPANS),
    st.tuples(st.just(F.ACT), st.sampled_from(Act)),
    st.tuples(st.just(F.KIND), st.sampled_from(StatementKind)),
    st.tuples(st.just(F.VENUE), st.sampled_from(["a hall", None])),
    st.tuples(st.sampled_from([F.RIGHT, F.NOT_A_STATEMENT]), st.just(value=True)),
)
HEADS = st.one_of(
    st.tuples(st.sampled_from([F.TITLE, F.OUTLET, F.SERIES]), st.sampled_from(["Other", "", None])),
    st.tuples(st.just(F.AUTHORS), st.sampled_from([(), ("Ida Holm",)])),
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("correct"), st.integers(0, 9), FIELDS),
        st.tuples(st.just("head"), st.just(0), HEADS),
        st.tuples(st.just("add"), st.just(0), st.tuples(SPANS, PEOPLE)),
        st.tuples(st.just("undo"), st.integers(0, 9), st.none()),
    ),
    max_size=8,
)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
def test_what_is_shown_is_always_what_remains_laid_over_the_machines_reading(
    desk: Desk, steps: list[tuple[str, int, Any]]
) -> None:
    if not desk.store.counts()["reports"]:
        keep(desk)
    (line,) = desk.store.reports()
    report = line.id
    book = desk.store.corrections
    machine = desk.store.reading(report)
    done: list[Correction] = []
    for step in steps:
        try:
            _take(desk, step, report, done)
        except (BadRequest, NotFound):
            continue
        assert desk.store.reading(report) == apply(machine, done)
        assert [one.n for one in book.standing(report)] == [one.n for one in done]
        for said in desk.store.reading(report).statements:
            assert said.content
            assert said.nested_in is None or said.nested_in in {
                one.id for one in desk.store.reading(report).statements
            }
    if done:
        undo_corrections(desk, [one.n for one in done], by="L. Aho")
    assert desk.store.reading(report) == machine


def _take(desk: Desk, step: tuple[str, int, Any], report: str, done: list[Correction]) -> None:
    what, which, how = step
    said = desk.store.reading(report).statements
    if what == "undo":
        if done:
            undo_corrections(desk, [done[which % len(done)].n], by="L. Aho")
            done.pop(which % len(done))
    elif what == "correct":
        if said:
            done += correct(desk, said[which % len(said)].id, dict([how]), by="M. Kern").corrections
    elif what == "head":
        done += correct_report(desk, report, dict([how]), by="M. Kern").corrections
    else:
        spans, who = how
        done += add_statement(desk, report, {F.CONTENT: spans, F.SPEAKER: who}, by="M. Kern").corrections
