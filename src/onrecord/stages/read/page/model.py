"""The page model: boosted trees that say how likely each block of a page is part of the report."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from onrecord.stages.read.page.context import Chances, context_names, describe_again
from onrecord.stages.read.page.features import Rows, describe, feature_names
from onrecord.stages.read.page.frame import Frame
from onrecord.text.data import load_table


@dataclass(frozen=True, slots=True)
class Forest:
    """Return boosted trees as arrays over all their nodes; a leaf leads to itself.

    Attributes:
        roots: The first node of each tree.
        features: The column that a node asks about.
        thresholds: Values up to this go left.
        lefts: The node to the left.
        rights: The node to the right.
        values: What a leaf adds to the logarithm of the odds; 0 elsewhere.
        depth: The most steps from a root to a leaf.
    """

    roots: NDArray[np.int32]
    features: NDArray[np.int32]
    thresholds: NDArray[np.float32]
    lefts: NDArray[np.int32]
    rights: NDArray[np.int32]
    values: NDArray[np.float32]
    depth: int

    def chances(self, rows: Rows) -> Chances:
        """Return the chance of each row, from 0 to 1."""
        width = rows.shape[1]
        flat = rows.ravel()
        starts = (np.arange(len(rows), dtype=np.int32) * width)[:, None]
        at = np.repeat(self.roots[None, :], len(rows), axis=0)
        for _ in range(self.depth):
            goes_left = flat[starts + self.features[at]] <= self.thresholds[at]
            at = np.where(goes_left, self.lefts[at], self.rights[at])
        odds = self.values[at].sum(axis=1, dtype=np.float64)
        return np.asarray(1.0 / (1.0 + np.exp(-odds)))


@cache
def _forests() -> tuple[Forest, Forest]:
    path = files("onrecord").joinpath("data", "models", "page-body", "model.npz")
    with path.open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
        if (
            tuple(arrays["first_names"]) != feature_names()
            or tuple(arrays["second_names"]) != context_names()
        ):
            raise RuntimeError(
                "the page model was trained on other features; train it again (training/pages.py)"
            )
        first, second = (
            Forest(
                roots=arrays[f"{name}_roots"],
                features=arrays[f"{name}_features"],
                thresholds=arrays[f"{name}_thresholds"],
                lefts=arrays[f"{name}_lefts"],
                rights=arrays[f"{name}_rights"],
                values=arrays[f"{name}_values"],
                depth=int(arrays[f"{name}_depth"]),
            )
            for name in ("first", "second")
        )
    return first, second


def threshold() -> float:
    """Return the chance from which a block is part of the report."""
    return float(load_table("models/page-body/model")["threshold"])


def judge(frame: Frame, open_blocks: NDArray[np.bool_]) -> Chances:
    """Return the chance of each block to be part of the report, 0 for those that are not open to it."""
    first, second = _forests()
    rows = describe(frame)
    chances = np.zeros(len(rows))
    if open_blocks.any():
        chances[open_blocks] = first.chances(rows[open_blocks])
        again = describe_again(frame, rows, chances)
        chances[open_blocks] = second.chances(again[open_blocks])
    return chances
