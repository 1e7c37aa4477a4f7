"""Judging who is one with whom, and taking it back: every word is kept, and the clusters follow at once."""

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.desk.apart import find_or_tell_apart
from onrecord.desk.clusters import follow, judge_all, rejoin
from onrecord.desk.desk import Desk
from onrecord.errors import BadRequest, NotFound
from onrecord.model import Judgement, Undoing, Verdict
from onrecord.ports import Moves, NewJudgement

__all__ = ["Cluster", "Judged", "judge", "judge_all", "rejoin", "undo"]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Return a cluster in a few words: the id and the name of its first, and how many known identities it has."""

    id: str
    name: str
    members: int


@dataclass(frozen=True, slots=True)
class Judged:
    """Return what came of a judgement, or of taking one back.

    Attributes:
        judgement: What was judged; or what was taken back.
        undoing: The taking back, None where there is none.
        names: What the two are called.
        together: Whether the two are one now.
        before: The clusters that changed, as they were; none where none did.
        after: The same as they are, the largest first.
    """

    judgement: Judgement
    undoing: Undoing | None
    names: tuple[str, str]
    together: bool
    before: tuple[Cluster, ...]
    after: tuple[Cluster, ...]


def judge(
    desk: Desk,
    a: str,
    b: str,
    verdict: Verdict,
    *,
    by: str,
    because: str = "",
    score: float | None = None,
) -> Judged:
    """Return what came of an editor's word on two known identities.

    Args:
        desk: The desk.
        a: Names one of the two: an id, the start of one, a name, or `REPORT#NAME` for one report's own.
        b: Names the other.
        verdict: What they are to each other.
        by: Who says so.
        because: Why.
        score: How likely they are the same, 0 to 1, where a score led to it.

    Raises:
        NotFound: One of them is not known.
        BadRequest: Several are called that, or both are the same; or `by` says nothing.
    """
    by = _checked(by)
    with desk.store.writing():
        one, other = find_or_tell_apart(desk, a), find_or_tell_apart(desk, b)
        if one.id == other.id:
            raise BadRequest("both are one known identity; name two to judge them", subject=one.name)
        said = NewJudgement(
            one.id,
            other.id,
            verdict,
            by,
            is_person=True,
            at=desk.clock.now(),
            because=because.strip(),
            score=score,
        )
        before = desk.store.judgements.tie(one.id, other.id)
        (judgement,) = desk.store.judgements.add([said])
        moves = follow(desk.store.judgements, one.id, other.id, before)
        return _told(desk, judgement, None, moves)


def undo(desk: Desk, n: int | None = None, *, by: str, because: str = "") -> Judged:
    """Return what came of taking back a judgement: the clusters are as if it had never been made.

    Args:
        desk: The desk.
        n: Its number; None for the last that `by` made and that stands.
        by: Who takes it back.
        because: Why.

    Raises:
        NotFound: There is no such judgement, or none that `by` could take back.
        BadRequest: It was taken back before; or `by` says nothing.
    """
    by = _checked(by)
    book = desk.store.judgements
    with desk.store.writing():
        if n is None:
            last = book.last(by)
            if last is None:
                raise NotFound(
                    "has judged nothing that stands; name a number of `onrecord identities history`",
                    subject=by,
                )
            n = last.n
        judgement = book.get(n)
        before = book.tie(judgement.a, judgement.b)
        undoing = book.undo(n, by=by, at=desk.clock.now(), because=because.strip())
        moves = follow(book, judgement.a, judgement.b, before)
        return _told(desk, judgement, undoing, moves)


def _told(desk: Desk, judgement: Judgement, undoing: Undoing | None, moves: Moves) -> Judged:
    book = desk.store.judgements
    standings = book.standings((judgement.a, judgement.b))
    ids = {id_ for pair in moves for id_ in pair}
    known = desk.store.registry.get({*ids, judgement.a, judgement.b})
    names = {id_: one.name for id_, one in known.items()}
    after = book.members(ids)
    before = dict(after)
    for (old, new), count in moves.items():
        before[old] += count
        before[new] -= count
    return Judged(
        judgement,
        undoing,
        (names[judgement.a], names[judgement.b]),
        standings[judgement.a].cluster == standings[judgement.b].cluster,
        _clusters(before, names),
        _clusters(after, names),
    )


def _clusters(members: Mapping[str, int], names: Mapping[str, str]) -> tuple[Cluster, ...]:
    found = [Cluster(id_, names[id_], count) for id_, count in members.items() if count]
    return tuple(sorted(found, key=lambda one: (-one.members, one.name, one.id)))


def _checked(by: str) -> str:
    """Return who says so.

    Raises:
        BadRequest: Nobody does.
    """
    if not by.strip():
        raise BadRequest("a judgement is kept with who made it; give --by NAME, or set ONRECORD_EDITOR")
    return by.strip()
