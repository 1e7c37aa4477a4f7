"""Let a teacher say what it sees: `teach.py --data PREPARED --weights FILE [--form mpnet] --out FILE`.

Writes, for every article of the given files, the teacher's shares of the roles of each piece and the likeliest
pieces that it points to, in an .npz that `train.py --soft FILE` learns from. Torch.
"""

import argparse
import json
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from articles import NO_SOURCE, POINTERS, UNKNOWN, first_numbers, pieces_of
from model import FORMS, Tagger
from numpy.typing import NDArray

from onrecord.adapters.onnx.windows import cut_windows

KEPT = 4  # pieces that a pointer's distribution is cut to


def load(path: Path, form: str) -> Tagger:
    """Return the model in FILE, ready to be asked."""
    model = Tagger(form)
    model.load_weights(path)
    return model.eval()


def say(models: list[Tagger], articles: list[dict[str, Any]], batch: int) -> list[dict[str, NDArray[Any]]]:
    """Return the models' mean shares for every article: arrays by piece of the document."""
    out, jobs = [], []
    for a, article in enumerate(articles):
        first_at = first_numbers(article)
        out.append(
            {"roles": np.zeros((first_at[-1], 7), dtype=np.float16)}
            | {f"{x}_at": np.full((first_at[-1], KEPT), UNKNOWN, dtype=np.int32) for x in POINTERS}
            | {f"{x}_share": np.zeros((first_at[-1], KEPT), dtype=np.float16) for x in POINTERS}
        )
        for w in cut_windows(pieces_of(article)):
            numbers = np.full(len(w.ids), UNKNOWN)
            numbers[0] = NO_SOURCE
            for p, column in zip(w.paragraphs, w.columns, strict=True):
                numbers[column : column + len(p.ids)] = range(first_at[p.passage], first_at[p.passage + 1])
            jobs.append((a, w, numbers))
    jobs.sort(key=lambda job: len(job[1].ids))
    began = time.time()
    for i in range(0, len(jobs), batch):
        part = jobs[i : i + batch]
        n = max(len(w.ids) for _, w, _ in part)
        ids, shapes, quotation = (
            torch.tensor([row + [0] * (n - len(row)) for row in rows])
            for rows in zip(*((w.ids, w.shapes, w.quotation) for _, w, _ in part), strict=True)
        )
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
            said = [model(ids, shapes, quotation) for model in models]
        roles, to_cue, to_source = (
            torch.stack([s[k].float().softmax(-1) for s in said]).mean(0) for k in range(3)
        )
        for b, (a, w, numbers) in enumerate(part):
            rows = [r for r in range(len(w.ids)) if numbers[r] >= 0]
            out[a]["roles"][numbers[rows]] = roles[b, rows].numpy()
            for name, shares in (("to_cue", to_cue), ("to_source", to_source)):
                share, column = shares[b, rows, : len(w.ids)].topk(KEPT, dim=-1)
                out[a][f"{name}_at"][numbers[rows]] = numbers[column.numpy()]
                out[a][f"{name}_share"][numbers[rows]] = share.numpy()
        if (i // batch) % 50 == 0:
            print(f"{i} of {len(jobs)} windows, {time.time() - began:.0f} s", flush=True)
    return out


def main() -> None:
    """Write what the teachers say."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--files", nargs="+", default=["train.json"])
    options.add_argument("--weights", type=Path, nargs="+", required=True)
    options.add_argument("--form", choices=sorted(FORMS), nargs="+", default=["mpnet"])
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--batch", type=int, default=16)
    options.add_argument("--threads", type=int, default=2)
    given = options.parse_args()
    torch.set_num_threads(given.threads)
    models = [load(path, form) for path, form in zip(given.weights, given.form, strict=True)]
    arrays: dict[str, NDArray[Any]] = {}
    for file in given.files:
        articles = json.loads((given.data / file).read_text())
        for article, said in zip(articles, say(models, articles, given.batch), strict=True):
            arrays |= {f"{article['doc']}|{name}": value for name, value in said.items()}
    np.savez(given.out, **arrays)


if __name__ == "__main__":
    main()
