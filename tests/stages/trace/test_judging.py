import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.stages.trace.judging import Pairs, Signs, judge, number_stretches, read_signs
from onrecord.stages.trace.passages import Runs


def runs(*rows: tuple[int, int, int]) -> Runs:
    table = np.array(rows, dtype=np.int64).reshape(-1, 3)
    return Runs(table[:, 0], table[:, 1], table[:, 2])


def test_runs_with_a_word_changed_between_are_one_stretch() -> None:
    assert number_stretches(runs((0, 10, 5), (6, 16, 4), (40, 60, 5))).tolist() == [0, 0, 1]


def signs(shared: Runs, weight: float, shorter: int) -> Signs:
    of = np.zeros(len(shared), dtype=np.int64)
    (found,) = read_signs(
        shared, (shared.lengths * weight).astype(np.float64), Pairs(of, np.array([shorter]))
    )
    return found


def test_words_that_count_little_make_no_evidence() -> None:
    rare, common = (signs(runs((0, 0, 40)), weight, 400) for weight in (1.0, 0.02))
    assert judge(rare) > 0.9
    assert judge(common) < 0.1


def test_the_same_text_all_through_counts_however_many_carry_it() -> None:
    assert judge(signs(runs((0, 0, 300)), 0.01, 310)) > 0.99


def test_several_pairs_at_a_time_have_the_signs_of_each() -> None:
    one, other = runs((0, 10, 5), (6, 16, 9), (40, 60, 5)), runs((3, 3, 12))
    both = runs((0, 10, 5), (6, 16, 9), (40, 60, 5), (3, 3, 12))
    pairs = Pairs(np.array([0, 0, 0, 1]), np.array([200, 90]))
    counted = (both.lengths * 0.5).astype(np.float64)
    assert read_signs(both, counted, pairs) == [
        signs(one, 0.5, 200),
        signs(other, 0.5, 90),
    ]


@given(st.floats(0, 1e6), st.floats(0, 1e6), st.floats(0, 1))
def test_confidence_is_a_share(beyond: float, longest: float, share: float) -> None:
    assert 0 <= judge(Signs(beyond, longest, share)) <= 1
