"""What was corrected: read as a history, and given as training data."""

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.desk.correct.replay import replay
from onrecord.desk.desk import Desk
from onrecord.errors import BadRequest, EvidenceBroken
from onrecord.model import Correction, Reading, Retraction


@dataclass(frozen=True, slots=True)
class CorrectionEntry:
    """Return an entry of the history.

    Attributes:
        correction: What was put right; of a taking back, what it took back.
        retraction: The taking back, None where the entry is the correction itself.
        report_name: What the report is called.
        title: Its title, None where it has none.
    """

    correction: Correction
    retraction: Retraction | None
    report_name: str
    title: str | None


@dataclass(frozen=True, slots=True)
class Settled:
    """Return a report with what persons settled in it.

    Attributes:
        reading: The report as persons settled it.
        statements: The ids of the statements that are a person's word.
        withdrawn: The ids of those that a person says are none.
        corrections: Those that stand, oldest first.
        machine: What the machine had read.
    """

    reading: Reading
    statements: frozenset[str]
    withdrawn: frozenset[str]
    corrections: tuple[Correction, ...]
    machine: Reading


def corrections_of(
    desk: Desk, key: str, *, statement: str | None = None, limit: int | None = None
) -> list[CorrectionEntry]:
    """Return what was corrected and taken back in a report, newest first.

    Args:
        desk: The desk.
        key: The report: an id, a name, or an address.
        statement: Of this statement alone, by its whole id, also where it was struck out; None for all.
        limit: How many at most; None for all.

    Raises:
        NotFound: No such report.
    """
    report = desk.store.find_report(key)
    entries = desk.store.corrections.history(report=report, statement=statement, limit=limit)
    return list(_entries(desk, entries))


def recent_corrections(
    desk: Desk, *, before: int | None = None, limit: int | None = 50, unfit: bool = False
) -> list[CorrectionEntry]:
    """Return what was corrected and taken back, newest first.

    Args:
        desk: The desk.
        before: Only what has a lower number, to go on where a page ended.
        limit: How many at most; None for all.
        unfit: Only corrections that could not be laid over a newer reading, and are to be looked at.

    Raises:
        BadRequest: The limit is below 1.
    """
    if limit is not None and limit < 1:
        raise BadRequest(f"a limit of {limit} shows nothing; give 1 or more")
    book = desk.store.corrections
    return list(
        _entries(desk, book.unfit(limit=limit) if unfit else book.history(before=before, limit=limit))
    )


def export_corrections(desk: Desk) -> Iterator[Settled]:
    """Yield each report that persons corrected, with what they settled, in the order in which they were kept.

    Raises:
        EvidenceBroken: What is stored of one was changed.
    """
    book = desk.store.corrections
    for report in book.reports():
        machine = book.machine(report)
        if machine is None:
            raise EvidenceBroken("the machine's reading is gone; run `onrecord reread`", subject=report)
        standing = book.standing(report)
        replayed = replay(machine, standing)
        yield Settled(replayed.reading, replayed.settled, replayed.withdrawn, tuple(standing), machine)


def _entries(desk: Desk, told: Iterator[Correction | Retraction]) -> Iterator[CorrectionEntry]:
    names: dict[str, tuple[str, str | None]] = {}
    for one in told:
        if one.report not in names:
            record = desk.store.capture(one.report)
            head = desk.store.heads([one.report]).get(one.report)
            names[one.report] = (
                (record.name if record else None) or one.report,
                head.title if head else None,
            )
        if isinstance(one, Retraction):
            yield CorrectionEntry(desk.store.corrections.get(one.correction), one, *names[one.report])
        else:
            yield CorrectionEntry(one, None, *names[one.report])
