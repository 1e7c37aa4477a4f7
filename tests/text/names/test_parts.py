import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.names.parts import MOST_CHARS, MOST_PARTS, PartKind, split_name


def kinds(name: str) -> list[tuple[str, str]]:
    return [(part.text, part.kind.name.lower()) for part in split_name(name).parts]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Sheikh Adel Sarwan", [("sheikh", "title"), ("adel", "word"), ("sarwan", "word")]),
        ("الشيخ عادل سروان", [("شيخ", "title"), ("عادل", "word"), ("سروان", "word")]),
        ("генерал Олег Саранов", [("генерал", "title"), ("олег", "word"), ("саранов", "word")]),
        ("Adel Bey", [("adel", "word"), ("bey", "title")]),
        ("John Major", [("john", "word"), ("major", "word")]),
        ("Adel bin Sarwan", [("adel", "word"), ("bin", "particle"), ("sarwan", "word")]),
        ("A. Sarwan, Jr", [("a", "initial"), ("sarwan", "word"), ("jr", "suffix")]),
        ("Brigade 12", [("brigade", "word"), ("12", "number")]),
    ],
)
def test_parts_of_a_name_are_told_apart(name: str, parts: list[tuple[str, str]]) -> None:
    found = [(text.removeprefix("ال"), kind) for text, kind in kinds(name)]
    assert found == parts


@pytest.mark.parametrize("name", ["Adel al-Sarwan", "Adel Al Sarwan", "عادل السروان", "Адель аль-Сарван"])
def test_article_belongs_to_its_word(name: str) -> None:
    last = split_name(name).parts[-1]
    assert last.article == "al"
    assert len(split_name(name).parts) == 2


def test_apostrophes_are_left_out_where_they_tell_nothing() -> None:
    assert [part.text for part in split_name("Na’im Sa`id Qur'an").parts] == ["naim", "said", "quran"]
    assert [part.text for part in split_name("ג'ורג'").parts] == ["ג'ורג'"]


def test_comma_is_remembered() -> None:
    assert split_name("Сарван, Адель").comma == 1
    assert split_name("Adel Sarwan").comma == 0


def test_case_accents_of_arabic_and_invisible_signs_do_not_count() -> None:
    unmarked = split_name("عادل سروان")
    assert unmarked == split_name("عَادِل \u200fسروان")
    assert split_name("ADEL SARWAN") == split_name("adel sarwan")


@given(st.text(max_size=2_000))
def test_any_text_has_bounded_parts(text: str) -> None:
    split = split_name(text)
    assert len(split.parts) <= MOST_PARTS
    assert all(0 < len(part.text) <= MOST_CHARS for part in split.parts)
    assert split.comma <= len(split.parts) + MOST_PARTS


def test_a_name_of_a_million_letters_is_cut() -> None:
    assert len(split_name("x" * 1_000_000).parts[0].text) == MOST_CHARS
    assert all(part.kind is PartKind.INITIAL for part in split_name("y " * 500_000).parts)
