import pytest

from onrecord.adapters.documents.letters import is_right_to_left, plain_letters, reading_order


def placed(visual: str) -> list[tuple[str, float]]:
    return [(char, float(k)) for k, char in enumerate(visual)]


@pytest.mark.parametrize(
    ("code", "letters"),
    [
        (0x41, "A"),
        (0xFB02, "fl"),
        (0xFEFC, "لا"),
        (0xFE8D, "ا"),
        (0xFB2A, "שׁ"),
        (0x07, ""),
        (0xD800, ""),
        (0xE000, "\ue000"),
    ],
)
def test_shapes_of_letters_become_the_letters(code: int, letters: str) -> None:
    assert plain_letters(code) == letters


def test_letters_from_the_left_stay_in_the_order_of_the_document() -> None:
    assert reading_order([("A", 5.0), ("d", 1.0), ("a", 2.0)]) == "Ada"


def test_letters_from_the_right_are_read_from_the_right_whatever_order_they_are_drawn_in() -> None:
    visual = placed("ملس")
    assert reading_order(visual) == reading_order(visual[::-1]) == "سلم"


def test_a_number_in_a_word_from_the_right_keeps_its_order() -> None:
    assert reading_order(placed("2026-ב")) == "ב-2026"


def test_marks_follow_the_letter_that_they_stand_on() -> None:
    assert reading_order([("ַ", 1.0), ("ב", 1.0), ("ג", 0.0)]) == "בַג"


def test_brackets_are_those_that_are_typed() -> None:
    assert reading_order(placed("(םלש)")) == "(שלם)"
    assert is_right_to_left("(םלש)")
