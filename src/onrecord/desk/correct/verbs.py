"""An editor's corrections of what a machine read, and their taking back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.desk.correct.laying import lay_corrections, machine_reading, record
from onrecord.desk.correct.values import Given, marked_at, present_value, settle_told, settle_value
from onrecord.desk.desk import Desk
from onrecord.errors import BadRequest, NotFound
from onrecord.model import CorrectedField, Correction, Reading, Retraction, Statement, statement_id
from onrecord.model.correction import OF_REPORT
from onrecord.ports import NewCorrection
from onrecord.text.fold import squeeze

#: Longer than a name is, and than a reason has to be.
_MOST_BY, _MOST_WHY = 200, 2_000
#: What is no value of a statement by itself.
_NOT_OF_STATEMENT = OF_REPORT | {CorrectedField.MISSING}


@dataclass(frozen=True, slots=True)
class Corrected:
    """Return what came of correcting, or of taking corrections back.

    Attributes:
        corrections: What was put right; or what was taken back.
        retractions: The takings back, none where there are none.
        reading: The report as the desk shows it now.
        statement: The statement that was corrected or added, as it stands now; None where it is about the report,
            about several, or the statement stands no longer.
        unfit: Why standing corrections of the report could not be laid over it, by number.
    """

    corrections: tuple[Correction, ...]
    retractions: tuple[Retraction, ...]
    reading: Reading
    statement: Statement | None
    unfit: Mapping[int, str]


def correct(
    desk: Desk,
    key: str,
    given: Mapping[CorrectedField, Given],
    *,
    by: str,
    because: str = "",
    seen: int | None = None,
) -> Corrected:
    """Return what came of a person's word on a statement; the machine's is kept beside it.

    Each field is a correction of its own, and can be taken back alone; one that says so already is none.

    Args:
        desk: The desk.
        key: The statement's id, or the start of one.
        given: What is right, by field; `{CorrectedField.NOT_A_STATEMENT: True}` strikes it out.
        by: Who says so.
        because: Why.
        seen: What `newest_of` gave when the person looked; None where nobody looked before.

    Raises:
        NotFound: No such statement.
        BadRequest: A value does not fit, nothing differs, somebody corrected the report since the person looked, or
            `by` says nothing.
    """
    if not given or given.keys() & _NOT_OF_STATEMENT:
        raise BadRequest("say what is right about the statement", subject=key)
    with desk.store.writing():
        report, id_ = desk.store.find_statement(key)
        _check_seen(desk, report, seen)
        reading = desk.store.reading(report)
        said = next(one for one in reading.statements if one.id == id_)
        return _keep(desk, reading, said, given, by=by, because=because)


def correct_report(
    desk: Desk,
    key: str,
    given: Mapping[CorrectedField, Given],
    *,
    by: str,
    because: str = "",
    seen: int | None = None,
) -> Corrected:
    """Return what came of a person's word on what a report says about itself; the rest as of `correct`.

    Args:
        desk: The desk.
        key: The report: an id, a name, or an address.
        given: What is right, by field: title, outlet, authors, published, language, series, number, topics.
        by: Who says so.
        because: Why.
        seen: As of `correct`.
    """
    if not given or given.keys() - OF_REPORT:
        raise BadRequest("say what is right about the report", subject=key)
    with desk.store.writing():
        report = desk.store.find_report(key)
        _check_seen(desk, report, seen)
        reading = desk.store.reading(report)
        return _keep(desk, reading, None, given, by=by, because=because)


def add_statement(
    desk: Desk,
    key: str,
    given: Mapping[CorrectedField, Given],
    *,
    by: str,
    because: str = "",
    seen: int | None = None,
) -> Corrected:
    """Return what came of a statement that a person found and the machine did not.

    Args:
        desk: The desk.
        key: The report: an id, a name, or an address.
        given: What it is, by field; content at least.
        by: Who says so.
        because: Why.
        seen: As of `correct`.

    Raises:
        NotFound: No such report.
        BadRequest: A value does not fit, there is a statement of these words, or `by` says nothing.
    """
    allowed = set(CorrectedField) - _NOT_OF_STATEMENT - {CorrectedField.RIGHT, CorrectedField.NOT_A_STATEMENT}
    if given.keys() - allowed:
        raise BadRequest("say what the statement is: its content, speaker, kind and so on", subject=key)
    by, because = _checked(by, because)
    with desk.store.writing():
        report = desk.store.find_report(key)
        _check_seen(desk, report, seen)
        reading = desk.store.reading(report)
        told = settle_told(reading, given)
        id_ = statement_id(
            report,
            told.kind,
            source=[one.span for one in told.source],
            cue=[one.span for one in told.cue],
            content=[one.span for one in told.content],
            text=reading.report.text,
        )
        new = NewCorrection(
            report, id_, CorrectedField.MISSING, told, None, told.content, by, desk.clock.now(), because
        )
        return _add(desk, reading, [new], id_)


def newest_of(desk: Desk, report: str) -> int:
    """Return the number of the newest entry of a report's history of corrections, 0 where it has none."""
    return next((one.n for one in list(desk.store.corrections.history(report=report, limit=1))), 0)


