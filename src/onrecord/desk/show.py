"""Showing what a desk holds."""

from collections.abc import Iterator

from onrecord.desk.desk import Desk
from onrecord.desk.editions import find_edition
from onrecord.model import Reading
from onrecord.ports import ReportLine


def show(desk: Desk, key: str, *, edition: int | None = None) -> Reading:
    """Return the reading of the one report that `key` names; see `ports.Store.find_report`.

    Args:
        desk: The desk.
        key: What names it.
        edition: The number of one of its editions; None for the latest, or for the one whose id `key` is.
    """
    return desk.store.reading(find_edition(desk, key, edition))


def list_reports(desk: Desk, *, limit: int | None = None) -> Iterator[ReportLine]:
    """Yield a line for each report, newest first."""
    return desk.store.reports(limit=limit)
