"""Judgements on both databases: what is said, what holds, and who is one with whom."""

import shutil
from contextlib import ExitStack
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from onrecord.adapters.store import SqlStore, open_store
from onrecord.desk import Desk
from onrecord.desk.judging import judge, judge_all, rejoin, undo
from onrecord.errors import BadRequest, NotFound
from onrecord.model import IdentityType, Judgement, KnownFrom, Undoing, Verdict
from onrecord.ports import NewJudgement, NewKnown
from onrecord.stages.identify.clusters import divide, find_ties
from tests.factory import NOON
from tests.judging import desk_over

SAME, DIFFERENT, UNSURE = Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE
#: Known in this order, which is not that of their ids.
IDS = [f"{(n * 7) % 10}{n}".ljust(24, "0") for n in range(10)]


@pytest.fixture
def desk(store: SqlStore) -> Desk:
    know(store)
    return desk_over(store)


def know(store: SqlStore) -> None:
    with store.writing():
        store.registry.put(
            NewKnown(id_, f"Name {n}", IdentityType.PERSON, KnownFrom.LIST) for n, id_ in enumerate(IDS)
        )


def clusters(desk: Desk) -> dict[str, str]:
    return {one.id: one.cluster for one in desk.store.registry.all()}


def standing(desk: Desk) -> list[Judgement]:
    """Return the judgements that stand, oldest first."""
    told = [one for one in desk.store.judgements.history() if isinstance(one, Judgement)]
    return [one for one in reversed(told) if one.undone is None]


def machine(desk: Desk, a: str, b: str, verdict: Verdict, score: float = 0.9) -> Judgement:
    said = NewJudgement(a, b, verdict, "matcher 1", is_person=False, at=NOON, because="alike", score=score)
    return judge_all(desk, [said])[0]


def say(desk: Desk, a: str, b: str, verdict: Verdict, by: str = "M. Kern") -> int:
    return judge(desk, a, b, verdict, by=by).judgement.n


def together(desk: Desk, *ids: str) -> bool:
    found = clusters(desk)
    return len({found[id_] for id_ in ids}) == 1


def test_sameness_joins_and_difference_cuts_the_weakest_link(desk: Desk) -> None:
    a, b, c, *_ = IDS
    machine(desk, a, b, SAME, 0.8)
    machine(desk, b, c, SAME, 0.9)
    assert together(desk, a, b, c)
    say(desk, a, c, DIFFERENT)
    assert not together(desk, a, c)
    assert together(desk, b, c)
    assert clusters(desk)[c] == b


def test_person_is_never_overridden_by_a_machine_whenever_it_speaks(desk: Desk) -> None:
    a, b, c, d, e, *_ = IDS
    n = say(desk, a, b, DIFFERENT)
    machine(desk, a, b, SAME, 1.0)
    machine(desk, a, c, SAME, 1.0)
    machine(desk, c, b, SAME, 1.0)
    assert not together(desk, a, b)
    say(desk, c, d, SAME)
    machine(desk, c, d, DIFFERENT, 0.0)
    assert together(desk, c, d)
    say(desk, d, e, UNSURE)
    machine(desk, d, e, SAME, 1.0)
    assert not together(desk, d, e)
    undo(desk, n, by="M. Kern")
    assert together(desk, a, b, c, d)


def test_machines_difference_cuts_only_machines(desk: Desk) -> None:
    a, b, c, d, *_ = IDS
    machine(desk, a, c, DIFFERENT)
    machine(desk, a, b, SAME)
    machine(desk, b, c, SAME, 0.95)
    assert not together(desk, a, b)
    say(desk, a, b, SAME)
    assert together(desk, a, b)
    assert not together(desk, b, c)
    say(desk, b, c, SAME)
    assert together(desk, a, b, c)
    assert not together(desk, c, d)


def test_newer_word_of_a_person_goes_before_an_older_one(desk: Desk) -> None:
    a, b, c, *_ = IDS
    say(desk, a, b, SAME)
    say(desk, a, b, DIFFERENT, by="L. Aas")
    assert not together(desk, a, b)
    say(desk, a, b, SAME)
    say(desk, b, c, SAME)
    say(desk, a, c, DIFFERENT)
    assert (together(desk, a, b), together(desk, b, c)) == (False, True)


def test_what_is_said_is_kept_with_who_when_why_and_score(desk: Desk) -> None:
    a, b, *_ = IDS
    first = machine(desk, b, a, UNSURE, 0.55)
    assert (first.a, first.b) == tuple(sorted((a, b)))
    second = judge(desk, a, b, SAME, by=" M. Kern ", because="same office", score=0.55)
    taken = undo(desk, by="M. Kern", because="a slip")
    assert taken.judgement.n == second.judgement.n
    assert taken.undoing is not None
    told = list(desk.store.judgements.history([a]))
    assert told == [
        Undoing(taken.undoing.n, second.judgement.n, "M. Kern", NOON, "a slip"),
        replace(second.judgement, undone=taken.undoing.n),
        first,
    ]
    assert (second.judgement.by, second.judgement.because, second.judgement.score) == (
        "M. Kern",
        "same office",
        0.55,
    )
    assert second.judgement.at == NOON
    assert list(desk.store.judgements.history(limit=1)) == told[:1]
    assert list(desk.store.judgements.history([IDS[5]])) == []
    assert desk.store.judgements.between(b, a) == [first]


