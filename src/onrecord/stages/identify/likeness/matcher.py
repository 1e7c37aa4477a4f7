"""Whether two names are one: a calibrated probability, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Self

import numpy as np
from numpy.typing import NDArray

from onrecord.model import IdentityType, Likeness
from onrecord.stages.identify.likeness.features import NAMES, measure
from onrecord.stages.identify.likeness.reasons import explain
from onrecord.stages.identify.likeness.trees import Trees
from onrecord.stages.identify.likeness.weights import Weights
from onrecord.stages.identify.likeness.words import words_of

MADE_BY = "names 1.0"
#: Pairs measured at a time, so that a long list takes no more memory than a short one.
_AT_ONCE = 8192

NamePair = tuple[str, str, IdentityType]


@dataclass(frozen=True, slots=True)
class _Model:
    trees: Trees
    weights: Weights
    knots: NDArray[np.float64]
    chances: NDArray[np.float64]
    threshold: float
    unsure_from: float


@cache
def _model() -> _Model:
    path = files("onrecord").joinpath("data", "models", "names", "pairs.npz")
    with path.open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
        if tuple(arrays["names"]) != NAMES:
            raise RuntimeError(
                "the model of names was trained on other features; train it again (training/names.py)"
            )
        keys, values = arrays["word_keys"].tolist(), arrays["word_weights"].astype(np.float32) / 255
        return _Model(
            trees=Trees(
                columns=arrays["columns"],
                borders=arrays["borders"],
                asked=arrays["asked"],
                leaves=arrays["leaves"],
                base=float(arrays["base"]),
            ),
            weights=Weights(dict(zip(keys, values.tolist(), strict=True))),
            knots=arrays["knots"],
            chances=arrays["chances"],
            threshold=float(arrays["threshold"]),
            unsure_from=float(arrays["unsure_from"]),
        )


class NameMatcher:
    """Return what compares names: the same names always get the same score, in either order."""

    def __init__(self, model: _Model, aliases: Mapping[str, str] | None = None) -> None:
        self._model = model
        self._aliases = aliases

    @classmethod
    def load(cls, aliases: Mapping[str, str] | None = None) -> Self:
        """Return the matcher that ships; its model is read once and kept."""
        return cls(_model(), aliases)

    @property
    def threshold(self) -> float:
        """Return the score from which two names are the same."""
        return self._model.threshold

    @property
    def unsure_from(self) -> float:
        """Return the score below which two names are different; between it and `threshold` nobody can tell."""
        return self._model.unsure_from

    def compare(self, pairs: Sequence[NamePair], *, reasons: bool = True) -> list[Likeness]:
        """Return how likely each pair of names is one, in the order given.

        Args:
            pairs: Two names and what they name.
            reasons: Whether to say why; without, `because` is empty.
        """
        found: list[Likeness] = []
        for start in range(0, len(pairs), _AT_ONCE):
            found.extend(self._compare(pairs[start : start + _AT_ONCE], reasons=reasons))
        return found

    def _compare(self, pairs: Sequence[NamePair], *, reasons: bool) -> list[Likeness]:
        # One order of the two names, so that both orders are one computation.
        split = [
            (words_of(min(one, other)), words_of(max(one, other)), kind) for one, other, kind in pairs
        ]
        measured = measure(split, self._model.weights)
        scores = np.interp(self._model.trees.odds(measured.rows), self._model.knots, self._model.chances)
        whys = explain(split, measured) if reasons else [""] * len(pairs)
        for at, (one, other, _) in enumerate(split):
            if not one.words or not other.words:
                scores[at] = 0.0
        return [
            Likeness(score, score >= self.threshold, why, MADE_BY)
            for score, why in zip(scores.tolist(), whys, strict=True)
        ]
