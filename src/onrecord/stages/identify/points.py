"""Words and names as points, and the cells of the space in which they lie: what is near lies in the same or the next.

A cell is known by its middle. The middles were placed where words, and whole names, lie closest
(`training/name_cells.py`). Two spellings that no rule leads to one key, French letters that are silent, say, lie near
each other all the same, so a word's cell makes a key, and a whole name's cell says among which names to look.
All is whole numbers, so that a word lies in the same cells in any batch, on any machine.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from onrecord.stages.identify.likeness.vectors import TokenVectors

#: The cells of a word, and of a name, that are told: the nearest.
WORD_CELLS = 8
NAME_CELLS = 8
#: Where the middles lie in `onrecord/data`.
_MODEL = ("models", "names", "cells.npz")
#: A number of a point runs from minus this to this.
TOP = 127
#: Words kept with their points, so that those of the same lot are read once.
_KEPT = 1 << 15
#: Points compared with all middles at once.
_LOT = 2048

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Point:
    """Return where a word lies.

    Attributes:
        vector: Of unit length, or all 0 where no letter is known.
        cells: The nearest, nearest first; none where no letter is known.
        nearness: How near the middle of each is, from -1 to 1.
    """

    vector: Floats
    cells: tuple[int, ...]
    nearness: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Middles:
    """Return the middles of cells.

    Attributes:
        points: One a row, in whole numbers.
        lengths: Of each, times that of a point.
    """

    points: Floats
    lengths: Floats

    @classmethod
    def at(cls, points: Floats) -> "Middles":
        """Return the middles at some points, in whole numbers."""
        return cls(points, np.sqrt(np.einsum("ij,ij->i", points, points)) * TOP)


@dataclass(frozen=True, slots=True)
class Cells:
    """Return the middles of the cells.

    Attributes:
        version: Name and version of what was placed.
        words: Of words.
        names: Of whole names.
    """

    version: str
    words: Middles
    names: Middles

    @classmethod
    def load(cls) -> "Cells":
        """Return the middles that the package brings, read once.

        Raises:
            RuntimeError: They were placed among other vectors than the package's: a defect of ours.
        """
        return _shipped()


def points_of(words: Iterable[str]) -> dict[str, Point]:
    """Return the points of words.

    >>> points = points_of(["Qassem", "قاسم", "Lindqvist"])
    >>> points["Qassem"].cells[0] in points["قاسم"].cells, points["Qassem"].cells[0] in points["Lindqvist"].cells
    (True, False)
    """
    wanted = dict.fromkeys(words)
    # Asked once each: another thread may let go of all of them meanwhile.
    found = {word: point for word in wanted if (point := _POINTS.get(word)) is not None}
    missing = [word for word in wanted if word not in found]
    if missing:
        vectors = TokenVectors.load().of(missing)
        cells, nearness = nearest(np.rint(vectors * TOP), Cells.load().words, WORD_CELLS)
        for word, vector, some, near in zip(missing, vectors, cells.tolist(), nearness.tolist(), strict=True):
            known = bool(vector.any())
            found[word] = Point(vector, tuple(some) if known else (), tuple(near) if known else ())
        if len(_POINTS) + len(missing) > _KEPT:
            _POINTS.clear()
        if len(missing) <= _KEPT:
            _POINTS.update((word, found[word]) for word in missing)
    return found


def nearest(points: Floats, middles: Middles, most: int) -> tuple[NDArray[np.int64], Floats]:
    """Return the cells nearest to each point, and how near, the nearest first.

    Args:
        points: One a row, in whole numbers from -127 to 127.
        middles: Of the cells.
        most: How many cells.
    """
    cells = np.zeros((len(points), most), np.int64)
    nearness = np.zeros((len(points), most), np.float32)
    for start in range(0, len(points), _LOT):
        # Whole numbers below 2**24: exact.
        near = points[start : start + _LOT].astype(np.float32) @ middles.points.T
        near /= middles.lengths
        some = np.argpartition(-near, most, axis=1)[:, :most]
        some.sort(axis=1)  # of equally near ones the first, always
        order = np.argsort(-np.take_along_axis(near, some, axis=1), axis=1, kind="stable")
        cells[start : start + _LOT] = np.take_along_axis(some, order, axis=1)
        nearness[start : start + _LOT] = np.take_along_axis(near, cells[start : start + _LOT], axis=1)
    return cells, nearness


#: The words seen last, with their points.
_POINTS: dict[str, Point] = {}


def in_whole_numbers(points: Sequence[Floats]) -> Floats:
    """Return vectors, one a row, scaled to the longest that a point may be; those of length 0 stay 0."""
    rows = np.asarray(points, dtype=np.float64)
    sizes = np.sqrt(np.einsum("ij,ij->i", rows, rows))[:, None]
    return np.asarray(np.rint(rows / np.where(sizes > 0, sizes, 1.0) * TOP), np.float32)


@cache
def _shipped() -> Cells:
    with (
        files("onrecord").joinpath("data", *_MODEL).open("rb") as stream,
        np.load(stream, allow_pickle=False) as arrays,
    ):
        if str(arrays["vectors"]) != TokenVectors.load().version:
            raise RuntimeError(
                "the cells were placed among other vectors; place them again (training/name_cells.py)"
            )
        return Cells(
            str(arrays["version"]),
            Middles.at(arrays["words"].astype(np.float32)),
            Middles.at(arrays["names"].astype(np.float32)),
        )
