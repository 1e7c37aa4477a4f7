"""Measure the prose rules against hand-marked attributions: how often each confidence is right, and how fast.

    python bench/prose_rules.py GOLD.jsonl

GOLD.jsonl: one document a line, `{"doc", "text", "attributions": [{"source", "cue", "content"}]}`, each a
list of [start, end]. A predicted content is right when its characters overlap a gold content by half or more
(intersection over union), each gold content used once. Prints one table; nothing is stored.
"""

import argparse
import json
import re
import statistics
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from onrecord.model import Span
from onrecord.ports import Tagged
from onrecord.stages.attribute import CueRules

HALF = 0.5
RUNS = 3


def main() -> None:
    """Print precision by confidence, recall by form, and CPU seconds per 1,000 words."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    documents = [json.loads(line) for line in parser.parse_args().gold.open(encoding="utf-8")]
    rules = CueRules()
    right: dict[float, int] = defaultdict(int)
    total: dict[float, int] = defaultdict(int)
    found = wanted = 0
    for document in documents:
        gold = [list(a["content"]) for a in document["attributions"]]
        wanted += len(gold)
        for attribution, hit in matched(tagged(rules, document["text"]), gold):
            total[attribution.confidence] += 1
            right[attribution.confidence] += hit
            found += hit
    print(f"{'confidence':>10}  {'right':>6}  {'of':>6}  share")
    for confidence in sorted(total, reverse=True):
        share = right[confidence] / total[confidence]
        print(f"{confidence:>10}  {right[confidence]:>6}  {total[confidence]:>6}  {share:.3f}")
    print(f"precision {found / max(1, sum(total.values())):.3f}  recall {found / max(1, wanted):.3f}")
    seconds = [timed(rules, documents) for _ in range(RUNS)]
    words = sum(len(d["text"].split()) for d in documents)
    print(f"CPU seconds per 1,000 words, median of {RUNS}: {1000 * statistics.median(seconds) / words:.4f}")


def tagged(rules: CueRules, text: str) -> list[Tagged]:
    """Return the attributions of all paragraphs of a text, a paragraph being a line."""
    lines = [Span(m.start(), m.end()) for m in re.finditer(r"\S[^\n]*", text)]
    return [a for found in rules.tag(text, lines).attributions for a in found]


def matched(predicted: Sequence[Tagged], gold: Sequence[Any]) -> Iterator[tuple[Tagged, bool]]:
    """Yield each attribution with whether a gold content, not used before, overlaps it by half."""
    free = [chars([Span(s, e) for s, e in content]) for content in gold]
    for attribution in predicted:
        mine = chars(attribution.content)
        best = max(free, key=lambda g: overlap(mine, g), default=set())
        hit = overlap(mine, best) >= HALF
        if hit:
            free.remove(best)
        yield attribution, hit


def chars(spans: Sequence[Span]) -> set[int]:
    """Return the offsets that some spans cover."""
    return {i for s in spans for i in range(s.start, s.end)}


def overlap(a: set[int], b: set[int]) -> float:
    """Return intersection over union, 0 to 1."""
    return len(a & b) / len(a | b) if a and b else 0.0


def timed(rules: CueRules, documents: Sequence[Any]) -> float:
    """Return the CPU seconds of tagging all documents once."""
    start = time.process_time()
    for document in documents:
        tagged(rules, document["text"])
    return time.process_time() - start


if __name__ == "__main__":
    main()
