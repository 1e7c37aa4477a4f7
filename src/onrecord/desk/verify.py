"""Checking that everything a desk holds is still true."""

import re
from collections.abc import Iterable, Iterator

from onrecord.desk.chain import Walk, check_corrections_of, check_entry_of, walk_ledger
from onrecord.desk.correct import apply
from onrecord.desk.desk import Desk
from onrecord.desk.findings import Finding, Gravity
from onrecord.desk.reread import read_again
from onrecord.desk.spans import misplaced_parts
from onrecord.desk.stamps import stray_stamp
from onrecord.errors import EvidenceBroken, NotFound, OnRecordError
from onrecord.model import Reading, Statement, statement_id
from onrecord.ports import CaptureRecord

_HASH = re.compile(r"[0-9a-f]{64}")
#: What to do about a stored reading that its bytes no longer give.
_REREAD = "run `onrecord reread` to read it again from its bytes"
#: What to say of bytes that nothing refers to.
_ORPHAN = (
    "bytes without a report: adding was cut short, or they could not be read; add them again, or leave them"
)


def verify(desk: Desk, *, head: str | None = None) -> Iterator[tuple[str, tuple[Finding, ...]]]:
    """Yield for each capture, before it for the ledger and after it for the evidence, what is not as it should be.

    Checked are: that the ledger is one chain, and that all it tells of is here
    or was removed; that every capture's row says what the ledger recorded,
    and its bytes are kept and have their hash; that every span lies in its text
    and every statement's id still follows from its spans and the words they
    cut; that the present reader, where it is the one that read the report,
    makes the same reading of the bytes again, and that what is shown is that
    reading with the corrections laid over it, each of which the ledger recorded;
    that no bytes lie in the evidence without a report.

    Args:
        desk: The desk.
        head: A hash of the ledger that was written down earlier, or the start of one: it must be there.

    Returns:
        The name of the report (or the hash of a capture without one) and its
        findings, none where all is well; of the ledger and of bytes without a
        report only what there is to say.
    """
    walk = Walk()
    for finding in walk_ledger(desk, walk, head=head):
        yield finding.subject, (finding,)
    referred = {
        _raw(sha256) for sha256 in walk.referred
    }  # 32 bytes each: all that is held of what is checked
    for record in desk.store.captures():
        referred.add(_raw(record.capture.sha256))
        name = record.name or record.capture.sha256
        _, found = _verify_capture(desk, record, name)
        yield name, (*check_entry_of(desk, record, name), *check_corrections_of(desk, record, name), *found)
    for sha256 in desk.evidence.hashes():
        if _raw(sha256) not in referred:
            yield sha256, (stray_stamp(desk, sha256) or Finding(Gravity.NOTE, sha256, _ORPHAN),)


def _raw(sha256: str) -> bytes:
    # An edited row may hold anything.
    return bytes.fromhex(sha256) if _HASH.fullmatch(sha256) else sha256.encode("utf-8", "replace")


def _verify_capture(desk: Desk, record: CaptureRecord, name: str) -> tuple[str, tuple[Finding, ...]]:
    if record.report is None:
        return name, (
            *_check_bytes(desk, record, name),
            Finding(Gravity.NOTE, name, "no report was read from it"),
        )
    stored = machine = None
    findings: list[Finding] = []
    try:
        stored = desk.store.reading(record.report)
        machine = desk.store.corrections.machine(record.report) or stored
    except OnRecordError as error:
        findings.append(Finding(Gravity.BROKEN, name, f"the stored report cannot be read: {error.message}"))
    broken_bytes = _check_bytes(desk, record, name)
    findings += broken_bytes
    if stored is not None and machine is not None:
        moved = tuple(_check_spans(stored, machine))
        findings += moved
        findings += _check_corrected(desk, stored, machine)
        if not broken_bytes:
            findings += _check_reading(desk, record, machine, already=bool(moved))
    return name, tuple(findings)


