"""What reports and lists say around the names of clusters, in as many queries as there are kinds of it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

import sqlalchemy as sa

from onrecord.adapters.store.batches import batches
from onrecord.adapters.store.tables import filings, known, known_roles, report_roles
from onrecord.model import Circumstances, IdentityType, ToldRole
from onrecord.text.fold import fold

#: Members of a cluster whose reports are looked at, the most reported ones.
_MEMBERS = 8
#: Reports of each member whose roles are read.
_NEWEST = 24
#: Reports of each member in which its company is looked for.
_REPORTS = 8
#: Roles that are told of a cluster.
_TOLD = 24


def around(connection: sa.Connection, clusters: Iterable[str], *, company: bool) -> dict[str, Circumstances]:
    """Return the circumstances of each cluster, by its id."""
    wanted = sorted(set(clusters))
    members = _members(connection, wanted)
    numbers = [n for some in members.values() for n, _, _ in some]
    roles = _roles(connection, numbers)
    listed = _listed(connection, numbers)
    met = _company(connection, numbers) if company else {}
    found = {}
    for id_, some in members.items():
        told: Counter[tuple[str, str]] = Counter()
        spelt: dict[tuple[str, str], Counter[tuple[str, str]]] = {}
        for n, _, _ in some:
            for title, organization in [*listed.get(n, ()), *roles.get(n, ())]:
                key = (fold(title), fold(organization))
                told[key] += 1
                spelt.setdefault(key, Counter())[title, organization] += 1
        days = [day for _, *two in some for day in two if day]
        found[id_] = Circumstances(
            roles=tuple(ToldRole(*spelt[key].most_common(1)[0][0]) for key, _ in told.most_common(_TOLD)),
            company=frozenset(other for n, _, _ in some for other in met.get(n, ()) if other != id_),
            first_day=min(days, default=None),
            last_day=max(days, default=None),
        )
    return found


def _members(
    connection: sa.Connection, clusters: Sequence[str]
) -> dict[str, list[tuple[int, date | None, date | None]]]:
    """Return the numbers and days of the most reported members of each cluster."""
    head = known.alias()
    found: dict[str, list[tuple[int, date | None, date | None]]] = {id_: [] for id_ in clusters}
    for lot in batches(clusters):
        query = (
            sa.select(head.c.id, known.c.n, known.c.first_day, known.c.last_day)
            .join(head, head.c.n == known.c.cluster_n)
            .where(head.c.id.in_(lot))
            .order_by(known.c.reports.desc(), known.c.n)
        )
        for row in connection.execute(query):
            if len(found[row.id]) < _MEMBERS:
                found[row.id].append((row.n, _day(row.first_day), _day(row.last_day)))
    return found


def _roles(connection: sa.Connection, numbers: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
    """Return the titles and organisations that the newest reports of each give it."""
    found: dict[int, list[tuple[str, str]]] = {}
    for lot in batches(numbers):
        query = (
            sa.select(filings.c.known_n, report_roles.c.title, report_roles.c.organization)
            .select_from(known)
            .join(filings, _newest(_NEWEST))
            .join(
                report_roles,
                sa.and_(
                    report_roles.c.report_n == filings.c.report_n,
                    report_roles.c.position == filings.c.position,
                ),
            )
            .where(known.c.n.in_(lot))
            .order_by(filings.c.report_n.desc(), report_roles.c.start)
        )
        for row in connection.execute(query):
            found.setdefault(row.known_n, []).append((row.title, row.organization))
    return found


def _newest(many: int) -> sa.ColumnElement[bool]:
    """Return the condition that a filing is one of so many newest of a known identity.

    Asked of each identity, not of each filing: from the place found on, the index is read.
    """
    its = filings.alias()
    last = (
        sa.select(its.c.report_n)
        .where(its.c.known_n == known.c.n)
        .order_by(its.c.report_n.desc())
        .limit(1)
        .offset(many)
        .correlate(known)
        .scalar_subquery()
    )
    return sa.and_(filings.c.known_n == known.c.n, filings.c.report_n > sa.func.coalesce(last, 0))


def _listed(connection: sa.Connection, numbers: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
    found: dict[int, list[tuple[str, str]]] = {}
    for lot in batches(numbers):
        query = sa.select(known_roles.c.known_n, known_roles.c.title, known_roles.c.organization).where(
            known_roles.c.known_n.in_(lot)
        )
        for row in connection.execute(query.order_by(known_roles.c.n)):
            found.setdefault(row.known_n, []).append((row.title, row.organization))
    return found


def _company(connection: sa.Connection, numbers: Sequence[int]) -> dict[int, set[str]]:
    """Return the clusters of the persons who are named in the newest reports of each."""
    found: dict[int, set[str]] = {}
    beside, other, head = filings.alias(), known.alias(), known.alias()
    for lot in batches(numbers):
        query = (
            sa.select(filings.c.known_n, head.c.id)
            .select_from(known)
            .join(filings, _newest(_REPORTS))
            .join(beside, beside.c.report_n == filings.c.report_n)
            .join(other, other.c.n == beside.c.known_n)
            .join(head, head.c.n == other.c.cluster_n)
            .where(known.c.n.in_(lot), other.c.type == IdentityType.PERSON, other.c.n != known.c.n)
            .distinct()
        )
        for row in connection.execute(query):
            found.setdefault(row.known_n, set()).add(row.id)
    return found


def _day(number: int | None) -> date | None:
    return date.fromordinal(number) if number and number > 0 else None
