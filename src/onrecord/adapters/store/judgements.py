"""What was judged of those who are known: `ports.Judgements` on both databases."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from onrecord.adapters.store import clusters, holding, questions
from onrecord.adapters.store.batches import batches
from onrecord.adapters.store.holding import UNDO
from onrecord.adapters.store.session import Session
from onrecord.adapters.store.tables import judgements, known, ties
from onrecord.errors import BadRequest, NotFound
from onrecord.model import Judgement, Tie, Undoing, Verdict
from onrecord.ports import Moves, NewJudgement, Question, Standing

#: Rows of the history read at a time.
_PAGE = 1_000
#: The two known identities of a pair.
_A, _B = known.alias("a"), known.alias("b")


class SqlJudgements:
    """Return the judgements of an open desk."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, new: Iterable[NewJudgement]) -> list[Judgement]:
        """Return the judgements as kept; see `ports.Judgements.add`."""
        connection = self._session.writer()
        wanted = list(new)
        numbers = _numbers(connection, {id_ for one in wanted for id_ in (one.a, one.b)})
        kept: list[Judgement] = []
        for one in wanted:
            if one.a == one.b:
                raise BadRequest("is one known identity; name two to judge them", subject=one.a)
            a, b = sorted((one.a, one.b))
            result = connection.execute(
                judgements.insert(),
                {
                    "a_n": numbers[a],
                    "b_n": numbers[b],
                    "verdict": one.verdict,
                    "by": one.by,
                    "is_person": one.is_person,
                    "at": one.at,
                    "score": one.score,
                    "because": one.because,
                },
            )
            key = result.inserted_primary_key
            n = int(key[0]) if key else 0
            kept.append(
                Judgement(n, a, b, one.verdict, one.by, one.is_person, one.at, one.because, one.score)
            )
            holding.add(connection, numbers[a], numbers[b], kept[-1])
        return kept

    def undo(self, n: int, *, by: str, at: datetime, because: str = "") -> Undoing:
        """Return the taking back of judgement `n`; see `ports.Judgements.undo`."""
        connection = self._session.writer()
        row = connection.execute(sa.select(judgements).where(judgements.c.n == n)).one_or_none()
        if row is None:
            raise _none(n)
        if row.verdict == UNDO:
            raise BadRequest(
                f"took back judgement {row.undoes}; judge the two again to bring it back", subject=str(n)
            )
        if row.undone is not None:
            raise BadRequest(f"was taken back before, by number {row.undone}", subject=str(n))
        result = connection.execute(
            judgements.insert(),
            {
                "a_n": row.a_n,
                "b_n": row.b_n,
                "verdict": UNDO,
                "undoes": n,
                "by": by,
                "is_person": True,
                "at": at,
                "because": because,
            },
        )
        key = result.inserted_primary_key
        own = int(key[0]) if key else 0
        connection.execute(judgements.update().where(judgements.c.n == n).values(undone=own))
        holding.renew(connection, row.a_n, row.b_n)
        return Undoing(own, n, by, at, because)

    def get(self, n: int) -> Judgement:
        """Return a judgement by its number; see `ports.Judgements.get`."""
        with self._session.reads() as connection:
            row = connection.execute(_kept().where(judgements.c.n == n)).one_or_none()
        if row is None:
            raise _none(n)
        return _judgement(row)

    def last(self, by: str) -> Judgement | None:
        """Return the newest standing judgement of a person, None where there is none."""
        query = _kept().where(
            judgements.c.by == by, sa.text("judgements.is_person"), judgements.c.undone.is_(None)
        )
        with self._session.reads() as connection:
            row = connection.execute(query.order_by(judgements.c.n.desc()).limit(1)).one_or_none()
        return None if row is None else _judgement(row)

    def tie(self, a: str, b: str) -> Tie[str] | None:
        """Return what holds between two known identities, None where nothing stands."""
        query = (
            sa.select(ties)
            .join(_A, _A.c.n == ties.c.known_n)
            .join(_B, _B.c.n == ties.c.other_n)
            .where(_A.c.id == a, _B.c.id == b)
        )
        with self._session.reads() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            return None
        return Tie(a, b, row.verdict, row.is_person, row.judgement_n, row.score)

    def standings(self, ids: Iterable[str]) -> dict[str, Standing]:
        """Return where known identities stand; see `ports.Judgements.standings`."""
        with self._session.reads() as connection:
            return {
                id_: Standing(first, contested)
                for id_, (first, contested) in clusters.standings(connection, ids).items()
            }

    def members(self, firsts: Iterable[str]) -> dict[str, int]:
        """Return how many members each cluster has; see `ports.Judgements.members`."""
        with self._session.reads() as connection:
            return clusters.members(connection, firsts)

    def unite(self, a: str, b: str) -> Moves | None:
        """Return what moved when two clusters became one; see `ports.Judgements.unite`."""
        connection = self._session.writer()
        numbers = _numbers(connection, (a, b))
        moves = clusters.unite(connection, numbers[a], numbers[b])
        return None if moves is None else self._told(connection, moves)

    def part(self, a: str, b: str) -> Moves | None:
        """Return what moved when two of one cluster were parted; see `ports.Judgements.part`."""
        connection = self._session.writer()
        numbers = _numbers(connection, (a, b))
        moves = clusters.part(connection, numbers[a], numbers[b])
        return None if moves is None else self._told(connection, moves)

    def are_strangers(self, a: str, b: str) -> bool:
        """Return whether no words of sameness lead from one to the other; see `ports.Judgements.are_strangers`."""
        with self._session.reads() as connection:
            numbers = _numbers(connection, (a, b))
            return clusters.are_strangers(connection, numbers[a], numbers[b])

    def contest(self, ids: Iterable[str]) -> None:
        """Mark the clusters of known identities as contested, until they are divided anew."""
        connection = self._session.writer()
        clusters.contest(connection, _numbers(connection, ids).values())

    def connected(self, ids: Iterable[str]) -> tuple[list[int], list[Tie[int]]]:
        """Return all that hangs together with these; see `ports.Judgements.connected`."""
        with self._session.reads() as connection:
            return clusters.connected(connection, _numbers(connection, ids).values())

    def assign(self, division: Mapping[int, int], *, contested: bool) -> Moves:
        """Return what moved when these were given their clusters; see `ports.Judgements.assign`."""
        connection = self._session.writer()
        return self._told(connection, clusters.assign(connection, division, contested=contested))

    def between(self, a: str, b: str) -> list[Judgement]:
        """Return the standing judgements of two known identities, oldest first."""
        first, second = sorted((a, b))
        with self._session.reads() as connection:
            numbers = _numbers(connection, (a, b))
            query = _kept().where(
                judgements.c.a_n == numbers[first],
                judgements.c.b_n == numbers[second],
                judgements.c.undone.is_(None),
            )
            return [_judgement(row) for row in connection.execute(query.order_by(judgements.c.n))]

    def history(
        self, of: Sequence[str] | None = None, *, limit: int | None = None
    ) -> Iterator[Judgement | Undoing]:
        """Yield what was judged and taken back, newest first; see `ports.Judgements.history`."""
        last: int | None = None
        given = 0
        numbers: list[int] | None = None
        if of is not None:
            with self._session.reads() as connection:
                numbers = sorted(_numbers(connection, of).values())
        while limit is None or given < limit:
            size = _PAGE if limit is None else min(_PAGE, limit - given)
            with self._session.reads() as connection:
                found = _page(connection, numbers, last, size)
            for row in found:
                yield _undoing(row) if row.verdict == UNDO else _judgement(row)
            given += len(found)
            if len(found) < size:
                return
            last = found[-1].n

    def questions(self, *, limit: int = 20) -> list[Question]:
        """Return the pairs to be reviewed, what settles most first; see `ports.Judgements.questions`."""
        with self._session.reads() as connection:
            found = questions.top(connection, limit)
            rows = {row.n: row for row in _by_number(connection, [n for n, _ in found])}
        return [Question(_judgement(rows[n]), settles) for n, settles in found]

    def _told(self, connection: sa.Connection, moves: clusters.Moves) -> dict[tuple[str, str], int]:
        """Return the moves by ids, after what questions settle was brought up to date with them."""
        numbers = sorted({n for pair in moves.counts for n in pair})
        if not numbers:
            return {}
        questions.weigh_moved(connection, moves.side, numbers, is_side=len(moves.counts) == 1)
        ids: dict[int, str] = {}
        for lot in batches(numbers):
            query = sa.select(known.c.n, known.c.id).where(known.c.n.in_(lot))
            ids.update({row.n: row.id for row in connection.execute(query)})
        return {(ids[old], ids[new]): count for (old, new), count in moves.counts.items()}


