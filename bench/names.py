"""Measure how well pairs of names are told apart, and how fast, beside other programs in the same run.

    python -m venv benchvenv
    benchvenv/bin/pip install . catboost==1.2.10 scikit-learn nomenklatura==4.17.4 pyicu==2.17
    benchvenv/bin/python bench/names.py NAMES [--leave-out] [--repeat 3]

NAMES holds name_pairs_dev.csv, name_bench.csv and the token lists. pyicu is built from source (ICU's headers, a C++
compiler); without it, or without nomenklatura, what needs it is left out and said so. OPENBLAS_NUM_THREADS=1 keeps
what is measured on one core.

Ours is cross-validated: five models, each tested on names that it never saw in training, neither as the one nor as
the other of a pair, and on none made from them (`training/names.py` ships one more model, trained on all of them).
The others are used as they come: they learn nothing here. Printed for each group and each source: area under the ROC
curve, best F1, best F1 at a precision of .95 or more; precision and recall at the threshold that ships (theirs: their
own); pairs in a second of CPU time, everything from two strings to a score included, reading tables and models not.
`--leave-out` also measures ours on each source with all pairs of that source left out of training. Nothing is stored.
"""

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import JaroWinkler

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "training"))

from name_pairs import (
    BENCH,
    Pair,
    boosted,
    by_folds,
    by_stratum,
    common_words,
    gather,
    out_of_fold,
    read_pairs,
    weights_of,
)
from names import PRECISION, at, calibrate, least_score

from onrecord.model import IdentityType
from onrecord.stages.identify.likeness import MADE_BY, NameMatcher
from onrecord.text.fold import fold

Floats = NDArray[np.float64]
Labels = NDArray[np.int64]
Score = Callable[[Pair], float]

#: The groups of the table, by the beginnings of their strata.
GROUPS = (
    ("all", ""),
    ("Latin–Latin persons", "LL-PER-"),
    ("Latin–Arabic persons", "LA-PER-"),
    ("Latin–Cyrillic persons", "LC-PER-"),
    ("Latin–Hebrew persons", "LH-PER-"),
    ("Latin organisations", "LL-ORG-"),
)
HIGH_PRECISION = 0.95
#: Pairs that warm a program up: tables and models load once.
WARM_UP = 50


