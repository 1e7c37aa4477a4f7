"""Names in free entity sets, in one form, and the labels that a model learns from them.

    entities.py --data SHARED

SHARED holds `gum` and `entities` (see data.toml, which pins their digests). Prints what each set has.
No torch; the package `onrecord` must be importable (its tables of outlets, titles and places are read).
"""

import argparse
import hashlib
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from entity_columns import read_uner, read_wikigold
from entity_gum import read_gum
from entity_names import NAME_TYPES, UNKNOWN, Annotated, Name
from entity_re3d import read_re3d

HERE = Path(__file__).parent
IGNORED = -100  # what a loss leaves out
DEV_EVERY = 10

#: Where each pinned set lies under SHARED.
PLACES: Mapping[str, str] = {
    "gum_train": "gum/train/conllu",
    "gum_dev": "gum/dev/conllu",
    "wikigold": "entities/wikigold.conll.txt",
    "uner_ewt_dev": "entities/uner_ewt_dev.iob2",
    "re3d": "entities/re3d",
}


class Placed(Protocol):
    """Return pieces of a text by where they start and end, such as `pieces.Pieces`."""

    @property
    def starts(self) -> Sequence[int]:
        """Return the first character of each piece."""

    @property
    def ends(self) -> Sequence[int]:
        """Return the character after each piece."""


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, or of a folder: over the sorted relative names and digests of its files."""
    if path.is_file():
        return hashlib.sha256(path.read_bytes()).hexdigest()
    whole = hashlib.sha256()
    for file in sorted((p for p in path.rglob("*") if p.is_file()), key=lambda p: p.relative_to(path).parts):
        whole.update(f"{file.relative_to(path).as_posix()}\0{digest_of(file)}\n".encode())
    return whole.hexdigest()


def check_sets(data: Path) -> None:
    """Return if every set has the digest that data.toml pins; leave otherwise."""
    check(data, PLACES)


def check(data: Path, sets: Iterable[str]) -> None:
    """Return if each of these sets has the digest that data.toml pins; leave otherwise."""
    pinned = tomllib.loads((HERE / "data.toml").read_text(encoding="utf-8"))["files"]
    for name in sets:
        place, wanted = PLACES[name], pinned[name]["sha256"]
        found = digest_of(data / place)
        if found != wanted:
            sys.exit(f"{data / place}: sha256 {found} is not the pinned {wanted} of {name}; use that one")


def read_sets(data: Path) -> Iterator[Annotated]:
    """Yield every document of every set, always in the same order."""
    yield from read_gum(data / "gum", "train")
    yield from read_gum(data / "gum", "dev")
    yield from read_wikigold(data / PLACES["wikigold"])
    yield from read_uner(data / PLACES["uner_ewt_dev"])
    yield from read_re3d(data / PLACES["re3d"])


def split_of(doc: str) -> str:
    """Return "dev" or "train" for the `doc` of a document: GUM's own parts, of other sets every tenth.

    >>> [split_of(x) for x in ("gum/dev/GUM_news_iodine", "wikigold/0020", "re3d/0021/centcom")]
    ['dev', 'dev', 'train']
    """
    source, part, *_ = doc.split("/")
    if source == "gum":
        return part
    return "dev" if int(part) % DEV_EVERY == 0 else "train"


def label_names(paragraphs: Sequence[Placed], names: Iterable[Name]) -> list[list[int]]:
    """Return a label for each piece of each paragraph.

    0 for no name, 1 + 2 * n for the first piece of a name of type NAME_TYPES[n], 2 + 2 * n for its others,
    IGNORED where the source does not tell.
    """
    ordered = sorted(names)
    out: list[list[int]] = []
    begun: set[Name] = set()
    for paragraph in paragraphs:
        labels: list[int] = []
        for start, end in zip(paragraph.starts, paragraph.ends, strict=True):
            name = next((n for n in ordered if n[0] < end and n[1] > start), None)
            if name is None:
                labels.append(0)
            elif name[2] == UNKNOWN:
                labels.append(IGNORED)
            else:
                labels.append(1 + 2 * NAME_TYPES.index(name[2]) + (name in begun))
                begun.add(name)
        out.append(labels)
    return out


def table(documents: Iterable[Annotated]) -> str:
    """Return a Markdown table: for each set and part its documents, words, and names by type."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for document in documents:
        count = counts.setdefault((document.doc.split("/")[0], split_of(document.doc)), Counter())
        count["documents"] += 1
        count["words"] += len(document.text.split())
        count.update(kind for _, _, kind in document.names)
    columns = ("documents", "words", *NAME_TYPES, UNKNOWN)
    lines = [f"| set | part | {' | '.join(columns)} |", "|---" * (2 + len(columns)) + "|"]
    for (source, part), count in counts.items():
        lines.append(f"| {source} | {part} | " + " | ".join(f"{count[c]:,}" for c in columns) + " |")
    return "\n".join(lines)


def main() -> None:
    """Check the sets and print what they have."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--data", type=Path, required=True, help="the folder with gum and entities")
    given = options.parse_args()
    check_sets(given.data)
    print(table(read_sets(given.data)))


if __name__ == "__main__":
    main()
