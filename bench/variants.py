"""How well variants are paired, and what became of each word of them.

    python bench/variants.py                          # the synthetic set: pairing and pieces
    python bench/variants.py --reports ../shared      # the annotated set as well, where its reports are
    python bench/variants.py --fit                    # fit the weights of `stages/trace/variants/likeness.py` anew

The synthetic set is made of invented statements (variant_statements.toml); what must not be paired with a statement
are all others, those of the same speaker on the same day about the same matter among them. The annotated set
(tests/quality/variants.json) is statements of five real reports, by their places: no word of them is kept.
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import combinations
from pathlib import Path

import numpy as np

from bench.variant_families import Told, gold_words, make_families
from onrecord.model import (
    Act,
    IdentityType,
    Piece,
    PieceKind,
    Span,
    Speaker,
    Statement,
    StatementKind,
    Variant,
    content_id,
)
from onrecord.stages.trace.variants import FLOOR, Said, compare_statements, find_variants, make_said
from onrecord.stages.trace.variants.alignment import align_words
from onrecord.stages.trace.variants.likeness import FEATURES, features, weigh_pair
from onrecord.stages.trace.variants.weights import weights_of

ANNOTATED = Path(__file__).parents[1] / "tests" / "quality" / "variants.json"


@dataclass(frozen=True, slots=True)
class Rate:
    """Return how many were right, wrong and missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Return the share of what was found that is right."""
        return self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self) -> float:
        """Return the share of what is right that was found."""
        return self.right / max(self.right + self.missed, 1)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of both."""
        return 2 * self.right / max(2 * self.right + self.wrong + self.missed, 1)

    def __str__(self) -> str:
        return (
            f"precision {self.precision:.3f}  recall {self.recall:.3f}  F1 {self.f1:.3f}"
            f"  ({self.right} right, {self.wrong} wrong, {self.missed} missed)"
        )


def counts_of(every: Iterable[Said]) -> dict[str, int]:
    """Return in how many statements each word stands."""
    return Counter(word for said in every for word in {one.word for one in said.words})


def synthetic_pairing(half: str) -> tuple[Rate, dict[str, Rate]]:
    """Return how well variants of one half are paired with their statements, over all and by level."""
    families = make_families(half)
    firsts = [_said(family.first) for family in families]
    variants = [
        (n, level, _said(told)) for n, family in enumerate(families) for level, told in family.variants
    ]
    every = [*firsts, *(said for _, _, said in variants)]
    counts = counts_of(every)
    level_of = {said.statement.id: (n, level) for n, level, said in variants}
    tallies: dict[str, Counter[str]] = defaultdict(Counter)
    for n, first in enumerate(firsts):
        found = {one.b.id for one in find_variants(first, every, counts, limit=len(every))}
        for n_other, level, said in variants:
            hit = said.statement.id in found
            if n_other == n:
                tallies[level]["right" if hit else "missed"] += 1
            elif hit:
                tallies[level]["wrong"] += 1
        tallies["first"]["wrong"] += sum(id_ not in level_of for id_ in found)
    rates = {level: Rate(t["right"], t["wrong"], t["missed"]) for level, t in tallies.items()}
    return _sum(rates.values()), rates


def piece_rates(half: str) -> dict[PieceKind, Rate]:
    """Return how well the fate of each word is told, by kind, over all variants of one half."""
    families = make_families(half)
    every = [_said(told) for family in families for told in (family.first, *(t for _, t in family.variants))]
    counts = counts_of(every)
    tallies: dict[PieceKind, Counter[str]] = defaultdict(Counter)
    for family in families:
        for _, told in family.variants:
            variant = compare_statements(_said(family.first), _said(told), counts)
            gold = gold_words(family.first, told)
            for words, spans in zip(gold, _fates(variant), strict=True):
                for span, kind in words:
                    got = next((fate for place, fate in spans if place.covers(span)), None)
                    if got is kind:
                        tallies[kind]["right"] += 1
                        continue
                    tallies[kind]["missed"] += 1
                    if got is not None:
                        tallies[got]["wrong"] += 1
    return {kind: Rate(t["right"], t["wrong"], t["missed"]) for kind, t in tallies.items()}


def annotated(folder: Path) -> tuple[list[Said], dict[frozenset[int], str]] | None:
    """Return the annotated statements and the labels of pairs that are or may be one; None where a report is missing.

    Labels: same, part, otherwise, and open where careful readers may differ: such pairs count neither way.
    """
    table = json.loads(ANNOTATED.read_text(encoding="utf-8"))
    texts = {}
    for name, digest in table["reports"].items():
        file = folder / "reports" / name
        if not file.is_file() or sha256(file.read_bytes()).hexdigest() != digest:
            return None
        texts[name] = file.read_bytes().decode("utf-8")
    said = [_annotated_said(row, texts[row["report"]]) for row in table["statements"]]
    return said, {frozenset(pair[:2]): pair[2] for pair in table["pairs"]}


def annotated_pairing(
    said: Sequence[Said], labels: dict[frozenset[int], str]
) -> tuple[Rate, dict[str, Rate]]:
    """Return how well the annotated statements are paired, each with each, over all and by label."""
    counts = counts_of(said)
    number = {one.statement.id: n for n, one in enumerate(said)}
    found = {
        frozenset((n, number[variant.b.id]))
        for n, one in enumerate(said)
        for variant in find_variants(one, said, counts, limit=len(said))
    }
    closed = {pair for pair in found if labels.get(pair) != "open"}
    rates = {
        label: Rate(len(some & closed), 0, len(some - closed))
        for label in ("same", "part", "otherwise")
        for some in [{pair for pair, told in labels.items() if told == label}]
    }
    wrong = Rate(0, len(closed - labels.keys()), 0)
    return _sum([*rates.values(), wrong]), rates


