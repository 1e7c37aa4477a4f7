"""What letters may sound like, by language, neighbour and place."""

import pytest

from onrecord.text.names.romanize import letters
from onrecord.text.names.sounds import sounds_of


def likeliest(word: str) -> str:
    return "".join(readings[0] for readings in sounds_of(letters(word)))


@pytest.mark.parametrize(
    ("word", "sounds"),
    [
        ("Schütz", "SAc"),
        ("Cecil", "sAsAl"),
        ("Marco", "mArkA"),
        ("Walid", "vAlAd"),
        ("Ouail", "vAAl"),
        ("Giulia", "JAAlAA"),
        ("Çelik", "CAlAk"),
        ("Мухин", "mAxAn"),
        ("Ляля", "lAlA"),
        ("Эдуард", "AdAArd"),
        ("تشاد", "tSAd"),
        ("ז'אן", "JAn"),
    ],
)
def test_letters_are_read_by_language_neighbour_and_place(word: str, sounds: str) -> None:
    assert likeliest(word) == sounds


def test_letter_that_languages_read_differently_has_every_reading() -> None:
    assert sounds_of(letters("ja"))[0] == ("J", "A", "H")
    assert set(sounds_of(letters("x"))[0]) == {"ks", "x", "S"}
    assert sounds_of(letters("علو"))[-1] == ("A", "v")


def test_doubled_letters_count_once_but_in_scripts_that_leave_vowels_out() -> None:
    assert likeliest("Abbas") == likeliest("Abas") == "AbAs"
    assert likeliest("Анна") == "AnA"
    assert likeliest("ممتاز") == "mmtAz"


def test_digits_stand_for_themselves_and_joints_for_nothing() -> None:
    assert likeliest("4x4") == "4ks4"
    assert likeliest("Abd-Rabbo") == "AbdrAbA"
