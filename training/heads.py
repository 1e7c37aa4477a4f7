"""Measure the heads for names and acts: `heads.py --data PREPARED --weights FILE`.

Names: F1 of whole spans with their type, over names-dev.json. Acts: how often the head says what the table of cues
says, over dev.json, for cues whose acts were learned from and for cues kept from training (`prepare.is_held_out`).
"""

import argparse
import json
from collections import Counter
from pathlib import Path

import torch
from articles import IGNORED, Article, examples
from entity_names import NAME_TYPES
from model import FORMS, Tagger

Span = tuple[int, int, str]


def spans_of(labels: list[int]) -> set[Span]:
    """Return the names in a row of labels: first piece, last piece, type; none that touch what is ignored."""
    found: set[Span] = set()
    i = 0
    while i < len(labels):
        if labels[i] > 0 and labels[i] % 2:
            j = i
            while j + 1 < len(labels) and labels[j + 1] == labels[i] + 1:
                j += 1
            found.add((i, j, NAME_TYPES[labels[i] // 2]))
            i = j
        i += 1
    return found


def names(model: Tagger, articles: list[Article]) -> None:
    """Print precision, recall and F1 of names."""
    right: Counter[str] = Counter()
    said: Counter[str] = Counter()
    marked: Counter[str] = Counter()
    for x in examples(articles, None):
        told = (
            model(*(torch.tensor([x[k]]) for k in ("ids", "shapes", "quotation")))[3][0].argmax(-1).tolist()
        )
        asked = [0 if gold == IGNORED else label for label, gold in zip(told, x["names"], strict=True)]
        found, gold = spans_of(asked), spans_of([max(g, 0) for g in x["names"]])
        right.update(t for *_, t in found & gold)
        said.update(t for *_, t in found)
        marked.update(t for *_, t in gold)
    for kind in (*NAME_TYPES, "all"):
        r, s, m = (sum(c.values()) if kind == "all" else c[kind] for c in (right, said, marked))
        shares = f"precision {r / max(s, 1):.3f}  recall {r / max(m, 1):.3f}  F1 {2 * r / max(s + m, 1):.3f}"
        print(f"{kind:13s} marked {m:5d}  {shares}")


def acts(model: Tagger, articles: list[Article]) -> None:
    """Print how often the head agrees with the table on what is no plain saying."""
    right, asked = Counter[str](), Counter[str]()
    for x in examples(articles, None):
        told = (
            model(*(torch.tensor([x[k]]) for k in ("ids", "shapes", "quotation")))[4][0].argmax(-1).tolist()
        )
        for name in ("acts", "held_acts"):
            for label, gold in zip(told, x[name], strict=True):
                if gold > 0:
                    asked[name] += 1
                    right[name] += label == gold
    for name, n in asked.items():
        print(f"{name:10s} {n} pieces, right {right[name] / n:.3f}")


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    for name in ("--data", "--weights"):
        options.add_argument(name, type=Path, required=True)
    options.add_argument("--form", choices=sorted(FORMS), default="lean")
    given = options.parse_args()
    torch.set_num_threads(1)
    model = Tagger(given.form)
    model.load_weights(given.weights)
    model.eval()
    with torch.inference_mode():
        names(model, json.loads((given.data / "names-dev.json").read_text()))
        acts(model, json.loads((given.data / "dev.json").read_text()))


if __name__ == "__main__":
    main()
