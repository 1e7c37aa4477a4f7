import pytest

from onrecord.text.scripts import script_of


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Хезболла", "Cyrl"),
        ("חיזבאללה", "Hebr"),
        ("حزب", "Arab"),
        ("Ελλάς", "Grek"),
        ("日本", "Hani"),
        ("12 + 3", "Zyyy"),
    ],
)
def test_the_script_of_most_letters(words: str, code: str) -> None:
    assert script_of(words) == code
