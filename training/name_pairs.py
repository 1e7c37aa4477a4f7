"""Labelled pairs of names: read, measured, folded so that no name is learned from and tested on, and learned."""

import csv
import math
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import numpy as np
from catboost import CatBoostClassifier
from name_made import Made, made_pairs
from numpy.typing import NDArray

from onrecord.model import IdentityType
from onrecord.stages.identify.likeness.features import measure
from onrecord.stages.identify.likeness.weights import Weights, word_key
from onrecord.stages.identify.likeness.words import words_of

Floats = NDArray[np.float64]

#: The stratum of the pairs of name_bench.csv, which follows other rules of what is one name.
BENCH = "BENCH"
_TYPES = {
    "PER": IdentityType.PERSON,
    "Person": IdentityType.PERSON,
    "ORG": IdentityType.ORGANIZATION,
    "Company": IdentityType.ORGANIZATION,
    "Organization": IdentityType.ORGANIZATION,
    "LegalEntity": IdentityType.ORGANIZATION,
}
#: How many common words have a weight of their own, and how little the commonest tells.
_COMMON_WORDS = 6000
_LEAST_WEIGHT = 0.2
#: How much a pair of name_bench counts: they are few, and they alone have slips of the pen and sister companies.
_BENCH_COUNT = 2.0
#: How much made pairs count. At 1 they cost .004 of F1 at a precision of .95 over all; without them a bare family
#: name is a person.
_MADE_SHARE = 0.4
#: Of the labelled pairs so many are learned from again without a type, each counting so much.
_UNTYPED = 4000
_UNTYPED_WEIGHT = 0.3


class Pair(NamedTuple):
    """Return a labelled pair of names."""

    a: str
    b: str
    type: IdentityType
    label: int
    stratum: str


def read_pairs(folder: Path) -> list[Pair]:
    """Return the pairs of name_pairs_dev.csv, then those of name_bench.csv."""
    with (folder / "name_pairs_dev.csv").open(encoding="utf-8", newline="") as file:
        pairs = [
            Pair(row["a"], row["b"], _TYPES[row["type"]], int(row["label"]), row["stratum"])
            for row in csv.DictReader(file)
        ]
    with (folder / "name_bench.csv").open(encoding="utf-8", newline="") as file:
        pairs += [
            Pair(
                row["name1"],
                row["name2"],
                _TYPES.get(row["schema"], IdentityType.UNKNOWN),
                int(row["is_match"] == "true"),
                BENCH,
            )
            for row in csv.DictReader(file)
        ]
    return pairs


def common_words(folder: Path) -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
    """Return the keys of common words and how much each tells, 0 to 255: from the token lists, not from the pairs."""
    counts: Counter[int] = Counter()
    for file in ("wd_russian_tokens.tsv", "wd_arabic_tokens.txt"):
        for line in (folder / file).open(encoding="utf-8"):
            latin, _, often = line.rstrip("\n").split("\t")
            for word in words_of(latin).words:
                counts[word_key(word)] += int(often)
    for line in (folder / "wd_hebrew.tsv").open(encoding="utf-8"):
        for word in words_of(line.split("\t")[0]).words:
            counts[word_key(word)] += 1
    top = counts.most_common(_COMMON_WORDS)
    most, least = math.log(top[0][1]), math.log(top[-1][1])
    tells = {key: 1 - (1 - _LEAST_WEIGHT) * (math.log(n) - least) / (most - least) for key, n in top}
    keys = np.array(sorted(tells), dtype=np.uint32)
    return keys, np.array([round(255 * tells[int(key)]) for key in keys], dtype=np.uint8)


def weights_of(keys: NDArray[np.uint32], tells: NDArray[np.uint8]) -> Weights:
    """Return weights as the matcher reads them."""
    return Weights(dict(zip(keys.tolist(), (tells.astype(np.float32) / 255).tolist(), strict=True)))


