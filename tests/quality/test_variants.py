"""Variants on two sets: invented statements, and those of five real reports by their places.

The reports are not part of this project. They are kept beside a checkout as `../shared`, and without them that test
skips. `bench/variants.py` prints all of it.
"""

from pathlib import Path

import pytest

from bench.variants import annotated, annotated_pairing, piece_rates, synthetic_pairing
from onrecord.model import PieceKind

SHARED = Path(__file__).resolve().parents[2].parent / "shared"


@pytest.mark.parametrize("half", ["tuning", "held"])
def test_variants_of_invented_statements_are_paired_and_nothing_else(half: str) -> None:
    every, levels = synthetic_pairing(half)
    assert every.precision >= 0.98
    assert every.recall >= 0.85
    for level in ("same", "quoted", "cut", "renamed", "inserted", "reworded", "re-attributed", "re-dated"):
        assert levels[level].recall == 1.0, level


@pytest.mark.parametrize("half", ["tuning", "held"])
def test_what_became_of_each_word_is_told(half: str) -> None:
    rates = piece_rates(half)
    floors = {
        PieceKind.SAME: 0.96,
        PieceKind.LEFT_OUT: 0.85,
        PieceKind.INSERTED: 0.85,
        PieceKind.REWORDED: 0.68,
    }
    assert {kind: rates[kind].f1 >= floor for kind, floor in floors.items()} == dict.fromkeys(floors, True)


def test_statements_repeated_in_real_reports_are_paired() -> None:
    gold = annotated(SHARED)
    if gold is None:
        pytest.skip(f"the annotated reports are not in {SHARED}, or are others")
    every, labels = annotated_pairing(*gold)
    assert labels["same"].recall == labels["part"].recall == 1.0
    assert every.precision >= 0.9
    assert every.recall >= 0.9
