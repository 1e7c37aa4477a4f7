"""Clusters by judgements alone: what joins, what cuts, and what gives way."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Judgement, Tie, Verdict
from onrecord.stages.identify.clusters import Step, divide, find_ties, is_overruled, plan_step
from tests.factory import NOON

SAME, DIFFERENT, UNSURE = Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE
IDS = "abcdefg"


def machine(pair: str, verdict: Verdict, n: int, score: float | None = 0.9) -> Tie[str]:
    return Tie(pair[0], pair[1], verdict, is_person=False, n=n, score=score)


def person(pair: str, verdict: Verdict, n: int) -> Tie[str]:
    return Tie(pair[0], pair[1], verdict, is_person=True, n=n)


def parts(*ties: Tie[str]) -> set[str]:
    """Return the clusters of more than one."""
    found: dict[str, str] = {}
    for id_, first in divide(IDS, ties).items():
        found[first] = found.get(first, "") + id_
    return {part for part in found.values() if len(part) > 1}


def test_cluster_is_called_by_the_member_known_first() -> None:
    ties = [machine("gb", SAME, 1), machine("ga", UNSURE, 2)]
    assert divide("gfedcba", ties) == {**{one: one for one in "gfedca"}, "b": "g"}


def test_likelier_word_of_a_machine_goes_before_a_less_likely_one() -> None:
    cut = machine("ac", DIFFERENT, 1)
    assert parts(cut, machine("ab", SAME, 2, 0.8), machine("bc", SAME, 3, 0.9)) == {"bc"}
    assert parts(cut, machine("ab", SAME, 2, 0.9), machine("bc", SAME, 3, 0.8)) == {"ab"}
    assert parts(cut, machine("ab", SAME, 3), machine("bc", SAME, 2)) == {"bc"}
    assert parts(cut, machine("ab", SAME, 2, None), machine("bc", SAME, 3, 0.1)) == {"bc"}


def test_newer_word_of_a_person_goes_before_an_older_one_but_not_before_a_cut() -> None:
    assert parts(person("ac", DIFFERENT, 1), person("ab", SAME, 2), person("bc", SAME, 3)) == {"bc"}
    assert parts(person("ab", SAME, 1), person("bc", SAME, 2), person("ac", DIFFERENT, 3)) == {"bc"}


def test_cut_of_a_person_parts_what_machines_and_persons_join() -> None:
    chain = [machine("ab", SAME, 1, 1.0), person("bc", SAME, 2), machine("cd", SAME, 3, 0.7)]
    assert parts(*chain) == {"abcd"}
    assert parts(*chain, person("ad", DIFFERENT, 4)) == {"abc"}
    assert parts(*chain, machine("ad", DIFFERENT, 4, 0.0)) == {"abc"}
    assert parts(*chain, machine("be", DIFFERENT, 4)) == {"abcd"}


def test_two_cuts_between_the_same_clusters_hold_as_one() -> None:
    ties = [
        machine("ab", SAME, 1, 1.0),
        machine("cd", SAME, 2, 1.0),
        person("ac", DIFFERENT, 3),
        person("bd", DIFFERENT, 4),
        machine("ad", SAME, 5, 0.9),
        machine("de", SAME, 6, 0.8),
        machine("ea", SAME, 7, 0.7),
    ]
    assert parts(*ties) == {"ab", "cde"}


def test_words_about_others_count_for_nothing() -> None:
    assert divide("ab", [machine("az", SAME, 1), machine("zb", SAME, 2)]) == {"a": "a", "b": "b"}


def judgement(
    pair: str, verdict: Verdict, n: int, *, is_person: bool, undone: int | None = None
) -> Judgement:
    return Judgement(n, pair[0], pair[1], verdict, "tests", is_person, NOON, "", undone=undone)


def test_word_on_a_pair_is_the_newest_of_a_person_else_the_newest_of_a_machine() -> None:
    said = [
        judgement("ab", SAME, 1, is_person=False),
        judgement("ab", UNSURE, 2, is_person=False),
        judgement("cd", DIFFERENT, 3, is_person=True),
        judgement("cd", SAME, 4, is_person=False),
        judgement("ef", SAME, 5, is_person=True),
        judgement("ef", DIFFERENT, 6, is_person=True, undone=7),
    ]
    assert [(tie.a + tie.b, tie.verdict, tie.is_person) for tie in find_ties(said)] == [
        ("ab", UNSURE, False),
        ("cd", DIFFERENT, True),
        ("ef", SAME, True),
    ]


PAIRS = ["".join(pair) for pair in combinations(IDS, 2)]
TIES = st.lists(st.sampled_from(PAIRS), unique=True, max_size=12).flatmap(
    lambda pairs: st.tuples(
        *(
            st.builds(
                Tie,
                st.just(pair[0]),
                st.just(pair[1]),
                st.sampled_from([SAME, SAME, DIFFERENT, UNSURE]),
                st.booleans(),
                st.just(n),
                st.sampled_from([None, 0.2, 0.9]),
            )
            for n, pair in enumerate(pairs)
        )
    )
)


@given(TIES, st.randoms(use_true_random=False))
def test_order_in_which_words_are_given_makes_no_difference(
    ties: tuple[Tie[str], ...], chance: object
) -> None:
    mixed = list(ties)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert divide(IDS, mixed) == divide(IDS, ties)


@given(TIES)
def test_no_cut_of_a_person_is_ever_crossed_and_every_overruled_word_has_a_reason(
    ties: tuple[Tie[str], ...],
) -> None:
    clusters = divide(IDS, ties)
    for tie in ties:
        overruled = is_overruled(clusters, tie)
        if tie.verdict is UNSURE or (tie.verdict is DIFFERENT and tie.is_person):
            assert not overruled
        elif tie.verdict is SAME and overruled:
            one = [id_ for id_ in IDS if clusters[id_] == clusters[tie.a]]
            other = [id_ for id_ in IDS if clusters[id_] == clusters[tie.b]]
            assert any(
                cut.verdict is DIFFERENT
                and (cut.is_person or not tie.is_person)
                and {cut.a in one, cut.b in one} == {True, False}
                and {cut.a in other, cut.b in other} == {True, False}
                for cut in ties
            )


@pytest.mark.parametrize(
    ("before", "after", "together", "step"),
    [
        (None, SAME, False, Step.UNITE),
        (None, SAME, True, Step.NOTHING),
        (DIFFERENT, SAME, False, Step.UNITE),
        (SAME, None, True, Step.PART),
        (SAME, UNSURE, True, Step.PART),
        (SAME, DIFFERENT, True, Step.PART),
        (None, DIFFERENT, True, Step.DIVIDE),
        (None, DIFFERENT, False, Step.NOTHING),
        (DIFFERENT, None, False, Step.NOTHING),
        (UNSURE, None, True, Step.NOTHING),
    ],
)
def test_change_asks_for_no_more_than_it_must(
    before: Verdict | None, after: Verdict | None, *, together: bool, step: Step
) -> None:
    assert plan_step(before, after, together=together, contested=False) is step


@pytest.mark.parametrize(
    ("before", "after", "together", "step"),
    [
        (None, SAME, False, Step.UNITE),
        (None, SAME, True, Step.DIVIDE),
        (SAME, SAME, True, Step.DIVIDE),
        (SAME, None, True, Step.PART),
        (SAME, None, False, Step.DIVIDE),
        (SAME, DIFFERENT, True, Step.PART),
        (None, DIFFERENT, True, Step.DIVIDE),
        (None, DIFFERENT, False, Step.LOOK),
        (DIFFERENT, None, False, Step.LOOK),
        (UNSURE, None, False, Step.NOTHING),
    ],
)
def test_change_asks_for_more_where_words_contradict(
    before: Verdict | None, after: Verdict | None, *, together: bool, step: Step
) -> None:
    assert plan_step(before, after, together=together, contested=True) is step


def test_a_hundred_thousand_in_one_chain_are_divided_in_a_moment() -> None:
    ids = range(100_000)
    ties = [Tie(n, n + 1, SAME, is_person=False, n=n, score=0.9) for n in range(99_999)]
    cut = Tie(0, 99_999, DIFFERENT, is_person=True, n=100_000)
    assert set(divide(ids, ties).values()) == {0}
    assert set(divide(ids, [*ties, cut]).values()) == {0, 99_999}
