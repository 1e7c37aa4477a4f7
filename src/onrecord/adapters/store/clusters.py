"""Clusters of known identities in the tables: found, united, parted, given."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from onrecord.adapters.store import known_clusters, sides
from onrecord.adapters.store.batches import batches
from onrecord.adapters.store.columns import NUMBERS
from onrecord.adapters.store.tables import known, ties
from onrecord.model import Tie, Verdict

#: The first of a cluster, and somebody beyond one.
_FIRST, _BEYOND = known.alias("first"), known.alias("beyond")
#: Seen from the other end.
_FURTHER = ties.alias("further")
_VERDICTS = {number: verdict for verdict, number in NUMBERS.items()}
#: What is said of known identities, each pair once, in plain numbers: there may be a hundred thousand.
_WORDS = sa.select(
    ties.c.known_n,
    ties.c.other_n,
    sa.type_coerce(ties.c.verdict, sa.SmallInteger),
    sa.type_coerce(ties.c.is_person, sa.SmallInteger),
    ties.c.judgement_n,
    ties.c.score,
).where(ties.c.known_n < ties.c.other_n, ties.c.verdict != Verdict.UNSURE)


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
    for lot in batches(wanted):
        query = (
            sa.select(known.c.id, _FIRST.c.id.label("first"), _FIRST.c.contested)
            .join(_FIRST, _FIRST.c.n == known.c.cluster_n)
            .where(known.c.id.in_(lot))
        )
        found.update({row.id: (row.first, row.contested) for row in connection.execute(query)})
    return found


def members(connection: sa.Connection, firsts: Iterable[str]) -> dict[str, int]:
    """Return how many members each cluster has, by the id of its first."""
    wanted = sorted(set(firsts))
    found = dict.fromkeys(wanted, 0)
    for lot in batches(wanted):
        query = (
            sa.select(_FIRST.c.id, sa.func.count().label("members"))
            .join(known, known.c.cluster_n == _FIRST.c.n)
            .where(_FIRST.c.id.in_(lot))
            .group_by(_FIRST.c.id)
        )
        found.update({row.id: row.members for row in connection.execute(query)})
    return found


def unite(connection: sa.Connection, a: int, b: int) -> Moves | None:
    """Return what moved when the clusters of two became one; None where all that is connected is to be divided."""
    one, other = _cluster(connection, a), _cluster(connection, b)
    if one == other:
        return Moves({})
    contested = _contested(connection, one) or _contested(connection, other)
    if contested and sides.alone(connection, a, b) is None:
        return None
    sizes = {row.cluster_n: row.members for row in connection.execute(_sizes((one, other)))}
    smaller, larger = sorted((one, other), key=lambda n: (sizes[n], n))
    if not contested and _is_cut(connection, smaller, larger):
        return None
    side = list(connection.scalars(sa.select(known.c.n).where(known.c.cluster_n == smaller)))
    old, new = max(one, other), min(one, other)
    connection.execute(known.update().where(known.c.cluster_n == old).values(cluster_n=new))
    _mark(connection, [new], contested=contested)
    _mark(connection, [old], contested=False)
    known_clusters.recount(connection, {old, new})
    return Moves({(old, new): sizes[old]}, side)


def part(connection: sa.Connection, a: int, b: int) -> Moves | None:
    """Return what moved when two of one cluster were parted: nothing where words of sameness still connect them.

    None where all that is connected is to be divided.
    """
    cluster = _cluster(connection, a)
    contested = _contested(connection, cluster)
    aside = sides.alone(connection, a, b) if contested else sides.severed(connection, cluster, a, b)
    if not aside:
        return None if contested else Moves({})
    # Of a contested one, parts of other clusters may hang together with these.
    alone = sorted(_within(connection, cluster, aside) if contested else aside)
    size = connection.scalar(sa.select(sa.func.count()).where(known.c.cluster_n == cluster)) or 0
    if not 0 < len(alone) < size:
        return None
    if cluster not in aside:
        new = alone[0]
        _set_cluster(connection, alone, new)
        count = len(alone)
    else:
        # Who was known first goes with the smaller part: the larger one is called by its own first from now on.
        _set_cluster(connection, alone, 0)
        new = connection.scalar(sa.select(sa.func.min(known.c.n)).where(known.c.cluster_n == cluster)) or 0
        connection.execute(known.update().where(known.c.cluster_n == cluster).values(cluster_n=new))
        _set_cluster(connection, alone, cluster)
        count = size - len(alone)
    _mark(connection, [new], contested=contested)
    known_clusters.recount(connection, {cluster, new})
    return Moves({(cluster, new): count}, alone)


def are_strangers(connection: sa.Connection, a: int, b: int) -> bool:
    """Return whether no words of sameness lead from one to the other; False where that is not quickly seen."""
    return bool(sides.grow(connection, a, b))


def contest(connection: sa.Connection, numbers: Collection[int]) -> None:
    """Mark the clusters of known identities as contested."""
    wanted = sorted(numbers)
    firsts: set[int] = set()
    for lot in batches(wanted):
        query = sa.select(known.c.cluster_n).where(known.c.n.in_(lot))
        firsts.update(connection.scalars(query))
    _mark(connection, sorted(firsts), contested=True)


def connected(connection: sa.Connection, numbers: Collection[int]) -> tuple[list[int], list[Tie[int]]]:
    """Return all that words of sameness connect with these, by number, and what holds among them."""
    found: set[int] = set()
    held: list[Tie[int]] = []
    wanted = sorted(numbers)
    for lot in batches(wanted):
        seeds = [n for n in lot if n not in found]
        if not seeds:
            continue
        found.update(seeds)
        reach = sa.select(known.c.n).where(known.c.n.in_(seeds)).cte("reach", recursive=True)
        further = sa.select(_FURTHER.c.other_n).join(reach, reach.c.n == _FURTHER.c.known_n)
        reach = reach.union(further.where(_FURTHER.c.verdict == Verdict.SAME))
        query = _WORDS.join(reach, reach.c.n == ties.c.known_n)
        for one, other, said, is_person, n, score in connection.execute(query).all():
            verdict = _VERDICTS[said]
            held.append(Tie(one, other, verdict, bool(is_person), n, score))
            if verdict is Verdict.SAME:
                found.add(one)
                found.add(other)
    return sorted(found), held


def assign(connection: sa.Connection, division: Mapping[int, int], *, contested: bool) -> Moves:
    """Return what moved when these were given their clusters; the first of each is marked as contested or not."""
    moved: Counter[tuple[int, int]] = Counter()
    by_cluster: dict[int, list[int]] = {}
    marks: dict[bool, list[int]] = {True: [], False: []}
    wanted = sorted(division)
    for lot in batches(wanted):
        query = sa.select(known.c.n, known.c.cluster_n, known.c.contested)
        for n, old, mark in connection.execute(query.where(known.c.n.in_(lot))).all():
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
        _mark(connection, those, contested=mark)
    known_clusters.recount(connection, {n for pair in moved for n in pair})
    return Moves(dict(moved), [n for those in by_cluster.values() for n in those])


def _cluster(connection: sa.Connection, n: int) -> int:
    cluster: int = connection.execute(sa.select(known.c.cluster_n).where(known.c.n == n)).scalar_one()
    return cluster


def _contested(connection: sa.Connection, cluster: int) -> bool:
    return bool(connection.scalar(sa.select(known.c.contested).where(known.c.n == cluster)))


def _mark(connection: sa.Connection, firsts: Sequence[int], *, contested: bool) -> None:
    for lot in batches(firsts):
        batch = known.c.n.in_(lot)
        connection.execute(
            known.update().where(batch, known.c.contested != contested).values(contested=contested)
        )


def _is_cut(connection: sa.Connection, smaller: int, larger: int) -> bool:
    """Return whether a word says that one of two clusters differs from one of the other."""
    query = (
        sa.select(sa.literal(1))
        .select_from(known)
        .join(ties, ties.c.known_n == known.c.n)
        .join(_BEYOND, _BEYOND.c.n == ties.c.other_n)
        .where(
            known.c.cluster_n == smaller,
            ties.c.verdict == Verdict.DIFFERENT,
            _BEYOND.c.cluster_n == larger,
        )
    )
    return connection.scalar(query.limit(1)) is not None


def _within(connection: sa.Connection, cluster: int, numbers: Collection[int]) -> set[int]:
    """Return those of known identities that are in a cluster."""
    wanted = sorted(numbers)
    found: set[int] = set()
    for lot in batches(wanted):
        query = sa.select(known.c.n).where(known.c.n.in_(lot), known.c.cluster_n == cluster)
        found.update(connection.scalars(query))
    return found


def _sizes(clusters: Sequence[int]) -> sa.Select[Any]:
    return (
        sa.select(known.c.cluster_n, sa.func.count().label("members"))
        .where(known.c.cluster_n.in_(clusters))
        .group_by(known.c.cluster_n)
    )


def _set_cluster(connection: sa.Connection, numbers: Sequence[int], cluster: int) -> None:
    for lot in batches(numbers):
        batch = known.c.n.in_(lot)
        connection.execute(known.update().where(batch).values(cluster_n=cluster))
