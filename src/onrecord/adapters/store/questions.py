"""Pairs that nobody is sure of, kept in the order of what an answer would settle."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from onrecord.adapters.store.batches import batches
from onrecord.adapters.store.tables import known, ties
from onrecord.model import Verdict

#: Questions read at a time while the first open ones are looked for.
_PAGE = 200
#: Questions of the larger side that are weighed anew after a change: it is an order to ask in.
_WEIGHED = 50
#: Members of a cluster whose statements are counted: the smaller of two counts, and that is hardly ever so large.
_COUNTED = 1_000
#: How near a score is to even where a machine gave none.
_EVEN = 0.5
#: The two known identities of a pair.
_A, _B = known.alias("a"), known.alias("b")


def weight(connection: sa.Connection, a: int, b: int, score: float | None) -> dict[str, float]:
    """Return what is kept of a question about two known identities, by column: what it settles, and the doubt."""
    clusters = {row.n: row.cluster_n for row in connection.execute(_clusters_of((a, b)))}
    said = _said(connection, set(clusters.values()))
    return {
        "settles": min(said[clusters[a]], said[clusters[b]]),
        "doubt": abs((_EVEN if score is None else score) - _EVEN),
    }


def weigh_known(connection: sa.Connection, numbers: Collection[int], *, least: int = 0) -> None:
    """Bring what questions about known identities settle up to date with the statements of their clusters.

    Args:
        connection: In a transaction.
        numbers: Of the known identities.
        least: Questions that settle less are left as they are.
    """
    wanted = sorted(numbers)
    for lot in batches(wanted):
        batch = ties.c.known_n.in_(lot)
        _weigh(connection, connection.execute(_open().where(batch, ties.c.settles >= least)).all())


def weigh_moved(
    connection: sa.Connection, moved: Collection[int], clusters: Collection[int], *, is_side: bool
) -> None:
    """Bring what questions settle up to date after some went from one cluster to another.

    Most stay as they are: what they settle is what the other one's cluster has said. It is an order to ask in, so no
    more than the first are looked at where there are very many.

    Args:
        connection: In a transaction.
        moved: Those that went, or those that stayed: the fewer.
        clusters: All the clusters that gained or lost somebody.
        is_side: Whether `moved` is, or was, a cluster of its own.
    """
    first = sorted(moved)[:_COUNTED]
    went = _statements_of(connection, first)
    # A cluster was the smaller of two where a question settles as much as it has said, before or after.
    weigh_known(connection, first, least=went if is_side else 0)
    least = min((said - went for said in _said(connection, clusters).values() if said), default=0)
    query = _open().where(_FIRST, ties.c.settles >= max(least, 0))
    rows = connection.execute(query.order_by(ties.c.settles.desc()).limit(_WEIGHED)).all()
    changed = set(clusters)
    _weigh(connection, [row for row in rows if changed & {row.one, row.other}])


def top(connection: sa.Connection, limit: int) -> list[tuple[int, int]]:
    """Return the numbers of the judgements that are open questions and what they settle, the most first."""
    found: list[sa.Row[Any]] = []
    query = _open().where(_FIRST).order_by(ties.c.settles.desc(), ties.c.doubt, ties.c.judgement_n)
    page = query = query.limit(max(_PAGE, limit))
    while len(found) < limit:
        rows = connection.execute(page).all()
        unlike = [row for row in rows if row.one != row.other]
        apart = _kept_apart(connection, {n for row in unlike for n in (row.one, row.other)})
        found += [row for row in unlike if (row.one, row.other) not in apart]
        if len(rows) < max(_PAGE, limit):
            break
        last = rows[-1]
        behind = sa.tuple_(ties.c.doubt, ties.c.judgement_n) > sa.tuple_(last.doubt, last.judgement_n)
        page = query.where(ties.c.settles <= last.settles, sa.or_(ties.c.settles < last.settles, behind))
    del found[limit:]
    # Reports that came since have brought statements: what is shown is counted now.
    said = _said(connection, {n for row in found for n in (row.one, row.other)})
    counted = [(min(said[row.one], said[row.other]), row) for row in found]
    counted.sort(key=lambda pair: (-pair[0], pair[1].doubt, pair[1].judgement_n))
    return [(row.judgement_n, settles) for settles, row in counted]


#: Of the two rows of a pair, the one that stands in the index of questions.
_FIRST = sa.text("ties.settles IS NOT NULL AND ties.known_n < ties.other_n")


def _open() -> sa.Select[Any]:
    """Return the query for the pairs that are a question, with the clusters of both."""
    return (
        sa.select(
            ties.c.known_n,
            ties.c.other_n,
            ties.c.judgement_n,
            ties.c.settles,
            ties.c.doubt,
            _A.c.cluster_n.label("one"),
            _B.c.cluster_n.label("other"),
        )
        .join(_A, _A.c.n == ties.c.known_n)
        .join(_B, _B.c.n == ties.c.other_n)
        .where(ties.c.settles.is_not(None))
    )


def _weigh(connection: sa.Connection, rows: Sequence[sa.Row[Any]]) -> None:
    said = _said(connection, {n for row in rows for n in (row.one, row.other)})
    changed = [
        {"which": which, "beside": beside, "to": settles}
        for row in rows
        if (settles := min(said[row.one], said[row.other])) != row.settles
        for which, beside in ((row.known_n, row.other_n), (row.other_n, row.known_n))
    ]
    if changed:
        connection.execute(
            ties.update()
            .where(ties.c.known_n == sa.bindparam("which"), ties.c.other_n == sa.bindparam("beside"))
            .values(settles=sa.bindparam("to")),
            changed,
        )


def _statements_of(connection: sa.Connection, numbers: Collection[int]) -> int:
    wanted = sorted(numbers)
    return sum(
        int(connection.scalar(sa.select(sa.func.sum(known.c.statements)).where(known.c.n.in_(lot))) or 0)
        for lot in batches(wanted)
    )


def _said(connection: sa.Connection, clusters: Iterable[int]) -> dict[int, int]:
    """Return how many statements the members of each cluster make; of a very large one, its first thousand members."""
    wanted = sorted(set(clusters))
    found = dict.fromkeys(wanted, 0)
    for lot in batches(wanted):
        batch = known.c.cluster_n.in_(lot)
        sizes = sa.select(known.c.cluster_n, sa.func.count().label("members")).where(batch)
        large = [
            row.cluster_n
            for row in connection.execute(
                sizes.group_by(known.c.cluster_n).having(sa.func.count() > _COUNTED)
            )
        ]
        query = sa.select(known.c.cluster_n, sa.func.sum(known.c.statements).label("said"))
        query = query.where(batch, known.c.cluster_n.not_in(large)).group_by(known.c.cluster_n)
        found.update({row.cluster_n: int(row.said) for row in connection.execute(query)})
        for cluster in large:
            first = (
                sa.select(known.c.statements).where(known.c.cluster_n == cluster).limit(_COUNTED).subquery()
            )
            found[cluster] = int(connection.scalar(sa.select(sa.func.sum(first.c.statements))) or 0)
    return found


def _kept_apart(connection: sa.Connection, clusters: Collection[int]) -> set[tuple[int, int]]:
    """Return each two of the clusters that a person keeps apart, in both orders."""
    wanted = sorted(clusters)
    found: set[tuple[int, int]] = set()
    for lot in batches(wanted):
        query = (
            sa.select(_A.c.cluster_n.label("one"), _B.c.cluster_n.label("other"))
            .select_from(ties)
            .join(_A, _A.c.n == ties.c.known_n)
            .join(_B, _B.c.n == ties.c.other_n)
            .where(
                sa.text("ties.is_person"),
                ties.c.verdict == Verdict.DIFFERENT,
                _A.c.cluster_n.in_(lot),
            )
        )
        found.update({(row.one, row.other) for row in connection.execute(query)})
    return found


def _clusters_of(numbers: Collection[int]) -> sa.Select[Any]:
    return sa.select(known.c.n, known.c.cluster_n).where(known.c.n.in_(sorted(numbers)))
