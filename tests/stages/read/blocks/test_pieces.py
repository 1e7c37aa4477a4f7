import pytest

from onrecord.stages.read.blocks.pieces import HEAD_CHARS, count_words, has_case, starts_with, title_share
from tests.stages.read.reading import PROSE, piece


def test_piece_shows_folded_white_space_and_one_kind_of_apostrophe() -> None:
    assert piece("Ode's \u00a0 harbour").words == "Ode’s harbour"


def test_piece_of_a_huge_block_shows_only_its_two_ends() -> None:
    huge = piece("a" * 5_000 + " the end.")
    assert len(huge.words) <= HEAD_CHARS
    assert huge.tail.endswith("the end.")
    assert huge.ends


@pytest.mark.parametrize(
    "text", ["It is so.", "Is it?”[3]", "So it is…»", "قال.", "終わった。", "He said “no.”¹"]
)
def test_sentence_ends_behind_marks_and_note_markers(text: str) -> None:
    assert piece(text).ends


def test_running_text_is_long_or_has_two_sentences() -> None:
    assert piece(PROSE).is_prose
    assert piece("It is. So it is.").is_prose
    assert not piece("It is.").is_prose


def test_title_case_counts_only_words_that_it_would_capitalise() -> None:
    assert title_share("The Harbour Of The Town And Its Fees") == (1.0, 3)
    assert title_share("ميناء سلم") == (0.0, 0)


def test_scripts_without_capitals_are_known() -> None:
    assert has_case("Selm")
    assert not has_case("ميناء Selm سلم")


def test_list_entry_opens_a_line_only_as_whole_words() -> None:
    assert starts_with("by tom marsh", "bylines", "opens") == "by"
    assert starts_with("bystander", "bylines", "opens") is None
    assert count_words("one  two") == 2
