"""Who speaks about whom: from kept counts, or in the newest statements of a question."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

import sqlalchemy as sa

from onrecord.adapters.store.asking import members_of
from onrecord.adapters.store.batches import batches
from onrecord.adapters.store.columns import unescape
from onrecord.adapters.store.counts import Scale, month_of, stretches
from onrecord.adapters.store.gathered import gathered
from onrecord.adapters.store.search import Sought, WordIndex
from onrecord.adapters.store.tables import known
from onrecord.adapters.store.tables_finding import (
    known_clusters,
    said_of_counts,
    statement_places,
    statement_subjects,
)
from onrecord.model import IdentityType
from onrecord.ports import Edge, Network, Node

#: A period up to so many days is looked at statement by statement, a longer one month by month.
_SHORT_DAYS = 40
#: Statements that are looked at, the newest.
_MATCHES = 5_000
#: Edges read for each node that may be shown, in all, and of each month at least.
_EDGES, _MONTHLY = 3, 100
#: Edges from, and to, the members around whom a network is drawn, the most frequent.
_AROUND = 1_000

_BY, _OF = known.alias("by"), known.alias("of")

#: The most frequent edges of one stretch; written once, for it is asked of many.
_FIRST = (
    sa.select(said_of_counts.c.by_n, said_of_counts.c.of_n, said_of_counts.c.times)
    .where(
        said_of_counts.c.scale == sa.bindparam("of_scale"),
        said_of_counts.c.start == sa.bindparam("from_start"),
    )
    .order_by(said_of_counts.c.times.desc())
    .limit(sa.bindparam("most"))
    .subquery()
)
_MOST = (
    sa.select(_BY.c.cluster_n, _OF.c.cluster_n, _FIRST.c.times)
    .join(_BY, _BY.c.n == _FIRST.c.by_n)
    .join(_OF, _OF.c.n == _FIRST.c.of_n)
)

Edges = Counter[tuple[int, int]]


def is_long(since: date | None, until: date | None) -> bool:
    """Return whether a period is counted by its months."""
    return since is None or until is None or (until - since).days >= _SHORT_DAYS


def of_matches(
    connection: sa.Connection,
    index: WordIndex,
    sought: Sought | None,
    period: tuple[date | None, date | None],
    around: Collection[str],
    nodes: int,
) -> Network:
    """Return the network of the newest statements sought."""
    edges: Edges = Counter()
    counted = 0
    if sought is not None:
        places = index.places(sought, _MATCHES + 1).subquery()
        counted = connection.scalar(sa.select(sa.func.count()).select_from(places)) or 0
        query = (
            sa.select(_BY.c.cluster_n, _OF.c.cluster_n, sa.func.count())
            .select_from(places)
            .join(statement_places, statement_places.c.place == places.c.place)
            .join(statement_subjects, statement_subjects.c.place == places.c.place)
            .join(_BY, _BY.c.n == statement_places.c.speaker_n)
            .join(_OF, _OF.c.n == statement_subjects.c.known_n)
            .where(_BY.c.cluster_n != _OF.c.cluster_n)
            .group_by(_BY.c.cluster_n, _OF.c.cluster_n)
        )
        for by, of, times in gathered(connection, query):
            edges[by, of] += times
    is_all = counted <= _MATCHES
    if around:
        own = _clusters(connection, around)
        edges = Counter({pair: times for pair, times in edges.items() if own & set(pair)})
    return _network(connection, edges, period, nodes, counted=min(counted, _MATCHES), is_all=is_all)


def of_counts(
    connection: sa.Connection,
    since: date | None,
    until: date | None,
    around: Collection[str],
    nodes: int,
) -> Network:
    """Return the network of a period of whole months, or of all time."""
    since = None if since is None else month_of(since)[0]
    until = None if until is None else month_of(until)[1]
    starts = (
        [(Scale.ALL, 0)]
        if since is None and until is None
        else list(stretches(connection, since, until, by_day=False))
    )
    edges: Edges = Counter()
    is_all = True
    if around:
        is_all = _add_around(connection, edges, members_of(connection, around), starts)
    else:
        most = max(_MONTHLY, nodes * _EDGES // max(1, len(starts)))
        for scale, start in starts:
            is_all &= _add_most(connection, edges, scale, start, most)
    return _network(connection, edges, (since, until), nodes, counted=None, is_all=is_all)


def _add_most(connection: sa.Connection, edges: Edges, scale: Scale, start: int, most: int) -> bool:
    """Add the most frequent edges of a stretch; return whether they are all."""
    rows = gathered(connection, _MOST, {"of_scale": int(scale), "from_start": start, "most": most})
    _add(edges, rows)
    return len(rows) < most


def _add_around(
    connection: sa.Connection, edges: Edges, members: list[int], starts: list[tuple[Scale, int]]
) -> bool:
    """Add the edges from and to some; return whether they are all."""
    row = said_of_counts.c
    is_all = True
    times: Counter[tuple[int, int]] = Counter()
    for scale in sorted({scale for scale, _ in starts}):
        own_starts = [start for one, start in starts if one is scale]
        for own in (row.by_n, row.of_n):
            for lot in batches(members):
                query = sa.select(row.by_n, row.of_n, row.times).where(
                    own.in_(lot), row.scale == int(scale), row.start.in_(own_starts)
                )
                rows = gathered(connection, query.order_by(row.times.desc()).limit(_AROUND))
                is_all &= len(rows) < _AROUND
                _add(times, rows)
    clusters = _clusters_of(connection, {n for pair in times for n in pair})
    _add(edges, ((clusters[by], clusters[of], count) for (by, of), count in times.items()))
    return is_all


def _clusters_of(connection: sa.Connection, numbers: Collection[int]) -> dict[int, int]:
    wanted = sorted(numbers)
    found: dict[int, int] = {}
    for lot in batches(wanted):
        query = sa.select(known.c.n, known.c.cluster_n).where(known.c.n.in_(lot))
        found.update((n, cluster_n) for n, cluster_n in gathered(connection, query))
    return found


def _add(edges: Edges, rows: Iterable[Any]) -> None:
    for by, of, times in rows:
        if by != of:
            edges[by, of] += times


def _network(
    connection: sa.Connection,
    edges: Edges,
    period: tuple[date | None, date | None],
    most: int,
    *,
    counted: int | None,
    is_all: bool,
) -> Network:
    weight: Counter[int] = Counter()
    for (by, of), times in edges.items():
        weight[by] += times
        weight[of] += times
    chosen = sorted(weight, key=lambda n: (-weight[n], n))[:most]
    lines = _lines(connection, chosen)
    kept = {(by, of): times for (by, of), times in edges.items() if by in lines and of in lines}
    said, said_of = Counter[int](), Counter[int]()
    for (by, of), times in kept.items():
        said[by] += times
        said_of[of] += times
    ordered = sorted(kept.items(), key=lambda pair: (-pair[1], pair[0]))
    return Network(
        nodes=tuple(
            Node(*lines[n], said[n], said_of[n]) for n in chosen if n in lines and said[n] + said_of[n]
        ),
        edges=tuple(Edge(lines[by][0], lines[of][0], times) for (by, of), times in ordered),
        since=period[0],
        until=period[1],
        counted=counted,
        is_all=is_all and len(chosen) == len(weight),
    )


def _lines(connection: sa.Connection, clusters: list[int]) -> dict[int, tuple[str, str, IdentityType]]:
    found = {}
    for lot in batches(clusters):
        query = (
            sa.select(known.c.n, known.c.id, known_clusters.c.name, known_clusters.c.type)
            .join(known_clusters, known_clusters.c.cluster_n == known.c.n)
            .where(known.c.n.in_(lot))
        )
        for n, id_, name, type_ in gathered(connection, query):
            found[n] = (unescape(id_), unescape(name), IdentityType(type_))
    return found


def _clusters(connection: sa.Connection, ids: Collection[str]) -> set[int]:
    wanted = sorted(ids)
    return {
        n
        for lot in batches(wanted)
        for n in connection.scalars(sa.select(known.c.cluster_n).where(known.c.id.in_(lot)))
    }
