"""Score the model on annotated articles: `evaluate.py --model FILE --tokenizer FILE --gold FILE --scorer FILE`.

FILE of --model: weights.pt (torch, bf16) or an .onnx file. --tune searches the numbers of `Choices` on these
articles: use dev. The scores are kept in --cache, so that decoding can be tried again without the model.
"""

import argparse
import dataclasses
import importlib.util
import itertools
import json
import math
import pickle
import re
import sys
import time
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from prepare import lines_of
from tokenizers import Tokenizer

from onrecord.adapters.onnx.engine import Engine, OnnxEngine
from onrecord.adapters.onnx.linking import Choices, Scores
from onrecord.adapters.onnx.pieces import cut_text
from onrecord.adapters.onnx.tagger import CARD_FILE, attributions_of
from onrecord.adapters.onnx.windows import Window, cut_windows
from onrecord.ports import Tagged
from onrecord.stages.attribute.prose import CueRules
from onrecord.stages.attribute.structure.agreement import reconcile

_THAT = re.compile(r"\bthat\s+[\"“]?$", re.IGNORECASE)
CERTAIN = 5.0  # log-odds of a confidence that is 1 when rounded
REPORTED = ("content overlap", "content exact", "triple overlap", "speaker right", "triple exact")
WEIGHED = REPORTED[:4]  # what --tune makes the most of, with the words of the three roles

Read = list[tuple[Window, Scores]]
"""What the model read of one article, with its scores."""


class TorchEngine:
    """Run weights.pt, in bf16 on one thread."""

    def __init__(self, path: Path, form: str) -> None:
        import torch  # noqa: PLC0415 (an .onnx file is scored without it)
        from model import Tagger  # noqa: PLC0415

        self.torch = torch
        torch.set_num_threads(1)
        self.model = Tagger(form).eval()
        self.model.load_weights(path)

    def score(self, windows: Sequence[Window]) -> list[Scores]:
        """Return the scores of each window."""
        out = []
        for w in windows:
            rows = [self.torch.tensor([x]) for x in (w.ids, w.shapes, w.quotation)]
            with self.torch.inference_mode(), self.torch.autocast("cpu", dtype=self.torch.bfloat16):
                said = self.model(*rows)
            out.append(Scores(*(x[0].float().numpy() for x in said)))
        return out


def read(engine: Engine, tokenizer: Tokenizer, text: str) -> Read:
    """Return the windows of an article (its paragraphs are its lines) with their scores."""
    windows = list(cut_windows(cut_text(tokenizer, text, lines_of(text))))
    return list(zip(windows, engine.score(windows), strict=True))


def found_in(
    text: str, windows: Read, choices: Choices, by_rules: Sequence[Sequence[Tagged]] | None = None
) -> list[Tagged]:
    """Return the attributions of an article, held against what the rules found in each line, if that is given."""
    lines = lines_of(text)
    found: list[list[Tagged]] = [[] for _ in lines]
    for window, scores in windows:
        for line, tagged in attributions_of(text, window, scores, choices):
            found[line].append(tagged)
    if by_rules is not None:
        found = [reconcile(text, *each) for each in zip(lines, found, by_rules, strict=True)]
    return [t for each in found for t in each]


def as_scored(doc: str, text: str, found: Sequence[Tagged]) -> dict[str, Any]:
    """Return attributions in the scorer's form, contents widened by their "that"."""
    kept = []
    for a in found:
        spans = {role: [[s.start, s.end] for s in getattr(a, role)] for role in ("source", "cue", "content")}
        first = spans["content"][0]
        if that := _THAT.search(text, max(0, first[0] - 12), first[0]):
            first[0] = that.start()
        kept.append(spans)
    return {"doc": doc, "attributions": kept}


