"""Words as points: spellings of one in the same cells or the next, whatever is read beside them."""

import numpy as np
import pytest

from onrecord.stages.identify import points
from onrecord.stages.identify.points import (
    NAME_CELLS,
    WORD_CELLS,
    Cells,
    in_whole_numbers,
    nearest,
    points_of,
)


@pytest.mark.parametrize(
    ("one", "other"), [("Qassem", "قاسم"), ("Haniyeh", "Хания"), ("Jolliet", "ז'ולייה"), ("Vargas", "Варгас")]
)
def test_spellings_lie_in_cells_near_each_other(one: str, other: str) -> None:
    found = points_of([one, other, "Lindqvist"])
    assert found[one].cells[0] in found[other].cells
    assert found[one].cells[0] not in found["Lindqvist"].cells
    assert list(found[one].nearness) == sorted(found[one].nearness, reverse=True)
    assert len(found[one].cells) == WORD_CELLS


def test_word_without_a_known_letter_lies_nowhere() -> None:
    assert points_of(["王"])["王"].cells == ()
    assert not points_of(["王"])["王"].vector.any()


def test_points_are_the_same_alone_and_among_many(monkeypatch: pytest.MonkeyPatch) -> None:
    words = [f"{start}or{end}" for start in "bdfgk" for end in ("an", "el", "im", "os", "ud")]
    monkeypatch.setattr(points, "_POINTS", {})
    together = points_of(words)
    monkeypatch.setattr(points, "_KEPT", 3)
    for word in words:
        alone = points_of([word])[word]
        assert (alone.cells, alone.nearness) == (together[word].cells, together[word].nearness)
    assert len(points._POINTS) <= 25


def test_middles_are_whole_numbers_of_one_length() -> None:
    cells = Cells.load()
    assert cells.words.points.shape[1] == cells.names.points.shape[1]
    for middles in (cells.words, cells.names):
        points = middles.points
        assert np.array_equal(points, np.rint(points))
        assert abs(np.linalg.norm(points, axis=1) - 127).max() < 5
        own, nearness = nearest(points[:50], middles, NAME_CELLS)
        assert own[:, 0].tolist() == list(range(50))
        assert nearness[:, 0].min() > 0.98
    assert in_whole_numbers([np.zeros(4, np.float32)]).tolist() == [[0, 0, 0, 0]]
