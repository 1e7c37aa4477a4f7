"""Folded words of names, as they stand in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.names.parts import split_name
from onrecord.text.names.words import raw_words
from onrecord.text.names.written import as_written


@pytest.mark.parametrize(
    ("name", "folded", "written"),
    [
        ("Na'im al-Qassem", ["naim", "qassem"], ["Na'im", "Qassem"]),
        ("The Zionist Régime", ["zionistregime"], ["Zionist Régime"]),
        ("U.S. Bank of A. B. Carr", ["us", "bank", "ab", "carr"], ["U.S.", "Bank", "A. B.", "Carr"]),
        ("Bank of Russia, US", ["bank", "us"], ["Bank", "US"]),
        ("Abd al-Rahman Sarwan", ["abdrahman", "sarwan"], ["Abd al-Rahman", "Sarwan"]),
        ("مُنَظَّمة الحسام", ["منظمه", "حسام"], ["مُنَظَّمة", "الحسام"]),
        ("Brigade ٤٤", ["brigade", "44"], ["Brigade", "٤٤"]),
        ("Selm and Selm", ["selm", "selm"], ["Selm", "Selm"]),
        ("Selmar", ["orvel", ""], ["orvel", ""]),
        ("Na\u202eim\x1b Sarwan", ["naim"], ["Naim"]),
    ],
)
def test_words_are_given_as_they_stand_in_the_name(name: str, folded: list[str], written: list[str]) -> None:
    assert as_written(name, folded) == written


@given(st.text(max_size=60))
def test_every_word_of_any_name_is_given_and_steers_nothing(name: str) -> None:
    for folded in (raw_words(name), [part.text for part in split_name(name).parts]):
        written = as_written(name, folded)
        assert len(written) == len(folded)
        assert not any(char in "\u202e\u2066\x1b\n" for word in written for char in word)
