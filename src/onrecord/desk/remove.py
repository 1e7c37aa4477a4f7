"""Removing a report for good, on the record: what a court or a person's privacy asks for."""

from dataclasses import dataclass

from onrecord.desk.desk import Desk
from onrecord.desk.editions import find_edition
from onrecord.desk.filing import let_go, unfile_report
from onrecord.errors import BadRequest
from onrecord.model import Edition
from onrecord.ports import Removed


@dataclass(frozen=True, slots=True)
class Removal:
    """Return one capture that was removed.

    Attributes:
        removed: What was taken out of the index, and who else has the same bytes.
        bytes_gone: Whether its bytes are gone; not where another capture has the very same.
    """

    removed: Removed
    bytes_gone: bool


def plan_removal(desk: Desk, key: str, *, edition: int | None = None) -> list[Edition]:
    """Return the editions that a removal would take: that one, or all of the report for None.

    Raises:
        NotFound: No such report or edition.
        BadRequest: Several are called that.
    """
    report = find_edition(desk, key, edition)
    found = desk.store.editions.of(report)
    return found if edition is None else [one for one in found if one.report == report]


def remove(desk: Desk, editions: list[Edition], *, by: str, reason: str) -> list[Removal]:
    """Return what became of the editions: gone from index, search and evidence, their tombstones in the ledger.

    All go from the index in one transaction, then their bytes, then what the
    database's own files still hold of them.

    Args:
        desk: The desk.
        editions: What `plan_removal` gave.
        by: Who removes; stays in the ledger for good.
        reason: Why; the same.

    Raises:
        BadRequest: `by` or `reason` says nothing.
        StoreError: The desk cannot be written.
    """
    by, reason = by.strip(), reason.strip()
    if not by or not reason:
        raise BadRequest("a removal is recorded with who and why; give both --by and --reason")
    with desk.store.writing():
        known = [id_ for edition in editions for id_ in unfile_report(desk, edition.report)]
        taken = [
            desk.store.remove(edition.report, by=by, reason=reason, at=desk.clock.now())
            for edition in editions
        ]
        let_go(desk, known)
    going = {removed.capture.sha256 for removed in taken if not _shared(removed, taken)}
    for sha256 in sorted(going):
        desk.evidence.remove(sha256)
    desk.store.wipe()
    return [Removal(removed, removed.capture.sha256 in going) for removed in taken]


def _shared(removed: Removed, taken: list[Removed]) -> bool:
    """Return whether captures that stay have the same bytes: the last of those removed knows."""
    same = [one for one in taken if one.capture.sha256 == removed.capture.sha256]
    return bool(same[-1].shared_with)
