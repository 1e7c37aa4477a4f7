"""Tell how much it tells that the rules agree: `agreement.py --model FOLDER --gold FILE --scorer FILE`.

FOLDER is an exported model. Prints the numbers of `stages/attribute/structure/agreement.py`: a logistic regression of
whether an attribution is right, its calibrated odds given, over annotated articles (use dev).
"""

import argparse
import json
import math
from pathlib import Path
from typing import Any

import numpy as np
from evaluate import load_scorer, right_of
from prepare import lines_of

from onrecord.adapters.onnx import load_tagger
from onrecord.model import Span
from onrecord.stages.attribute.prose import CueRules
from onrecord.stages.attribute.structure.agreement import FEATURES, features_of

STEPS, RATE = 6000, 0.5


def main() -> None:
    """Print the numbers."""
    options = argparse.ArgumentParser(description=__doc__)
    for name in ("--model", "--gold", "--scorer"):
        options.add_argument(name, type=Path, required=True)
    given = options.parse_args()
    scorer, tagger, rules = load_scorer(given.scorer), load_tagger(given.model), CueRules()
    odds: list[float] = []
    features: list[list[float]] = []
    right: list[bool] = []
    for row in given.gold.read_text(encoding="utf-8").splitlines():
        article: dict[str, Any] = json.loads(row)
        text = article["text"]
        lines: list[Span] = lines_of(text)
        by_rules = rules.tag(text, lines).attributions
        found = tagger.tag(text, lines).attributions
        right += right_of(scorer, article, [t for each in found for t in each])
        for each, seen in zip(found, by_rules, strict=True):
            odds += [math.log(t.confidence / (1 - t.confidence)) for t in each]
            features += [[float(x) for x in features_of(text, t, seen)] for t in each]
    x, y, base = np.array(features), np.array(right, dtype=float), np.array(odds)
    weights = np.zeros(x.shape[1])
    for _ in range(STEPS):
        error = 1 / (1 + np.exp(-(base + x @ weights))) - y
        weights -= RATE * x.T @ error / len(y)
    for name, weight, share in zip(FEATURES, weights, x.mean(axis=0), strict=True):
        print(f"{name:16s} {weight:6.2f}   ({100 * share:.0f} % of {len(y)})")


if __name__ == "__main__":
    main()
