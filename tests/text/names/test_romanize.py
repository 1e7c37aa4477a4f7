"""One rough Latin form for the words of every script that the table holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.names.romanize import MOST_LETTERS, letters, romanize


@pytest.mark.parametrize(
    ("token", "latin"),
    [
        ("قاسم", "qasm"),
        ("وليد", "wlid"),
        ("موسوي", "muswi"),
        ("گودرزی", "gudrzi"),
        ("جۆرج", "jorj"),
        ("ئەحمەد", "ahmad"),
        ("עומר", "aumr"),
        ("ולדימיר", "vldimir"),
        ("ג׳ורג׳", "jurj"),
        ("ג'ורג'", "jurj"),
        ("Щукин", "shchukin"),
        ("Съезжин", "sezzhin"),
        ("Ҳабиб", "habib"),
        ("Μπακάλης", "bakalis"),
        ("Սարյան", "saryan"),
        ("ნინო", "nino"),
        ("Ələkbər", "alakbar"),
        ("Iğdır", "ighdir"),
        ("İnci", "inci"),
        ("Łukaszößæ", "lukaszossae"),
        ("Na’im", "naim"),
        ("ʿAlī", "ali"),
        ("al-Hariri", "alhariri"),
        ("١٩٤٨", "1948"),
    ],
)
def test_word_of_any_script_has_a_latin_form(token: str, latin: str) -> None:
    assert romanize(token) == latin


def test_presentation_forms_are_read_as_the_letters_they_show() -> None:
    assert romanize("ﻗﺎﺳﻢ") == romanize("قاسم")


def test_letter_keeps_its_script_and_sign() -> None:
    first, second = letters("عی")
    assert (first.script, first.sign) == ("Arab", "ع")
    assert (second.latin, second.script) == ("i", "Arab")


@given(st.text(max_size=200))
def test_any_text_comes_out_short_and_in_ascii(words: str) -> None:
    latin = romanize(words)
    assert latin.isascii()
    assert latin == "" or latin.isalnum()
    assert latin == latin.lower()
    assert len(latin) <= MOST_LETTERS * 20