def main() -> int:
    """Print how well variants are paired and described."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=Path, help="the folder that holds reports/000.txt to 004.txt")
    parser.add_argument("--fit", action="store_true", help="fit the weights of the likeness anew")
    asked = parser.parse_args()
    gold = annotated(asked.reports) if asked.reports else None
    if asked.reports and gold is None:
        print(f"the annotated reports are not in {asked.reports}, or are others", file=sys.stderr)
        return 1
    if asked.fit:
        print_fit(gold)
        return 0
    for half in ("tuning", "held"):
        every, levels = synthetic_pairing(half)
        print(f"pairing, synthetic, {half}: {every}")
        for level, rate in sorted(levels.items()):
            if level == "first":
                print(f"  taken for one though another statement: {rate.wrong}")
                continue
            print(f"  {level:14} {rate}")
        for kind, rate in piece_rates(half).items():
            print(f"  words {kind!s:10} {rate}")
    if gold:
        every, by_label = annotated_pairing(*gold)
        print(f"pairing, annotated (floor {FLOOR}): {every}")
        for label, rate in by_label.items():
            print(f"  {label:14} {rate}")
    return 0


def _said(told: Told) -> Said:
    return make_said(told.statement, [told.text], speaker=told.speaker)


def _fates(variant: Variant) -> tuple[list[tuple[Span, PieceKind]], list[tuple[Span, PieceKind]]]:
    def side(piece: Piece, span: Span | None, *, only_first: bool) -> list[tuple[Span, PieceKind]]:
        if span is None or (only_first and piece.kind is PieceKind.LEFT_OUT):
            return []
        return [(span, piece.kind)]

    return (
        [pair for piece in variant.pieces for pair in side(piece, piece.a, only_first=False)],
        [pair for piece in variant.pieces for pair in side(piece, piece.b, only_first=True)],
    )


def _sum(rates: Iterable[Rate]) -> Rate:
    every = list(rates)
    return Rate(sum(r.right for r in every), sum(r.wrong for r in every), sum(r.missed for r in every))


def _annotated_said(row: dict[str, object], text: str) -> Said:
    spans = tuple(Span(start, end) for start, end in row["content"])  # type: ignore[attr-defined]
    report = str(row["report"])
    speaker = row["speaker"]
    who = Speaker(f"s{speaker}", None, IdentityType.PERSON, None) if speaker is not None else None
    statement = Statement(
        id=content_id("annotated", report, [[span.start, span.end] for span in spans], row["kind"]),
        report=report,
        speaker=who,
        source=(),
        cue=(),
        content=spans,
        kind=StatementKind(str(row["kind"])),
        act=Act(str(row["act"])),
        said_on=date.fromisoformat(str(row["said_on"])) if row["said_on"] else None,
    )
    words = [span.cut(text) for span in spans]
    return make_said(statement, words, speaker=None if speaker is None else f"speaker {speaker}")


def print_fit(gold: tuple[list[Said], dict[frozenset[int], str]] | None) -> None:
    """Print the weights of the likeness that fit the tuning half, and the short reports of the annotated set."""
    rows: list[list[float]] = []
    labels: list[bool] = []

    def take(one: Said, other: Said, counts: dict[str, int], *, is_one: bool) -> None:
        weights, other_weights = weights_of(one.words, counts), weights_of(other.words, counts)
        pairs = align_words(one.words, other.words, weights, other_weights)
        rows.append(features(weigh_pair(one, other, pairs, weights, other_weights)))
        labels.append(is_one)

    families = make_families("tuning")
    every = [
        (n, level, _said(told))
        for n, f in enumerate(families)
        for level, told in (("first", f.first), *f.variants)
    ]
    counts = counts_of(said for *_, said in every)
    for n, level, one in every:
        if level == "first":
            for n_other, level_other, other in every:
                if other is not one and (
                    n == n_other or level_other in {"first", "otherwise", "mixed", "quoted"}
                ):
                    take(one, other, counts, is_one=n == n_other)
    if gold:
        said, told = gold
        counts = counts_of(said)
        for (i, one), (j, other) in combinations(enumerate(said), 2):
            label = told.get(frozenset((i, j)))
            if label != "open" and "001.txt" not in {one.statement.report, other.statement.report}:
                take(one, other, counts, is_one=label is not None)
    x, y = np.c_[np.array(rows), np.ones(len(rows))], np.array(labels, dtype=float)
    weights = np.zeros(x.shape[1])
    ridge = 1e-4 * len(y) * np.eye(len(weights))
    for _ in range(60):  # Newton's method; it settles in twenty
        chance = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (chance - y) + ridge @ weights
        weights -= np.linalg.solve((x.T * (chance * (1 - chance))) @ x + ridge, slope)
    print(f"{len(y)} pairs, {int(y.sum())} of them one")
    print(", ".join(f"{name} {value:.2f}" for name, value in zip(FEATURES, weights, strict=True)))


if __name__ == "__main__":
    sys.exit(main())
