from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.adapters.onnx.decoding import (
    STATES,
    Role,
    _best_allowed,
    best_path,
    log_softmax,
    role_probabilities,
    segments_of,
    softmax,
)

ROWS = st.lists(
    st.lists(st.integers(-40, 0).map(lambda x: x / 8), min_size=STATES, max_size=STATES),
    min_size=1,
    max_size=4,
)


def allowed(path: tuple[int, ...]) -> bool:
    steps = zip((0, *path), path, strict=False)
    return all(to == 0 or to % 2 or at in (to, to - 1) for at, to in steps)


@given(ROWS)
def test_no_allowed_path_is_better_than_the_one_found(rows: list[list[float]]) -> None:
    found = best_path(np.array(rows)).tolist()
    assert allowed(tuple(found))

    def worth(path: tuple[int, ...]) -> float:
        return sum(row[state] for row, state in zip(rows, path, strict=True))

    best = max(worth(p) for p in product(range(STATES), repeat=len(rows)) if allowed(p))
    assert worth(tuple(found)) == pytest.approx(best)


@given(ROWS, st.sampled_from((0.0, 0.25, 2.0)))
def test_path_is_the_same_whether_or_not_each_piece_may_have_its_best_state(
    rows: list[list[float]], inside: float
) -> None:
    raised = [[s + (inside if k and k % 2 == 0 else 0.0) for k, s in enumerate(row)] for row in rows]
    found, slow = best_path(np.array(rows), inside=inside).tolist(), _best_allowed(raised)
    assert allowed(tuple(found))
    assert sum(r[s] for r, s in zip(raised, found, strict=True)) == sum(
        r[s] for r, s in zip(raised, slow, strict=True)
    )


def test_nothing_has_no_path() -> None:
    assert best_path(np.zeros((0, STATES), dtype=np.float32)).tolist() == []


@given(st.lists(ROWS, min_size=1, max_size=3))
def test_path_of_each_stretch_between_edges_is_its_own(parts: list[list[list[float]]]) -> None:
    edge = [[-9.0, -9.0, -0.1, *[-9.0] * (STATES - 3)]]  # would carry on a source, were it a piece
    rows, edges = list(edge), [0]
    for part in parts:
        rows += [*part, *edge]
        edges.append(len(rows) - 1)
    found = best_path(np.array(rows), edges=edges).tolist()
    alone = [best_path(np.array(part)).tolist() for part in parts]
    assert found == [0, *(state for part in alone for state in (*part, 0))]


def test_role_that_is_pushed_to_go_on_does() -> None:
    rows = np.array([[-9.0, -9.0, -9.0, -9.0, -9.0, -0.1, -9.0], [-0.6, -9.0, -9.0, -9.0, -9.0, -9.0, -0.8]])
    assert best_path(rows).tolist() == [5, 0]
    assert best_path(rows, inside=0.5).tolist() == [5, 6]


def test_two_roles_of_a_kind_side_by_side_are_two_segments() -> None:
    log = np.log(np.full((5, STATES), 1 / STATES, dtype=np.float32))
    found = segments_of(np.array([5, 6, 5, 0, 1]), role_probabilities(log))
    assert [(s.role, s.first, s.last) for s in found] == [
        (Role.CONTENT, 0, 1),
        (Role.CONTENT, 2, 2),
        (Role.SOURCE, 4, 4),
    ]
    assert found[0].sure == pytest.approx(2 / STATES)


def test_shares_sum_to_one_however_large_the_scores() -> None:
    x = np.array([[1000.0, 1001.0, -1000.0]], dtype=np.float32)
    assert softmax(x).sum() == pytest.approx(1.0)
    assert np.exp(log_softmax(x)) == pytest.approx(softmax(x))
