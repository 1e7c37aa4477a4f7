"""Cut annotated articles into word pieces with their labels: `prepare.py --shared FOLDER --base FOLDER --out FOLDER`.

Writes train.json and dev.json (attributions, and acts where the table of cues names one), names.json and
names-dev.json. Inputs whose digests differ from data.toml are refused. With `--train FILE --dev FILE` in place of
--shared it takes your own annotations, and writes no names.
"""

import argparse
import hashlib
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from annotations import read_annotations
from articles import IGNORED, NO_SOURCE, UNKNOWN, Article
from entities import check_sets, label_names, read_sets, split_of
from tokenizers import Tokenizer

from onrecord.adapters.onnx.pieces import Pieces, cut_text
from onrecord.model import Act, Span, StatementKind
from onrecord.stages.attribute.provenance.acts import act_of

HERE = Path(__file__).parent
BEGIN = {"source": 1, "cue": 3, "content": 5}
HELD_OUT = 5  # one in so many acts' cues is not learned, so that it can be asked (heads.py)


def lines_of(text: str) -> list[Span]:
    r"""Return the lines of a text that hold more than spaces: its paragraphs.

    >>> lines_of("One.\n\nTwo.")
    [Span(start=0, end=4), Span(start=6, end=10)]
    """
    return [Span(*m.span()) for m in re.finditer(r"[^\n]*\S[^\n]*", text)]


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


def label_acts(
    text: str, paragraphs: list[Pieces], attributions: list[dict[str, list[list[int]]]], *, held_out: bool
) -> list[list[int]]:
    """Return for each paragraph the act of each piece of a cue, by the table of cues; IGNORED where it names none.

    A cue that the table does not know counts as saying there, so plain saying is learned from "say" words only.
    With `held_out` these are the acts of the cues kept from training, else of all others.
    """
    acts = {}
    for a in attributions:
        cue = " ".join(text[s:e] for s, e in a["cue"])
        content = " ".join(text[s:e] for s, e in a["content"])
        act = act_of(cue, content, StatementKind.INDIRECT, language="en")
        plain = act is Act.SAY and not any(
            w.startswith(("sa", "tell", "told")) for w in cue.casefold().split()
        )
        if not plain and is_held_out(cue) == held_out:
            acts |= {(s, e): list(Act).index(act) for s, e in a["cue"]}

    def label_of(start: int, end: int) -> int:
        return next((act for (s, e), act in acts.items() if start < e and end > s), IGNORED)

    return [[label_of(s, e) for s, e in zip(p.starts, p.ends, strict=True)] for p in paragraphs]


def is_held_out(cue: str) -> bool:
    """Return whether a cue's act is kept from training: decided by its words, for all their uses."""
    return hashlib.sha256(cue.casefold().encode()).digest()[0] % HELD_OUT == 0


def attributed(path: Path, tokenizer: Tokenizer) -> Iterator[Article]:
    """Yield the annotated articles of a file."""
    for article in read_annotations(path):
        text, found = article["text"], article["attributions"]
        paragraphs = list(cut_text(tokenizer, text, lines_of(text)))
        yield (
            {"doc": article["doc"]}
            | _pieces(paragraphs)
            | label(paragraphs, found)
            | {"acts": label_acts(text, paragraphs, found, held_out=False)}
            | {"held_acts": label_acts(text, paragraphs, found, held_out=True)}
        )


def named(shared: Path, part: str, tokenizer: Tokenizer) -> Iterator[Article]:
    """Yield the articles of the entity sets, "train" or "dev"."""
    for document in read_sets(shared):
        if split_of(document.doc) == part:
            paragraphs = list(cut_text(tokenizer, document.text, lines_of(document.text)))
            if paragraphs:
                yield (
                    {"doc": document.doc}
                    | _pieces(paragraphs)
                    | {"names": label_names(paragraphs, document.names)}
                )


def _pieces(paragraphs: list[Pieces]) -> Article:
    return {name: [getattr(p, name) for p in paragraphs] for name in ("ids", "shapes", "quotation")}


def main() -> None:
    """Write the prepared articles."""
    options = argparse.ArgumentParser(description=__doc__)
    for name in ("--base", "--out"):
        options.add_argument(name, type=Path, required=True)
    for name in ("--shared", "--train", "--dev"):
        options.add_argument(name, type=Path)
    given = options.parse_args()
    if bool(given.shared) == bool(given.train) or bool(given.train) != bool(given.dev):
        options.error("give --shared, or --train and --dev")
    files = {
        "base_tokenizer": given.base / "tokenizer.json",
        "base_weights": given.base / "model.safetensors",
    }
    train, dev = given.train, given.dev
    if given.shared:
        train, dev = (given.shared / "attribution" / f"polnear_{part}.jsonl" for part in ("train", "dev"))
        files |= {"polnear_train": train, "polnear_dev": dev}
        check_sets(given.shared)
    check_digests(files)
    tokenizer = Tokenizer.from_file(str(files["base_tokenizer"]))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    given.out.mkdir(parents=True, exist_ok=True)
    made = {"train": attributed(train, tokenizer), "dev": attributed(dev, tokenizer)}
    if given.shared:
        made |= {
            "names": named(given.shared, "train", tokenizer),
            "names-dev": named(given.shared, "dev", tokenizer),
        }
    for name, found in made.items():
        articles = list(found)
        (given.out / f"{name}.json").write_text(json.dumps(articles))
        print(name, len(articles), "articles,", sum(len(p) for a in articles for p in a["ids"]), "pieces")


if __name__ == "__main__":
    main()
