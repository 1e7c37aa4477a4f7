"""Verifying a package with nothing but the package, and a certificate if there is one."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from onrecord.desk.correct import apply
from onrecord.desk.desk import Reader
from onrecord.desk.export import FORMAT, Draw, quotations, readers_of, reading_name, stamp_name
from onrecord.desk.findings import Finding, Gravity
from onrecord.desk.proof import Path, follow_path
from onrecord.errors import BadRequest, EvidenceBroken, NotFound, OnRecordError
from onrecord.model import Capture, EntryKind, FeedCredit, Reading, Span, StatementKind, statement_id
from onrecord.model.correction import correction_from_facts
from onrecord.model.ledger import capture_from_facts, credit_from_facts, is_bound
from onrecord.ports import OpenPackage, Timestamper

_CHANGED = "the package was changed; ask for it again"
Found = tuple[str, tuple[Finding, ...]]


@dataclass(frozen=True, slots=True)
class Told:
    """Return one capture as a package tells of it.

    Attributes:
        capture: What is known of it.
        name: What its desk calls it.
        place: What it is an edition of there.
        entry: The number of its entry in the ledger.
        credit: Whom the feed that led to it names as its source, or None.
    """

    capture: Capture
    name: str
    place: str
    entry: int
    credit: FeedCredit | None = None


@dataclass(frozen=True, slots=True)
class Checker:
    """Return what a package is checked with.

    Attributes:
        read: The present reader.
        draw: Writes a reading in the interchange format.
        timestamper: Checks tokens offline.
        head: A hash of the ledger that was written down, or the start of one; None for none.
    """

    read: Reader
    draw: Draw
    timestamper: Timestamper
    head: str | None = None


def verify_package(package: OpenPackage, checker: Checker) -> Iterator[Found]:
    """Yield for the package as a whole, and for each capture in it, what is not as it should be.

    Checked are: the hashes of the package's own list and of its archive's
    records; that its ledger is a chain, and that each capture in it is bound
    there with all that is known of it; timestamps; that reading the bytes
    again gives the same statements, or, where another reader read them, that
    every span and quotation fits the text given; that every quotation is cut
    from that text.

    Raises:
        NotFound: It is no package of ours.
    """
    check_format(package)
    for fault in package.faults():
        yield "the package", (_broken("the package", fault),)
    path = Path()
    for finding in follow_path(package.lines("ledger.jsonl"), path):
        yield "the ledger", (finding,)
    for finding in (*_check_stamps(package, path, checker), *_check_head(path, checker.head)):
        yield "the ledger", (finding,)
    told: dict[str, list[Told]] = {}
    for line in package.lines("captures.jsonl"):
        one = capture_of(line)
        if one is None:
            yield "the package", (_broken("the package", f"a line of its captures is none; {_CHANGED}"),)
            continue
        told.setdefault(one.capture.sha256, []).append(one)
        bound = tuple(_check_bound(one, path))
        if bound:
            yield one.name, bound
    yield from _check_bodies(package, told, checker)


def check_format(package: OpenPackage) -> dict[str, Any]:
    """Return what a package says of itself.

    Raises:
        NotFound: It is no package of ours.
        BadRequest: It is of a newer form.
    """
    told = _object(package.note("package.json")) or {}
    if told.get("format") != FORMAT:
        raise BadRequest(
            f"is a package of the form {str(told.get('format'))[:40]!r}; upgrade with: pip install -U onrecord"
        )
    return told


def capture_of(line: bytes) -> Told | None:
    """Return what a line of `captures.jsonl` tells, None where it tells nothing whole."""
    told = _object(line)
    try:
        if told is None or not isinstance(told["entry"], int):
            return None
        capture = capture_from_facts(told["capture"])
        credit = credit_from_facts(told["credit"]) if told.get("credit") is not None else None
        return Told(capture, str(told["name"] or capture.address), str(told["place"]), told["entry"], credit)
    except (BadRequest, KeyError, TypeError, AttributeError):
        return None


def _check_bound(one: Told, path: Path) -> Iterator[Finding]:
    entry = path.entries.get(one.entry)
    if (
        entry is None
        or entry["kind"] != EntryKind.CAPTURE
        or not is_bound(entry["facts"], one.capture, one.credit)
    ):
        yield _broken(one.name, f"what is told of its capture is not what the ledger recorded; {_CHANGED}")


def _check_stamps(package: OpenPackage, path: Path, checker: Checker) -> Iterator[Finding]:
    for n, entry in path.entries.items():
        if entry["kind"] != EntryKind.TIMESTAMP:
            continue
        name = f"the timestamp of entry {entry['facts'].get('over')}"
        try:
            token = package.note(stamp_name(str(entry["subject"])))
            stamp = checker.timestamper.check(token)
        except BadRequest as error:
            yield Finding(Gravity.NOTE, name, f"was not checked: {error.message}")
            continue
        except OnRecordError as error:
            yield _broken(name, f"is not valid: {error.message}")
            continue
        over = entry["facts"].get("over")
        if isinstance(over, int) and over not in path.hashes and over < min(path.entries):
            continue  # of an entry before the way begins: it says nothing of these captures
        if hashlib.sha256(token).hexdigest() != entry["subject"] or path.hashes.get(over) != stamp.imprint:
            yield _broken(name, f"the authority signed another hash than this ledger has there; {_CHANGED}")
            continue
        signed = "" if stamp.is_checked else "; its signature was not checked: give --ca-file"
        who = stamp.authority or "an authority"
        yield Finding(
            Gravity.NOTE,
            name,
            f"{who} saw the ledger up to entry {n - 1} at {stamp.time:%Y-%m-%d %H:%M:%S} UTC{signed}",
        )


def _check_head(path: Path, head: str | None) -> Iterator[Finding]:
    known = {*path.hashes.values(), *([path.last[1]] if path.last else [])}
    if head is not None and not any(one.startswith(head) for one in known):
        yield _broken(
            "the ledger",
            f"does not hold the hash that you wrote down ({head[:16]}…): it may stand at an entry that is not "
            "shown in this package, or the ledger was written anew",
        )


def _check_bodies(package: OpenPackage, told: dict[str, list[Told]], checker: Checker) -> Iterator[Found]:
    missing = {one.capture.id: one for some in told.values() for one in some}
    try:
        for _, body in package.bodies():
            for one in told.get(hashlib.sha256(body).hexdigest(), ()):
                if missing.pop(one.capture.id, None) is not None:
                    yield one.name, tuple(_check_capture(package, one, body, checker))
    except EvidenceBroken as error:
        yield "the archive", (_broken("the archive", f"{error.message}; ask for the package again"),)
    for one in missing.values():
        yield one.name, (_broken(one.name, f"its bytes are not in the archive, or were changed; {_CHANGED}"),)


def _check_capture(package: OpenPackage, one: Told, body: bytes, checker: Checker) -> Iterator[Finding]:
    if len(body) != one.capture.size:
        yield _broken(one.name, f"its size is not the one told; {_CHANGED}")
    try:
        note = _object(package.note(reading_name(one.capture.id))) or {}
        stored = note["reading"]
        faults = list(_check_stored(one.capture, stored, note.get("quotations")))
        corrected = note.get("corrected")
        if corrected is not None:
            faults += _check_corrected(one.capture, stored, corrected)
    except NotFound:
        yield _broken(one.name, f"its reading is missing; {_CHANGED}")
        return
    except (BadRequest, KeyError, TypeError, ValueError, AttributeError, IndexError):
        yield _broken(one.name, f"its reading cannot be read; {_CHANGED}")
        return
    if faults:
        yield from (_broken(one.name, fault) for fault in faults)
        return
    try:
        fresh = checker.read(one.capture, body, name=one.name)
    except OnRecordError as error:
        yield Finding(Gravity.NOTE, one.name, f"this reader cannot read its bytes: {error.message}")
        return
    if note.get("readers") != readers_of(fresh):
        readers = ", ".join(map(str, note.get("readers") or ()))
        yield Finding(
            Gravity.NOTE,
            one.name,
            f"was read by {readers}; every quotation stands in the text given, which this reader did not make",
        )
    elif _plain(checker.draw(fresh)) != stored or _plain(quotations(fresh)) != note["quotations"]:
        yield _broken(one.name, f"its statements are not those that its bytes give; {_CHANGED}")
    elif corrected is not None:
        yield from _check_laid(one, fresh, corrected, checker)


def _check_laid(one: Told, fresh: Reading, corrected: dict[str, Any], checker: Checker) -> Iterator[Finding]:
    """Yield whether what persons made of a reading is what their corrections give; and that they made something."""
    try:
        corrections = [correction_from_facts(facts) for facts in corrected["corrections"]]
        shown = apply(fresh, corrections)
    except (BadRequest, KeyError, TypeError):
        yield _broken(one.name, f"its corrections cannot be read; {_CHANGED}")
        return
    if _plain(checker.draw(shown)) != corrected["reading"]:
        yield _broken(one.name, f"its corrected reading is not what its corrections give; {_CHANGED}")
        return
    by = ", ".join(sorted({correction.by for correction in corrections}))
    yield Finding(
        Gravity.NOTE, one.name, f"{len(corrections)} corrections by {by} are laid over what was read"
    )


def _check_corrected(capture: Capture, stored: dict[str, Any], corrected: dict[str, Any]) -> Iterator[str]:
    """Yield what in a corrected reading does not fit the text; its ids are those that statements had before."""
    text = stored["text"]
    shown = corrected["reading"]
    if shown["text"] != text or shown["report"]["capture"] != f"sha256:{capture.sha256}":
        yield f"its corrected reading is of another text; {_CHANGED}"
    quoted = {one["statement"]: one["words"] for one in corrected["quotations"]}
    for said in shown["statements"]:
        spans = [Span(*span) for part in ("source", "cue", "content") for span in said[part]]
        words = [Span(*span).cut(text) for span in said["content"]]
        if any(span.end > len(text) for span in spans) or quoted.pop(said["id"], None) != words:
            yield f"statement {str(said['id'])[:24]}: its quotation is not what stands in the text; {_CHANGED}"
    if quoted:
        yield f"it gives quotations that are no statements of its own; {_CHANGED}"


def _check_stored(capture: Capture, stored: dict[str, Any], told: Any) -> Iterator[str]:
    """Yield what in a reading does not fit its own text: hashes, spans, ids, quotations."""
    text = stored["text"]
    if stored["report"]["capture"] != f"sha256:{capture.sha256}":
        yield f"its reading is of other bytes; {_CHANGED}"
    if stored["report"]["text_sha256"] != hashlib.sha256(text.encode("utf-8")).hexdigest():
        yield f"its text does not have the hash told; {_CHANGED}"
    for block in stored["blocks"]:
        if not 0 <= block["span"][0] < block["span"][1] <= len(text):
            yield f"a block does not fit its text; {_CHANGED}"
    quoted = {one["statement"]: one["words"] for one in told}
    for said in stored["statements"]:
        spans = {part: [Span(*span) for span in said[part]] for part in ("source", "cue", "content")}
        own = statement_id(capture.id, StatementKind(said["kind"]), **spans, text=text)
        if own != said["id"] or any(span.end > len(text) for some in spans.values() for span in some):
            yield f"statement {str(said['id'])[:24]}: its spans or the text under them were changed; {_CHANGED}"
        elif quoted.pop(said["id"], None) != [span.cut(text) for span in spans["content"]]:
            yield f"statement {said['id']}: its quotation is not what stands in the text; {_CHANGED}"
    if quoted:
        yield f"it gives quotations that are no statements of its own; {_CHANGED}"


def _plain(thing: Any) -> Any:
    """Return a thing as it comes out of JSON."""
    return json.loads(json.dumps(thing, ensure_ascii=False).encode("utf-8", "backslashreplace"))


def _object(body: bytes) -> dict[str, Any] | None:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) else None


def _broken(subject: str, message: str) -> Finding:
    return Finding(Gravity.BROKEN, subject, message)
