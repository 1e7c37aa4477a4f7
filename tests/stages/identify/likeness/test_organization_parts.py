"""What an organisation's name is made of."""

import pytest

from onrecord.stages.identify.likeness.organization_parts import MOST_PARTS, parse_organization


def keys(name: str) -> list[str]:
    return [part.key for part in parse_organization(name).parts]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Ministry of Foreign Affairs of Iran", ["ministry", "foreign", "affairs", "iran"]),
        ("وزارة الشؤون الخارجية الإيرانية", ["ministry", "affairs", "foreign", "iran"]),
        ("Banque du Moyen-Orient", ["bank", "middle-east"]),
        ("Khavarmianeh Bank", ["middle-east", "bank"]),
        ("Brigade Forty-four", ["brigade", "44"]),
        ("اللواء ٤٤", ["brigade", "44"]),
        ("Selmar Fund VII", ["selmar", "fund", "7"]),
        ("First Bank", ["1", "bank"]),
        ("A B C Bank", ["abc", "bank"]),
        ("Des International", ["des", "international"]),
        ("", []),
        ("!!", []),
    ],
)
def test_words_are_read_under_their_keys(name: str, wanted: list[str]) -> None:
    assert keys(name) == wanted


def test_initials_are_taken_with_small_words_and_of_translations() -> None:
    letters = [one.letters for one in parse_organization("Front de libération de Selmar").initials]
    assert letters == ["fls", "fdlds"]
    letters = [one.letters for one in parse_organization("جبهة تحرير سلمار").initials]
    assert "fls" in letters


def test_wings_places_numbers_and_bodies_are_told() -> None:
    form = parse_organization("Military Wing of the Selmar Party of Yemen, Brigade 12")
    assert form.wings == {"military", "wing-arm", "brigade"}
    assert form.places == {"yemen"}
    assert form.numbers == {"12"}
    assert form.bodies == ("party", "brigade")


def test_a_name_of_any_length_has_few_parts() -> None:
    assert len(parse_organization("Selmar front " * 1_000).parts) == MOST_PARTS
    assert len(parse_organization("я" * 100_000).parts) == 1
