import pytest

from onrecord.adapters.onnx.edges import join_near, trim_content, whole_words
from onrecord.model import Span


def cut(text: str) -> str | None:
    found = trim_content(text, Span(0, len(text)))
    return found.cut(text) if found else None


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("“We will go,”", "We will go"),
        ("that the bridge “is safe”", "the bridge “is safe”"),
        ("that", "that"),
        (', "we" and "they"', '"we" and "they"'),
        ("We will go,”", "We will go"),
        ("“We will", "We will"),
        ("the so-called “plan”", "the so-called “plan”"),
        ("it rains —", "it rains"),
        ("”", None),
        ("", None),
    ],
)
def test_content_keeps_its_words_and_the_marks_that_open_inside(given: str, kept: str | None) -> None:
    assert cut(given) == kept


def test_cut_word_is_made_whole() -> None:
    text = "She said unbelievable things"
    assert whole_words(text, Span(11, 15)).cut(text) == "unbelievable"


def test_parts_with_words_or_a_paragraph_between_stay_apart() -> None:
    text = "“One,” he said, “two.”\nThree"
    one, two, three = Span(1, 4), Span(17, 20), Span(23, 28)
    assert join_near(text, [two, three, one]) == (one, two, three)