def arguments() -> argparse.Namespace:
    """Return what the command line says."""
    options = argparse.ArgumentParser(description=__doc__)
    for name in ("--model", "--tokenizer", "--gold", "--scorer"):
        options.add_argument(name, type=Path, required=True)
    options.add_argument("--cache", type=Path)
    options.add_argument("--form", default="minilm", help="of weights.pt: minilm or mpnet")
    options.add_argument("--limit", type=int)
    options.add_argument("--choices", type=Path, help="exported model whose Choices to begin with")
    options.add_argument("--write-choices", type=Path, help="exported model that --tune gives what it chose")
    options.add_argument("--tune", action="store_true")
    options.add_argument("--with-rules", action="store_true", help="as in use: held against the rules")
    options.add_argument("--full", action="store_true", help="all of the scorer's figures")
    return options.parse_args()


def load_scorer(path: Path) -> Any:
    """Return the scorer's module, see README.md for what it has."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    if spec is None or spec.loader is None:
        sys.exit(f"{path} is no Python file")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer


def main() -> None:
    """Print the scores."""
    given = arguments()
    scorer = load_scorer(given.scorer)
    gold = [json.loads(x) for x in given.gold.read_text(encoding="utf-8").splitlines()][: given.limit]
    articles = scores_of(given, gold)
    rules = CueRules()
    by_rules = [
        rules.tag(g["text"], lines_of(g["text"])).attributions if given.with_rules else None for g in gold
    ]

    def figures(choices: Choices) -> dict[str, Any]:
        found = [
            as_scored(g["doc"], g["text"], found_in(g["text"], a, choices, rules))
            for g, a, rules in zip(gold, articles, by_rules, strict=True)
        ]
        result: dict[str, Any] = scorer.metrics(scorer.total(scorer.evaluate(gold, found)))
        return result

    choices = Choices()
    if given.choices:
        choices = Choices(**tomllib.loads((given.choices / CARD_FILE).read_text(encoding="utf-8"))["choices"])
    began = time.process_time()
    best = figures(choices)
    print(line(best), f"  ({time.process_time() - began:.1f} s)")
    if given.tune:
        choices = tune(figures, choices)
        choices = calibrate(scorer, gold, articles, choices)
        print("calibrated:", choices)
        if given.write_choices:
            write_choices(given.write_choices / CARD_FILE, choices)
    elif given.full:
        for kind, m in best.items():
            print(kind, m["gold"], "gold", m["pred"], "found")
            for name, v in m.items():
                if isinstance(v, list):
                    print(f"  {name:22s}", " ".join(f"{100 * x:5.1f}" for x in v))


def write_choices(card: Path, choices: Choices) -> None:
    """Put `choices` into the card of an exported model, in place of those that stand there."""
    head, _, _ = card.read_text(encoding="utf-8").partition("[choices]")
    rows = [f"{name} = {value}" for name, value in dataclasses.asdict(choices).items()]
    card.write_text("\n".join([f"{head}[choices]", *rows, ""]), encoding="utf-8")


def scores_of(given: argparse.Namespace, gold: Sequence[dict[str, Any]]) -> list[Read]:
    """Return the scores of all articles, from the cache where there is one."""
    if given.cache and given.cache.exists():
        kept: list[Read] = pickle.loads(given.cache.read_bytes())  # noqa: S301 (written by this program)
        return kept
    tokenizer = Tokenizer.from_file(str(given.tokenizer))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    onnx = given.model.suffix == ".onnx"
    engine: Engine = OnnxEngine(given.model) if onnx else TorchEngine(given.model, given.form)
    read(engine, tokenizer, gold[0]["text"])
    began = time.process_time()
    articles = [read(engine, tokenizer, g["text"]) for g in gold]
    words = sum(len(g["text"].split()) for g in gold)
    print(f"model: {1000 * (time.process_time() - began) / words:.4f} CPU s per 1,000 words, {words} words")
    if given.cache:
        given.cache.write_bytes(pickle.dumps(articles))
    return articles


def line(m: dict[str, Any]) -> str:
    """Return the figures that count, in one line."""
    f = [f"{k} {100 * m['all'][k][2]:.2f}" for k in REPORTED]
    f += [f"{r} token {100 * m['all'][f'{r} token'][2]:.2f}" for r in ("source", "cue", "content")]
    return "  ".join([*f, f"direct speaker {100 * m['direct']['speaker right'][2]:.2f}"])


def tune(figures: Callable[[Choices], dict[str, Any]], choices: Choices) -> Choices:
    """Return the best numbers by one search along each, twice; the measure is the mean of the weighed F1."""
    names: dict[str, tuple[float, ...]] = {
        "outside": (-1.0, -0.6, -0.3, 0.0, 0.1, 0.15, 0.2, 0.3, 0.45),
        "inside": (-0.5, 0.0, 0.5, 1.0),
        "link": (0.1, 0.2, 0.3, 0.4, 0.5),
        "missed": (0.15, 0.3, 0.4, 0.5, 2.0),
        "extend": (0.15, 0.3, 0.5),
        "nobody": (-0.2, 0.0, 0.2, 0.4, 0.6),
        "agree": (0.0, 0.25, 0.5, 1.0),
    }

    def worth(m: dict[str, Any]) -> float:
        roles = sum(m["all"][f"{r} token"][2] for r in ("source", "cue", "content"))
        return float(sum(m["all"][k][2] for k in WEIGHED) + roles + m["direct"]["speaker right"][2])

    best = worth(figures(choices))
    for _, (name, values) in itertools.product(range(2), names.items()):
        shown = ""
        for value in values:
            tried = dataclasses.replace(choices, **{name: value})
            m = figures(tried)
            if worth(m) > best + 1e-6:
                best, choices, shown = worth(m), tried, line(m)
        print(name, getattr(choices, name), shown, flush=True)
    return choices


def calibrate(
    scorer: Any, gold: Sequence[dict[str, Any]], articles: Sequence[Read], choices: Choices
) -> Choices:
    """Return the numbers with the logistic curve that best tells which attributions are right, see `right_of`."""
    plain = dataclasses.replace(choices, slope=1.0, offset=0.0, sure=0.0)
    told: list[tuple[float, bool]] = []
    for g, a in zip(gold, articles, strict=True):
        found = found_in(g["text"], a, plain)
        told += [
            (math.log(t.confidence / (1 - t.confidence)) if 0 < t.confidence < 1 else CERTAIN, right)
            for t, right in zip(found, right_of(scorer, g, found), strict=True)
        ]
    slope, offset = 1.0, 0.0
    for _ in range(4000):  # plain gradient steps: two numbers
        errors = [(1 / (1 + math.exp(-(slope * x + offset))) - y, x) for x, y in told]
        slope -= 0.3 * sum(e * x for e, x in errors) / len(errors)
        offset -= 0.3 * sum(e for e, _ in errors) / len(errors)
    return dataclasses.replace(choices, slope=round(slope, 3), offset=round(offset, 3))


def right_of(scorer: Any, article: dict[str, Any], found: Sequence[Tagged]) -> list[bool]:
    """Return for each attribution of an article whether its content is right.

    Right: the scorer's one-to-one alignment pairs it with a gold one, and the words they share are at least half of
    either content.
    """
    text = scorer.Text(article["text"])
    loaded = [scorer.load(text, as_scored("", article["text"], [t])["attributions"]) for t in found]
    kept = [i for i, one in enumerate(loaded) if one]
    out = [False] * len(found)
    gold = scorer.load(text, article["attributions"])
    for g, p in scorer.align(gold, [loaded[i][0] for i in kept]):
        wanted, said = gold[g]["content"], loaded[kept[p]][0]["content"]
        out[kept[p]] = 2 * len(wanted & said) >= max(len(wanted), len(said))
    return out


if __name__ == "__main__":
    main()
