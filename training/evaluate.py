"""Score the model on annotated articles: `evaluate.py --model FILE --tokenizer FILE --gold FILE --scorer FILE`.

FILE of --model: weights.pt (torch, bf16) or an .onnx file. --tune searches the numbers of decoding.Choices on
these articles: use dev. The scores are kept in --cache, so that decoding can be tried again without the model.
"""

import argparse
import dataclasses
import importlib.util
import itertools
import json
import pickle
import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from decoding import Choices, Document
from pieces import cut_text, plain_paragraphs
from tagging import Array, Engine, Floats, score
from tokenizers import Tokenizer

_THAT = re.compile(r"\bthat\s+[\"“]?$", re.IGNORECASE)
REPORTED = ("content overlap", "content exact", "triple overlap", "speaker right", "triple exact")


def torch_engine(path: Path) -> Engine:
    """Return the torch model as an engine, in bf16 on two threads."""
    import torch  # noqa: PLC0415 (an .onnx file is scored without it)
    from model import Tagger  # noqa: PLC0415

    torch.set_num_threads(2)
    model = Tagger()
    kept = torch.load(path, weights_only=True)
    model.load_state_dict(kept.get("average", kept))
    model.eval()

    def run(ids: Array, shapes: Array, quotation: Array) -> tuple[Floats, Floats, Floats]:
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
            out = model(*(torch.from_numpy(x) for x in (ids, shapes, quotation)))
        a, b, c = (x.float().numpy() for x in out)
        return a, b, c

    return run


def onnx_engine(path: Path, threads: int = 1) -> Engine:
    """Return an ONNX file as an engine."""
    import onnxruntime  # noqa: PLC0415

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def run(ids: Array, shapes: Array, quotation: Array) -> tuple[Floats, Floats, Floats]:
        a, b, c = session.run(None, {"ids": ids, "shapes": shapes, "quotation": quotation})
        return a, b, c

    return run


def openvino_engine(path: Path) -> Engine:
    """Return an ONNX file as an engine in OpenVINO, in bf16 on one thread."""
    import openvino  # noqa: PLC0415

    options = {"INFERENCE_PRECISION_HINT": "bf16", "INFERENCE_NUM_THREADS": 1, "NUM_STREAMS": 1}
    compiled = openvino.compile_model(str(path), "CPU", options)

    def run(ids: Array, shapes: Array, quotation: Array) -> tuple[Floats, Floats, Floats]:
        out = compiled({"ids": ids, "shapes": shapes, "quotation": quotation})
        return out["roles"], out["to_cue"], out["to_source"]

    return run


def engine_for(path: Path, name: str | None = None) -> Engine:
    """Return the engine that is named, or that the file's name asks for."""
    if name == "openvino":
        return openvino_engine(path)
    return onnx_engine(path) if path.suffix == ".onnx" else torch_engine(path)


def predictions(
    gold: Sequence[dict[str, Any]], documents: Sequence[Document], choices: Choices
) -> list[dict[str, Any]]:
    """Return the documents' attributions in the scorer's form, contents widened by their "that"."""
    out = []
    for g, d in zip(gold, documents, strict=True):
        kept = []
        for a in d.attributions(g["text"], choices):
            content = [list(s) for s in a.content]
            if that := _THAT.search(g["text"], max(0, content[0][0] - 12), content[0][0]):
                content[0][0] = that.start()
            kept.append({"source": a.source, "cue": a.cue, "content": content})
        out.append({"doc": g["doc"], "attributions": kept})
    return out


def arguments() -> argparse.Namespace:
    """Return what the command line says."""
    options = argparse.ArgumentParser(description=__doc__)
    for name in ("--model", "--tokenizer", "--gold", "--scorer"):
        options.add_argument(name, type=Path, required=True)
    options.add_argument("--cache", type=Path)
    options.add_argument("--engine", choices=("openvino",), help="instead of torch or onnxruntime")
    options.add_argument("--batch", type=int, default=1)
    options.add_argument("--limit", type=int)
    options.add_argument("--choices", default="{}", help="numbers of decoding.Choices, as JSON")
    options.add_argument("--write-choices", type=Path, help="where --tune writes what it chose")
    options.add_argument("--tune", action="store_true")
    options.add_argument("--full", action="store_true", help="all of the scorer's figures")
    return options.parse_args()


