"""Train the model that compares names: learn, calibrate by cross-validation, choose the threshold, export.

    python -m venv namesvenv
    namesvenv/bin/pip install . catboost==1.2.10 scikit-learn
    namesvenv/bin/python training/names.py --data NAMES --out src/onrecord/data/models/names/pairs.npz

NAMES holds name_pairs_dev.csv, name_bench.csv and the token lists. What is written needs neither library.
"""

import argparse
import json
import tempfile
from pathlib import Path

import numpy as np
from catboost import CatBoostClassifier
from name_pairs import BENCH, boosted, by_folds, common_words, gather, out_of_fold, weights_of
from numpy.typing import NDArray
from sklearn.isotonic import IsotonicRegression

from onrecord.stages.identify.likeness.features import NAMES
from onrecord.stages.identify.likeness.trees import Trees

Floats = NDArray[np.float64]

#: The threshold keeps this precision on the cross-validated pairs: more than is asked for, since other sources differ.
PRECISION = 0.97
#: A pair as likely as this to be one is for a person to judge.
UNSURE_FROM = 0.2
_KNOTS = 64


def main() -> None:
    """Train, and write the model."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    keys, tells = common_words(chosen.data)
    lot = gather(chosen.data, weights_of(keys, tells))
    print(f"{lot.size} labelled pairs, {len(lot.made)} made ones, {lot.rows.shape[1]} figures of each")
    odds = out_of_fold(lot, by_folds(lot.pairs), boosted)
    dev = np.array([pair.stratum != BENCH for pair in lot.pairs])
    labels = lot.labels[: lot.size]
    knots, chances = calibrate(odds[dev], labels[dev])
    scores = np.interp(odds, knots, chances)
    threshold = least_score(scores[dev], labels[dev], PRECISION)
    for name, part in (("dev", dev), ("name_bench", ~dev)):
        precision, recall = at(scores[part], labels[part], threshold)
        f1 = 2 * precision * recall / (precision + recall)
        print(
            f"{name}, cross-validated, at {threshold:.4f}: precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}"
        )
    model = boosted().fit(lot.rows, lot.labels, sample_weight=lot.counts)
    trees = trees_of(model)
    apart = np.abs(trees.odds(lot.rows) - model.predict(lot.rows, prediction_type="RawFormulaVal")).max()
    print(f"exported trees are within {apart:.1e} of those learned")
    ranked = sorted(zip(model.get_feature_importance(), NAMES, strict=True), reverse=True)
    print(" ".join(f"{name} {share:.1f}" for share, name in ranked[:40]))
    np.savez_compressed(
        chosen.out,
        names=np.array(NAMES),
        columns=trees.columns,
        borders=trees.borders,
        asked=trees.asked,
        leaves=trees.leaves,
        base=trees.base,
        word_keys=keys,
        word_weights=tells,
        knots=knots,
        chances=chances,
        threshold=threshold,
        unsure_from=UNSURE_FROM,
    )
    print(f"{chosen.out}: {chosen.out.stat().st_size:,} bytes")


def calibrate(odds: Floats, labels: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Return knots of a rising line from the logarithm of the odds to the share of pairs that are one."""
    rising = IsotonicRegression(out_of_bounds="clip", y_min=0.001, y_max=0.999).fit(odds, labels)
    knots = np.unique(np.quantile(odds, np.linspace(0, 1, _KNOTS)))
    # A least rise keeps the order of scores where the shares stay the same.
    return knots, np.maximum.accumulate(rising.predict(knots)) + np.linspace(0, 5e-4, len(knots))


def least_score(scores: Floats, labels: NDArray[np.int64], precision: float) -> float:
    """Return the least score from which on this share of the pairs are one."""
    order = np.argsort(-scores, kind="stable")
    share = np.cumsum(labels[order]) / np.arange(1, len(labels) + 1)
    return float(scores[order][np.flatnonzero(share >= precision)[-1]])


def at(scores: Floats, labels: NDArray[np.int64], threshold: float) -> tuple[float, float]:
    """Return precision and recall at a threshold."""
    said = scores >= threshold
    right = int((said & (labels == 1)).sum())
    return right / max(1, int(said.sum())), right / int(labels.sum())


def trees_of(model: CatBoostClassifier) -> Trees:
    """Return a learned model as the arrays that ship."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "model.json")
        model.save_model(str(path), format="json")
        learned = json.loads(path.read_text(encoding="utf-8"))
    questions: dict[tuple[int, float], int] = {}
    asked, leaves = [], []
    depth = max(len(tree["splits"]) for tree in learned["oblivious_trees"])
    for tree in learned["oblivious_trees"]:
        levels = [
            questions.setdefault(
                (split["float_feature_index"], float(np.float32(split["border"]))), len(questions)
            )
            for split in tree["splits"]
        ]
        values = np.array(tree["leaf_values"])
        while len(levels) < depth:  # asked again, a question adds nothing
            levels.append(levels[-1] if levels else 0)
            values = np.concatenate([values, values])
        asked.append(levels)
        leaves.append(values)
    return Trees(
        columns=np.array([column for column, _ in questions], dtype=np.int32),
        borders=np.array([border for _, border in questions], dtype=np.float32),
        asked=np.array(asked, dtype=np.int32),
        leaves=np.array(leaves, dtype=np.float32),
        base=float(learned["scale_and_bias"][1][0]),
    )


if __name__ == "__main__":
    main()
