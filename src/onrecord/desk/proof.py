"""The way through the ledger from some captures to a head, to be followed by whoever has only that."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from onrecord.desk.findings import Finding, Gravity
from onrecord.errors import EvidenceBroken
from onrecord.model import Entry, EntryKind
from onrecord.model.ledger import BEFORE_ALL, chain_hash, facts_of, is_bound, told_by
from onrecord.ports import CaptureRecord, Ledger

_HASH_DIGITS = 64
_CHANGED = "the package was changed; ask for it again"


@dataclass(slots=True)
class Path:
    """Return what a walk along a way through the ledger has seen.

    Attributes:
        entries: What the entries shown in full say, by their number.
        hashes: The hash of each entry that something may refer to: those shown in full, and the one before each.
        last: The number and hash at its end.
    """

    entries: dict[int, dict[str, Any]] = field(default_factory=dict)
    hashes: dict[int, str] = field(default_factory=dict)
    last: tuple[int, str] | None = None


def draw_path(ledger: Ledger, shown: set[int]) -> Iterator[bytes]:
    """Yield the lines of a way from the first of the entries `shown` to the first timestamp behind them, or the head.

    Entries in `shown`, and timestamps, are given in full, the others by
    their digest alone: what else the desk holds is not told.

    Raises:
        EvidenceBroken: The ledger is not whole.
    """
    first, last = min(shown), max(shown)
    stamped = {facts_of(stamp).get("over") for stamp in stamps_on(ledger, shown)}
    before = BEFORE_ALL.hex()
    for entry in ledger.entries(after=max(first - 2, 0)):
        if entry.n < first:
            before = entry.hash
            continue
        if entry.n == first:
            yield _line({"n": first, "before": before})
        is_stamp = entry.kind is EntryKind.TIMESTAMP
        in_full = is_stamp or entry.n in shown
        yield _line(_drawn(entry, in_full=in_full, with_hash=in_full or entry.n in stamped))
        if is_stamp and int(facts_of(entry).get("over") or 0) >= last:
            return


def stamps_on(ledger: Ledger, shown: set[int]) -> list[Entry]:
    """Return the timestamps' entries that `draw_path` shows."""
    found: list[Entry] = []
    for entry in ledger.entries(after=min(shown) - 1):
        if entry.kind is EntryKind.TIMESTAMP:
            found.append(entry)
            if int(facts_of(entry).get("over") or 0) >= max(shown):
                break
    return found


def follow_path(lines: Iterable[bytes], path: Path) -> Iterator[Finding]:
    """Yield what is wrong with a way through a ledger, and fill `path` with what it shows."""
    before: bytes | None = None
    due = 0
    for line in lines:
        try:
            told = json.loads(line)
            if before is None:
                due, before = _start(told)
                path.hashes[due - 1] = before.hex()
                continue
            n, body, digest = _step(told)
        except (KeyError, TypeError, ValueError, RecursionError):
            yield _broken(f"a line of its ledger cannot be read; {_CHANGED}")
            return
        if n != due:
            yield _broken(
                f"its ledger goes from entry {due - 1} to entry {n}: it was cut or reordered; {_CHANGED}"
            )
            return
        if body is not None:
            own = told_by(body)
            if own is None or own["n"] != n:
                yield _broken(f"entry {n} of its ledger is none, or stands elsewhere; {_CHANGED}")
            else:
                path.entries[n] = own
                path.hashes[n - 1] = before.hex()
        before = chain_hash(before, digest)
        if body is not None or "hash" in told:
            path.hashes[n] = before.hex()
            if told.get("hash") != before.hex():
                yield _broken(f"entry {n} of its ledger does not follow from the one before it; {_CHANGED}")
        path.last = (n, before.hex())
        due = n + 1
    if path.last is None:
        yield _broken(f"it holds nothing of a ledger; {_CHANGED}")


def entry_for(ledger: Ledger, record: CaptureRecord, name: str) -> Entry:
    """Return the ledger's entry that binds a capture with all its facts.

    Raises:
        EvidenceBroken: None does.
    """
    for entry in reversed(ledger.about(record.capture.sha256)):
        if entry.kind is EntryKind.CAPTURE and is_bound(facts_of(entry), record.capture, record.credit):
            return entry
    raise EvidenceBroken("its capture is not what the ledger recorded; run `onrecord verify`", subject=name)


def _drawn(entry: Entry, *, in_full: bool, with_hash: bool) -> dict[str, Any]:
    hashed = {"hash": entry.hash} if with_hash else {}
    if in_full:
        return {"n": entry.n, "entry": entry.body.decode("utf-8"), **hashed}
    return {"n": entry.n, "digest": hashlib.sha256(entry.body).hexdigest(), **hashed}


def _start(told: dict[str, Any]) -> tuple[int, bytes]:
    n, before = told["n"], bytes.fromhex(told["before"])
    if not isinstance(n, int) or n < 1 or len(before) != len(BEFORE_ALL):
        raise ValueError("no start")
    return n, before


def _step(told: dict[str, Any]) -> tuple[int, bytes | None, bytes]:
    body = told["entry"].encode("utf-8") if "entry" in told else None
    digest = hashlib.sha256(body).digest() if body is not None else bytes.fromhex(told["digest"])
    if len(digest) * 2 != _HASH_DIGITS:
        raise ValueError("no digest")
    return int(told["n"]), body, digest


def _line(thing: dict[str, Any]) -> bytes:
    return json.dumps(thing, ensure_ascii=True).encode() + b"\n"


def _broken(message: str) -> Finding:
    return Finding(Gravity.BROKEN, "the ledger", message)
