"""Adding reports to a desk, each whole or not at all, none twice."""

import logging
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from onrecord.desk.desk import Desk
from onrecord.desk.keep import Kept, keep
from onrecord.errors import EvidenceBroken, NotFound, OnRecordError, StoreError
from onrecord.model import Lead
from onrecord.ports import Fetched, Fetcher
from onrecord.stages.capture import make_capture
from onrecord.stages.collect import collect_leads

_log = logging.getLogger(__name__)

#: Leads of one name that are looked at together.
_BATCH = 1_000


def plan_leads(fetcher: Fetcher, names: Iterable[str]) -> Iterator[tuple[str, Lead | OnRecordError]]:
    """Yield each lead that `names` stand for under its own name, or the error under the name given.

    They come as they are found: a container may hold more than memory does.
    """
    for named in names:
        # A path may hold bytes that are no text: from here on it is called by what can be printed.
        name = named.encode("utf-8", "backslashreplace").decode("utf-8")
        found = fetcher.expand(named)
        seen = taken = 0
        try:
            while batch := list(islice(found, _BATCH)):
                leads = collect_leads(name, batch)
                seen += len(batch)
                taken += len(leads)
                for lead in leads:
                    yield lead.name, lead
        except OnRecordError as error:
            yield name, error
            continue
        _log.info("%s: %d files that look like no reports are left out", name, seen - taken)
        if not taken:
            yield (
                name,
                NotFound(
                    "holds no reports; name a file itself to have it read whatever it is called", subject=name
                ),
            )


def add(
    desk: Desk, leads: Iterable[tuple[str, Lead | OnRecordError]], *, again: bool = False
) -> Iterator[tuple[str, Kept | OnRecordError]]:
    """Yield what became of each lead, in order, and carry on past those that fail.

    The bytes are on disk before anything refers to them; then capture, report,
    identities, statements and the ledger's entry go to the store in one
    transaction. A run that is killed leaves at worst bytes without a report,
    and the next run completes them.

    Args:
        desk: The desk.
        leads: What to add, as `plan_leads` gives it.
        again: Take also what was once removed from this desk.

    Raises:
        StoreError: The desk cannot be written: nothing further can be added.
        EvidenceBroken: Kept evidence is not what it was: stop and verify.
    """
    for name, lead in leads:
        if isinstance(lead, OnRecordError):
            yield name, lead
            continue
        try:
            yield name, keep_fetched(desk, lead, desk.fetcher.fetch(lead), again=again)
        except (StoreError, EvidenceBroken):
            raise
        except OnRecordError as error:
            yield name, error


def keep_fetched(
    desk: Desk,
    lead: Lead,
    fetched: Fetched,
    *,
    again: bool = False,
    also: Callable[[str], object] | None = None,
) -> Kept:
    """Return what became of the bytes that were fetched for a lead.

    They are a new report, another edition of one (the same place with other
    text), one more sighting of an edition (with the same text), or known to the byte.

    Args:
        desk: The desk.
        lead: What was fetched.
        fetched: What came.
        again: Take also what was once removed from this desk.
        also: What to do in the transaction that stores it, with the id of the capture; None for nothing.

    Raises:
        PageUnreadable: They hold nothing that can be read; they stay in the evidence.
        BadRequest: They were removed from this desk.
        StoreError: The desk cannot be written.
        EvidenceBroken: Kept evidence is not what it was.
    """
    capture = make_capture(fetched, now=desk.clock.now())
    return keep(
        desk,
        capture,
        fetched.body,
        name=lead.name,
        part=lead.part,
        credit=lead.credit,
        again=again,
        also=also,
    )
