"""An editor's word on who is one with whom, from any door: the role that it needs, and its line in the audit log."""

from onrecord.desk.access import demand, note_act
from onrecord.desk.desk import Desk
from onrecord.desk.judging import Judged, judge, undo
from onrecord.model import Verdict
from onrecord.model.access import Asker, Role


def judge_as(
    desk: Desk,
    by: Asker,
    a: str,
    b: str,
    verdict: Verdict,
    *,
    because: str = "",
    score: float | None = None,
) -> Judged:
    """Return what came of a judgement, which is written down with who made it, in one transaction.

    Args:
        desk: The desk.
        by: Who judges: an editor at least.
        a: Names one of the two, as for `judge`.
        b: Names the other.
        verdict: What they are to each other.
        because: Why.
        score: How likely they are the same, 0 to 1, where a score led to it.

    Raises:
        SignInRefused, NotAllowed: Who asks may not judge.
        NotFound, BadRequest: As for `judge`.
    """
    demand(by, Role.EDITOR)
    with desk.store.writing():
        judged = judge(desk, a, b, verdict, by=by.name, because=because, score=score)
        told = judged.judgement
        facts = {"a": told.a, "b": told.b, "verdict": str(verdict)}
        note_act(desk, by, "identity.judge", str(told.n), facts)
    return judged


def undo_as(desk: Desk, by: Asker, n: int | None = None, *, because: str = "") -> Judged:
    """Return what came of taking back a judgement, which is written down with who did it, in one transaction.

    Args:
        desk: The desk.
        by: Who takes it back: an editor at least.
        n: Its number; None for the last that they made and that stands.
        because: Why.

    Raises:
        SignInRefused, NotAllowed: Who asks may not.
        NotFound, BadRequest: As for `undo`.
    """
    demand(by, Role.EDITOR)
    with desk.store.writing():
        judged = undo(desk, n, by=by.name, because=because)
        told = judged.judgement
        facts = {"a": told.a, "b": told.b, "verdict": str(told.verdict)}
        note_act(desk, by, "identity.undo", str(told.n), facts)
    return judged