class Measured(NamedTuple):
    """Return what one program said of all pairs, its own threshold, and how many pairs a CPU second it took."""

    name: str
    scores: Floats
    threshold: float
    speed: float


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", type=Path, metavar="NAMES")
    parser.add_argument("--leave-out", action="store_true", help="also leave each source out of training")
    parser.add_argument(
        "--repeat", type=int, default=3, help="processes in which ours is timed; the median counts"
    )
    parser.add_argument("--speed", type=int, choices=(0, 1), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.speed is not None:
        print_speed(chosen.names, reasons=bool(chosen.speed))
        return
    keys, tells = common_words(chosen.names)
    lot = gather(chosen.names, weights_of(keys, tells))
    pairs, labels = lot.pairs, lot.labels[: lot.size]
    dev = np.array([pair.stratum != BENCH for pair in pairs])

    odds = out_of_fold(lot, by_folds(pairs), boosted)
    knots, chances = calibrate(odds[dev], labels[dev])
    scores = np.interp(odds, knots, chances)
    threshold = least_score(scores[dev], labels[dev], PRECISION)
    ours = Measured(
        f"{MADE_BY}, cross-validated",
        scores,
        threshold,
        speed_of_ours(chosen.names, chosen.repeat, reasons=False),
    )
    reasoned = speed_of_ours(chosen.names, chosen.repeat, reasons=True)
    print(f"{MADE_BY} with a reason for each score: {reasoned:,.0f} pairs per CPU-second")
    everyone = [ours]
    for name, make in OTHERS.items():
        try:
            everyone.append(measure(name, make, pairs))
        except (ImportError, PackageNotFoundError) as missing:
            print(f"{name}: left out, {missing}")
    show(everyone, pairs, labels)
    bench = odds_on_bench(lot, dev)
    for what, said in (
        ("name_bench, cross-validated with dev", scores),
        ("name_bench, not trained on name_bench", np.interp(bench, knots, chances)),
    ):
        precision, recall = at(said[~dev], labels[~dev], threshold)
        f1 = harmonic(precision, recall)
        print(f"{what}: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f} at {threshold:.3f}")
    if chosen.leave_out:
        left_out = out_of_fold(lot, by_stratum(pairs), boosted)
        print("\nEach source left out of training")
        show([Measured("ours", np.interp(left_out, knots, chances), threshold, ours.speed)], pairs, labels)


def odds_on_bench(lot: Any, dev: NDArray[np.bool_]) -> Floats:
    """Return what a model says of name_bench that learned from the other pairs alone."""
    return out_of_fold(lot, [~dev], boosted)


def speed_of_ours(folder: Path, repeat: int, *, reasons: bool) -> float:
    """Return how many labelled pairs a new process compares in a second of CPU time; the median of some processes.

    A new one each time, so that no name, word or vector is remembered from training; tables and models are read.
    """
    command = [sys.executable, str(Path(__file__).resolve()), str(folder), "--speed", str(int(reasons))]
    ends = [subprocess.run(command, capture_output=True, text=True, check=True) for _ in range(repeat)]  # noqa: S603 -- this program
    return statistics.median(float(end.stdout) for end in ends)


def print_speed(folder: Path, *, reasons: bool) -> None:
    """Print how many labelled pairs this process compares in a second of CPU time."""
    matcher = NameMatcher.load()
    matcher.compare(
        [
            ("Ada Lindqvist", "Лидия Окоро", IdentityType.PERSON),
            ("Selm Bank", "بنك سلم", IdentityType.ORGANIZATION),
        ]
    )
    asked = [(pair.a, pair.b, pair.type) for pair in read_pairs(folder) if pair.stratum != BENCH]
    started = time.process_time()
    matcher.compare(asked, reasons=reasons)
    print(len(asked) / (time.process_time() - started))


def measure(name: str, make: Callable[[], tuple[Score, float]], pairs: Sequence[Pair]) -> Measured:
    """Return what another program says of all pairs."""
    score, threshold = make()
    for pair in pairs[:WARM_UP]:
        score(pair)
    started = time.process_time()
    scores = np.array([score(pair) for pair in pairs])
    return Measured(name, scores, threshold, len(pairs) / (time.process_time() - started))


def nomenklatura(algorithm: str) -> tuple[Score, float]:
    """Return nomenklatura's score by one of its algorithms, and the threshold it is used with."""
    matching = import_module("nomenklatura.matching")
    model = import_module("followthemoney").model
    chosen = matching.get_algorithm(algorithm)
    config = chosen.default_config()
    schemata = {IdentityType.PERSON: "Person", IdentityType.ORGANIZATION: "Organization"}

    def entity(name: str, kind: IdentityType) -> Any:
        made = model.make_entity(schemata.get(kind, "LegalEntity"))
        made.id = name
        made.add("name", name)
        return made

    def score(pair: Pair) -> float:
        return float(chosen.compare(entity(pair.a, pair.type), entity(pair.b, pair.type), config).score)

    return score, 0.7


def monge_elkan() -> tuple[Score, float]:
    """Return the mean of each word's best Jaro–Winkler likeness, both ways, over ICU's transliteration."""
    icu = import_module("icu")
    latin = icu.Transliterator.createInstance("Any-Latin; Latin-ASCII; Lower")

    def score(pair: Pair) -> float:
        one, other = (fold(latin.transliterate(name)).split() for name in (pair.a, pair.b))
        if not one or not other:
            return 0.0
        return (_one_way(one, other) + _one_way(other, one)) / 2

    return score, 0.85


def _one_way(one: Sequence[str], other: Sequence[str]) -> float:
    return sum(max(JaroWinkler.similarity(word, known) for known in other) for word in one) / len(one)


OTHERS: dict[str, Callable[[], tuple[Score, float]]] = {
    "nomenklatura name-based": lambda: nomenklatura("name-based"),
    "nomenklatura LogicV2": lambda: nomenklatura("logic-v2"),
    "PyICU + Monge-Elkan": monge_elkan,
}


def area(scores: Floats, labels: Labels) -> float:
    """Return the area under the ROC curve: how often a pair that is one scores above one that is not, ties half."""
    order = np.argsort(scores, kind="stable")
    ranked = scores[order]
    starts = np.flatnonzero(np.append(True, ranked[1:] != ranked[:-1]))
    ends = np.append(starts[1:], len(ranked))
    ranks = np.repeat((starts + ends + 1) / 2, ends - starts)
    ones = labels[order] == 1
    count = int(ones.sum())
    return float((ranks[ones].sum() - count * (count + 1) / 2) / (count * (len(labels) - count)))


def best_f1(scores: Floats, labels: Labels, least: float = 0.0) -> float:
    """Return the best F1 of any threshold at which the precision is `least` or more."""
    order = np.argsort(-scores, kind="stable")
    right = np.cumsum(labels[order])
    said = np.arange(1, len(labels) + 1)
    last = np.append(scores[order][1:] != scores[order][:-1], True)  # equal scores stand or fall together
    precision, recall = right / said, right / labels.sum()
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    return float(np.where(last & (precision >= least), f1, 0.0).max())


def harmonic(precision: float, recall: float) -> float:
    """Return F1."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def show(everyone: Sequence[Measured], pairs: Sequence[Pair], labels: Labels) -> None:
    """Print groups, then sources: AUC / best F1 / best F1 at the high precision, and precision and recall."""
    strata = np.array([pair.stratum for pair in pairs])
    every = sorted(set(strata.tolist()) - {BENCH})
    for program in everyone:
        print(
            f"\n{program.name}: {program.speed:,.0f} pairs per CPU-second; threshold {program.threshold:.3f}"
        )
        print(
            "| group | pairs | AUC / best F1 / F1 at P ≥ .95 | precision / recall at the threshold |\n|---|---|---|---|"
        )
        for title, start in (*GROUPS, *((one, one) for one in every), ("name_bench", BENCH)):
            part = np.char.startswith(strata, start) & ((strata != BENCH) | (start == BENCH))
            said, known = program.scores[part], labels[part]
            precision, recall = at(said, known, program.threshold)
            print(
                f"| {title} | {len(known):,} | {area(said, known):.3f} / {best_f1(said, known):.3f} / "
                f"{best_f1(said, known, HIGH_PRECISION):.3f} | {precision:.3f} / {recall:.3f} |"
            )


if __name__ == "__main__":
    main()