def measured(pairs: Sequence[Pair | Made], weights: Weights) -> NDArray[np.float32]:
    """Return what the matcher measures of pairs."""
    split = [(words_of(min(p.a, p.b)), words_of(max(p.a, p.b)), p.type) for p in pairs]
    return np.concatenate([measure(split[i : i + 4096], weights).rows for i in range(0, len(split), 4096)])


class Lot(NamedTuple):
    """Return everything that is learned from: labelled pairs first, then made ones."""

    pairs: list[Pair]
    made: list[Made]
    rows: NDArray[np.float32]
    labels: NDArray[np.int64]
    counts: Floats

    @property
    def size(self) -> int:
        """Return how many pairs are labelled ones."""
        return len(self.pairs)


def gather(folder: Path, weights: Weights) -> Lot:
    """Return the labelled pairs and those made from them, measured."""
    pairs = read_pairs(folder)
    made = made_pairs([tuple(pair) for pair in pairs], folder)
    step = max(1, len(pairs) // _UNTYPED)
    made += [
        Made(p.a, p.b, IdentityType.UNKNOWN, p.label, _UNTYPED_WEIGHT, (p.a, p.b))
        for p in pairs[::step]
        if p.stratum != BENCH
    ]
    every = [*pairs, *made]
    return Lot(
        pairs=pairs,
        made=made,
        rows=measured(every, weights),
        labels=np.array([one.label for one in every]),
        counts=np.array(
            [_BENCH_COUNT if one.stratum == BENCH else 1.0 for one in pairs]
            + [_MADE_SHARE * one.weight for one in made]
        ),
    )


def fold_numbers(pairs: Sequence[Pair], folds: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return of each pair the folds of its two names; all names that are one identity's share a fold."""
    root: dict[str, str] = {}

    def find(name: str) -> str:
        while root.setdefault(name, name) != name:
            root[name] = root[root[name]]
            name = root[name]
        return name

    for pair in pairs:
        if pair.label:
            root[find(pair.a)] = find(pair.b)
    number = {name: crc32(find(name).encode()) % folds for pair in pairs for name in (pair.a, pair.b)}
    return np.array([number[p.a] for p in pairs]), np.array([number[p.b] for p in pairs])


def out_of_fold(
    lot: Lot, tests: Sequence[NDArray[np.bool_]], learner: Callable[[], CatBoostClassifier]
) -> Floats:
    """Return the logarithm of the odds of each labelled pair by a model that saw none of the names it tests.

    Args:
        lot: What is learned from.
        tests: For each round which labelled pairs are tested; pairs that no round tests come out as NaN.
        learner: Makes a new learner.
    """
    odds = np.full(lot.size, np.nan)
    names = [{p.a, p.b} for p in lot.pairs] + [set(m.sources) for m in lot.made]
    for test in tests:
        tested = {name for at in np.flatnonzero(test) for name in names[at]}
        learned = np.array([not (one & tested) for one in names])
        model = learner().fit(lot.rows[learned], lot.labels[learned], sample_weight=lot.counts[learned])
        odds[test] = model.predict(lot.rows[: lot.size][test], prediction_type="RawFormulaVal")
    return odds


def by_folds(pairs: Sequence[Pair], folds: int = 5) -> list[NDArray[np.bool_]]:
    """Return which pairs each fold tests: those whose first name is in it."""
    first, _ = fold_numbers(pairs, folds)
    return [first == fold for fold in range(folds)]


def by_stratum(pairs: Sequence[Pair]) -> list[NDArray[np.bool_]]:
    """Return which pairs each round tests that leaves one source out of learning."""
    strata = np.array([pair.stratum for pair in pairs])
    return [strata == stratum for stratum in sorted(set(strata))]


def boosted(iterations: int = 400) -> CatBoostClassifier:
    """Return the learner: trees whose levels ask one question each, as `likeness/trees.py` reads them."""
    return CatBoostClassifier(
        iterations=iterations,
        depth=6,
        learning_rate=0.06,
        l2_leaf_reg=6,
        random_seed=1,
        border_count=64,
        thread_count=2,
        verbose=0,
        allow_writing_files=False,
    )
