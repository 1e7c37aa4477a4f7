from datetime import UTC, datetime

import pytest

from onrecord.desk import Desk
from onrecord.desk.listed_judgements import plan_judgements, take_over
from onrecord.model import IdentityType, KnownFrom, ListJudgement, Verdict
from onrecord.ports import NewKnown

A, B = "a" * 24, "b" * 24
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def two(desk: Desk) -> Desk:
    with desk.store.writing():
        for id_, name in ((A, "Ada Lindqvist"), (B, "A. Lindqvist")):
            desk.store.registry.put([NewKnown(id_, name, IdentityType.PERSON, KnownFrom.LIST)])
        desk.store.registry.link(B, "list", "m2")
    return desk


def said(a: str, b: str, verdict: Verdict = Verdict.SAME) -> ListJudgement:
    return ListJudgement("list, line 1", a, b, verdict, "mk", NOON, "same office")


def test_ids_of_the_list_go_before_those_of_the_desk_and_of_other_lists(two: Desk) -> None:
    planned, problems = plan_judgements(two, [said("x", "m2"), said(A, B)], {"x": A})
    assert problems == []
    assert [(one.a, one.b, one.is_person) for one in planned] == [(A, B, True), (A, B, True)]


def test_sameness_of_one_and_itself_says_nothing_and_difference_is_a_mistake(two: Desk) -> None:
    planned, problems = plan_judgements(two, [said("m2", B), said("m2", B, Verdict.DIFFERENT)], {})
    assert planned == []
    assert "both are one identity here" in str(problems[0])


def test_id_that_several_lists_give_is_told(two: Desk) -> None:
    with two.store.writing():
        two.store.registry.link(A, "list", "m2")
    _, problems = plan_judgements(two, [said("m2", A)], {})
    assert "several identities go by it here" in str(problems[0])


def test_what_was_taken_over_is_not_added_again_and_another_word_is(two: Desk) -> None:
    for verdict, added in ((Verdict.SAME, 1), (Verdict.SAME, 0), (Verdict.UNSURE, 1)):
        planned, _ = plan_judgements(two, [said(A, B, verdict)], {})
        with two.store.writing():
            assert take_over(two, planned) == added
