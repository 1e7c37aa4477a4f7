import numpy as np

from onrecord.stages.identify.likeness.alignment import align, places


def test_the_likeliest_words_answer_each_other_first() -> None:
    known = places(2)
    likely = np.full((1, len(known.left)), -1.0, dtype=np.float32)
    for at, (i, j) in enumerate(zip(known.left.tolist(), known.right.tolist(), strict=True)):
        likely[0, at] = {(0, 0): 0.5, (0, 1): 0.9, (1, 0): 0.8, (1, 1): 0.95}.get((i, j), -1.0)
    chosen = align(likely, 2)[0].tolist()
    assert [(int(known.left[at]), int(known.right[at])) for at in chosen] == [(1, 1), (0, 0)]


def test_two_words_may_answer_one() -> None:
    known = places(2)
    likely = np.full((1, len(known.left)), -1.0, dtype=np.float32)
    joined = next(at for at in range(len(known.left)) if (known.left[at], known.right[at]) == (2, 0))
    likely[0, joined] = 1.0
    likely[0, 0] = 0.6
    assert align(likely, 2)[0].tolist() == [joined, -1]


def test_unlike_words_answer_nothing() -> None:
    likely = np.full((1, len(places(3).left)), 0.2, dtype=np.float32)
    assert align(likely, 3)[0].tolist() == [-1, -1, -1]
