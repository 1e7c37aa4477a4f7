"""Adding reports to a desk, each whole or not at all, none twice."""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from onrecord.desk.desk import Desk
from onrecord.errors import EvidenceBroken, NotFound, OnRecordError, StoreError
from onrecord.model import Lead
from onrecord.ports import Fetched, Fetcher
from onrecord.stages.capture import make_capture
from onrecord.stages.collect import collect_leads

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Added:
    """Return a report that is new to the desk: its id, title and number of statements."""

    report: str
    title: str | None
    statements: int


@dataclass(frozen=True, slots=True)
class Already:
    """Return the id of a capture that the desk holds."""

    capture: str


def plan_leads(fetcher: Fetcher, names: Iterable[str]) -> Iterator[tuple[str, Lead | OnRecordError]]:
    """Yield each lead that `names` stand for under its own name, or the error under the name given."""
    for named in names:
        # A path may hold bytes that are no text: from here on it is called by what can be printed.
        name = named.encode("utf-8", "backslashreplace").decode("utf-8")
        try:
            found = list(fetcher.expand(named))
        except OnRecordError as error:
            yield name, error
            continue
        leads = collect_leads(name, found)
        _log.info("%s: %d files that look like no reports are left out", name, len(found) - len(leads))
        if not leads:
            yield (
                name,
                NotFound(
                    "holds no reports; name a file itself to have it read whatever it is called", subject=name
                ),
            )
        for lead in leads:
            yield lead.name, lead


def add(
    desk: Desk, leads: Iterable[tuple[str, Lead | OnRecordError]]
) -> Iterator[tuple[str, Added | Already | OnRecordError]]:
    """Yield what became of each lead, in order, and carry on past those that fail.

    The bytes go to the evidence store first and are on disk before anything
    refers to them; then report, identities and statements go to the store in
    one transaction. A run that is killed leaves at worst bytes without a
    report, and the next run completes them.

    Raises:
        StoreError: The desk cannot be written: nothing further can be added.
        EvidenceBroken: Kept evidence is not what it was: stop and verify.
    """
    for name, lead in leads:
        if isinstance(lead, OnRecordError):
            yield name, lead
            continue
        try:
            yield name, keep_fetched(desk, lead, desk.fetcher.fetch(lead))
        except (StoreError, EvidenceBroken):
            raise
        except OnRecordError as error:
            yield name, error


def keep_fetched(
    desk: Desk, lead: Lead, fetched: Fetched, *, also: Callable[[str], object] | None = None
) -> Added | Already:
    """Return what became of the bytes that were fetched for a lead: kept, read and stored, or known already.

    The bytes are on disk before anything refers to them; all that is made of them is stored in one transaction.

    Args:
        desk: Where to keep them.
        lead: What was fetched.
        fetched: The bytes.
        also: What to do in that same transaction, with the capture's id; None for nothing.

    Raises:
        PageUnreadable: They hold nothing that can be read; they stay in the evidence.
        StoreError: The desk cannot be written.
        EvidenceBroken: Kept evidence is not what it was.
    """
    capture = make_capture(fetched, now=desk.clock.now())
    if desk.store.has_capture(capture.id) and desk.evidence.has(capture.sha256):
        if also is not None:
            also(capture.id)
        return Already(capture.id)
    desk.evidence.put(fetched.body)
    reading = desk.read(capture, fetched.body, name=lead.name)
    with desk.store.writing():
        desk.store.add(capture, reading)
        if also is not None:
            also(capture.id)
    return Added(reading.report.id, reading.report.metadata.title, len(reading.statements))
