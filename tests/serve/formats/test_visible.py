import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from onrecord.serve.formats.visible import escaped, joined, shorten, visible, visible_lines

STEERING = "\x00\x07\x08\x1b\x7f\x85\x9b\u202a\u202e\u2066\u2069\ud800"


@given(st.text(alphabet=st.characters() | st.sampled_from(STEERING)))
def test_no_character_is_left_that_steers_a_terminal(text: str) -> None:
    for shown in (visible(text), escaped(text), visible_lines(text).replace("\n", "").replace("\t", "")):
        assert not set(shown) & set(STEERING)
        assert not [char for char in shown if unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"}]
        assert shown.encode("utf-8").decode("utf-8") == shown


def test_escape_sequences_and_overrides_are_shown_and_not_obeyed() -> None:
    assert visible("a\x1b]0;title\x07b\u202ec") == r"a\x1b]0;title\x07b\u202ec"


def test_marks_that_spelling_needs_stay() -> None:
    assert visible("می\u200cخواهم \u200fحزب") == "می\u200cخواهم \u200fحزب"


def test_lines_and_tabs_stay_in_a_text_and_nothing_else_steers() -> None:
    assert visible_lines("a\tb\r\nc\rd\x0c") == "a\tb\nc d "


@given(st.text(alphabet="ab \u0627", max_size=200), st.integers(min_value=1, max_value=100))
def test_shortened_text_is_never_longer_than_asked(text: str, most: int) -> None:
    assert len(shorten(text, most)) <= most or len(text) <= most


def test_middle_is_left_out_at_words_and_marked() -> None:
    assert shorten("Count the nets before you count the crowns", 30) == "Count the […] the crowns"
    assert shorten("short", 30) == "short"
    assert shorten("新" * 100, 20) == "新" * 7 + " […] " + "新" * 7


def test_stretches_of_a_split_quotation_are_joined_by_a_visible_gap() -> None:
    assert joined(("We never counted\nthe planks,", "We count the people")) == (
        "We never counted the planks, […] We count the people"
    )
