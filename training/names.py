"""Train the model that compares names, and measure it by cross-validation.

    python training/names.py --data NAMES --out src/onrecord/data/models/names/pairs.npz

NAMES holds name_pairs_dev.csv, name_bench.csv and the token lists. It needs catboost; what it writes does not.
"""

import argparse
import collections
import csv
import math
import sys
import time
from pathlib import Path

import numpy as np
from catboost import CatBoostClassifier
from sklearn.isotonic import IsotonicRegression
from sklearn.metrics import roc_auc_score

from onrecord.model import IdentityType
from onrecord.stages.identify.likeness import features, weights, words
from onrecord.stages.identify.likeness.trees import Trees

TYPES = {
    "PER": IdentityType.PERSON, "ORG": IdentityType.ORGANIZATION, "Person": IdentityType.PERSON,
    "Company": IdentityType.ORGANIZATION, "Organization": IdentityType.ORGANIZATION,
    "LegalEntity": IdentityType.ORGANIZATION, "Vessel": IdentityType.UNKNOWN,
}  # fmt: skip
GROUPS = ("", "LL-PER", "LA-PER", "LC-PER", "LH-PER", "LL-ORG")


def read(folder):
    rows = []
    for r in csv.DictReader((folder / "name_pairs_dev.csv").open(encoding="utf-8")):
        rows.append((r["a"], r["b"], TYPES[r["type"]], int(r["label"]), r["stratum"]))
    for r in csv.DictReader((folder / "name_bench.csv").open(encoding="utf-8")):
        rows.append((r["name1"], r["name2"], TYPES[r["schema"]], int(r["is_match"] == "true"), "BENCH"))
    return rows


def folds(rows, count=5):
    parent = {}

    def find(x):
        while parent.setdefault(x, x) != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    for a, b, _, label, _ in rows:
        if label:
            parent[find(a)] = find(b)
    # names that are one stay together; then bigger knots by what pairs connect
    for a, b, *_ in rows:
        find(a), find(b)
    return parent, find


def word_weights(folder, rows):
    counts = collections.Counter()
    for file in ("wd_russian_tokens.tsv", "wd_arabic_tokens.txt"):
        for line in (folder / file).open(encoding="utf-8"):
            cells = line.rstrip("\n").split("\t")
            if len(cells) < 3:
                continue
            for w in words.words_of(cells[0]).words:
                counts[weights.word_key(w)] += int(cells[2])
    for a, b, *_ in rows:
        for w in {*words.words_of(a).words, *words.words_of(b).words}:
            counts[weights.word_key(w)] += 3
    top = counts.most_common(8000)
    most = math.log(top[0][1])
    keys = np.array(sorted(k for k, _ in top), dtype=np.uint32)
    least = math.log(top[-1][1])
    value = {k: 1 - 0.8 * (math.log(c) - least) / (most - least) for k, c in top}
    return keys, np.array([round(255 * value[int(k)]) for k in keys], dtype=np.uint8)


def best_f1(y, s, least=0.0):
    order = np.argsort(-s, kind="stable")
    tp = np.cumsum(y[order])
    n = np.arange(1, len(y) + 1)
    last = np.append(s[order][1:] != s[order][:-1], True)
    p, r = tp / n, tp / y.sum()
    ok = last & (p >= least)
    f = np.where(ok, 2 * p * r / np.maximum(p + r, 1e-9), 0)
    return f.max(), s[order][f.argmax()]


def table(rows, y, s, strata):
    for g in strata:
        m = np.array([r[4].startswith(g) and r[4] != "BENCH" if g != "BENCH" else r[4] == "BENCH" for r in rows])
        if not m.any():
            continue
        print(f"{g or 'all':14s} {roc_auc_score(y[m], s[m]):.3f} / {best_f1(y[m], s[m])[0]:.3f} / {best_f1(y[m], s[m], .95)[0]:.3f}   n={m.sum()}")


