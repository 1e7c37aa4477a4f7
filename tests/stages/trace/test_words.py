import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span
from onrecord.stages.trace.words import split_texts, split_words, words_in, words_of
from tests.stages.trace.told import page, read, words


def cut(text: str, *, without: tuple[Span, ...] = ()) -> list[str]:
    found = words_in(text, [Span(0, len(text))], without=without)
    return [found.span(i, i).cut(text) for i in range(len(found))]


def test_words_are_cut_from_the_text_as_they_stand_there() -> None:
    assert cut("The harbour’s “labour”, said Né.") == ["The", "harbour", "s", "labour", "said", "Né"]


def test_spellings_quotation_marks_and_case_are_one() -> None:
    one = words("“The Organised Centre”, they said of twelve boats.")
    other = words('"the organized center" they said of 12 boats')
    assert one.hashes.tolist() == other.hashes.tolist()


@pytest.mark.parametrize("text", ["Ünïcode straße", "نص عربي قصير", "Привет мир", "a—b …c"])
def test_each_script_is_split_at_what_is_no_letter(text: str) -> None:
    assert len(cut(text)) in {2, 3}


def test_a_character_of_a_script_without_spaces_is_a_word() -> None:
    assert cut("海岸 news 来源") == ["海", "岸", "news", "来", "源"]


def test_left_out_stretches_and_very_long_words_do_not_count() -> None:
    assert cut("one two three", without=(Span(4, 7),)) == ["one", "three"]
    assert cut("x" * 1_000_000 + " end") == ["end"]


def test_furniture_and_lines_about_the_report_do_not_count() -> None:
    report = read(page("The boats left early on Tuesday morning, as they do.", "Subscribe to our newsletter"))
    assert len(words_of(report)) == 10


@given(st.text())
def test_any_text_gives_words_in_order_inside_it(text: str) -> None:
    found = words_in(text, [Span(0, len(text))])
    ends = found.starts + found.lengths
    assert (found.starts[1:] >= ends[:-1]).all()
    assert not len(found) or int(ends[-1]) <= len(text)


@given(st.lists(st.text(max_size=80), max_size=6))
def test_texts_split_together_have_the_words_of_each(texts: list[str]) -> None:
    for text, together in zip(texts, split_texts(texts), strict=True):
        alone = split_words(text)
        assert together.hashes.tolist() == alone.hashes.tolist()
        assert [together.span(i, i) for i in range(len(together))] == [
            alone.span(i, i) for i in range(len(alone))
        ]
