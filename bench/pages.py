"""Measure how news pages are read, and how fast, beside trafilatura in the same run.

    python bench/pages.py GOLD.jsonl PAGES [--rounds 5]

GOLD.jsonl: one page a line, `{"file", "title", "paragraphs"}`; PAGES holds the files, gzipped or not. Words of the
body are scored as bags: paragraphs, headings, list items and turns of ours, the whole text of trafilatura's. Both
read every page in each round, in turn, in this process on one thread; both give text and metadata. Pages per second
of CPU time are the median of the rounds. Prints one table; nothing is stored.
"""

import argparse
import gzip
import json
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from onrecord.errors import PageUnreadable
from onrecord.model import BlockKind, Capture
from onrecord.stages.read import read_report
from onrecord.stages.read.report import MADE_BY

BODY = {BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.TURN}
GOOD = 0.95
#: Both read some pages before the rounds: tables and models load once.
WARM_UP = 5

Read = Callable[[bytes], list[str]]


def main() -> None:
    """Print words' precision, recall and F1, and pages per second of CPU time."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    with given.gold.open(encoding="utf-8") as lines:
        gold = [json.loads(line) for line in lines]
    bodies = [load(given.pages / page["file"]) for page in gold]
    systems: dict[str, Read] = {MADE_BY: ours, f"trafilatura {version('trafilatura')}": theirs}
    texts: dict[str, list[list[str]]] = {}
    speeds: dict[str, list[float]] = {name: [] for name in systems}
    for read in systems.values():
        for body in bodies[:WARM_UP]:
            read(body)
    for _ in range(given.rounds):
        for name, read in systems.items():
            began = time.process_time()
            texts[name] = [read(body) for body in bodies]
            speeds[name].append(len(bodies) / (time.process_time() - began))
    print(f"{len(gold)} pages, {given.rounds} rounds, Python {sys.version.split()[0]}")
    print(f"{'':24}{'F1':>7}{'P':>7}{'R':>7}{'>= .95':>8}{'pages per CPU second':>22}{'(least, most)':>16}")
    for name in systems:
        rows = [score(page["paragraphs"], text) for page, text in zip(gold, texts[name], strict=True)]
        f1, precision, recall = (statistics.fmean(column) for column in zip(*rows, strict=True))
        good = statistics.fmean(row[0] >= GOOD for row in rows)
        speed = speeds[name]
        print(
            f"{name:24}{f1:7.3f}{precision:7.3f}{recall:7.3f}{good:8.3f}"
            f"{statistics.median(speed):22.1f}{f'({min(speed):.1f}, {max(speed):.1f})':>16}"
        )


def load(path: Path) -> bytes:
    """Return a page's bytes, gzipped or not."""
    return path.read_bytes() if path.exists() else gzip.decompress(Path(f"{path}.gz").read_bytes())


def ours(body: bytes) -> list[str]:
    """Return the body as this package reads it, as the command line does: by the bytes alone."""
    capture = Capture(
        sha256=sha256(body).hexdigest(),
        size=len(body),
        address="file:///page.html",
        fetched_at=datetime.now(UTC),
        media_type="text/html",
    )
    try:
        report = read_report(capture, body, name="page.html")
    except PageUnreadable:
        return []
    return [block.span.cut(report.text) for block in report.blocks if block.kind in BODY]


def theirs(body: bytes) -> list[str]:
    """Return the body as trafilatura reads it; it is measured against, and no dependency of the project."""
    from trafilatura import bare_extraction  # noqa: PLC0415 -- see above

    found = bare_extraction(body, with_metadata=True)
    return [] if found is None or isinstance(found, dict) else [found.text or ""]


def score(paragraphs: Sequence[str], texts: Sequence[str]) -> tuple[float, float, float]:
    """Return F1, precision and recall of words.

    >>> score(["Fees rise in Selm"], ["fees rise", "Home"])[1:]
    (0.6666666666666666, 0.5)
    """
    gold, got = _bag(paragraphs), _bag(texts)
    right = sum((gold & got).values())
    precision, recall = right / max(1, sum(got.values())), right / max(1, sum(gold.values()))
    return (2 * precision * recall / (precision + recall) if right else 0.0), precision, recall


def _bag(texts: Sequence[str]) -> Counter[str]:
    return Counter(word for text in texts for word in re.findall(r"\w+", text.lower()))


if __name__ == "__main__":
    main()