def test_undoing_says_what_cannot_be_undone(desk: Desk) -> None:
    a, b, *_ = IDS
    with pytest.raises(NotFound, match="has judged nothing that stands"):
        undo(desk, by="M. Kern")
    n = say(desk, a, b, SAME)
    taken = undo(desk, n, by="L. Aas")
    assert taken.undoing is not None
    with pytest.raises(BadRequest, match="was taken back before"):
        undo(desk, n, by="L. Aas")
    with pytest.raises(NotFound, match="no such judgement"):
        undo(desk, 9_999, by="L. Aas")
    with pytest.raises(NotFound, match="no such judgement"):
        undo(desk, taken.undoing.n, by="L. Aas")
    with pytest.raises(BadRequest, match="took back judgement"), desk.store.writing():
        desk.store.judgements.undo(taken.undoing.n, by="L. Aas", at=NOON)
    with pytest.raises(NotFound, match="has judged nothing that stands"):
        undo(desk, by="M. Kern")


def test_judgement_of_one_or_of_nobody_is_refused(desk: Desk) -> None:
    with pytest.raises(BadRequest, match="is one known identity"):
        machine(desk, IDS[0], IDS[0], SAME)
    with pytest.raises(NotFound, match="nobody with this id"):
        machine(desk, IDS[0], "f" * 24, SAME)
    with pytest.raises(BadRequest, match="ONRECORD_EDITOR"):
        say(desk, IDS[0], IDS[1], SAME, by=" ")
    assert standing(desk) == []


def test_questions_come_in_the_order_of_what_they_settle(desk: Desk, store: SqlStore) -> None:
    a, b, c, d, e, f, *_ = IDS
    weigh(store, {a: 100, b: 5, c: 50, d: 7, e: 7, f: 1})
    asked = {
        pair: machine(desk, *pair, UNSURE, score).n
        for pair, score in [((a, b), 0.5), ((a, c), 0.7), ((d, a), 0.6), ((e, a), 0.45), ((f, a), 0.5)]
    }
    order = [(a, c), (e, a), (d, a), (a, b), (f, a)]

    def review(limit: int = 20) -> list[tuple[int, int]]:
        return [(one.judgement.n, one.settles) for one in store.judgements.questions(limit=limit)]

    said = [50, 7, 7, 5, 1]
    assert review() == [(asked[pair], said[n]) for n, pair in enumerate(order)]
    assert review(2) == [(asked[pair], said[n]) for n, pair in enumerate(order[:2])]
    # One that is joined to another settles what both have said.
    n = say(desk, f, IDS[9], SAME)
    weigh(store, {IDS[9]: 60})
    undo(desk, n, by="M. Kern")
    say(desk, f, IDS[9], SAME)
    assert review()[0] == (asked[f, a], 61)
    undo(desk, by="M. Kern")
    # Judged in any way, joined otherwise, or kept apart: no question any longer.
    say(desk, a, c, UNSURE)
    say(desk, d, e, SAME)
    say(desk, e, a, DIFFERENT)
    assert [n for n, _ in review()] == [asked[a, b], asked[f, a]]
    say(desk, b, f, SAME)
    say(desk, f, a, SAME)
    assert review() == []
    undo(desk, by="M. Kern")
    assert [n for n, _ in review()] == [asked[a, b], asked[f, a]]


def test_questions_follow_the_reports_that_come(desk: Desk, store: SqlStore) -> None:
    a, b, *_ = IDS
    machine(desk, a, b, UNSURE, 0.5)
    assert [one.settles for one in store.judgements.questions()] == [0]
    weigh(store, {a: 3, b: 2})
    assert [one.settles for one in store.judgements.questions()] == [2]


def weigh(store: SqlStore, said: dict[str, int]) -> None:
    """Let known identities have made so many statements, as reports would."""
    with store.writing():
        for id_, statements in said.items():
            store._session.writer().execute(
                sa.text("UPDATE known SET statements = :s WHERE id = :id"), {"s": statements, "id": id_}
            )


def test_whom_nothing_names_any_longer_goes_with_what_was_judged(store: SqlStore) -> None:
    with store.writing():
        store.registry.put(NewKnown(id_, "Name", IdentityType.PERSON, KnownFrom.REPORTS) for id_ in IDS)
    desk = desk_over(store)
    a, b, c, d, *_ = IDS
    for pair in ((a, b), (b, c), (c, d)):
        machine(desk, *pair, SAME)
    with store.writing():
        left = store.registry.forget([b])
        rejoin(desk, left)
    assert sorted(left) == sorted([a, c, d])
    found = clusters(desk)
    assert (found[a], found[c], found[d]) == (a, c, c)
    assert [one.a for one in standing(desk)] == [min(c, d)]


