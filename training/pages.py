"""Train the page model: which blocks of a news page are its report.

    python training/pages.py GOLD.jsonl PAGES --out MODEL [--version "page-body 1.0"] [--folds 8]

GOLD.jsonl: one page a line, `{"file", "outlet", "country", "title", "paragraphs"}`; PAGES holds the files, gzipped
or not.
Two forests are fitted: the first judges each block, the second judges again, knowing what the first thinks of the
blocks around. What the second learns from are judgements of pages that the first had not seen. With `--folds`, all of
it is first done over with outlets held back, and words are scored as the measure of pages does, the title given.
Needs lightgbm. The same pages, versions and seed give the same model.
"""

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray
from page_labels import label_blocks

from onrecord.stages.read.page.blocks import find_blocks
from onrecord.stages.read.page.body import choose, open_blocks
from onrecord.stages.read.page.context import Chances, context_names, describe_again
from onrecord.stages.read.page.facts import read_facts
from onrecord.stages.read.page.features import Rows, describe, feature_names
from onrecord.stages.read.page.frame import Frame
from onrecord.stages.read.page.page import parse_page

SEED = 0
#: A page read this well counts as read.
GOOD = 0.95
THRESHOLD = 0.5
INNER_FOLDS = 4
ROUNDS = 150
SETTINGS = {
    "objective": "binary", "num_leaves": 12, "max_depth": 7, "learning_rate": 0.08, "min_data_in_leaf": 20,
    "lambda_l2": 5.0, "feature_fraction": 0.3, "bagging_fraction": 0.7, "bagging_freq": 1, "max_bin": 63,
    "num_threads": 1, "deterministic": True, "verbose": -1, "seed": SEED,
}  # fmt: skip
#: Pages count alike: what their marked blocks weigh together is one, and little text weighs as this much.
LEAST_WEIGHT = 50.0


@dataclass(slots=True)
class Example:
    """Return a page with what is known of it."""

    file: str
    group: str
    frame: Frame
    rows: Rows
    is_open: NDArray[np.bool_]
    is_body: NDArray[np.bool_]
    weights: NDArray[np.float64]
    paragraphs: list[str]
    title: str


def main() -> None:
    """Train, write the model, and print how it does on outlets that it did not see."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--version", default="page-body 1.0")
    parser.add_argument("--folds", type=int, default=8)
    parser.add_argument("--each", action="store_true", help="print each outlet held back")
    given = parser.parse_args()
    with given.gold.open(encoding="utf-8") as lines:
        examples = [read_example(json.loads(line), given.pages) for line in lines]
    print(f"{len(examples)} pages, {len({e.group for e in examples})} outlets")
    if given.folds:
        report("outlets held back", examples, cross_validate(examples, given.folds), each=given.each)
    first, second = fit_both(examples)
    report("fitted on all", examples, [judge(first, second, e) for e in examples])
    write_model(given.out, first, second, given.version)


def read_example(gold: dict[str, Any], folder: Path) -> Example:
    """Return a page of the gold, read from its file."""
    path = folder / gold["file"]
    body = path.read_bytes() if path.exists() else gzip.decompress(Path(f"{path}.gz").read_bytes())
    tree = parse_page(body)
    page = find_blocks(tree)
    frame = Frame(page, read_facts(tree))
    words = [block.words for block in page.blocks]
    is_body, clear = label_blocks(words, gold["paragraphs"])
    weights = np.sqrt(np.array([len(w) for w in words]) + 5.0) * clear
    weights /= max(LEAST_WEIGHT, float(weights[is_body].sum()))
    group = f"{gold['country']}_{gold['outlet']}"
    return Example(
        gold["file"],
        group,
        frame,
        describe(frame),
        open_blocks(frame),
        is_body,
        weights,
        gold["paragraphs"],
        gold["title"] or "",
    )


def fit(rows: Sequence[Rows], examples: Sequence[Example]) -> lightgbm.Booster:
    """Return a forest fitted on the pages' rows."""
    labels = np.concatenate([e.is_body for e in examples]).astype(np.float64)
    weights = np.concatenate([e.weights for e in examples])
    data = lightgbm.Dataset(
        np.vstack(rows), labels, weight=weights * (len(weights) / weights.sum()), params=SETTINGS
    )
    return lightgbm.train(SETTINGS, data, ROUNDS)


def first_chances(first: lightgbm.Booster, example: Example) -> Chances:
    """Return the first judgement of a page, as the reader makes it."""
    return np.asarray(first.predict(example.rows)) * example.is_open


def fit_both(examples: Sequence[Example]) -> tuple[lightgbm.Booster, lightgbm.Booster]:
    """Return both forests, the second fitted on judgements of pages unseen."""
    part = split([e.group for e in examples], INNER_FOLDS)
    again: list[Rows] = [e.rows for e in examples]
    for fold in range(INNER_FOLDS):
        seen = [e for e, own in zip(examples, part, strict=True) if own != fold]
        inner = fit([e.rows for e in seen], seen)
        for i, example in enumerate(examples):
            if part[i] == fold:
                again[i] = describe_again(example.frame, example.rows, first_chances(inner, example))
    return fit([e.rows for e in examples], examples), fit(again, examples)


