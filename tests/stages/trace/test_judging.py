import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.stages.trace.judging import Signs, judge, number_stretches, read_signs
from onrecord.stages.trace.passages import Runs


def runs(*rows: tuple[int, int, int]) -> Runs:
    table = np.array(rows, dtype=np.int64).reshape(-1, 3)
    return Runs(table[:, 0], table[:, 1], table[:, 2])


def test_runs_with_a_word_changed_between_are_one_stretch() -> None:
    assert number_stretches(runs((0, 10, 5), (6, 16, 4), (40, 60, 5))).tolist() == [0, 0, 1]


def test_words_that_count_little_make_no_evidence() -> None:
    shared = runs((0, 0, 40))
    rare, common = (read_signs(shared, np.full(400, weight), 400) for weight in (1.0, 0.02))
    assert judge(rare) > 0.9
    assert judge(common) < 0.1


def test_the_same_text_all_through_counts_however_many_carry_it() -> None:
    assert judge(read_signs(runs((0, 0, 300)), np.full(310, 0.01), 310)) > 0.99


def test_nothing_shared_is_no_reprint() -> None:
    assert judge(read_signs(runs(), np.ones(10), 10)) < 0.01


@given(st.floats(0, 1e6), st.floats(0, 1e6), st.floats(0, 1))
def test_confidence_is_a_share(beyond: float, longest: float, share: float) -> None:
    assert 0 <= judge(Signs(beyond, longest, share)) <= 1
