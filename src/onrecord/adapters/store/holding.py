"""What holds for a pair by the judgements that stand: the table `ties`, made from `judgements` alone."""

from typing import Any

import sqlalchemy as sa

from onrecord.adapters.store import questions
from onrecord.adapters.store.tables import judgements, ties
from onrecord.model import Judgement, Verdict

#: What stands in place of a verdict in the row of an undoing.
UNDO = "undo"


def add(connection: sa.Connection, a: int, b: int, newest: Judgement) -> None:
    """Bring what holds for a pair up to date with a judgement that was added to it, the newest of all."""
    held = connection.execute(sa.select(ties.c.is_person).where(_pair(a, b)).limit(1)).one_or_none()
    if held is None:
        _put(connection, a, b, newest.n, newest)
    elif newest.is_person or not held.is_person:
        connection.execute(ties.delete().where(_pair(a, b)))
        _put(connection, a, b, newest.n, newest)


def renew(connection: sa.Connection, a: int, b: int) -> None:
    """Bring what holds for a pair up to date with all the judgements that stand.

    Args:
        connection: In a transaction.
        a: The number of the one whose id is the smaller.
        b: That of the other.
    """
    connection.execute(ties.delete().where(_pair(a, b)))
    row = connection.execute(
        sa.select(judgements)
        .where(
            judgements.c.a_n == a,
            judgements.c.b_n == b,
            judgements.c.undone.is_(None),
            judgements.c.verdict != UNDO,
        )
        .order_by(judgements.c.is_person.desc(), judgements.c.n.desc())
        .limit(1)
    ).one_or_none()
    if row is not None:
        _put(connection, a, b, row.n, row)


def _put(connection: sa.Connection, a: int, b: int, n: int, said: "Judgement | sa.Row[Any]") -> None:
    """Keep a judgement as what holds for a pair that has nothing."""
    verdict = Verdict(said.verdict)
    values = {
        "verdict": verdict,
        "is_person": said.is_person,
        "judgement_n": n,
        "score": said.score,
        "settles": None,
        "doubt": None,
    }
    if verdict is Verdict.UNSURE and not said.is_person:
        values |= questions.weight(connection, a, b, said.score)
    connection.execute(
        ties.insert(),
        [{"known_n": a, "other_n": b, **values}, {"known_n": b, "other_n": a, **values}],
    )


def _pair(a: int, b: int) -> sa.ColumnElement[bool]:
    return sa.or_(
        sa.and_(ties.c.known_n == a, ties.c.other_n == b),
        sa.and_(ties.c.known_n == b, ties.c.other_n == a),
    )
