"""A text as the model sees it: word pieces with their case and where they stand towards quotation marks.

Training and use must cut a text in the same way: `training/` imports this module.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tokenizers import Tokenizer

from onrecord.model import Span

#: What the encoder was trained on before; longer windows cost more than they find.
WINDOW_PIECES = 256
SHAPES = ("special", "lower", "title", "upper", "mixed", "digits", "mark")
QUOTATION = ("outside", "inside", "opens", "closes")

#: Words are kept with their shape up to this length, so that hostile ones fill no memory.
_KEPT_LETTERS = 24
_MARK = SHAPES.index("mark")
_SHAPE_OF_DIGIT = {str(n): n for n in range(len(SHAPES))}
_OUTSIDE, _INSIDE, _OPENS, _CLOSES = range(len(QUOTATION))
_WORD = re.compile(r"\w+")
_QUOTES = re.compile(r'["“”«»„]')
_STOPS = (".", "?", "!", ";")


@dataclass(slots=True)
class Pieces:
    """Return the word pieces of one passage, or of a part of a long one; all lists are parallel.

    Attributes:
        passage: Number of the passage.
        ids: Vocabulary numbers.
        starts: First character of each piece in the text.
        ends: The character after each piece.
        shapes: Case shape of the word that each piece lies in, see SHAPES.
        quotation: Where each piece stands towards double quotation marks, see QUOTATION.
    """

    passage: int
    ids: list[int]
    starts: list[int]
    ends: list[int]
    shapes: list[int]
    quotation: list[int]

    def part(self, start: int, end: int) -> "Pieces":
        """Return the pieces from `start` up to `end`."""
        lists = (self.ids, self.starts, self.ends, self.shapes, self.quotation)
        return Pieces(self.passage, *(x[start:end] for x in lists))


def word_shape(word: str) -> str:
    """Return which of SHAPES a word has.

    >>> [word_shape(w) for w in ("said", "Said", "NATO", "McKay", "2016")]
    ['lower', 'title', 'upper', 'mixed', 'digits']
    """
    if word.islower():
        return "lower"
    if not any(c.isalpha() for c in word):
        return "digits"
    if word[0].isupper() and (len(word) == 1 or word[1:].islower()):
        return "title"
    return "upper" if word.isupper() else "mixed"


def quotation_marks(paragraph: str) -> Iterator[tuple[int, bool]]:
    """Yield position and "opens" of each double quotation mark, in order.

    A curly mark or guillemet says itself whether it opens; a straight one does if none is open.

    >>> list(quotation_marks('"Go," he said.'))
    [(0, True), (4, False)]
    """
    inside = False
    for found in _QUOTES.finditer(paragraph):
        mark = found.group()
        inside = not inside if mark == '"' else mark in "“«„"
        yield found.start(), inside


def cut_text(tokenizer: Tokenizer, text: str, passages: Sequence[Span]) -> Iterator[Pieces]:
    """Yield the pieces of each passage that has any, in order; one too long for a window in several parts."""
    room = WINDOW_PIECES - 2  # [CLS] and [SEP]
    stops = {tokenizer.token_to_id(x) for x in _STOPS}
    for number, passage in enumerate(passages):
        pieces = _cut(tokenizer, text, passage, number)
        at = 0
        while len(pieces.ids) - at > room:
            # after a sentence's mark in the second half, where there is one
            last = range(at + room, at + room // 2, -1)
            stop = next((i for i in last if pieces.ids[i - 1] in stops), at + room)
            yield pieces.part(at, stop)
            at = stop
        if len(pieces.ids) > at:
            yield pieces.part(at, len(pieces.ids))


def _cut(tokenizer: Tokenizer, text: str, passage: Span, number: int) -> Pieces:
    paragraph = passage.cut(text)
    shaped = _WORD.sub(_shape_digits, paragraph)
    state = bytearray([_OUTSIDE]) * len(paragraph)
    marks = list(quotation_marks(paragraph))
    for i, (at, opens) in enumerate(marks):
        until = marks[i + 1][0] if i + 1 < len(marks) else len(paragraph)
        state[at] = _OPENS if opens else _CLOSES
        if opens:
            state[at + 1 : until] = bytes([_INSIDE]) * (until - at - 1)
    encoded = tokenizer.encode(paragraph, add_special_tokens=False)
    ids, offsets = encoded.ids, encoded.offsets
    if not all(a < b for a, b in offsets):  # a character may become none
        kept = [(n, at) for n, at in zip(ids, offsets, strict=True) if at[0] < at[1]]
        ids, offsets = [n for n, _ in kept], [at for _, at in kept]
    begin = passage.start
    return Pieces(
        number,
        ids,
        [begin + a for a, _ in offsets],
        [begin + b for _, b in offsets],
        [_SHAPE_OF_DIGIT.get(shaped[a], _MARK) for a, _ in offsets],
        [state[a] for a, _ in offsets],
    )


def _shape_digits(word: re.Match[str]) -> str:
    """Return the digit of a word's shape, for each of its characters."""
    letters = word[0]
    return _kept_digits(letters) if len(letters) <= _KEPT_LETTERS else _digits(letters)


def _digits(letters: str) -> str:
    return str(SHAPES.index(word_shape(letters))) * len(letters)


_kept_digits = lru_cache(maxsize=8192)(_digits)
