import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.fold import fold, squeeze


def test_spellings_that_differ_in_marks_fold_together() -> None:
    assert fold("Na‘im QĀSSEM") == fold("Naim Qassem") == "naim qassem"
    assert fold("حِزْبُ الله") == "حزب الله"


def test_a_line_is_squeezed_to_one() -> None:
    assert squeeze(" a\x00b\n\n c\u2028d ") == "a b c d"


@given(st.text(max_size=60))
def test_nothing_squeezed_holds_a_gap_but_single_spaces(words: str) -> None:
    kept = [c for c in words if not c.isspace() and unicodedata.category(c) != "Cc"]
    squeezed = squeeze(words)
    assert squeezed.replace(" ", "") == "".join(kept)
    assert "  " not in squeezed
    assert squeezed == squeezed.strip()


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing_more(words: str) -> None:
    assert fold(fold(words)) == fold(words)


def test_every_mark_that_combines_is_left_out_and_nothing_else() -> None:
    marks = [char for char in map(chr, range(0x110000)) if unicodedata.combining(char)]
    assert fold("e" + "".join(marks)) == "e"
    others = [char for char in map(chr, range(0xD800)) if not unicodedata.combining(char)]
    kept = "".join(unicodedata.normalize("NFKD", char) for char in others)
    plain = "".join(char for char in kept if not unicodedata.combining(char))
    assert fold("é" + "".join(others)) == fold("e" + plain)