def main() -> None:
    """Print the scores."""
    given = arguments()
    spec = importlib.util.spec_from_file_location("scorer", given.scorer)
    if spec is None or spec.loader is None:
        sys.exit(f"{given.scorer} is no Python file")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    gold = [json.loads(x) for x in given.gold.read_text(encoding="utf-8").splitlines()][: given.limit]
    if given.cache and given.cache.exists():
        documents = pickle.loads(given.cache.read_bytes())  # noqa: S301 (written by this program)
    else:
        tokenizer = Tokenizer.from_file(str(given.tokenizer))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        cut = [cut_text(tokenizer, g["text"], plain_paragraphs(g["text"])) for g in gold]
        engine = engine_for(given.model, given.engine)
        engine(*(np.ones((1, 8), dtype=np.int64),) * 3)
        began = time.process_time()
        documents = score(engine, cut, batch=given.batch)
        words = sum(len(g["text"].split()) for g in gold)
        print(
            f"model: {1000 * (time.process_time() - began) / words:.4f} CPU s per 1,000 words, {words} words"
        )
        if given.cache:
            given.cache.write_bytes(pickle.dumps(documents))

    def figures(choices: Choices) -> dict[str, Any]:
        found = predictions(gold, documents, choices)
        result: dict[str, Any] = scorer.metrics(scorer.total(scorer.evaluate(gold, found)))
        return result

    def line(m: dict[str, Any]) -> str:
        f = [f"{k} {100 * m['all'][k][2]:.2f}" for k in REPORTED]
        f += [f"{r} token {100 * m['all'][f'{r} token'][2]:.2f}" for r in ("source", "cue", "content")]
        return "  ".join([*f, f"direct speaker {100 * m['direct']['speaker right'][2]:.2f}"])

    choices = Choices(**json.loads(given.choices))
    began = time.process_time()
    best = figures(choices)
    print(line(best), f"  ({time.process_time() - began:.1f} s)")
    if given.tune:
        choices = tune(figures, line, choices)
        if given.write_choices:
            given.write_choices.write_text(json.dumps(dataclasses.asdict(choices)))
    elif given.full:
        for kind, m in best.items():
            print(kind, m["gold"], "gold", m["pred"], "found")
            for name, v in m.items():
                if isinstance(v, list):
                    print(f"  {name:22s}", " ".join(f"{100 * x:5.1f}" for x in v))


def tune(figures: Any, line: Any, choices: Choices) -> Choices:
    """Return the best numbers by one search along each, twice; the measure is the mean of four F1."""
    names = {
        "outside": (-1.5, -1.0, -0.6, -0.3, 0.0, 0.3),
        "inside": (-0.5, 0.0, 0.5, 1.0, 2.0),
        "link": (0.0, 0.1, 0.2, 0.3, 0.4),
        "missed": (0.15, 0.3, 0.5, 2.0),
        "extend": (0.15, 0.3, 0.5),
        "null": (-0.4, -0.2, 0.0, 0.2, 0.4),
        "agree": (0.0, 0.25, 0.5, 1.0),
    }

    def worth(m: dict[str, Any]) -> float:
        return float(sum(m["all"][k][2] for k in REPORTED[:4]))

    best, shown = worth(figures(choices)), ""
    for _, (name, values) in itertools.product(range(2), names.items()):
        for value in values:
            tried = Choices(**{k: getattr(choices, k) for k in names} | {name: value})
            m = figures(tried)
            if worth(m) > best + 1e-6:
                best, choices, shown = worth(m), tried, line(m)
        print(name, choices, shown, flush=True)
    return choices


if __name__ == "__main__":
    main()
