import numpy as np

from onrecord.stages.read.page.model import Forest, judge, threshold
from tests.stages.read.pages import FIRST, NEWS, SECOND, THIRD, frame_of


def test_trees_are_walked_to_their_leaves_and_added_up() -> None:
    one = Forest(
        roots=np.array([0, 3], dtype=np.int32),
        features=np.array([1, 0, 0, 0], dtype=np.int32),
        thresholds=np.array([0.5, 0, 0, 0], dtype=np.float32),
        lefts=np.array([1, 1, 2, 3], dtype=np.int32),
        rights=np.array([2, 1, 2, 3], dtype=np.int32),
        values=np.array([0, -2.0, 2.0, 1.0], dtype=np.float32),
        depth=1,
    )
    rows = np.array([[9.0, 0.5], [9.0, 0.6]], dtype=np.float32)
    assert np.allclose(one.chances(rows), 1 / (1 + np.exp([1.0, -3.0])))


def test_paragraphs_of_the_report_are_likely_and_furniture_is_not() -> None:
    frame = frame_of(NEWS)
    chances = judge(frame, np.ones(len(frame.blocks), dtype=np.bool_))
    likely = {
        block.words for block, chance in zip(frame.blocks, chances, strict=True) if chance > threshold()
    }
    assert {FIRST, SECOND, THIRD} <= likely
    assert not likely & {"Home", "A lighthouse is sold", "Who owns the quay?", "Most read"}


def test_blocks_that_are_not_open_have_no_chance() -> None:
    frame = frame_of(NEWS)
    assert not judge(frame, np.zeros(len(frame.blocks), dtype=np.bool_)).any()


def test_judgement_is_the_same_again() -> None:
    frame = frame_of(NEWS)
    is_open = np.ones(len(frame.blocks), dtype=np.bool_)
    assert np.array_equal(judge(frame, is_open), judge(frame, is_open))