def _check_bytes(desk: Desk, record: CaptureRecord, name: str) -> list[Finding]:
    try:
        body = desk.evidence.get(record.capture.sha256)
    except NotFound:
        lost = f"its bytes are gone from the evidence ({record.capture.sha256})"
        return [Finding(Gravity.BROKEN, name, f"{lost}; restore them from a backup, or add the report again")]
    except EvidenceBroken:
        message = (
            f"its bytes were changed in the evidence ({record.capture.sha256}); restore them from a backup"
        )
        return [Finding(Gravity.BROKEN, name, message)]
    except OnRecordError as error:
        return [Finding(Gravity.BROKEN, name, str(error))]
    if len(body) != record.capture.size:
        message = f"its capture says {record.capture.size} bytes, and {len(body)} are kept; {_REREAD}"
        return [Finding(Gravity.BROKEN, name, message)]
    return []


def _check_spans(stored: Reading, machine: Reading) -> Iterator[Finding]:
    """Yield which spans of what is shown do not fit, and which of the machine's statements have not their own ids."""
    report = stored.report
    for part, span in misplaced_parts(stored):
        place = f"{part}: the span {span.start}–{span.end}"
        fault = f"does not fit the text of {len(report.text)} characters"
        yield Finding(Gravity.BROKEN, report.name, f"{place} {fault}; {_REREAD}")
    for said in machine.statements:
        if said.id != _id_of(said, report.text):
            message = f"statement {said.id}: its spans or the text under them were changed; {_REREAD}"
            yield Finding(Gravity.BROKEN, report.name, message)


def _check_corrected(desk: Desk, stored: Reading, machine: Reading) -> Iterator[Finding]:
    """Yield whether what is shown differs from what the machine read by the corrections alone."""
    name = stored.report.name
    try:
        standing = desk.store.corrections.standing(stored.report.id)
    except OnRecordError as error:
        yield Finding(Gravity.BROKEN, name, f"its corrections cannot be read: {error}")
        return
    shown = apply(machine, standing)
    if (standing or machine != stored) and shown != stored:
        message = (
            f"{_difference(stored, shown)} not the machine's with the corrections laid over it; {_REREAD}"
        )
        yield Finding(Gravity.BROKEN, name, message)
    unfit = sum(one.unfit is not None for one in standing)
    if unfit:
        message = f"{unfit} of its corrections do not fit the newest reading; see `onrecord corrections list --unfit`"
        yield Finding(Gravity.NOTE, name, message)


def _check_reading(desk: Desk, record: CaptureRecord, stored: Reading, *, already: bool) -> Iterator[Finding]:
    """Yield how the stored reading differs from what the present reader makes of the bytes."""
    name = stored.report.name
    try:
        fresh = read_again(desk, record, name=name)
    except OnRecordError as error:
        yield Finding(Gravity.BROKEN, name, f"its bytes can no longer be read: {error.message}")
        return
    if _readers(stored) - _readers(fresh):
        older = ", ".join(sorted(_readers(stored) - _readers(fresh)))
        yield Finding(Gravity.NOTE, name, f"read by an older reader ({older}); run `onrecord reread`")
    elif stored.report.text != fresh.report.text:
        yield Finding(Gravity.BROKEN, name, f"the stored text is not the text of its bytes; {_REREAD}")
    elif not already and stored != fresh:
        yield Finding(
            Gravity.BROKEN, name, f"{_difference(stored, fresh)} not as its bytes give them; {_REREAD}"
        )


def _readers(reading: Reading) -> set[str]:
    return {reading.report.made_by, *(said.made_by for said in reading.statements)}


def _difference(stored: Reading, fresh: Reading) -> str:
    if stored.report != fresh.report:
        return "the stored metadata or blocks are"
    if stored.identities != fresh.identities:
        return "the stored identities are"
    changed = _ids(stored.statements) ^ _ids(fresh.statements)
    return f"{len(changed)} stored statements are" if changed else "the stored facts about statements are"


def _ids(statements: Iterable[Statement]) -> set[str]:
    return {said.id for said in statements}


def _id_of(said: Statement, text: str) -> str:
    return statement_id(
        said.report, said.kind, source=said.source, cue=said.cue, content=said.content, text=text
    )
