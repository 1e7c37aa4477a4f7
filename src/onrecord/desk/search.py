"""Finding reports by their words, and statements by who said what about whom, when and where."""

from onrecord.desk.desk import Desk
from onrecord.errors import BadRequest
from onrecord.ports import ReportHit, StatementHit, StatementQuery


def search(desk: Desk, query: str, *, limit: int = 20) -> list[ReportHit]:
    """Return the reports in which `query` stands, best first; see `ports.Store.search_reports`."""
    _check_limit(limit)
    return desk.store.search_reports(query, limit=limit)


def search_statements(desk: Desk, query: StatementQuery) -> list[StatementHit]:
    """Return the statements wanted; see `ports.Store.statements`.

    Raises:
        BadRequest: `since` lies after `until`, or the limit below 1.
    """
    _check_limit(query.limit)
    if query.since and query.until and query.since > query.until:
        raise BadRequest(f"since ({query.since}) lies after until ({query.until}); swap them")
    return desk.store.statements(query)


def _check_limit(limit: int) -> None:
    if limit < 1:
        raise BadRequest(f"a limit of {limit} shows nothing; give 1 or more")
