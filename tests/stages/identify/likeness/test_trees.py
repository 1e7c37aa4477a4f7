import numpy as np

from onrecord.stages.identify.likeness.trees import Trees


def test_answers_are_the_bits_of_a_leaf() -> None:
    trees = Trees(
        columns=np.array([0, 1], dtype=np.int32),
        borders=np.array([0.5, 2.0], dtype=np.float32),
        asked=np.array([[0, 1], [1, 1]], dtype=np.int32),
        leaves=np.array([[0, 1, 2, 3], [10, 99, 99, 20]], dtype=np.float32),
        base=0.5,
    )
    rows = np.array([[0, 0], [1, 0], [0, 3], [1, 3], [0.5, 2.0]], dtype=np.float32)
    assert trees.odds(rows).tolist() == [10.5, 11.5, 22.5, 23.5, 10.5]


def test_more_rows_than_are_held_at_once_come_out_in_order() -> None:
    trees = Trees(
        columns=np.array([0], dtype=np.int32),
        borders=np.array([0.5], dtype=np.float32),
        asked=np.array([[0]], dtype=np.int32),
        leaves=np.array([[0, 1]], dtype=np.float32),
        base=0.0,
    )
    rows = (np.arange(5000) % 2).astype(np.float32)[:, None]
    assert trees.odds(rows).tolist() == rows[:, 0].tolist()
