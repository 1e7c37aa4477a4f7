"""Filing the identities of a report with those that are known, and taking it back."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from onrecord.adapters.store import known_clusters, places, questions
from onrecord.adapters.store.batches import batches
from onrecord.adapters.store.known_names import count_down, count_up, is_alone
from onrecord.adapters.store.tables import (
    filings,
    identities,
    judgements,
    known,
    known_keys,
    known_links,
    known_names,
    known_roles,
    known_shapes,
    report_roles,
    reports,
    statements,
    ties,
)
from onrecord.errors import NotFound
from onrecord.model import Family, Filing, IdentityType, KnownFrom, Name, ToldRole, family_of
from onrecord.text.scripts import script_of

_FIRST = known.alias("first")
# Written once: to put such a query together takes as long as to answer it.
_CLUSTERS = (
    sa.select(identities.c.id, _FIRST.c.id)
    .join(
        filings,
        sa.and_(filings.c.report_n == identities.c.report_n, filings.c.position == identities.c.position),
    )
    .join(known, known.c.n == filings.c.known_n)
    .join(_FIRST, _FIRST.c.n == known.c.cluster_n)
    .where(identities.c.id.in_(sa.bindparam("ids", expanding=True)))
)


def clusters_of(connection: sa.Connection, ids: Iterable[str]) -> dict[str, str]:
    """Return the ids of the clusters that identities of reports are filed with, by the ids of those identities."""
    wanted = sorted(set(ids))
    found: dict[str, str] = {}
    for lot in batches(wanted):
        found.update((key, value) for key, value in connection.execute(_CLUSTERS, {"ids": lot}))
    return found


def file(connection: sa.Connection, n: int, new: Sequence[Filing], numbers: Mapping[str, int]) -> None:
    """Keep the filings of report `n`, which has none.

    Args:
        connection: In a transaction.
        n: The report's number.
        new: Its filings.
        numbers: The numbers of the known identities.

    Raises:
        NotFound: An identity is not of the report, or a known one is not known.
    """
    there = {row.id: row for row in connection.execute(_identities(n))}
    said = _statements_of(connection, n)
    for one in new:
        if one.identity not in there or one.known not in numbers:
            which = one.known if one.identity in there else one.identity
            raise NotFound("there is no such identity to file", subject=which)
    if not new:
        return
    connection.execute(
        filings.insert(),
        [
            {
                "report_n": n,
                "position": there[one.identity].position,
                "known_n": numbers[one.known],
                "statements": said[one.identity],
                "score": one.score,
                "because": one.because,
                "made_by": one.made_by,
            }
            for one in new
        ],
    )
    families = _families(connection, {numbers[one.known] for one in new})
    count_up(
        connection,
        [
            (numbers[one.known], *families[numbers[one.known]], Name(*name))
            for one in new
            for name in _spellings(there[one.identity])
        ],
    )
    _count_up(connection, n, {one.known: numbers[one.known] for one in new}, new, said)
    questions.weigh_known(connection, {numbers[one.known] for one in new})
    known_clusters.recount_of(connection, {numbers[one.known] for one in new})
    places.renew(connection, n)


def unfile(connection: sa.Connection, n: int) -> set[int]:
    """Take back the filings of report `n`; return the numbers of those it was filed with, to be `forget`-ed."""
    rows = connection.execute(
        sa.select(filings.c.known_n, identities.c.name, identities.c.names)
        .join(
            identities,
            sa.and_(identities.c.report_n == filings.c.report_n, identities.c.position == filings.c.position),
        )
        .where(filings.c.report_n == n)
    ).all()
    if not rows:
        return set()
    connection.execute(filings.delete().where(filings.c.report_n == n))
    count_down(connection, [(row.known_n, name[0]) for row in rows for name in _spellings(row)])
    left = {row.known_n for row in rows}
    _recount(connection, left)
    questions.weigh_known(connection, left)
    known_clusters.recount_of(connection, left)
    places.renew(connection, n)
    return left


def forget(connection: sa.Connection, numbers: Collection[int]) -> list[str]:
    """Forget those of `numbers` that no report and no list names any longer.

    Returns:
        The ids of those that stay of the clusters that lost one: whether they still hang together is to be judged.
    """
    going: set[int] = set()
    clusters: set[int] = set()
    # A list may add to somebody whom reports made known.
    is_listed = sa.or_(
        sa.exists().where(known_names.c.known_n == known.c.n, known_names.c.listed),
        sa.exists().where(known_roles.c.known_n == known.c.n),
        sa.exists().where(known_links.c.known_n == known.c.n),
    )
    wanted = sorted(numbers)
    for lot in batches(wanted):
        query = sa.select(known.c.n, known.c.cluster_n).where(
            known.c.n.in_(lot),
            known.c.reports == 0,
            known.c.origin != KnownFrom.LIST,
            ~is_listed,
        )
        for row in connection.execute(query):
            going.add(row.n)
            clusters.add(row.cluster_n)
    left = [
        row
        for lot in batches(sorted(clusters))
        for row in connection.execute(sa.select(known.c.n, known.c.id).where(known.c.cluster_n.in_(lot)))
        if row.n not in going
    ]
    # Until they are judged anew each stands for itself: the first of them may be the one that goes.
    numbers_left = [row.n for row in left]
    for batch in batches(numbers_left):
        connection.execute(known.update().where(known.c.n.in_(batch)).values(cluster_n=known.c.n))
    gone = sorted(going)
    for batch in batches(gone):
        # Each tie is there in both directions, and only one of the two begins with who goes.
        beside = sa.select(ties.c.other_n).where(ties.c.known_n.in_(batch))
        connection.execute(ties.delete().where(ties.c.known_n.in_(beside), ties.c.other_n.in_(batch)))
        connection.execute(ties.delete().where(ties.c.known_n.in_(batch)))
        connection.execute(
            judgements.delete().where(sa.or_(judgements.c.a_n.in_(batch), judgements.c.b_n.in_(batch)))
        )
        for table in (known_names, known_keys, known_shapes, known_roles, known_links):
            connection.execute(table.delete().where(table.c.known_n.in_(batch)))
        connection.execute(known.delete().where(known.c.n.in_(batch)))
    known_clusters.recount(connection, {*clusters, *going, *numbers_left})
    return [row.id for row in left]


def unfiled(after: int, limit: int) -> sa.Select[Any]:
    """Return the query for reports behind number `after` that name somebody and were never filed."""
    names_some = sa.exists().where(identities.c.report_n == reports.c.n, identities.c.named)
    is_filed = sa.exists().where(filings.c.report_n == reports.c.n)
    query = sa.select(reports.c.n, reports.c.id).where(reports.c.n > after, names_some, ~is_filed)
    return query.order_by(reports.c.n).limit(limit)


def tell_roles(connection: sa.Connection, n: int, roles: Mapping[str, Sequence[ToldRole]]) -> None:
    """Keep what report `n` calls its identities, in place of what was kept of it.

    Raises:
        NotFound: One is not of the report.
    """
    connection.execute(report_roles.delete().where(report_roles.c.report_n == n))
    there = {row.id: row.position for row in connection.execute(_identities(n))} if roles else {}
    values = []
    for id_, some in roles.items():
        if id_ not in there:
            raise NotFound("the report has no such identity", subject=id_)
        values += [
            {
                "report_n": n,
                "position": there[id_],
                "start": role.span.start,
                "end": role.span.end,
                "title": role.title,
                "organization": role.organization,
            }
            for role in some
            if role.span is not None
        ]
    if values:
        connection.execute(report_roles.insert(), values)


def _identities(n: int) -> sa.Select[Any]:
    return sa.select(identities.c.id, identities.c.position, identities.c.name, identities.c.names).where(
        identities.c.report_n == n
    )


def _spellings(row: Any) -> list[Any]:
    """Return what a report calls one of its identities; a report that lists no spelling has its name."""
    return row.names or [(row.name, script_of(row.name), None)]


def _statements_of(connection: sa.Connection, n: int) -> Counter[str]:
    """Return how many statements each identity of a report makes there."""
    query = (
        sa.select(statements.c.speaker_id, sa.func.count().label("times"))
        .where(statements.c.report_n == n, statements.c.speaker_id.is_not(None))
        .group_by(statements.c.speaker_id)
    )
    return Counter({row.speaker_id: row.times for row in connection.execute(query)})


def _families(connection: sa.Connection, numbers: set[int]) -> dict[int, tuple[Family, bool]]:
    """Return of each known identity the family, and whether it is no more than a family name."""
    found = {}
    wanted = sorted(numbers)
    for lot in batches(wanted):
        query = sa.select(known.c.n, known.c.name, known.c.type, known.c.origin)
        for row in connection.execute(query.where(known.c.n.in_(lot))):
            family = family_of(IdentityType(row.type))
            found[row.n] = (family, is_alone(row.name, KnownFrom(row.origin), family))
    return found


def _count_up(
    connection: sa.Connection, n: int, numbers: Mapping[str, int], new: Sequence[Filing], said: Counter[str]
) -> None:
    """Count one more report, with its day and statements, for each known identity that it was filed with."""
    day = connection.scalar(sa.select(reports.c.day).where(reports.c.n == n)) or None
    statements_of: Counter[str] = Counter()
    for one in new:
        statements_of[one.known] += said[one.identity]
    values: dict[str, Any] = {
        "reports": known.c.reports + 1,
        "statements": known.c.statements + sa.bindparam("said"),
    }
    if day is not None:
        first, last = known.c.first_day, known.c.last_day
        values["first_day"] = sa.case((first.is_(None), day), (first > day, day), else_=first)
        values["last_day"] = sa.case((last.is_(None), day), (last < day, day), else_=last)
    connection.execute(
        known.update().where(known.c.n == sa.bindparam("which")).values(values),
        [{"which": number, "said": statements_of[id_]} for id_, number in sorted(numbers.items())],
    )


def _recount(connection: sa.Connection, numbers: set[int]) -> None:
    """Bring the counts and days of known identities up to date with their filings."""
    of_it = filings.c.known_n == known.c.n
    in_reports = sa.select(sa.func.count(sa.distinct(filings.c.report_n))).where(of_it)
    said = sa.select(sa.func.coalesce(sa.func.sum(filings.c.statements), 0)).where(of_it)
    day = sa.func.nullif(reports.c.day, 0)
    days = sa.select(sa.func.min(day)).join(filings, filings.c.report_n == reports.c.n).where(of_it)
    last = sa.select(sa.func.max(day)).join(filings, filings.c.report_n == reports.c.n).where(of_it)
    wanted = sorted(numbers)
    for lot in batches(wanted):
        connection.execute(
            known.update()
            .where(known.c.n.in_(lot))
            .values(
                reports=in_reports.scalar_subquery(),
                statements=said.scalar_subquery(),
                first_day=days.scalar_subquery(),
                last_day=last.scalar_subquery(),
            )
        )
