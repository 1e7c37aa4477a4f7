import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span
from onrecord.text.quotes import find_quotations, opens_quotation, trim_marks


def inner(text: str) -> list[str]:
    return [q.inner.cut(text) for q in find_quotations(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('He said: "We go."', ["We go."]),
        ("He said: “We won’t go.”", ["We won’t go."]),
        ("Il a dit « on part » hier.", ["on part"]),
        ('He said: "We “are” open."', ["We “are” open."]),
        ("قال الوزير: «نحن هنا» أمس.", ["نحن هنا"]),
        ("Er sagte: „Wir gehen“ und ging.", ["Wir gehen"]),
        ("He said: ''We go,'' and went.", ["We go,"]),
        ("Han sade: ”Vi går nu”, och gick.", ["Vi går nu"]),
        ("”Fear. I am afraid.” ― Ada", ["Fear. I am afraid."]),
        ("She left.” Then it rained ” here, he said.”", []),
        ("彼は「行く」と言った。", ["行く"]),
        ("The officials' plan and the pilots' boats.", []),
        ("He called it 'a long night' there.", ["a long night"]),
        ('A 12" pipe and nothing else.', []),
        ("Na'im isn't here; rock ’n’ roll is.", []),
    ],
)
def test_marks_of_many_languages(text: str, words: list[str]) -> None:
    assert inner(text) == words


def test_a_mark_that_is_never_closed_runs_to_the_end_of_the_paragraph() -> None:
    text = '"The ferry was the first.'
    (quotation,) = find_quotations(text, Span(0, len(text)))
    assert not quotation.closed
    assert quotation.inner.cut(text) == "The ferry was the first."


def test_an_unclosed_mark_ends_before_the_sentence_that_introduces_the_next_paragraph() -> None:
    assert inner('He had "boats that were never used. The following are the main points:') == [
        "boats that were never used."
    ]


def test_single_marks_inside_double_ones_belong_to_the_words() -> None:
    assert inner("\"He said 'never' and left,\" she said.") == ["He said 'never' and left,"]


def test_marks_at_the_edges_are_trimmed() -> None:
    text = ' "most" of them said "no." '
    assert trim_marks(text, Span(0, len(text))).cut(text) == 'most" of them said "no.'


def test_a_mark_followed_by_a_space_does_not_open() -> None:
    assert opens_quotation("“Yes”", 0)
    assert not opens_quotation("” yes", 0)


@given(st.text(alphabet="ab \"“”«»‘’'„.?,:[]\n", max_size=80))
def test_quotations_never_overlap_and_stay_inside(text: str) -> None:
    at = 0
    for quotation in find_quotations(text, Span(0, len(text))):
        assert at <= quotation.outer.start <= quotation.inner.start
        assert quotation.inner.end <= quotation.outer.end <= len(text)
        at = quotation.outer.end
