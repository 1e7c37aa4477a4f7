"""Variants on two sets: invented statements, and those of five real reports by their places.

The reports are not part of this project. They are kept beside a checkout as `../shared`, and without them that test
skips. `bench/variants.py` prints all of it.
"""

from pathlib import Path

import pytest

from bench.variants import annotated, annotated_pairing, piece_rates, synthetic_pairing
from onrecord.app import init_desk, open_desk
from onrecord.desk import add, plan_leads, show, variants
from onrecord.model import PieceKind, Span

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


def test_words_repeated_within_a_report_are_found_in_a_desk(tmp_path: Path) -> None:
    file = SHARED / "reports" / "001.txt"
    if not file.is_file():
        pytest.skip(f"the report is not in {SHARED}")
    init_desk(tmp_path / "desk")
    with open_desk(tmp_path / "desk") as desk:
        for _, outcome in add(desk, plan_leads(desk.fetcher, [str(file)])):
            assert not isinstance(outcome, Exception)
        said = show(desk, "001.txt").statements
        passage, speech = Span(3959, 4456), Span(14698, 18628)
        short = next(one for one in said if passage.covers(one.content[0]) and not one.nested_in)
        found = [carried.variant.b.content[0] for carried in variants(desk, short.id).carried]
        assert any(speech.covers(span) for span in found)
