"""Answers about the text that is worked on, kept while it is."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, TypeVarTuple

Asked = TypeVarTuple("Asked")
Answer = TypeVar("Answer")

#: So many are kept: several rules ask about one paragraph in turn, none comes back to it much later.
_MOST = 256


def kept_for_one_text(
    function: Callable[[str, *Asked], Answer],
) -> Callable[[str, *Asked], Answer]:
    """Return `function` with its answers about one text kept until it is asked about another.

    A cache with the text in its keys would hold on to texts of megabytes that nobody works on any more.

    Args:
        function: Takes a text and what to say of it, by position, hashable; what it returns must not be changed.

    >>> asked = []
    >>> @kept_for_one_text
    ... def first_words(text, n):
    ...     asked.append(n)
    ...     return text.split()[:n]
    >>> text = "It rained again."
    >>> first_words(text, 2), first_words(text, 2), asked
    (['It', 'rained'], ['It', 'rained'], [2])
    """
    # One tuple, so that threads at work on different texts cannot mix up their answers.
    held: list[tuple[str, dict[object, Answer]]] = [("", {})]

    @wraps(function)
    def ask(text: str, *asked: *Asked) -> Answer:
        about, answers = held[0]
        if about is not text or len(answers) > _MOST:
            about, answers = held[0] = (text, {})
        try:
            return answers[asked]
        except KeyError:
            answer = answers[asked] = function(text, *asked)
            return answer

    return ask
