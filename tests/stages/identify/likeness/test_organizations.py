"""How two names of organisations answer each other."""

import csv
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.stages.identify.likeness.organizations import (
    OrganizationFeatures,
    compare_organizations,
    explain_organizations,
    parse_organization,
)

PAIRS = Path(__file__).parents[3] / "quality" / "names" / "organizations.csv"


def features(a: str, b: str) -> OrganizationFeatures:
    return compare_organizations(parse_organization(a), parse_organization(b))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("General Fuel Company of Selmar", "Compañía General de Combustibles de Selmar, S.A."),
        ("Selmar Liberation Front", "جبهة تحرير سلمار"),
        ("Ministry of Fuel of Iran", "وزارت سوخت ایران"),
        ("Central Bank of Yemen", "Центральный банк Йемена"),
        ("Ministry of Agriculture of Israel", "משרד החקלאות של ישראל"),
    ],
)
def test_translations_are_covered_whole(a: str, b: str) -> None:
    found = features(a, b)
    assert found.covers_least > 0.85
    assert found.head >= 0
    assert found.place >= 0


def test_contradictions_are_told() -> None:
    assert features("Brigade 12", "Brigade 21").number == -1
    assert features("Bank of Libya", "Bank of Yemen").place == -1
    assert features("Guard of Eastern Selmar", "Guard of Western Selmar").place == -1
    assert features("Bank of Syria", "International Islamic Bank of Syria").left_most >= 0.5
    assert features("Selmar Party", "Selmar Army").head == -1
    assert features("Selmar Party", "Military Wing of the Selmar Party").wing == -1
    assert features("Selmar Ltd", "Selmar PLC").form == -1


def test_acronyms_stand_for_the_whole() -> None:
    found = features("IRGC", "Islamic Revolutionary Guard Corps")
    assert found.acronym == 1
    assert found.covers_least > 0.8


def test_the_order_of_the_names_makes_no_difference() -> None:
    rows = [("Selmar Bank of Yemen", "SBY"), ("Bank Selmar", "بنك سلمار"), ("Selmar", "")]
    for a, b in rows:
        assert features(a, b) == features(b, a)


def test_reasons_can_be_read() -> None:
    one, other = parse_organization("Selmar Party of Libya"), parse_organization("حزب سلمار اليمني")
    assert explain_organizations(one, other) == [
        '"Selmar" sounds like "سلمار"',
        '"Party" means the same as "حزب"',
        "the places differ: Libya; اليمني",
    ]


def test_words_that_a_table_has_as_one_are_told_as_they_stand() -> None:
    one, other = parse_organization("Israeli Army"), parse_organization("The Zionist Régime’s army")
    assert explain_organizations(one, other) == [
        '"Israeli" means the same as "Zionist Régime"',
        'both have "Army"',
    ]


def test_what_only_one_has_is_told_in_whichever_order_the_names_are_given() -> None:
    one, other = parse_organization("Selmar Fuel Bank"), parse_organization("Bank of Orvel")
    assert explain_organizations(one, other)[1:] == [
        'only one has "Selmar", "Fuel"',
        'only the other has "Orvel"',
    ]
    assert explain_organizations(parse_organization("Bank"), other)[1:] == ['only one has "Orvel"']


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400), st.text(max_size=400))
def test_any_two_texts_can_be_compared(a: str, b: str) -> None:
    found = features(a, b)
    assert all(-1 <= value <= 4 for value in found)
    assert found == pytest.approx(features(b, a))
    explain_organizations(parse_organization(a), parse_organization(b))


def test_a_hostile_name_takes_no_longer() -> None:
    names = [("ab " * 200, "ba " * 200), ("x" * 5_000, "y" * 5_000), ("iv " * 100, "xi " * 100)]
    started = time.process_time()
    for a, b in names * 20:
        features(a, b)
    assert time.process_time() - started < 2


@pytest.mark.parametrize(("half", "floor"), [("table", 0.93), ("kept", 0.87)])
def test_translated_organisations_come_before_others(half: str, floor: float) -> None:
    """The share of pairs (one of the same, one of different organisations) that `exact` puts in the right order.

    Measured .95 and .89. No half is unseen: whoever wrote the tables wrote the pairs too, and knew how both fared.
    """
    with PAIRS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["half"] == half]
    same = [features(row["a"], row["b"]).exact for row in rows if row["label"] == "1"]
    different = [features(row["a"], row["b"]).exact for row in rows if row["label"] == "0"]
    won = sum((s > d) + 0.5 * (s == d) for s in same for d in different)
    assert won / (len(same) * len(different)) >= floor
