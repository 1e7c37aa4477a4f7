"""Boosted trees that ask the same question of all rows on one level: read as numbers, evaluated with NumPy."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

#: Rows at a time: what is held in between stays in the processor's cache.
_ROWS = 2048


@dataclass(frozen=True, slots=True)
class Trees:
    """Return trees whose level asks one question, so that the answers are the bits of a leaf's number.

    Attributes:
        columns: (questions,) the column that a question asks about.
        borders: (questions,) values above it answer yes.
        asked: (trees, depth) which question each level asks.
        leaves: (trees, 2 ** depth) what each leaf adds to the logarithm of the odds.
        base: What is added to all.
    """

    columns: NDArray[np.int32]
    borders: Floats
    asked: NDArray[np.int32]
    leaves: Floats
    base: float

    def odds(self, rows: Floats) -> NDArray[np.float64]:
        """Return the logarithm of the odds of each row."""
        out = np.empty(len(rows), dtype=np.float64)
        for start in range(0, len(rows), _ROWS):
            part = rows[start : start + _ROWS]
            out[start : start + _ROWS] = self._odds(part)
        return out

    def _odds(self, rows: Floats) -> NDArray[np.float64]:
        answers = (rows.T[self.columns] > self.borders[:, None]).view(np.uint8)
        total = np.full(len(rows), self.base, dtype=np.float64)
        depth = self.asked.shape[1]
        for tree, levels in enumerate(self.asked):
            leaf = answers[levels[depth - 1]].astype(np.intp)
            for level in range(depth - 2, -1, -1):
                leaf <<= 1
                leaf |= answers[levels[level]]
            total += self.leaves[tree].take(leaf)
        return total
