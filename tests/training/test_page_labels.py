"""Marked paragraphs find their blocks; the samples are written for these tests."""

import doctest

import page_labels
from page_labels import label_blocks

LONG = "The harbour of Selm stayed shut on Monday, and no ship was let in before the storm had passed."
OTHER = "Fishermen waited at the quay for most of the day, and some had lost a whole week of work by then."


def body(words: list[str], paragraphs: list[str]) -> list[bool]:
    return [bool(own) for own in label_blocks(words, paragraphs)[0]]


def test_examples_in_docstrings_hold() -> None:
    assert doctest.testmod(page_labels).failed == 0


def test_a_block_that_is_a_paragraph_or_part_of_one_is_the_reports() -> None:
    assert body(["Menu", LONG, LONG[:40]], [LONG + " " + OTHER]) == [False, True, True]


def test_a_short_block_is_the_reports_where_it_goes_on_from_one() -> None:
    assert body([LONG, "So be it.", "Menu"], [LONG + " So be it."]) == [True, True, False]
    assert body(["So be it.", OTHER], [LONG + " So be it.", OTHER]) == [False, True]


def test_of_copies_the_one_among_the_rest_is_the_reports_and_the_others_teach_nothing() -> None:
    summary = "Boats wait at the gates of Selm."
    is_body, clear = label_blocks(
        [summary, "Menu", "News", "Home", "More", summary, LONG, OTHER], [summary, LONG, OTHER]
    )
    assert is_body.tolist() == [False] * 5 + [True] * 3
    assert clear.tolist() == [False] + [True] * 7


def test_a_block_that_repeats_the_whole_text_is_not_the_reports() -> None:
    paragraphs = [f"{LONG} {n} times. {OTHER}" for n in range(4)]
    assert body([*paragraphs, " ".join(paragraphs)], paragraphs) == [True] * 4 + [False]
