"""Which words of two names answer each other."""

import pytest

from onrecord.stages.identify.likeness.organization_alignment import align
from onrecord.stages.identify.likeness.organization_parts import parse_organization


def whys(a: str, b: str) -> list[str]:
    return sorted({match.why.name for match in align(parse_organization(a), parse_organization(b)).matches})


@pytest.mark.parametrize(
    ("a", "b", "wanted"),
    [
        ("Selmar Bank", "Bank Selmar", ["SAME"]),
        ("Selmar Bank", "Banco Selmar", ["MEANS", "SAME"]),
        ("Selmar", "سلمار", ["SOUNDS"]),
        ("Selmarska", "Selmarskaja", ["SPELLED"]),
        ("Tidewater", "Tide Water", ["TOGETHER"]),
        ("Council of Selmar", "Parliament of Selmar", ["NEAR", "SAME"]),
        ("SLF", "Selmar Liberation Front", ["LETTERS"]),
        ("Selmar Liberation Front", "ФОС", []),
        ("Selneft", "Selmar Neftyanaya", ["BLENDED"]),
        ("Bank", "Hospital", []),
        ("Brigade 12", "Brigade 21", ["SAME"]),
        ("", "Bank", []),
    ],
)
def test_words_answer_each_other_for_a_reason(a: str, b: str, wanted: list[str]) -> None:
    assert whys(a, b) == wanted
    assert whys(b, a) == wanted


def test_an_acronym_of_the_translation_is_found() -> None:
    one, other = parse_organization("SLF"), parse_organization("جبهة تحرير سلمار")
    assert align(one, parse_organization("Frente de Liberación de Selmar")).acronym == 0
    assert align(parse_organization("FLS"), other).acronym == 1
