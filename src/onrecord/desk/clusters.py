"""Clusters brought up to date with the judgements that stand."""

from collections.abc import Iterable

from onrecord.desk.desk import Desk
from onrecord.model import Judgement, Tie, Verdict
from onrecord.ports import Judgements, Moves, NewJudgement
from onrecord.stages.identify.clusters import Step, divide, is_overruled, plan_step


def judge_all(desk: Desk, new: Iterable[NewJudgement]) -> list[Judgement]:
    """Return judgements as kept, the clusters up to date with all of them.

    Meant for machines: what a person has said of a pair stands whatever they say.

    Raises:
        NotFound: One of two is not known.
        BadRequest: Two are one and the same.
    """
    book = desk.store.judgements
    kept: list[Judgement] = []
    left: set[str] = set()
    with desk.store.writing():
        for said in new:
            before = book.tie(said.a, said.b)
            kept += book.add([said])
            if _follow_shortly(book, said.a, said.b, before) is None:
                book.contest([said.a, said.b])
                left |= {said.a, said.b}
        if left:
            _divide(book, left)
    return kept


def rejoin(desk: Desk, ids: Iterable[str]) -> None:
    """Divide anew those that were left behind when others were forgotten (`Registry.forget`)."""
    wanted = set(ids)
    if wanted:
        with desk.store.writing():
            _divide(desk.store.judgements, wanted)


def follow(book: Judgements, a: str, b: str, before: Tie[str] | None) -> Moves:
    """Bring the clusters up to date with a pair whose judgements changed; return what moved."""
    moves = _follow_shortly(book, a, b, before)
    return _divide(book, (a, b)) if moves is None else moves


def _follow_shortly(book: Judgements, a: str, b: str, before: Tie[str] | None) -> Moves | None:
    """Do the same where it takes a look at two clusters only; None where all that hangs together is to be divided."""
    after = book.tie(a, b)
    if after == before:
        return {}
    standings = book.standings((a, b))
    together = standings[a].cluster == standings[b].cluster
    step = plan_step(
        before.verdict if before else None,
        after.verdict if after else None,
        together=together,
        contested=standings[a].contested or standings[b].contested,
    )
    if step is Step.UNITE:
        return book.unite(a, b)
    if step is Step.PART:
        moves = book.part(a, b)
        # Others still connect the two, and a word says that they differ.
        return None if not moves and after and after.verdict is Verdict.DIFFERENT else moves
    if step is Step.LOOK:
        return {} if book.are_strangers(a, b) else None
    return {} if step is Step.NOTHING else None


def _divide(book: Judgements, ids: Iterable[str]) -> Moves:
    numbers, ties = book.connected(ids)
    clusters = divide(numbers, ties)
    contested = any(is_overruled(clusters, tie) for tie in ties if tie.a in clusters and tie.b in clusters)
    return book.assign(clusters, contested=contested)