def exported(model):
    import json, tempfile
    with tempfile.NamedTemporaryFile(suffix=".json") as f:
        model.save_model(f.name, format="json")
        j = json.load(open(f.name))
    questions, asked, leaves = {}, [], []
    depth = max(len(t["splits"]) for t in j["oblivious_trees"])
    for t in j["oblivious_trees"]:
        row = []
        for s in t["splits"]:
            key = (s["float_feature_index"], float(np.float32(s["border"])))
            row.append(questions.setdefault(key, len(questions)))
        v = np.array(t["leaf_values"])
        while len(row) < depth:  # ask again: the answer is known
            row.append(row[-1] if row else 0)
            v = np.concatenate([v, v])
        asked.append(row)
        leaves.append(v)
    keys = list(questions)
    return Trees(
        columns=np.array([k for k, _ in keys], dtype=np.int32),
        borders=np.array([b for _, b in keys], dtype=np.float32),
        asked=np.array(asked, dtype=np.int32),
        leaves=np.array(leaves, dtype=np.float32),
        base=float(j["scale_and_bias"][1][0]),
    )


def learner(iterations=500, depth=6, seed=1):
    return CatBoostClassifier(
        iterations=iterations, depth=depth, learning_rate=0.06, l2_leaf_reg=6, random_seed=seed,
        border_count=64, verbose=0, thread_count=2, allow_writing_files=False,
    )  # fmt: skip


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--out", type=Path)
    a = ap.parse_args()
    rows = read(a.data)
    keys, values = word_weights(a.data, rows)
    known = weights.Weights(dict(zip(keys.tolist(), (values.astype(np.float32) / 255).tolist())))
    t = time.process_time()
    pairs = [(words.words_of(min(r[0], r[1])), words.words_of(max(r[0], r[1])), r[2]) for r in rows]
    x = features.measure(pairs, known).rows
    print("features: pairs per CPU-second", len(rows) / (time.process_time() - t), file=sys.stderr)
    y = np.array([r[3] for r in rows])
    parent, find = folds(rows)
    # each name one fold; a pair belongs to the fold of its first name; pairs across folds are left out of training
    fold_of = {}
    import zlib
    def fold(n):
        return zlib.crc32(find(n).encode()) % 5
    fa = np.array([fold(r[0]) for r in rows]); fb = np.array([fold(r[1]) for r in rows])
    oof = np.zeros(len(rows))
    for k in range(5):
        test = fa == k
        train = (fa != k) & (fb != k)
        # names of tested pairs never stand in training
        tested = {n for r, m in zip(rows, test) if m for n in (r[0], r[1])}
        train &= np.array([r[0] not in tested and r[1] not in tested for r in rows])
        m = learner().fit(x[train], y[train])
        oof[test] = m.predict(x[test], prediction_type="RawFormulaVal")
        print(k, train.sum(), test.sum(), file=sys.stderr)
    strata = [*GROUPS, *sorted({r[4] for r in rows})]
    table(rows, y, oof, strata)
    np.save("/tmp/names_oof.npy", oof)
    dev = np.array([r[4] != "BENCH" for r in rows])
    iso = IsotonicRegression(out_of_bounds="clip", y_min=0.001, y_max=0.999).fit(oof[dev], y[dev])
    grid = np.linspace(oof.min(), oof.max(), 60)
    # a straight line in the logarithm of the odds between knots keeps the order of scores
    chance = np.maximum.accumulate(iso.predict(grid) + np.arange(60) * 1e-6)
    score = np.interp(oof, grid, chance)
    for p in (.95, .96, .97):
        _, th = best_f1(y[dev], score[dev], p)
        pred = score >= th
        print(f"P>={p}: threshold {th:.4f}")
        for nm, mm in (("dev", dev), ("bench", ~dev)):
            tp = (pred & (y == 1) & mm).sum(); P = tp / (pred & mm).sum(); R = tp / ((y == 1) & mm).sum()
            print("  ", nm, f"P {P:.3f} R {R:.3f} F1 {2*P*R/(P+R):.3f}")
        if p == .96: threshold = th
    if a.out:
        final = learner().fit(x, y)
        trees = exported(final)
        raw = final.predict(x, prediction_type="RawFormulaVal")
        print("export agrees within", np.abs(raw - trees.odds(x)).max())
        imp = sorted(zip(final.get_feature_importance(), features.NAMES), reverse=True)
        print(" ".join(f"{n}:{v:.1f}" for v, n in imp), file=sys.stderr)
        np.savez_compressed(
            a.out, names=np.array(features.NAMES), columns=trees.columns, borders=trees.borders, asked=trees.asked,
            leaves=trees.leaves, base=trees.base, word_keys=keys, word_weights=values, knots=grid, chances=chance,
            threshold=threshold, unsure_from=0.25,
        )  # fmt: skip
        print(a.out.stat().st_size)


if __name__ == "__main__":
    main()
