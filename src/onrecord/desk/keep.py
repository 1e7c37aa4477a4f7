"""Keeping a capture: as a new report, as another edition, or as one more sighting of an edition."""

from collections.abc import Callable
from dataclasses import dataclass

from onrecord.desk.desk import Desk
from onrecord.desk.filing import file_report
from onrecord.desk.tracing import trace_report
from onrecord.errors import BadRequest
from onrecord.model import Capture, EntryKind, Facts, FeedCredit, Reading
from onrecord.model.ledger import facts_of
from onrecord.text.places import place_of


@dataclass(frozen=True, slots=True)
class Added:
    """Return a report that is new to the desk: its id, title and number of statements."""

    report: str
    title: str | None
    statements: int


@dataclass(frozen=True, slots=True)
class NewEdition:
    """Return another edition of a report that the desk has: its own id, title, statements and number."""

    report: str
    title: str | None
    statements: int
    number: int


@dataclass(frozen=True, slots=True)
class Seen:
    """Return the edition whose text was seen once more, in other bytes, which are not kept: its id and number."""

    report: str
    number: int


@dataclass(frozen=True, slots=True)
class Already:
    """Return the id of a capture that the desk holds, to the byte."""

    capture: str


Kept = Added | NewEdition | Seen | Already


def keep(
    desk: Desk,
    capture: Capture,
    body: bytes,
    *,
    name: str,
    part: str | None = None,
    place: str | None = None,
    via: Facts | None = None,
    credit: FeedCredit | None = None,
    again: bool = False,
    also: Callable[[str], object] | None = None,
) -> Kept:
    """Return what became of a capture.

    Bytes of a text that its place is known to have held are not kept twice: the
    sighting is recorded. All others are on disk before anything refers to
    them. Bytes that cannot be read, for whatever reason, stay in the evidence.

    Args:
        desk: The desk.
        capture: What is known of the fetch.
        body: Its exact bytes.
        name: What the user knows it by.
        part: Which part of a container it came from, or None.
        place: What it is an edition of where its address does not tell (a file of another machine).
        via: How it came, for the ledger, where this desk did not fetch it.
        credit: Whom the feed that led to it names as its source: kept with what is new, and not added to what the
            desk holds already.
        again: Take it also if it was once removed from this desk.
        also: What to do in the transaction that stores it, with the id of the capture (of the edition that was
            seen once more, where it is not stored); None for nothing.

    Raises:
        PageUnreadable: It holds nothing that can be read.
        BadRequest: It was removed from this desk.
        StoreError: The desk cannot be written.
        EvidenceBroken: Kept evidence is not what it was.
    """
    if not again:
        _refuse_removed(desk, capture, name)
    if desk.store.has_capture(capture.id) and desk.evidence.has(capture.sha256):
        is_seen = _is_web(capture) and via is None
        if is_seen or also is not None:
            with desk.store.writing():
                if is_seen:
                    desk.store.editions.see(capture.id, capture.fetched_at)
                if also is not None:
                    also(capture.id)
        return Already(capture.id)
    reading = _read(desk, capture, body, name)
    if place is None or _is_web(capture):
        place = place_of(capture.address, canonical=reading.report.metadata.canonical_address, part=part)
    digest = reading.report.text_sha256
    if place is None or desk.store.editions.holding(place, digest) is None:
        desk.evidence.put(body)
    with desk.store.writing():
        # Asked again: another process may have kept it meanwhile.
        same = desk.store.editions.holding(place, digest) if place is not None else None
        if same is not None and same[0] != capture.id:
            desk.store.editions.see(same[0], capture.fetched_at)
            if also is not None:
                also(same[0])
            return Seen(*same)
        if same is not None and not desk.evidence.has(capture.sha256):
            desk.evidence.put(body)  # its row is here, its bytes were lost
        is_new = not desk.store.has_capture(capture.id)
        number = desk.store.add(capture, reading, place=place, at=desk.clock.now(), via=via, credit=credit)
        if is_new:
            file_report(desk, reading)
            trace_report(desk, reading)
        if also is not None:
            also(capture.id)
    title, statements = reading.report.metadata.title, len(reading.statements)
    if number == 1:
        return Added(capture.id, title, statements)
    return NewEdition(capture.id, title, statements, number)


def _is_web(capture: Capture) -> bool:
    return capture.address.startswith(("http://", "https://"))


def _read(desk: Desk, capture: Capture, body: bytes, name: str) -> Reading:
    is_read = False
    try:
        reading = desk.read(capture, body, name=name)
        is_read = True
    finally:
        if not is_read:
            desk.evidence.put(body)
    return reading


def _refuse_removed(desk: Desk, capture: Capture, name: str) -> None:
    """Check that these bytes were not removed from the desk.

    Raises:
        BadRequest: They were, and not taken back since.
    """
    last = None
    for entry in desk.store.ledger.about(capture.sha256):
        if entry.kind in {EntryKind.REMOVAL, EntryKind.CAPTURE}:
            last = entry
    if last is None or last.kind is not EntryKind.REMOVAL:
        return
    facts = facts_of(last)
    day = last.at.date().isoformat()
    raise BadRequest(
        f"the same bytes were removed from this desk on {day} by {facts.get('by')}: {facts.get('reason')}; "
        "where that no longer holds, add it with --again",
        subject=name,
    )
