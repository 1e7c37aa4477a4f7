import gc
import weakref
from collections.abc import Callable

from onrecord.text.kept import _MOST, kept_for_one_text


class Text(str):  # noqa: SLOT000 (with slots it could not be watched)
    """A text that can be watched."""


def counted() -> tuple[list[tuple[str, int]], Callable[[str, int], str]]:
    asked: list[tuple[str, int]] = []

    @kept_for_one_text
    def nth_word(text: str, n: int) -> str:
        asked.append((str(text), n))
        return text.split()[n]

    return asked, nth_word


def test_answer_is_given_again_for_the_same_text_and_question() -> None:
    asked, nth_word = counted()
    text = "It rained again."
    assert [nth_word(text, n) for n in (1, 2, 1)] == ["rained", "again.", "rained"]
    assert [n for _, n in asked] == [1, 2]


def test_another_text_is_asked_anew_though_it_is_equal() -> None:
    asked, nth_word = counted()
    for words in ("It rained.", "It snowed.", "It rained."):
        assert nth_word(Text(words), 1) == words.split()[1]
    assert len(asked) == 3


def test_nothing_holds_on_to_a_text_that_nobody_asks_about_any_more() -> None:
    _, nth_word = counted()
    text = Text("It rained.")
    gone = weakref.ref(text)
    nth_word(text, 0)
    del text
    nth_word("It snowed.", 0)
    gc.collect()
    assert gone() is None


def test_answers_do_not_grow_without_end() -> None:
    asked, nth_word = counted()
    text = "word " * (3 * _MOST)
    for n in range(3 * _MOST):
        nth_word(text, n)
    nth_word(text, 0)
    assert len(asked) == 3 * _MOST + 1