def test_long_chains_and_wide_stars_are_parted_and_joined_like_small_ones(store: SqlStore) -> None:
    desk = desk_over(store)
    ids = [f"{(n * 7919) % 10_007:05}".ljust(24, "0") for n in range(1_300)]
    with store.writing():
        store.registry.put(
            NewKnown(id_, f"Name {n}", IdentityType.PERSON, KnownFrom.LIST) for n, id_ in enumerate(ids)
        )
    chain, star = ids[:700], ids[700:]
    links = list(pairwise(chain)) + [(star[-1], one) for one in star[:-1]]
    judge_all(
        desk,
        [
            NewJudgement(a, b, SAME, "matcher 1", is_person=False, at=NOON, because="alike", score=0.9)
            for a, b in links
        ],
    )

    def check() -> None:
        assert clusters(desk) == divide(ids, find_ties(standing(desk)))

    check()
    for a, b, verdict in (
        (chain[300], chain[301], DIFFERENT),  # a chain's middle, further from its ends than steps are taken
        (chain[0], chain[1], DIFFERENT),  # who was known first goes alone
        (star[-1], star[5], UNSURE),
        (chain[10], star[10], SAME),
        (chain[200], star[20], DIFFERENT),  # one side is far from alone: all is divided
        (chain[500], star[30], SAME),  # what is contested and what is not
        (chain[600], chain[601], DIFFERENT),
        (star[0], chain[0], SAME),
    ):
        before = clusters(desk)
        n = say(desk, a, b, verdict)
        check()
        undo(desk, n, by="M. Kern")
        assert clusters(desk) == before
        say(desk, a, b, verdict)
    check()


class Judging(RuleBasedStateMachine):
    """Judge and undo in any order, and compare with what the standing judgements say by themselves."""

    empty: Path

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()

    @initialize()
    def open(self) -> None:
        self.file = self.empty.with_name(f"run-{id(self)}.db")
        shutil.copy(self.empty, self.file)
        self.store = self.stack.enter_context(open_store(f"sqlite:///{self.file}"))
        self.desk = desk_over(self.store)

    pairs = st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)).filter(lambda pair: pair[0] != pair[1])
    verdicts = st.sampled_from([SAME, SAME, DIFFERENT, UNSURE])
    scores = st.sampled_from([0.2, 0.5, 0.5, 0.9])

    @rule(pair=pairs, verdict=verdicts)
    def a_person_judges(self, pair: tuple[str, str], verdict: Verdict) -> None:
        before = clusters(self.desk)
        told = judge(self.desk, *pair, verdict, by="M. Kern")
        after = clusters(self.desk)
        assert (not told.before) == (before == after)
        undo(self.desk, by="M. Kern")
        assert clusters(self.desk) == before
        say(self.desk, *pair, verdict)
        assert clusters(self.desk) == after

    @rule(
        said=st.lists(
            st.tuples(pairs, st.sampled_from([SAME, SAME, SAME, DIFFERENT, UNSURE]), scores), max_size=4
        )
    )
    def a_machine_judges(self, said: list[tuple[tuple[str, str], Verdict, float]]) -> None:
        new = [
            NewJudgement(*pair, verdict, "matcher 1", is_person=False, at=NOON, because="alike", score=score)
            for pair, verdict, score in said
        ]
        judge_all(self.desk, new)

    @precondition(lambda self: bool(standing(self.desk)))
    @rule(data=st.data())
    def one_is_taken_back(self, data: st.DataObject) -> None:
        chosen = data.draw(st.sampled_from([one.n for one in standing(self.desk)]))
        undo(self.desk, chosen, by="L. Aas")

    @invariant()
    def clusters_are_what_stands_says(self) -> None:
        if not hasattr(self, "desk"):
            return
        assert clusters(self.desk) == divide(IDS, find_ties(standing(self.desk)))

    def teardown(self) -> None:
        if hasattr(self, "desk"):
            self.replay()
        self.stack.close()
        for left in self.empty.parent.glob(f"run-{id(self)}*"):
            left.unlink()

    def replay(self) -> None:
        """Judge on a fresh desk, one by one, what remains."""
        fresh = self.empty.with_name(f"run-{id(self)}-fresh.db")
        shutil.copy(self.empty, fresh)
        with open_store(f"sqlite:///{fresh}") as store:
            desk = desk_over(store)
            for one in standing(self.desk):
                judge_all(
                    desk,
                    [
                        NewJudgement(
                            one.a, one.b, one.verdict, one.by, one.is_person, one.at, one.because, one.score
                        )
                    ],
                )
            assert clusters(desk) == clusters(self.desk)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("desks") / "empty.db"
    with open_store(f"sqlite:///{file}", create=True) as store:
        know(store)
    return file


def test_any_sequence_gives_what_replaying_the_rest_gives(empty: Path) -> None:
    class Here(Judging):
        pass

    Here.empty = empty
    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=40, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
