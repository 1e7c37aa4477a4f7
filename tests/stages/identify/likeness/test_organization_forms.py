"""Legal forms: found at the ends of a name, folded to a few kinds."""

import pytest

from onrecord.stages.identify.likeness.organization_forms import agree, legal_forms, split_forms
from onrecord.text.names.words import fold_word, raw_words


def split(name: str) -> tuple[list[str], list[str]]:
    words, kinds = split_forms([fold_word(word) for word in raw_words(name)])
    return words, sorted(kinds)


@pytest.mark.parametrize(
    ("name", "words", "kinds"),
    [
        ("Selmar Co., Ltd.", ["selmar"], ["limited"]),
        ("Selmar L.L.C.", ["selmar"], ["limited"]),
        ("OOO Selmar", ["selmar"], ["limited"]),
        ('ООО "Селмар"', ["селмар"], ["limited"]),
        ("Selmar Aktsionernoe Obshchestvo", ["selmar"], ["stock"]),
        ("Selmar GmbH & Co. KG", ["selmar"], ["partnership"]),
        ("Selmar S. de R.L. de C.V.", ["selmar"], ["limited"]),
        ("Selmar A.Ş.", ["selmar"], ["stock"]),
        ("شركة سلمار", ["سلمار"], ["company"]),
        ('סלמאר בע"מ', ["סלמאר"], ["limited"]),
        ("Selmar LLC Export", ["selmar", "export"], ["limited"]),
        ("Selmar Hotel and Spa", ["selmar", "hotel", "and", "spa"], []),
        ("SA Selmar", ["sa", "selmar"], []),
        ("Company", ["company"], []),
    ],
)
def test_forms_are_taken_from_the_ends(name: str, words: list[str], kinds: list[str]) -> None:
    assert split(name) == (words, kinds)


def test_a_mere_company_agrees_with_every_form() -> None:
    assert agree(frozenset({"company"}), frozenset({"stock"})) == 0
    assert agree(frozenset({"stock"}), frozenset({"stock", "limited"})) == 1
    assert agree(frozenset({"stock"}), frozenset({"limited"})) == -1


def test_sure_forms_are_forms() -> None:
    table = legal_forms()
    assert all((word,) in table.kinds for word in table.sure)
