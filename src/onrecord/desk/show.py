"""Showing what a desk holds."""

from collections.abc import Iterator

from onrecord.desk.desk import Desk
from onrecord.model import Reading
from onrecord.ports import ReportLine


def show(desk: Desk, key: str) -> Reading:
    """Return the reading of the one report that `key` names; see `ports.Store.find_report`."""
    return desk.store.reading(desk.store.find_report(key))


def list_reports(desk: Desk, *, limit: int | None = None) -> Iterator[ReportLine]:
    """Yield a line for each report, newest first."""
    return desk.store.reports(limit=limit)
