"""Putting a reading with its corrections in the place of what a desk shows of a report."""

import hashlib

from onrecord.desk.correct.replay import Replayed, replay
from onrecord.desk.desk import Desk
from onrecord.desk.filing import file_report, let_go, unfile_report
from onrecord.desk.tracing import trace_report
from onrecord.model import Correction, EntryKind, Facts, Reading, Retraction
from onrecord.model.correction import correction_facts
from onrecord.model.ledger import canonical, time_text


def lay_corrections(desk: Desk, machine: Reading) -> Replayed:
    """Return a machine's reading with the report's standing corrections laid over it, as the desk shows it now.

    In a transaction. Searches show it at once; who speaks is filed anew, and what
    it carries of other reports is traced anew.

    Args:
        desk: The desk.
        machine: What a machine read of the report: as kept, or newly.
    """
    report = machine.report.id
    replayed = replay(machine, desk.store.corrections.standing(report))
    known = unfile_report(desk, report)
    desk.store.replace(replayed.reading)
    desk.store.corrections.lay(machine, replayed.unfit)
    file_report(desk, replayed.reading)
    trace_report(desk, replayed.reading)
    let_go(desk, known)
    return replayed


def machine_reading(desk: Desk, report: str) -> Reading:
    """Return what the machine read of a report, whatever persons put right in it.

    Raises:
        NotFound: No such report.
        EvidenceBroken: What is stored of it was changed.
    """
    return desk.store.corrections.machine(report) or desk.store.reading(report)


def record(desk: Desk, said: Correction | Retraction, sha256: str) -> None:
    """Bind a correction, or its taking back, in the ledger, in the transaction that keeps it.

    Its words stay out of the ledger, whose entries nobody can remove: one hash binds them.

    Args:
        desk: The desk.
        said: What was kept.
        sha256: Of the bytes that the report was read from.
    """
    desk.store.ledger.append(EntryKind.CORRECTION, sha256, bound_correction(said), at=said.at)


def bound_correction(said: Correction | Retraction) -> Facts:
    """Return what the ledger's entry for a correction, or for its taking back, says."""
    if isinstance(said, Correction):
        facts, undoes = correction_facts(said), None
    else:
        undoes = said.correction
        facts = {
            "n": said.n,
            "undoes": undoes,
            "report": said.report,
            "by": said.by,
            "at": time_text(said.at),
            "because": said.because,
        }
    return {
        "id": said.report,
        "n": said.n,
        "undoes": undoes,
        "all": hashlib.sha256(canonical(facts)).hexdigest(),
    }
