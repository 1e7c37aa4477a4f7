"""Clusters of known identities in the tables: found, united, parted, given."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from onrecord.adapters.store.tables import known, ties
from onrecord.model import Tie, Verdict

#: Values in one IN list: below the variable limits of both databases.
_BATCH = 500
#: So often two parts are grown by what is next to them before the whole cluster is read at once: a chain of names has
#: one neighbour a step, and a query costs what some hundred rows do.
_STEPS = 30
#: The first of a cluster, and somebody beyond one.
_FIRST, _BEYOND = known.alias("first"), known.alias("beyond")
#: Seen from the other end.
_FURTHER = ties.alias("further")


@dataclass(frozen=True, slots=True)
class Moves:
    """Return who changed clusters.

    Attributes:
        counts: How many members went from one cluster to another, by the numbers of the two.
        side: The numbers of those that went, or of those that stayed where these are fewer.
    """

    counts: Mapping[tuple[int, int], int]
    side: Collection[int] = ()


def standings(connection: sa.Connection, ids: Iterable[str]) -> dict[str, tuple[str, bool]]:
    """Return for each known identity the id of the first of its cluster, and whether that is contested."""
    wanted = sorted(set(ids))
    found: dict[str, tuple[str, bool]] = {}
    for start in range(0, len(wanted), _BATCH):
        query = (
            sa.select(known.c.id, _FIRST.c.id.label("first"), _FIRST.c.contested)
            .join(_FIRST, _FIRST.c.n == known.c.cluster_n)
            .where(known.c.id.in_(wanted[start : start + _BATCH]))
        )
        found.update({row.id: (row.first, row.contested) for row in connection.execute(query)})
    return found


def members(connection: sa.Connection, firsts: Iterable[str]) -> dict[str, int]:
    """Return how many members each cluster has, by the id of its first."""
    wanted = sorted(set(firsts))
    found = dict.fromkeys(wanted, 0)
    for start in range(0, len(wanted), _BATCH):
        query = (
            sa.select(_FIRST.c.id, sa.func.count().label("members"))
            .join(known, known.c.cluster_n == _FIRST.c.n)
            .where(_FIRST.c.id.in_(wanted[start : start + _BATCH]))
            .group_by(_FIRST.c.id)
        )
        found.update({row.id: row.members for row in connection.execute(query)})
    return found


def unite(connection: sa.Connection, a: int, b: int) -> Moves | None:
    """Return what moved when the clusters of two became one; None where a word keeps any two of them apart."""
    one, other = _cluster(connection, a), _cluster(connection, b)
    if one == other:
        return Moves({})
    sizes = {row.cluster_n: row.members for row in connection.execute(_sizes((one, other)))}
    smaller, larger = sorted((one, other), key=lambda n: (sizes[n], n))
    cut = (
        sa.select(sa.literal(1))
        .select_from(known)
        .join(ties, ties.c.known_n == known.c.n)
        .join(_BEYOND, _BEYOND.c.n == ties.c.other_n)
        .where(
            known.c.cluster_n == smaller,
            ties.c.verdict == Verdict.DIFFERENT,
            _BEYOND.c.cluster_n == larger,
        )
        .limit(1)
    )
    if connection.scalar(cut) is not None:
        return None
    side = list(connection.scalars(sa.select(known.c.n).where(known.c.cluster_n == smaller)))
    old, new = max(one, other), min(one, other)
    connection.execute(known.update().where(known.c.cluster_n == old).values(cluster_n=new))
    return Moves({(old, new): sizes[old]}, side)


def part(connection: sa.Connection, a: int, b: int) -> Moves:
    """Return what moved when two of one cluster were parted; nothing where words of sameness still connect them."""
    cluster = _cluster(connection, a)
    alone = _severed(connection, cluster, a, b)
    if not alone:
        return Moves({})
    size = connection.scalar(sa.select(sa.func.count()).where(known.c.cluster_n == cluster)) or 0
    if cluster not in alone:
        new = min(alone)
        _set_cluster(connection, sorted(alone), new)
        return Moves({(cluster, new): len(alone)}, alone)
    # Who was known first goes with the smaller part: the larger one is called by its own first from now on.
    _set_cluster(connection, sorted(alone), 0)
    new = connection.scalar(sa.select(sa.func.min(known.c.n)).where(known.c.cluster_n == cluster)) or 0
    connection.execute(known.update().where(known.c.cluster_n == cluster).values(cluster_n=new))
    _set_cluster(connection, sorted(alone), cluster)
    return Moves({(cluster, new): size - len(alone)}, alone)


def contest(connection: sa.Connection, numbers: Collection[int]) -> None:
    """Mark the clusters of known identities as contested."""
    wanted = sorted(numbers)
    for start in range(0, len(wanted), _BATCH):
        firsts = sa.select(known.c.cluster_n).where(known.c.n.in_(wanted[start : start + _BATCH]))
        connection.execute(known.update().where(known.c.n.in_(firsts)).values(contested=True))


def connected(connection: sa.Connection, numbers: Collection[int]) -> tuple[list[int], list[Tie[int]]]:
    """Return all that words of sameness connect with these, by number, and what holds among them."""
    found: set[int] = set()
    held: list[Tie[int]] = []
    wanted = sorted(numbers)
    for start in range(0, len(wanted), _BATCH):
        seeds = [n for n in wanted[start : start + _BATCH] if n not in found]
        if not seeds:
            continue
        found.update(seeds)
        reach = sa.select(known.c.n).where(known.c.n.in_(seeds)).cte("reach", recursive=True)
        reach = reach.union(
            sa.select(_FURTHER.c.other_n)
            .join(reach, reach.c.n == _FURTHER.c.known_n)
            .where(_FURTHER.c.verdict == Verdict.SAME)
        )
        query = (
            sa.select(
                ties.c.known_n,
                ties.c.other_n,
                ties.c.verdict,
                ties.c.is_person,
                ties.c.judgement_n,
                ties.c.score,
            )
            .join(reach, reach.c.n == ties.c.known_n)
            .where(ties.c.known_n < ties.c.other_n, ties.c.verdict != Verdict.UNSURE)
        )
        for a, b, verdict, is_person, n, score in connection.execute(query):
            said = _VERDICTS[verdict]
            held.append(Tie(a, b, said, is_person, n, score))
            if said is Verdict.SAME:
                found.add(a)
                found.add(b)
    return sorted(found), held


def assign(connection: sa.Connection, division: Mapping[int, int], *, contested: bool) -> Moves:
    """Return what moved when these were given their clusters; the first of each is marked as contested or not."""
    moved: Counter[tuple[int, int]] = Counter()
    by_cluster: dict[int, list[int]] = {}
    marks: dict[bool, list[int]] = {True: [], False: []}
    wanted = sorted(division)
    for start in range(0, len(wanted), _BATCH):
        query = sa.select(known.c.n, known.c.cluster_n, known.c.contested)
        for n, old, mark in connection.execute(query.where(known.c.n.in_(wanted[start : start + _BATCH]))):
            new = division[n]
            if old != new:
                moved[old, new] += 1
                by_cluster.setdefault(new, []).append(n)
            wants = contested and n == new
            if mark != wants:
                marks[wants].append(n)
    few = [(n, new) for new, those in by_cluster.items() if len(those) <= 2 for n in those]  # noqa: PLR2004 -- an IN list for two costs more than two rows
    if few:
        connection.execute(
            known.update().where(known.c.n == sa.bindparam("which")).values(cluster_n=sa.bindparam("to")),
            [{"which": n, "to": new} for n, new in few],
        )
    for new, those in by_cluster.items():
        if len(those) > 2:  # noqa: PLR2004 -- see above
            _set_cluster(connection, those, new)
    for mark, those in marks.items():
        for start in range(0, len(those), _BATCH):
            batch = known.update().where(known.c.n.in_(those[start : start + _BATCH]))
            connection.execute(batch.values(contested=mark))
    return Moves(dict(moved), [n for those in by_cluster.values() for n in those])


_VERDICTS = {str(verdict): verdict for verdict in Verdict}


def _cluster(connection: sa.Connection, n: int) -> int:
    cluster: int = connection.execute(sa.select(known.c.cluster_n).where(known.c.n == n)).scalar_one()
    return cluster


def _sizes(clusters: Sequence[int]) -> sa.Select[Any]:
    return (
        sa.select(known.c.cluster_n, sa.func.count().label("members"))
        .where(known.c.cluster_n.in_(clusters))
        .group_by(known.c.cluster_n)
    )


def _set_cluster(connection: sa.Connection, numbers: Sequence[int], cluster: int) -> None:
    for start in range(0, len(numbers), _BATCH):
        batch = known.c.n.in_(numbers[start : start + _BATCH])
        connection.execute(known.update().where(batch).values(cluster_n=cluster))


def _severed(connection: sa.Connection, cluster: int, a: int, b: int) -> set[int]:
    """Return all that words of sameness connect with one of two, and nothing where they connect it with the other.

    Both sides grow in turn, the one with less to read first, so that it takes the time of the smaller.
    """
    sides = ({a}, {b})
    edges = ({a}, {b})
    for _ in range(_STEPS):
        work = [_degree(connection, edge) + len(side) for edge, side in zip(edges, sides, strict=True)]
        which = 0 if work[0] <= work[1] else 1
        own, other = sides[which], sides[1 - which]
        fresh = _neighbours(connection, edges[which]) - own
        if fresh & other:
            return set()
        if not fresh:
            return own
        own |= fresh
        edges = (fresh, edges[1]) if which == 0 else (edges[0], fresh)
    return _severed_at_once(connection, cluster, a, b)


def _severed_at_once(connection: sa.Connection, cluster: int, a: int, b: int) -> set[int]:
    """Return the same with all the ties of the cluster read in one query."""
    query = (
        sa.select(ties.c.known_n, ties.c.other_n)
        .join(known, known.c.n == ties.c.known_n)
        .where(known.c.cluster_n == cluster, ties.c.verdict == Verdict.SAME)
    )
    beside: dict[int, list[int]] = {}
    for n, other in connection.execute(query):
        beside.setdefault(n, []).append(other)
    sides = ({a}, {b})
    edges = ([a], [b])
    while True:
        which = 0 if len(sides[0]) <= len(sides[1]) else 1
        own, other_side = sides[which], sides[1 - which]
        fresh: list[int] = []
        for n in edges[which]:
            for other in beside.get(n, ()):
                if other in other_side:
                    return set()
                if other not in own:
                    own.add(other)
                    fresh.append(other)
        if not fresh:
            return own
        edges = (fresh, edges[1]) if which == 0 else (edges[0], fresh)


def _degree(connection: sa.Connection, numbers: Collection[int]) -> int:
    """Return how many ties known identities have, each of whatever kind."""
    wanted = sorted(numbers)
    return sum(
        connection.scalar(
            sa.select(sa.func.count()).where(ties.c.known_n.in_(wanted[start : start + _BATCH]))
        )
        or 0
        for start in range(0, len(wanted), _BATCH)
    )


def _neighbours(connection: sa.Connection, numbers: Collection[int]) -> set[int]:
    wanted = sorted(numbers)
    found: set[int] = set()
    for start in range(0, len(wanted), _BATCH):
        query = sa.select(ties.c.other_n).where(
            ties.c.known_n.in_(wanted[start : start + _BATCH]), ties.c.verdict == Verdict.SAME
        )
        found.update(connection.scalars(query))
    return found
