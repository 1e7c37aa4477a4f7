"""Finding and counting what a desk holds: what pages, the API and assistants ask."""

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from onrecord.desk.desk import Desk
from onrecord.desk.find.language import Query, parse_query
from onrecord.desk.find.wanted import reports_wanted, statements_wanted
from onrecord.desk.origins import Origins, origins_of
from onrecord.errors import BadRequest
from onrecord.model import IdentityType
from onrecord.ports import (
    Comparison,
    Count,
    Facets,
    KnownLine,
    KnownPage,
    Network,
    Order,
    ReportPage,
    ReportsWanted,
    StatementPage,
    StatementsWanted,
    Step,
    Timeline,
    Today,
)

#: What one page holds at most.
MOST_SHOWN = 500
#: What a picture of a network holds at most.
MOST_NODES = 2_000
#: Outlets side by side, and statements of each.
MOST_OUTLETS, MOST_OF_EACH = 12, 20


def find_statements(
    desk: Desk,
    query: Query | StatementsWanted | str,
    *,
    order: Order | None = None,
    after: str | None = None,
    limit: int = 50,
) -> StatementPage:
    """Return a page of statements; best first where words are asked for, else newest first, unless an order is given.

    Raises:
        BadRequest: The query cannot be understood, the limit is out of bounds, the cursor is of another question.
        NotFound: There is no such report.
        EvidenceBroken: The stored text of a found report was changed.
    """
    _check_limit(limit)
    wanted = _statements(desk, query)
    chosen = order or (Order.BEST if wanted.words else Order.NEWEST)
    return desk.store.finding.statements(wanted, order=chosen, after=after, limit=limit)


def find_reports(
    desk: Desk,
    query: Query | ReportsWanted | str,
    *,
    order: Order | None = None,
    after: str | None = None,
    limit: int = 20,
) -> ReportPage:
    """Return a page of reports; see `find_statements`."""
    _check_limit(limit)
    wanted = _reports(query)
    chosen = order or (Order.BEST if wanted.words else Order.NEWEST)
    return desk.store.finding.reports(wanted, order=chosen, after=after, limit=limit)


def statement_facets(desk: Desk, query: Query | StatementsWanted | str, *, limit: int = 10) -> Facets:
    """Return what found statements have in common, of each kind `limit` at most."""
    _check_limit(limit)
    return desk.store.finding.facets(_statements(desk, query), limit=limit)


def report_facets(desk: Desk, query: Query | ReportsWanted | str, *, limit: int = 10) -> Facets:
    """Return what found reports have in common."""
    _check_limit(limit)
    return desk.store.finding.report_facets(_reports(query), limit=limit)


def today(desk: Desk, *, day: date | None = None, limit: int = 10) -> Today:
    """Return what came in on a day (UTC); over the last 24 hours where none is given."""
    _check_limit(limit)
    if day is None:
        until = desk.clock.now()
        return desk.store.finding.today(until - timedelta(days=1), until + timedelta(seconds=1), limit=limit)
    since = datetime.combine(day, time.min, UTC)
    until = since + timedelta(days=1) if day < date.max else datetime.max.replace(tzinfo=UTC)
    return desk.store.finding.today(since, until, limit=limit)


def talkative(
    desk: Desk, *, since: date | None = None, until: date | None = None, limit: int = 20
) -> tuple[Count, ...]:
    """Return the clusters that speak most often in a period."""
    _check_limit(limit)
    _check_period(since, until)
    return desk.store.finding.speakers(since, until, limit=limit)


def timeline(
    desk: Desk,
    ids: Collection[str],
    *,
    step: Step = Step.MONTH,
    since: date | None = None,
    until: date | None = None,
) -> Timeline:
    """Return how much those that are one with known identities said over time, and how much was said of them."""
    _check_period(since, until)
    return desk.store.finding.timeline(ids, step=step, since=since, until=until)


def timeline_of(desk: Desk, query: Query | StatementsWanted | str, *, step: Step = Step.MONTH) -> Timeline:
    """Return how many of the statements that a query finds there were over time."""
    return desk.store.finding.timeline_of(_statements(desk, query), step=step)


