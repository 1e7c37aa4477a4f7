"""What hangs together with one of two and not with the other, found in the time of the smaller side."""

from collections.abc import Collection

import sqlalchemy as sa

from onrecord.adapters.store.batches import batches
from onrecord.adapters.store.tables import known, ties
from onrecord.model import Verdict

#: So often two parts are grown by what is next to them before the whole cluster is read at once: a chain of names has
#: one neighbour a step, and a query costs what some hundred rows do.
_STEPS = 30
#: So many ties of the smaller side are read before that, too.
_MOST = 3_000


def severed(connection: sa.Connection, cluster: int, a: int, b: int) -> set[int]:
    """Return all that words of sameness connect with one of two, and nothing where they connect it with the other."""
    found = grow(connection, a, b)
    return _severed_at_once(connection, cluster, a, b) if found is None else found


def alone(connection: sa.Connection, a: int, b: int) -> set[int] | None:
    """Return all that is connected with one of two by other words than the one on this pair.

    None where they lead to the other one; where something in it is said to differ from something outside, which may
    be where the other one is; or where either is not quickly seen.
    """
    found = grow(connection, a, b)
    if not found:
        return None
    wanted = sorted(found)
    for lot in batches(wanted):
        query = sa.select(ties.c.known_n, ties.c.other_n).where(
            ties.c.known_n.in_(lot), ties.c.verdict == Verdict.DIFFERENT
        )
        if any(
            beyond not in found and {n, beyond} != {a, b} for n, beyond in connection.execute(query).all()
        ):
            return None
    return found


def grow(connection: sa.Connection, a: int, b: int) -> set[int] | None:
    """Return all that is connected with one of two; nothing where the other one is, None where it is not quickly seen.

    The word on the pair itself is left out. Both sides grow in turn, the one with less to read first, so that it takes
    the time of the smaller.
    """
    pair = {a, b}
    sides = [{a}, {b}]
    edges = [{a}, {b}]
    work = [_degree(connection, edge) for edge in edges]
    for _ in range(_STEPS):
        which = 0 if work[0] <= work[1] else 1
        if work[which] > _MOST:
            return None
        own, other = sides[which], sides[1 - which]
        fresh = _neighbours(connection, edges[which], pair) - own
        if fresh & other:
            return set()
        if not fresh:
            return own
        own |= fresh
        edges[which] = fresh
        work[which] = _degree(connection, fresh) + len(own)
    return None


def _severed_at_once(connection: sa.Connection, cluster: int, a: int, b: int) -> set[int]:
    """Return the same with all the ties of the cluster read in one query."""
    query = (
        sa.select(ties.c.known_n, ties.c.other_n)
        .join(known, known.c.n == ties.c.known_n)
        .where(known.c.cluster_n == cluster, ties.c.verdict == Verdict.SAME)
    )
    beside: dict[int, list[int]] = {}
    for n, other in connection.execute(query).all():
        if {n, other} != {a, b}:
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
        connection.scalar(sa.select(sa.func.count()).where(ties.c.known_n.in_(lot))) or 0
        for lot in batches(wanted)
    )


def _neighbours(connection: sa.Connection, numbers: Collection[int], pair: Collection[int]) -> set[int]:
    """Return what words of sameness lead to, but for the word on a pair."""
    wanted = sorted(numbers)
    found: set[int] = set()
    for lot in batches(wanted):
        query = sa.select(ties.c.known_n, ties.c.other_n).where(
            ties.c.known_n.in_(lot), ties.c.verdict == Verdict.SAME
        )
        found.update(
            other for n, other in connection.execute(query).all() if not (n in pair and other in pair)
        )
    return found
