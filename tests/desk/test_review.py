"""What an editor sees of questions and of the history."""

import pytest

from onrecord.desk import Desk, history, judge, judge_all, review, undo
from onrecord.errors import BadRequest, NotFound
from onrecord.model import ListedRole, Verdict
from onrecord.ports import NewJudgement
from tests.desk.test_judging import know
from tests.factory import NOON


def ask(desk: Desk, a: str, b: str, score: float) -> None:
    judge_all(
        desk,
        [
            NewJudgement(
                a, b, Verdict.UNSURE, "matcher 1", is_person=False, at=NOON, because="alike", score=score
            )
        ],
    )


def test_question_comes_with_what_is_known_of_both(desk: Desk) -> None:
    a, b, c = know(desk, "Ada Lindqvist", "A. Lindqvist", "Lindqvist")
    role = ListedRole("mayor", "Selm")
    with desk.store.writing():
        desk.store.registry.list_roles(b, [role])
    ask(desk, a, b, 0.6)
    ask(desk, c, a, 0.5)
    first, second = review(desk)
    assert {first.a.name, first.b.name} == {"Ada Lindqvist", "Lindqvist"}
    assert second.roles[0 if second.a.id == b else 1] == (role,)
    assert len(review(desk, limit=1)) == 1
    with pytest.raises(BadRequest, match="shows nothing"):
        review(desk, limit=0)


def test_history_is_of_everybody_or_of_all_that_are_one_now(desk: Desk) -> None:
    a, b, c, d = know(desk, "Ada Lindqvist", "A. Lindqvist", "Lindqvist", "Tomas Okoro")
    judge(desk, a, b, Verdict.SAME, by="M. Kern")
    judge(desk, b, c, Verdict.DIFFERENT, by="M. Kern")
    judge(desk, c, d, Verdict.UNSURE, by="L. Aas")
    undo(desk, by="M. Kern", because="a slip")
    told = [(one.undoing is not None, one.judgement.verdict, set(one.names)) for one in history(desk)]
    assert told == [
        (True, Verdict.DIFFERENT, {"A. Lindqvist", "Lindqvist"}),
        (False, Verdict.UNSURE, {"Lindqvist", "Tomas Okoro"}),
        (False, Verdict.DIFFERENT, {"A. Lindqvist", "Lindqvist"}),
        (False, Verdict.SAME, {"A. Lindqvist", "Ada Lindqvist"}),
    ]
    assert [one.judgement.verdict for one in history(desk, "Ada Lindqvist")] == [
        Verdict.DIFFERENT,
        Verdict.DIFFERENT,
        Verdict.SAME,
    ]
    assert len(list(history(desk, limit=1))) == 1
    with pytest.raises(NotFound):
        list(history(desk, "Brandvold"))
