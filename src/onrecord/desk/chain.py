"""Walking the ledger: is the chain whole, and is everything it tells of here?"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from onrecord.desk.correct import bound_correction
from onrecord.desk.desk import Desk
from onrecord.desk.findings import Finding, Gravity
from onrecord.desk.stamps import check_stamp
from onrecord.errors import OnRecordError
from onrecord.model import Capture, Correction, Entry, EntryKind, Facts
from onrecord.model.ledger import BEFORE_ALL, chain_hash, facts_of, is_bound, time_text, told_by
from onrecord.ports import CaptureRecord

_RESTORE = "restore the database from a backup from before"
_CURE = f"the ledger was changed behind the desk's back; {_RESTORE}"


@dataclass(slots=True)
class Walk:
    """Return what a walk through the ledger has seen: the head reached, and the bytes that entries refer to.

    Attributes:
        head: The last entry.
        referred: SHA-256 of timestamps' tokens and of what was removed.
        seen_head: Whether a hash that the user wrote down was come by.
    """

    head: Entry | None = None
    referred: set[str] = field(default_factory=set)
    seen_head: bool = False


def walk_ledger(desk: Desk, walk: Walk, *, head: str | None = None) -> Iterator[Finding]:
    """Yield what is wrong with the ledger, entry by entry, one entry in memory at a time.

    Args:
        desk: The desk.
        walk: Filled on the way.
        head: A hash of the ledger that was written down earlier, or the start of one.
    """
    before = BEFORE_ALL
    due = 1
    for entry in desk.store.ledger.entries():
        yield from _check_link(entry, due, before)
        before = bytes.fromhex(entry.hash)
        due = entry.n + 1
        walk.head = entry
        walk.seen_head |= head is not None and entry.hash.startswith(head)
        yield from _check_subject(desk, entry, walk)
    if walk.head is None:
        yield _broken("the ledger", f"it is empty, and even a new desk's has one entry; {_CURE}")
    if head is not None and not walk.seen_head:
        told = f"it ends at entry {walk.head.n}" if walk.head else "it is empty"
        yield _broken(
            "the ledger",
            f"no entry has the hash that you wrote down ({head[:16]}…), and {told}: "
            f"its end was cut off, or it was written anew; {_RESTORE}",
        )


def check_entry_of(desk: Desk, record: CaptureRecord, name: str) -> Iterator[Finding]:
    """Yield how the index row of a capture differs from what the ledger recorded of it."""
    capture = record.capture
    told = [
        facts_of(entry)
        for entry in desk.store.ledger.about(capture.sha256)
        if entry.kind is EntryKind.CAPTURE
    ]
    if not told:
        yield _broken(
            name,
            f"the ledger has no entry for its capture ({capture.sha256[:16]}…): "
            f"it was put into the index behind the desk's back, or its row was edited; {_RESTORE}",
        )
        return
    if any(is_bound(facts, capture, record.credit) for facts in told):
        return
    if any(is_bound({**facts, "credit": None}, capture, None) for facts in told):
        yield _broken(
            name, f"what a feed said of its source was edited, put in or taken out since; {_RESTORE}"
        )
        return
    own = next((facts for facts in told if facts.get("id") == capture.id), told[-1])
    yield _broken(name, f"its row in the index was edited: {_edited(own, capture)}; {_RESTORE}")


def check_corrections_of(desk: Desk, record: CaptureRecord, name: str) -> Iterator[Finding]:
    """Yield which corrections of a report, or takings back, are not as the ledger recorded them."""
    if record.report is None:
        return
    told: dict[object, Facts] = {}
    for entry in desk.store.ledger.about(record.capture.sha256):
        facts = facts_of(entry)
        if facts.get("id") == record.report and entry.kind is EntryKind.CORRECTION:
            told[facts.get("n")] = facts
        elif facts.get("id") == record.report and entry.kind is EntryKind.REMOVAL:
            told.clear()  # they went with the report, which was taken back since
    undone: set[int] = set()
    try:
        history = list(desk.store.corrections.history(report=record.report))
    except OnRecordError as error:
        yield _broken(name, f"its corrections cannot be read: {error}")
        return
    for said in history:
        what = "correction" if isinstance(said, Correction) else "the taking back of a correction"
        if told.get(said.n) != bound_correction(said):
            yield _broken(
                name,
                f"{what}, number {said.n}, is not what the ledger recorded: it was edited or put in; {_RESTORE}",
            )
        if not isinstance(said, Correction):
            undone.add(said.correction)
    for said in history:
        if isinstance(said, Correction) and (said.undone is not None) != (said.n in undone):
            yield _broken(
                name, f"correction {said.n} is marked as taken back, or not, without cause; {_RESTORE}"
            )
    here = {said.n for said in history}
    for n in sorted(map(str, told.keys() - here)):
        yield _broken(name, f"correction {n} is in the ledger and not in the index; {_RESTORE}")


def _edited(told: dict[str, object], capture: Capture) -> str:
    names = {"size": "its size", "fetched_at": "the time of its fetch"}
    now = {"size": capture.size, "fetched_at": time_text(capture.fetched_at)}
    changed = [
        f"{name} is {now[key]}, and {told.get(key)} was recorded"
        for key, name in names.items()
        if told.get(key) != now[key]
    ]
    if changed:
        return "; ".join(changed)
    return "its address, type, headers or exchanges are not those recorded"


def _check_link(entry: Entry, due: int, before: bytes) -> Iterator[Finding]:
    """Yield whether an entry says of itself what its row says, and follows from the one before it."""
    name = f"entry {entry.n} of the ledger"
    if entry.n != due:
        yield _broken(name, f"entry {due} is missing before it; {_CURE}")
    own = told_by(entry.body)
    if own is None or own["n"] != entry.n:
        where = "says that it is none of ours" if own is None else f"says that it is entry {own['n']}"
        fault = "it was edited" if own is None else "entries were reordered or moved"
        yield _broken(name, f"it {where}: {fault}; {_CURE}")
    elif (own["kind"], own["at"], own["subject"]) != (entry.kind, time_text(entry.at), entry.subject):
        yield _broken(name, f"its columns are not what its own text says: it was edited; {_CURE}")
    if chain_hash(before, hashlib.sha256(entry.body).digest()).hex() != entry.hash:
        yield _broken(
            name,
            f"it does not follow from the entry before it: one of the two was edited, inserted or moved; {_CURE}",
        )


def _check_subject(desk: Desk, entry: Entry, walk: Walk) -> Iterator[Finding]:
    """Yield whether what an entry tells of is here."""
    facts = facts_of(entry)
    if entry.kind is EntryKind.CAPTURE:
        yield from _check_capture(desk, entry, str(facts.get("id")), facts)
    elif entry.kind is EntryKind.REMOVAL:
        yield from _check_removal(desk, entry, str(facts.get("id")))
        walk.referred.add(entry.subject)
    elif entry.kind is EntryKind.TIMESTAMP:
        walk.referred.add(entry.subject)
        yield from check_stamp(desk, entry)


def _check_capture(desk: Desk, entry: Entry, id_: str, facts: dict[str, object]) -> Iterator[Finding]:
    if desk.store.capture(id_) is not None or _after(desk, entry, id_, EntryKind.REMOVAL):
        return
    if desk.store.ledger.about(entry.subject)[-1].n != entry.n and _after(
        desk, entry, id_, EntryKind.CAPTURE
    ):
        return  # a later entry of the same capture tells it
    kept = (
        "its bytes are still in the evidence"
        if desk.evidence.has(entry.subject)
        else "its bytes are gone too"
    )
    yield _broken(
        f"entry {entry.n} of the ledger",
        f"tells of a capture ({entry.subject[:16]}…, {facts.get('size')} bytes, {facts.get('fetched_at')}) "
        f"that is not in the index, and no removal is recorded; {kept}; restore the desk from a backup",
    )


def _check_removal(desk: Desk, entry: Entry, id_: str) -> Iterator[Finding]:
    if _after(desk, entry, id_, EntryKind.CAPTURE):
        return  # taken back since
    name = f"entry {entry.n} of the ledger"
    if desk.store.capture(id_) is not None:
        yield _broken(name, "records a removal, and the capture is in the index; remove it again")
    elif desk.evidence.has(entry.subject) and not _is_shared(desk, entry.subject):
        yield _broken(
            name,
            f"records a removal, and the bytes are still in the evidence ({entry.subject}): "
            "it was cut short; delete that file",
        )


def _is_shared(desk: Desk, sha256: str) -> bool:
    """Return whether another capture, not removed, has the same bytes."""
    ids = {str(facts_of(entry).get("id")) for entry in desk.store.ledger.about(sha256)}
    return any(desk.store.capture(id_) is not None for id_ in ids)


def _after(desk: Desk, entry: Entry, id_: str, kind: EntryKind) -> bool:
    """Return whether a later entry tells that of the same capture."""
    return any(
        other.n > entry.n and other.kind is kind and facts_of(other).get("id") == id_
        for other in desk.store.ledger.about(entry.subject)
    )


def _broken(subject: str, message: str) -> Finding:
    return Finding(Gravity.BROKEN, subject, message)