def network(
    desk: Desk,
    *,
    since: date | None = None,
    until: date | None = None,
    around: Collection[str] = (),
    nodes: int = 200,
) -> Network:
    """Return who speaks most about whom; see `ports.Finding.network`."""
    _check_nodes(nodes)
    _check_period(since, until)
    return desk.store.finding.network(since=since, until=until, around=around, nodes=nodes)


def network_of(desk: Desk, query: Query | StatementsWanted | str, *, nodes: int = 200) -> Network:
    """Return who speaks about whom in the newest statements that a query finds."""
    _check_nodes(nodes)
    return desk.store.finding.network_of(_statements(desk, query), nodes=nodes)


def compare_outlets(
    desk: Desk, query: Query | StatementsWanted | str, *, outlets: int = 6, hits: int = 3
) -> Comparison:
    """Return outlets side by side on what a query finds."""
    if not 1 <= outlets <= MOST_OUTLETS or not 0 <= hits <= MOST_OF_EACH:
        raise BadRequest(
            f"give 1 to {MOST_OUTLETS} outlets, and up to {MOST_OF_EACH} statements of each to be shown"
        )
    return desk.store.finding.compare_outlets(_statements(desk, query), outlets=outlets, hits=hits)


def list_known(
    desk: Desk,
    *,
    types: Collection[IdentityType] = (),
    part: str | None = None,
    after: str | None = None,
    limit: int = 50,
) -> KnownPage:
    """Return a page of those who are known, the most talkative first."""
    _check_limit(limit)
    return desk.store.finding.known(types=types, part=part or None, after=after, limit=limit)


def names_like(desk: Desk, start: str, *, limit: int = 10) -> tuple[KnownLine, ...]:
    """Return those known by a name in which a word starts so."""
    _check_limit(limit)
    return desk.store.finding.names_like(start, limit=limit)


def list_outlets(desk: Desk, *, limit: int = MOST_SHOWN) -> tuple[Count, ...]:
    """Return the outlets of the reports kept, with how many of each."""
    _check_limit(limit)
    return desk.store.finding.outlets(limit=limit)


def learn_origins(desk: Desk, found: Origins) -> None:
    """Keep how many origins the statements that were counted as one have, so that searches may ask for it."""
    ids = [hit.statement.id for hit in found.hits]
    with desk.store.writing():
        desk.store.finding.keep_origins(ids, found.corroboration.at_least)


def count_origins(desk: Desk, query: Query | StatementsWanted | str, *, limit: int = 50) -> int:
    """Return of how many of the newest statements that a query finds the origins were counted and kept.

    Each is counted with its variants, which takes a good part of a second: for the background.
    """
    _check_limit(limit)
    wanted = replace(_statements(desk, query), origins=0)
    page = desk.store.finding.statements(wanted, order=Order.NEWEST, limit=limit)
    done: set[str] = set()
    for hit in page.hits:
        if hit.statement.id not in done:
            found = origins_of(desk, [hit.statement.id])
            learn_origins(desk, found)
            done.update(one.statement.id for one in found.hits)
    return sum(hit.statement.id in done for hit in page.hits)


def _statements(desk: Desk, query: Query | StatementsWanted | str) -> StatementsWanted:
    if isinstance(query, StatementsWanted):
        _check_period(query.since, query.until)
        return query
    return statements_wanted(desk, parse_query(query) if isinstance(query, str) else query)


def _reports(query: Query | ReportsWanted | str) -> ReportsWanted:
    if isinstance(query, ReportsWanted):
        _check_period(query.since, query.until)
        return query
    return reports_wanted(parse_query(query) if isinstance(query, str) else query)


def _check_limit(limit: int) -> None:
    if not 1 <= limit <= MOST_SHOWN:
        raise BadRequest(f"a limit of {limit} is out of bounds; give 1 to {MOST_SHOWN}")


def _check_nodes(nodes: int) -> None:
    if not 1 <= nodes <= MOST_NODES:
        raise BadRequest(f"a network of {nodes} is out of bounds; give 1 to {MOST_NODES}")


def _check_period(since: date | None, until: date | None) -> None:
    if since and until and since > until:
        raise BadRequest(f"since ({since}) lies after until ({until}); swap them")
