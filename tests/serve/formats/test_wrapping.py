import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.serve.formats.wrapping import width_of, wrap_line


def test_words_break_between_each_other() -> None:
    assert wrap_line("The Selm Courier", 60, 10) == ["The Selm", "Courier"]
    assert wrap_line("", 60, 10) == []


def test_long_word_breaks_where_it_must() -> None:
    assert "".join(wrap_line("x" * 50, 40, 10)) == "x" * 50


def test_marks_stay_with_their_letters() -> None:
    assert width_of("e\u0301", 10) == width_of("e", 10)
    assert all(not line.startswith("\u0301") for line in wrap_line("e\u0301" * 40, 30, 10))


@pytest.mark.parametrize("words", ["日本語の新聞", "صحيفة الميناء", "Ελλάδα"])
def test_every_script_is_measured(words: str) -> None:
    assert width_of(words, 10) > 10
    assert width_of(words, 10, bold=True) > width_of(words, 10)


@given(st.text(max_size=80), st.floats(min_value=12, max_value=200))
def test_lines_fit_and_lose_nothing(words: str, width: float) -> None:
    lines = wrap_line(words, width, 10)
    assert "".join(lines).replace(" ", "") == "".join(words.split())
    # Wider than asked is only what cannot be cut: one letter with its marks.
    assert all(width_of(line, 10) <= width or width_of(line[1:], 10) == 0 for line in lines)
