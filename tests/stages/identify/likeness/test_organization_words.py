"""Words of organisations' names in many languages, under one key word."""

import pytest

from onrecord.stages.identify.likeness.organization_words import (
    WordKind,
    bare_forms,
    is_small,
    look_up,
    stems_of,
    word_tables,
)
from onrecord.text.data import load_table
from onrecord.text.names.words import fold_word


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("حزب", "party"),
        ("الأحزاب", "party"),
        ("والجبهة", "front"),
        ("إسلامية", "islamic"),
        ("کمیته", "committee"),
        ("המפלגה", "party"),
        ("ליברלית", "liberal"),
        ("народного", "people"),
        ("Міністерство", "ministry"),
        ("Befreiung", "liberation"),
        ("bakanlığı", "ministry"),
        ("Sherkat", "company"),
        ("Sanaye", "industry"),
        ("predpriyatiya", "enterprise"),
        ("Univ", "university"),
        ("Intl", "international"),
        ("Bn", "brigade"),
        ("iranische", "iran"),
        ("إيرانية", "iran"),
        ("иранский", "iran"),
        ("איראני", "iran"),
        ("первого", "1"),
    ],
)
def test_words_of_many_languages_meet_under_one_key(word: str, key: str) -> None:
    found = look_up(fold_word(word))
    assert found is not None
    assert found.key == key


@pytest.mark.parametrize("word", ["selmar", "سلمار", "селмар", "סלמאר"])
def test_a_name_is_no_word(word: str) -> None:
    assert look_up(word) is None


def test_places_are_told_from_other_words() -> None:
    found = look_up("syrian")
    assert found is not None
    assert found.kind is WordKind.PLACE


def test_small_words_join_in_every_script() -> None:
    assert all(map(is_small, ("of", "de", "ve", "في", "в", "של")))


def test_prefixes_leave_a_word() -> None:
    assert bare_forms("والامن") == ("والامن", "امن")
    assert bare_forms("ال") == ("ال",)


def test_short_words_have_no_stem() -> None:
    assert stems_of("bank") == ()


def test_no_spelling_stands_under_two_keys_of_a_section() -> None:
    table = load_table("names/organization_words")
    for section in ("generic", "bodies", "words", "numbers"):
        held: dict[str, str] = {}
        for key, row in table[section].items():
            for spelling in dict.fromkeys(fold_word(one) for one in row.split()):
                assert held.setdefault(spelling, key) == key, (
                    f"{spelling} is {held[spelling]} and {key}: leave it in one"
                )


def test_keys_that_tables_name_are_keys() -> None:
    tables = word_tables()
    keys = {word.key for word in tables.words.values()}
    assert tables.wings <= keys
    assert tables.near.keys() <= keys
