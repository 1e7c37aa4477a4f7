import pytest

from onrecord.desk.correct.marking import find_marked, likeness, mark
from onrecord.errors import BadRequest
from onrecord.model import Marked, Span

TEXT = "Ada: no. Bo: no. e\u0301 \ud83d\ude00."


def test_stretches_are_kept_in_text_order_with_their_words() -> None:
    assert mark(TEXT, [Span(13, 15), Span(5, 7)], of="content") == (
        Marked(Span(5, 7), "no"),
        Marked(Span(13, 15), "no"),
    )


@pytest.mark.parametrize(
    ("spans", "why"),
    [
        ([Span(5, 99)], "outside the text"),
        ([Span(5, 5)], "no words"),
        ([Span(4, 5)], "no words"),
        ([Span(5, 7), Span(6, 8)], "overlaps"),
        ([Span(17, 18)], "through a character"),
        ([Span(18, 20)], "through a character"),
        ([Span(20, 21)], "through a character"),
        ([Span(0, 1)] * 501, "500 are allowed"),
    ],
    ids=str,
)
def test_stretches_that_hold_no_whole_words_of_the_text_are_refused(spans: list[Span], why: str) -> None:
    with pytest.raises(BadRequest, match=why):
        mark(TEXT, spans, of="content")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ada: no. Bo: no.", ((5, 7), (13, 15))),
        ("By us. Ada: no. Bo: no.", ((12, 14), (20, 22))),
        ("Bo: no.", None),
        ("no, and so no", ((0, 2), (11, 13))),
        ("", None),
    ],
)
def test_marked_words_are_found_again_where_they_stand_now(
    text: str, found: tuple[tuple[int, int], ...] | None
) -> None:
    marked = mark("Ada: no. Bo: no.", [Span(5, 7), Span(13, 15)], of="content")
    spans = tuple(Span(start, end) for start, end in found) if found else None
    assert find_marked(text, marked) == spans


def test_nothing_marked_is_found_everywhere() -> None:
    assert find_marked("", ()) == ()


def test_nearest_of_equal_words_is_meant() -> None:
    assert find_marked("a" + "x " * 10, [Marked(Span(8, 9), "x")]) == (Span(9, 10),)
    assert find_marked("x" + "." * 50 + "x", [Marked(Span(49, 50), "x")]) == (Span(51, 52),)


def test_likeness_is_the_share_of_common_characters() -> None:
    assert likeness([Span(0, 4)], [Span(0, 4)]) == 1.0
    assert likeness([Span(0, 4), Span(6, 8)], [Span(2, 6)]) == 2 / 8
    assert likeness([], []) == 0.0
