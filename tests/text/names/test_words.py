"""Words of names, cut apart and folded."""

import pytest

from onrecord.text.names.words import LONGEST_NAME, MOST_WORDS, fold_word, raw_words, without_article


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Selmar S.A. de C.V.", ["selmar", "sa", "de", "cv"]),
        ("R&D Bank", ["rd", "bank"]),
        ("Fish & Ships", ["fish", "and", "ships"]),
        ("The Harbour's Watch", ["the", "harbour", "watch"]),
        ("Union de l’Énergie", ["union", "de", "énergie"]),
        ("İnsan Hakları", ["insan", "hakları"]),
        ('צה"ל', ["צהל"]),
        ("مُنَظَّمة", ["منظمة"]),
        ("خبرگزاری‌ها", ["خبرگزاری", "ها"]),
        ("…", []),
    ],
)
def test_a_name_is_cut_into_its_words(name: str, words: list[str]) -> None:
    assert raw_words(name) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [("الأمة", "الامه"), ("على", "علي"), ("ایران", "ايران"), ("Україні", "украини"), ("Gıda", "gida")],
)
def test_letters_of_one_script_fold_over_its_languages(one: str, other: str) -> None:
    assert fold_word(one) == fold_word(other)


def test_what_is_read_of_a_name_is_bounded() -> None:
    assert len(raw_words("a b " * 10_000)) == MOST_WORDS
    assert len(raw_words("x" * 10_000)[0]) == LONGEST_NAME


def test_an_article_leaves_a_word() -> None:
    assert without_article("الحسام") == "حسام"
    assert without_article("الف") == "الف"
