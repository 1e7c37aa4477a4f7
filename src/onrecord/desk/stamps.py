"""An authority's word for when the ledger stood as it does: asked for, and checked without asking anybody."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.desk.desk import Desk
from onrecord.desk.findings import Finding, Gravity
from onrecord.errors import BadRequest, EvidenceBroken, OnRecordError
from onrecord.model import Entry, EntryKind
from onrecord.model.ledger import BEFORE_ALL, facts_of, time_text
from onrecord.ports import Stamp, Timestamper

#: Longer than any token with its certificates: what is larger is something else.
_TOKEN_BYTES = 64 * 1024
_DER_SEQUENCE = 0x30
_SET_CA = "set timestamp_ca_file to the authority's certificates to have its signature checked"


@dataclass(frozen=True, slots=True)
class Stamped:
    """Return the entry that was stamped, what the token says, and the entry that records it."""

    over: Entry
    stamp: Stamp
    entry: Entry


def stamp_head(desk: Desk) -> Stamped:
    """Return what became of asking the authority to stamp the ledger's last entry; the token is kept.

    What the authority signs is the hash of that entry itself, which binds all before it.

    Raises:
        BadRequest: No authority is set, or what it needs is not installed.
        OutletRefused, OutletUnreachable: It gives none.
        EvidenceBroken: It answers something else, or the ledger is empty.
    """
    timestamper = _timestamper(desk)
    head = desk.store.ledger.head()
    if head is None:
        raise EvidenceBroken("its ledger is empty; run `onrecord verify`", subject=desk.name)
    token = timestamper.stamp(stamped_data(desk, head))
    stamp = timestamper.check(token)
    sha256 = desk.evidence.put(token)
    facts = {
        "over": head.n,
        "head": head.hash,
        "time": time_text(stamp.time),
        "authority": stamp.authority,
    }
    with desk.store.writing():
        entry = desk.store.ledger.append(EntryKind.TIMESTAMP, sha256, facts, at=desk.clock.now())
    return Stamped(head, stamp, entry)


def stamped_data(desk: Desk, entry: Entry) -> bytes:
    """Return the 64 bytes whose SHA-256 is the hash of `entry`: the hash before it, and its body's digest."""
    before = next(iter(desk.store.ledger.entries(after=entry.n - 2)), None) if entry.n > 1 else None
    start = BEFORE_ALL if before is None else bytes.fromhex(before.hash)
    return start + hashlib.sha256(entry.body).digest()


def check_stamp(desk: Desk, entry: Entry) -> Iterator[Finding]:
    """Yield what is wrong with the timestamp that an entry records."""
    name = f"entry {entry.n} of the ledger"
    facts = facts_of(entry)
    try:
        token = desk.evidence.get(entry.subject)
    except OnRecordError as error:
        yield Finding(Gravity.BROKEN, name, f"the timestamp's token cannot be had: {error.message}")
        return
    try:
        stamp = _timestamper(desk).check(token)
    except BadRequest as error:
        yield Finding(Gravity.NOTE, name, f"its timestamp was not checked: {error.message}")
        return
    except EvidenceBroken as error:
        yield Finding(Gravity.BROKEN, name, f"its timestamp is not valid: {error.message}")
        return
    over = facts.get("over")
    stamped = next(iter(desk.store.ledger.entries(after=over - 1)), None) if isinstance(over, int) else None
    if stamped is None or stamped.hash != stamp.imprint:
        yield Finding(
            Gravity.BROKEN,
            name,
            f"the authority signed another hash than entry {over} has now: "
            "the ledger was written anew; restore the database from a backup from before",
        )
    elif not stamp.is_checked:
        yield Finding(Gravity.NOTE, name, f"its timestamp fits the chain; {_SET_CA}")


def stray_stamp(desk: Desk, sha256: str) -> Finding | None:
    """Return what to say of bytes that nothing refers to where they are a timestamp; None where they are not."""
    if desk.timestamper is None:
        return None
    try:
        token = desk.evidence.get(sha256)
        if not 0 < len(token) < _TOKEN_BYTES or token[0] != _DER_SEQUENCE:
            return None
        stamp = desk.timestamper.check(token)
    except OnRecordError:
        return None  # something else, or not to be told without what reads tokens
    if any(entry.hash == stamp.imprint for entry in desk.store.ledger.entries()):
        return Finding(
            Gravity.NOTE,
            sha256,
            "a timestamp that the ledger does not record: taking it was cut short; leave it, or take another",
        )
    return Finding(
        Gravity.BROKEN,
        sha256,
        f"a timestamp of {stamp.time:%Y-%m-%d %H:%M} UTC is for a head that the ledger does not hold: "
        "its end was cut off, or it was written anew; restore the database from a backup from before",
    )


def _timestamper(desk: Desk) -> Timestamper:
    if desk.timestamper is None:
        raise BadRequest("this desk has nothing to take or check timestamps with", subject=desk.name)
    return desk.timestamper