def _kept() -> sa.Select[Any]:
    """Return the query for judgements with the ids of the two; undoings are left out."""
    return _all().where(judgements.c.verdict != UNDO)


def _all() -> sa.Select[Any]:
    return (
        sa.select(judgements, _A.c.id.label("a"), _B.c.id.label("b"))
        .join(_A, _A.c.n == judgements.c.a_n)
        .join(_B, _B.c.n == judgements.c.b_n)
    )


def _page(
    connection: sa.Connection, numbers: Sequence[int] | None, last: int | None, size: int
) -> list[sa.Row[Any]]:
    """Return the next rows of the history, newest first: of these known identities, or of all for None."""
    query = _all().order_by(judgements.c.n.desc()).limit(size)
    if last is not None:
        query = query.where(judgements.c.n < last)
    if numbers is None:
        return list(connection.execute(query))
    found: dict[int, sa.Row[Any]] = {}
    for batch in batches(numbers):
        for column in (judgements.c.a_n, judgements.c.b_n):
            found.update({row.n: row for row in connection.execute(query.where(column.in_(batch)))})
    return [found[n] for n in sorted(found, reverse=True)[:size]]


def _by_number(connection: sa.Connection, wanted: Sequence[int]) -> Iterator[sa.Row[Any]]:
    for lot in batches(wanted):
        yield from connection.execute(_kept().where(judgements.c.n.in_(lot)))


def _judgement(row: sa.Row[Any]) -> Judgement:
    return Judgement(
        n=row.n,
        a=row.a,
        b=row.b,
        verdict=Verdict(row.verdict),
        by=row.by,
        is_person=row.is_person,
        at=row.at,
        because=row.because,
        score=row.score,
        undone=row.undone,
    )


def _undoing(row: sa.Row[Any]) -> Undoing:
    return Undoing(row.n, row.undoes, row.by, row.at, row.because)


def _none(n: int) -> NotFound:
    return NotFound("there is no such judgement; see `onrecord identities history`", subject=str(n))


def _numbers(connection: sa.Connection, ids: Iterable[str]) -> dict[str, int]:
    """Return the numbers of known identities.

    Raises:
        NotFound: One is not known.
    """
    wanted = sorted(set(ids))
    found: dict[str, int] = {}
    for lot in batches(wanted):
        query = sa.select(known.c.id, known.c.n).where(known.c.id.in_(lot))
        found.update({row.id: row.n for row in connection.execute(query)})
    for id_ in wanted:
        if id_ not in found:
            raise NotFound("nobody with this id is known", subject=id_)
    return found
