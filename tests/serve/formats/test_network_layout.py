"""Where the nodes of a network stand."""

import math

import pytest

from onrecord.serve.formats.network_layout import lay_out


def _star(first: int, leaves: int) -> dict[tuple[int, int], float]:
    return {(first, first + n): 1.0 for n in range(1, leaves + 1)}


def test_the_same_network_has_the_same_picture() -> None:
    ties = {**_star(0, 6), (1, 2): 5.0}
    assert lay_out(7, ties) == lay_out(7, ties)


@pytest.mark.parametrize("count", [0, 1, 2, 10, 200])
def test_all_stand_apart_and_inside(count: int) -> None:
    points, width, height = lay_out(count, {(n // 3, n): 1.0 for n in range(1, count)})
    assert len(points) == count
    assert all(0 <= x <= width + 1e-6 and 0 <= y <= height + 1e-6 for x, y in points)
    nearest = [math.dist(a, b) for n, a in enumerate(points) for b in points[:n]]
    assert not nearest or min(nearest) > 2


def test_what_does_not_hang_together_stands_beside_each_other() -> None:
    points, _, _ = lay_out(8, {**_star(0, 3), **_star(4, 3)})
    one, other = points[:4], points[4:]
    assert max(x for x, _ in one) < min(x for x, _ in other) or max(y for _, y in one) < min(
        y for _, y in other
    )


def test_hubs_stand_apart_with_theirs_around_them() -> None:
    ties = {**_star(0, 20), **_star(21, 20), (0, 21): 1.0}
    points, _, _ = lay_out(42, ties)
    between = math.dist(points[0], points[21])
    own = [math.dist(points[0], points[n]) for n in range(1, 21)]
    assert between > sum(own) / len(own)
