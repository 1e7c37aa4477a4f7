"""Clusters as a listing shows them: kept in step with their members."""

from collections.abc import Iterable

import sqlalchemy as sa

from onrecord.adapters.store.batches import batches
from onrecord.adapters.store.tables import known
from onrecord.adapters.store.tables_finding import known_clusters


def recount_of(connection: sa.Connection, numbers: Iterable[int]) -> None:
    """Bring the clusters of known identities up to date."""
    wanted = sorted(set(numbers))
    found: set[int] = set()
    for lot in batches(wanted):
        found.update(connection.scalars(sa.select(known.c.cluster_n).where(known.c.n.in_(lot))))
    recount(connection, found)


def recount(connection: sa.Connection, clusters: Iterable[int]) -> None:
    """Bring clusters up to date, by their numbers; those that have no member are forgotten."""
    wanted = sorted(set(clusters))
    for lot in batches(wanted):
        sums = (
            sa.select(
                known.c.cluster_n,
                sa.func.sum(known.c.statements).label("statements"),
                sa.func.sum(known.c.reports).label("reports"),
                sa.func.count().label("members"),
            )
            .where(known.c.cluster_n.in_(lot))
            .group_by(known.c.cluster_n)
        )
        counted = {row.cluster_n: row for row in connection.execute(sums)}
        heads = {row.cluster_n: row for row in connection.execute(_heads(sorted(counted)))}
        connection.execute(known_clusters.delete().where(known_clusters.c.cluster_n.in_(lot)))
        if counted:
            connection.execute(
                known_clusters.insert(),
                [
                    {
                        "cluster_n": n,
                        "name": heads[n].name,
                        "type": heads[n].type,
                        "statements": row.statements,
                        "reports": row.reports,
                        "members": row.members,
                    }
                    for n, row in counted.items()
                ],
            )


def _heads(clusters: list[int]) -> sa.Select[tuple[int, str, str]]:
    """Return the query for the member of each cluster that most reports name; of equals the one known first."""
    one, first = known.alias("one"), known.alias("first")
    most = (
        sa.select(one.c.n)
        .where(one.c.cluster_n == first.c.n)
        .order_by(one.c.reports.desc(), one.c.n)
        .limit(1)
        .scalar_subquery()
    )
    return (
        sa.select(first.c.n.label("cluster_n"), known.c.name, known.c.type)
        .select_from(first)
        .join(known, known.c.n == most)
        .where(first.c.n.in_(clusters))
    )
