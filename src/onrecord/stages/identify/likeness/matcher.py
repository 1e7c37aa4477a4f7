"""Whether two names are one: a calibrated probability, and why."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
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
from onrecord.text.names.aliases import Aliases, load_aliases

MADE_BY = "names 1.0"
#: Pairs measured at a time, so that a long list takes no more memory than a short one.
_AT_ONCE = 2048
#: What a line of the alias table says is all but certain.
_LISTED_SAME, _LISTED_APART = 0.999, 0.001
#: Names that are remembered as listed or not.
_MOST_LISTED = 1 << 15

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
        return _Model(
            trees=Trees(
                columns=arrays["columns"],
                borders=arrays["borders"],
                asked=arrays["asked"],
                leaves=arrays["leaves"],
                base=float(arrays["base"]),
            ),
            weights=Weights.load(),
            knots=arrays["knots"],
            chances=arrays["chances"],
            threshold=float(arrays["threshold"]),
            unsure_from=float(arrays["unsure_from"]),
        )


class NameMatcher:
    """Return what compares names: the same names always get the same score, in either order.

    Names alone are looked at: two people of one name are one here. Who is meant is for others to judge.
    """

    def __init__(self, model: _Model, aliases: Aliases) -> None:
        self._model = model
        self._aliases = aliases
        self._is_listed = lru_cache(maxsize=_MOST_LISTED)(lambda name: aliases.line_of(name) is not None)
        self._lists_persons = any(
            line.type in (IdentityType.PERSON, IdentityType.UNKNOWN) for line in aliases.lines
        )

    @classmethod
    def load(cls, aliases: Aliases | None = None) -> Self:
        """Return the matcher that ships; its model is read once and kept.

        Args:
            aliases: Names that a table joins or keeps apart, whatever they look like; the package's own if None.

        >>> matcher = NameMatcher.load()
        >>> (found,) = matcher.compare([("Na'im Qassem", "نعيم قاسم", IdentityType.PERSON)])
        >>> found.same, found.because
        (True, "Na'im = نعيم letter by letter; Qassem = قاسم, forms of one given name")
        """
        return cls(_model(), load_aliases() if aliases is None else aliases)

    @property
    def threshold(self) -> float:
        """Return the score from which two names are the same."""
        return self._model.threshold

    @property
    def unsure_from(self) -> float:
        """Return the score below which two names are different; from it to `threshold` a person should look."""
        return self._model.unsure_from

    def compare(self, pairs: Sequence[NamePair], *, reasons: bool = True) -> list[Likeness]:
        """Return how likely each pair of names is one, in the order given.

        Of a name only the first 400 characters and 14 words are read. A name without a word is nobody's: its
        score is 0.

        Args:
            pairs: Two names and what they name.
            reasons: Whether to say why; without, `because` is empty, which is quicker.
        """
        found: list[Likeness] = []
        for start in range(0, len(pairs), _AT_ONCE):
            with _uncollected():
                found.extend(self._compare(pairs[start : start + _AT_ONCE], reasons=reasons))
        return found

    def _compare(self, pairs: Sequence[NamePair], *, reasons: bool) -> list[Likeness]:
        # One order of the two names, so that both orders are one computation.
        split = [(words_of(min(one, other)), words_of(max(one, other)), kind) for one, other, kind in pairs]
        measured = measure(split, self._model.weights)
        odds = self._model.trees.odds(measured.rows)
        scores = np.interp(odds, self._model.knots, self._model.chances).tolist()
        whys = explain(split, measured) if reasons else [""] * len(pairs)
        for at, (one, other, kind) in enumerate(split):
            if not one.words or not other.words:
                scores[at] = 0.0
            elif (self._lists_persons or kind is not IdentityType.PERSON) and (
                self._is_listed(one.name) or self._is_listed(other.name)
            ):
                verdict = self._aliases.verdict(one.name, other.name, kind)
                if verdict is not None:
                    scores[at] = _LISTED_SAME if verdict.verdict == "same" else _LISTED_APART
                    whys[at] = verdict.because if reasons else ""
        return [
            Likeness(score, score >= self.threshold, why, MADE_BY)
            for score, why in zip(scores, whys, strict=True)
        ]


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the cycle collector from looking through some pairs' objects: they are many, and in no cycle.

    It would take a sixth of the time. Who comes while it is off leaves it off; who turned it off turns it on.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