def judge(first: lightgbm.Booster, second: lightgbm.Booster, example: Example) -> Chances:
    """Return both forests' judgement of a page, as the reader makes it."""
    again = describe_again(example.frame, example.rows, first_chances(first, example))
    return np.asarray(second.predict(again)) * example.is_open


def cross_validate(examples: Sequence[Example], folds: int) -> list[Chances]:
    """Return the judgement of each page by forests that saw no page of its outlet."""
    part = split([e.group for e in examples], folds)
    judged: list[Chances] = [np.zeros(0)] * len(examples)
    for fold in range(folds):
        first, second = fit_both([e for e, own in zip(examples, part, strict=True) if own != fold])
        for i, example in enumerate(examples):
            if part[i] == fold:
                judged[i] = judge(first, second, example)
    return judged


def split(groups: Sequence[str], folds: int) -> list[int]:
    """Return the fold of each page; pages of a group are in one fold."""
    names = sorted(set(groups))
    order = np.random.default_rng(SEED).permutation(len(names))
    fold = {names[at]: i % folds for i, at in enumerate(order)}
    return [fold[group] for group in groups]


def score(example: Example, chances: Chances) -> tuple[float, float, float]:
    """Return F1, precision and recall of the words of a page's report, the title given."""
    chosen = choose(example.frame, chances, THRESHOLD)
    got = _bag([example.title, *(example.frame.blocks[i].words for i in chosen)])
    gold = _bag(example.paragraphs)
    right = sum((gold & got).values())
    precision, recall = right / max(1, sum(got.values())), right / max(1, sum(gold.values()))
    return 2 * precision * recall / (precision + recall) if right else 0.0, precision, recall


def _bag(texts: Sequence[str]) -> Counter[str]:
    return Counter(word for text in texts for word in re.findall(r"\w+", text.lower()))


def report(name: str, examples: Sequence[Example], judged: Sequence[Chances], *, each: bool = False) -> None:
    """Print what a judgement scores."""
    scores = np.array([score(e, chances) for e, chances in zip(examples, judged, strict=True)])
    f1, precision, recall = scores.mean(axis=0)
    share = (scores[:, 0] >= GOOD).mean()
    print(f"{name}: F1 {f1:.4f} P {precision:.4f} R {recall:.4f} F1 >= .95 {share:.3f}")
    if each:
        by_group: dict[str, list[float]] = {}
        for example, (own, _, _) in zip(examples, scores, strict=True):
            by_group.setdefault(example.group, []).append(own)
        for group, own in sorted(by_group.items(), key=lambda item: np.mean(item[1])):
            print(f"  {np.mean(own):.3f} {group} ({len(own)})")


def write_model(folder: Path, first: lightgbm.Booster, second: lightgbm.Booster, version: str) -> None:
    """Write the forests as the reader loads them."""
    arrays: dict[str, Any] = {
        "first_names": np.array(feature_names()),
        "second_names": np.array(context_names()),
    }
    for name, booster in (("first", first), ("second", second)):
        arrays.update({f"{name}_{key}": value for key, value in flatten(booster).items()})
    folder.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(folder / "model.npz", **arrays)
    (folder / "model.toml").write_text(f'version = "{version}"\nthreshold = {THRESHOLD}\n', encoding="utf-8")


def flatten(booster: lightgbm.Booster) -> dict[str, Any]:
    """Return a forest's nodes as the arrays of `page_model.Forest`."""
    nodes: list[list[float]] = []
    roots, depths = [], []
    for tree in booster.dump_model()["tree_info"]:
        roots.append(len(nodes))
        depths.append(_flatten_node(tree["tree_structure"], nodes))
    columns = list(zip(*nodes, strict=True))
    thresholds = np.array(columns[1])
    # A number is at most the threshold exactly when it is at most the next smaller float32.
    narrow = thresholds.astype(np.float32)
    narrow = np.where(narrow > thresholds, np.nextafter(narrow, np.float32(-np.inf)), narrow)
    return {
        "roots": np.array(roots, dtype=np.int32),
        "features": np.array(columns[0], dtype=np.int32),
        "thresholds": narrow.astype(np.float32),
        "lefts": np.array(columns[2], dtype=np.int32),
        "rights": np.array(columns[3], dtype=np.int32),
        "values": np.array(columns[4], dtype=np.float32),
        "depth": np.array(max(depths)),
    }


def _flatten_node(node: dict[str, Any], nodes: list[list[float]]) -> int:
    """Append a node and all below it; return the steps to its deepest leaf."""
    at = len(nodes)
    if "leaf_value" in node:
        nodes.append([0, 0.0, at, at, node["leaf_value"]])
        return 0
    nodes.append([node["split_feature"], node["threshold"], 0, 0, 0.0])
    nodes[at][2] = len(nodes)
    left = _flatten_node(node["left_child"], nodes)
    nodes[at][3] = len(nodes)
    return 1 + max(left, _flatten_node(node["right_child"], nodes))


if __name__ == "__main__":
    main()
