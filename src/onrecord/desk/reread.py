"""Reading kept evidence again, after the reader has become better."""

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.desk.correct import apply, lay_corrections
from onrecord.desk.desk import Desk
from onrecord.errors import EvidenceBroken, OnRecordError, StoreError
from onrecord.model import Reading
from onrecord.ports import CaptureRecord


@dataclass(frozen=True, slots=True)
class Reread:
    """Return a report that was read anew.

    Attributes:
        before: How many statements it had.
        after: How many it has.
        unfit: How many corrections do not fit the new reading: they are kept, and are to be looked at.
    """

    before: int
    after: int
    unfit: int = 0


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Return a report of which a new reading finds nothing else."""


def reread(desk: Desk) -> Iterator[tuple[str, Reread | Unchanged | OnRecordError]]:
    """Yield for each kept report what a new reading of its bytes gave.

    Each report is replaced in one transaction, and only where the new reading
    differs. So a stored text or span that was changed is put right from the bytes.
    What persons put right is laid over the new reading.

    Raises:
        StoreError: The desk cannot be written.
        EvidenceBroken: Kept bytes are not what they were: nothing is read from them.
    """
    for record in desk.store.captures():
        if record.report is None:
            continue
        name = record.name or record.report
        try:
            yield name, _reread(desk, record, record.report, name=name)
        except (StoreError, EvidenceBroken):
            raise
        except OnRecordError as error:
            yield name, error


def _reread(desk: Desk, record: CaptureRecord, report: str, *, name: str) -> Reread | Unchanged:
    after = read_again(desk, record, name=name)
    book = desk.store.corrections
    before: Reading | None
    machine: Reading | None
    try:
        before = desk.store.reading(report)
        machine = book.machine(report) or before
    except EvidenceBroken:
        # What is stored no longer fits itself; the bytes do, and say what it was.
        before = machine = None
    if after == machine and before == apply(after, book.standing(report)):
        return Unchanged()
    with desk.store.writing():
        replayed = lay_corrections(desk, after)
    statements = replayed.reading.statements
    return Reread(len(before.statements) if before else 0, len(statements), len(replayed.unfit))


def read_again(desk: Desk, record: CaptureRecord, *, name: str) -> Reading:
    """Return what the present reader finds in the kept bytes of a capture.

    Raises:
        NotFound: The bytes are not kept any longer.
        EvidenceBroken: They are not what they were.
        PageUnreadable: The present reader cannot read them.
    """
    return desk.read(record.capture, desk.evidence.get(record.capture.sha256), name=name)