def undo_corrections(desk: Desk, numbers: Sequence[int] = (), *, by: str, because: str = "") -> Corrected:
    """Return what came of taking corrections back: the report is as if they had never been made.

    Args:
        desk: The desk.
        numbers: Theirs, all of one report; none for the last that `by` made and that stands.
        by: Who takes them back.
        because: Why.

    Raises:
        NotFound: There is no such correction, or none that `by` could take back.
        BadRequest: One was taken back before, they are of several reports; or `by` says nothing.
    """
    by, because = _checked(by, because)
    book = desk.store.corrections
    with desk.store.writing():
        if numbers:
            undone = [book.get(n) for n in dict.fromkeys(numbers)]
        else:
            last = book.last(by)
            if last is None:
                raise NotFound(
                    "has corrected nothing that stands; name a number of `onrecord corrections list`",
                    subject=by,
                )
            undone = [last]
        report = undone[0].report
        if any(one.report != report for one in undone):
            raise BadRequest(
                "are of several reports; take back those of one at a time", subject="corrections"
            )
        machine = machine_reading(desk, report)
        now = desk.clock.now()
        retractions = [book.undo(one.n, by=by, at=now, because=because) for one in undone]
        for one in retractions:
            record(desk, one, machine.report.capture)
        replayed = lay_corrections(desk, machine)
        ids = {one.statement for one in undone}
        alone = next(iter(ids)) if len(ids) == 1 else None
        return Corrected(
            tuple(undone),
            tuple(retractions),
            replayed.reading,
            _statement(replayed.reading, alone),
            replayed.unfit,
        )


def _keep(
    desk: Desk,
    reading: Reading,
    said: Statement | None,
    given: Mapping[CorrectedField, Given],
    *,
    by: str,
    because: str,
) -> Corrected:
    by, because = _checked(by, because)
    now = desk.clock.now()
    where = marked_at(reading, said.content) if said else ()
    new: list[NewCorrection] = []
    for field, one in given.items():
        value, before = settle_value(reading, field, one), present_value(reading, said, field)
        if value != before:
            id_ = said.id if said else None
            new.append(NewCorrection(reading.report.id, id_, field, value, before, where, by, now, because))
    if not new:
        raise BadRequest(
            "says so already; nothing was changed", subject=said.id if said else reading.report.name
        )
    return _add(desk, reading, new, said.id if said else None)


def _add(desk: Desk, reading: Reading, new: Iterable[NewCorrection], id_: str | None) -> Corrected:
    machine = desk.store.corrections.machine(reading.report.id) or reading
    kept = desk.store.corrections.add(new)
    for one in kept:
        record(desk, one, reading.report.capture)
    replayed = lay_corrections(desk, machine)
    return Corrected(tuple(kept), (), replayed.reading, _statement(replayed.reading, id_), replayed.unfit)


def _statement(reading: Reading, id_: str | None) -> Statement | None:
    return next((one for one in reading.statements if one.id == id_), None)


def _check_seen(desk: Desk, report: str, seen: int | None) -> None:
    """Check that nobody corrected a report since the person looked.

    Raises:
        BadRequest: Somebody did.
    """
    if seen is not None and newest_of(desk, report) != seen:
        raise BadRequest("was corrected by somebody meanwhile; look at it as it is now", subject="the report")


def _checked(by: str, because: str) -> tuple[str, str]:
    """Return who says so, and why.

    Raises:
        BadRequest: Nobody does, or either is too long.
    """
    who, why = squeeze(by), squeeze(because)
    if not who:
        raise BadRequest("a correction is kept with who made it; give --by NAME, or set ONRECORD_EDITOR")
    if len(who) > _MOST_BY or len(why) > _MOST_WHY:
        raise BadRequest(f"is too long: {_MOST_BY} characters for who, {_MOST_WHY} for why", subject=who[:40])
    return who, why
