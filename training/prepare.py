"""Cut the annotated articles into word pieces with their labels: `prepare.py --data FOLDER --base FOLDER --out FOLDER`.

Writes train.json and dev.json. Inputs whose digests differ from data.toml are refused.
"""

import argparse
import hashlib
import json
import sys
import tomllib
from pathlib import Path
from typing import Any

from pieces import Pieces, cut_text, plain_paragraphs
from tokenizers import Tokenizer

HERE = Path(__file__).parent
LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
BEGIN = {"source": 1, "cue": 3, "content": 5}
NO_SOURCE = -1  # a cue that nobody is named for
UNKNOWN = -2  # nothing to learn here


def check_digests(files: dict[str, Path]) -> None:
    """Return if every file has the digest that data.toml pins; leave otherwise."""
    pinned = tomllib.loads((HERE / "data.toml").read_text())["files"]
    for name, path in files.items():
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        if found != pinned[name]["sha256"]:
            sys.exit(
                f"{path}: sha256 {found} is not the pinned {pinned[name]['sha256']} of {name}; use that file"
            )


def label(
    paragraphs: list[Pieces], attributions: list[dict[str, list[list[int]]]]
) -> dict[str, list[list[int]]]:
    """Return for each paragraph its labels and the pieces that its pieces point to.

    Pieces are counted through the document. "to_cue": from each piece of a source or content to the first
    piece of its cue. "to_source": from each piece of a cue to the first piece of its source.
    """
    starts = [s for p in paragraphs for s in p.starts]
    ends = [e for p in paragraphs for e in p.ends]
    labels, to_cue, to_source = [0] * len(starts), [UNKNOWN] * len(starts), [UNKNOWN] * len(starts)

    def inside(span: list[int]) -> list[int]:
        return [i for i in range(len(starts)) if starts[i] < span[1] and ends[i] > span[0]]

    for attribution in attributions:
        found = {role: [inside(s) for s in attribution[role]] for role in BEGIN}
        cue = [i for run in found["cue"] for i in run]
        source = [i for run in found["source"] for i in run]
        for role, runs in found.items():
            for run in runs:
                for n, i in enumerate(run):
                    shared = role == "source" and labels[i] in (1, 2)
                    if labels[i] and not shared:
                        continue  # the few overlaps of roles: the first annotation stands
                    labels[i] = BEGIN[role] + (n > 0)
                    if role == "cue":
                        to_source[i] = min(source) if source else NO_SOURCE
                    elif cue and (not shared or abs(i - cue[0]) < abs(i - to_cue[i])):
                        to_cue[i] = cue[0]  # a source of several cues points to the nearest
    out: dict[str, list[list[int]]] = {"labels": [], "to_cue": [], "to_source": []}
    at = 0
    for p in paragraphs:
        n = len(p.ids)
        for name, values in (("labels", labels), ("to_cue", to_cue), ("to_source", to_source)):
            out[name].append(values[at : at + n])
        at += n
    return out


def main() -> None:
    """Write the prepared articles."""
    options = argparse.ArgumentParser(description=__doc__)
    for name in ("--data", "--base", "--out"):
        options.add_argument(name, type=Path, required=True)
    given = options.parse_args()
    files = {
        "polnear_train": given.data / "polnear_train.jsonl",
        "polnear_dev": given.data / "polnear_dev.jsonl",
        "base_tokenizer": given.base / "tokenizer.json",
        "base_weights": given.base / "model.safetensors",
    }
    check_digests(files)
    tokenizer = Tokenizer.from_file(str(files["base_tokenizer"]))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    given.out.mkdir(parents=True, exist_ok=True)
    for part in ("train", "dev"):
        articles: list[dict[str, Any]] = []
        for line in files[f"polnear_{part}"].read_text(encoding="utf-8").splitlines():
            article = json.loads(line)
            paragraphs = cut_text(tokenizer, article["text"], plain_paragraphs(article["text"]))
            kept = {name: [getattr(p, name) for p in paragraphs] for name in ("ids", "shapes", "quotation")}
            articles.append({"doc": article["doc"]} | kept | label(paragraphs, article["attributions"]))
        (given.out / f"{part}.json").write_text(json.dumps(articles))
        print(part, len(articles), "articles,", sum(len(p) for a in articles for p in a["ids"]), "pieces")


if __name__ == "__main__":
    main()
