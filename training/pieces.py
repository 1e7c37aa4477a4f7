"""Reports as the model sees them: word pieces with their case, quotation state and paragraph, in windows.

Training and use must cut a text in the same way, so both import this module. No torch.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tokenizers import Tokenizer

WINDOW_PIECES = 256  # what the encoder was trained on before; longer windows cost more than they find
CONTEXT_PIECES = 96  # a paragraph up to this long is read again before the one that follows it

SHAPES = ("special", "lower", "title", "upper", "mixed", "digits", "mark")
QUOTATION = ("outside", "inside", "opens", "closes")

_WORD = re.compile(r"\w+")
_QUOTES = re.compile(r'["“”«»„]')


@dataclass(slots=True)
class Pieces:
    """Return the word pieces of one paragraph; all lists are parallel.

    Attributes:
        ids: Vocabulary numbers.
        starts: First character of each piece in the text.
        ends: The character after each piece.
        shapes: Case shape of the word that each piece lies in, see SHAPES.
        quotation: Where each piece stands towards double quotation marks, see QUOTATION.
    """

    ids: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    shapes: list[int] = field(default_factory=list)
    quotation: list[int] = field(default_factory=list)

    def part(self, start: int, end: int) -> "Pieces":
        """Return the pieces from `start` up to `end`."""
        lists = (self.ids, self.starts, self.ends, self.shapes, self.quotation)
        return Pieces(*(x[start:end] for x in lists))


@dataclass(frozen=True, slots=True)
class Window:
    """Return a run of paragraphs that the model reads at once.

    Attributes:
        first: Number of its first paragraph.
        last: Number of its last paragraph.
        context: How many of the first paragraphs are only read, not labelled, here.
    """

    first: int
    last: int
    context: int = 0


def word_shape(word: str) -> str:
    """Return which of SHAPES a word has.

    >>> [word_shape(w) for w in ("said", "Said", "NATO", "McKay", "2016")]
    ['lower', 'title', 'upper', 'mixed', 'digits']
    """
    if not any(c.isalpha() for c in word):
        return "digits" if word else "mark"
    if word.islower():
        return "lower"
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


def cut_paragraph(tokenizer: Tokenizer, text: str, start: int, end: int) -> Pieces:
    """Return the pieces of the paragraph text[start:end]; offsets index `text`."""
    paragraph = text[start:end]
    shapes = [SHAPES.index("mark")] * len(paragraph)
    for word in _WORD.finditer(paragraph):
        shapes[word.start() : word.end()] = [SHAPES.index(word_shape(word.group()))] * len(word.group())
    state = [0] * (len(paragraph) + 1)
    marks = list(quotation_marks(paragraph))
    for i, (at, opens) in enumerate(marks):
        until = marks[i + 1][0] if i + 1 < len(marks) else len(paragraph)
        state[at] = 2 if opens else 3
        if opens:
            state[at + 1 : until] = [1] * (until - at - 1)
    encoded = tokenizer.encode(paragraph, add_special_tokens=False)
    out = Pieces()
    for number, (a, b) in zip(encoded.ids, encoded.offsets, strict=True):
        if a == b:
            continue
        out.ids.append(number)
        out.starts.append(start + a)
        out.ends.append(start + b)
        out.shapes.append(shapes[a])
        out.quotation.append(state[a])
    return out


def cut_text(tokenizer: Tokenizer, text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Pieces]:
    """Return the pieces of each paragraph; one too long for a window is cut after a sentence's mark."""
    room = WINDOW_PIECES - 2
    stops = {tokenizer.token_to_id(x) for x in (".", "?", "!", ";")}
    out: list[Pieces] = []
    for start, end in paragraphs:
        pieces = cut_paragraph(tokenizer, text, start, end)
        at = 0
        while len(pieces.ids) - at > room:
            stop = next(
                (i for i in range(at + room, at + room // 2, -1) if pieces.ids[i - 1] in stops), at + room
            )
            out.append(pieces.part(at, stop))
            at = stop
        if len(pieces.ids) > at:
            out.append(pieces.part(at, len(pieces.ids)))
    return out


def plain_paragraphs(text: str) -> list[tuple[int, int]]:
    r"""Return the span of each line that holds more than spaces.

    >>> plain_paragraphs("One.\n\nTwo.")
    [(0, 4), (6, 10)]
    """
    return [m.span() for m in re.finditer(r"[^\n]*\S[^\n]*", text)]


def pack(lengths: Sequence[int], *, first_room: int = 0, context: int = CONTEXT_PIECES) -> list[Window]:
    """Return windows that together label each paragraph once, in order.

    Args:
        lengths: Pieces of each paragraph, none over WINDOW_PIECES - 2.
        first_room: Pieces in the first window, so that training sees other cuts in each epoch; 0 for all.
        context: The longest previous paragraph that is read again for its context; 0 for none.

    >>> pack([100, 100, 100], context=0)
    [Window(first=0, last=1, context=0), Window(first=2, last=2, context=0)]
    """
    windows: list[Window] = []
    at, room = 0, first_room or WINDOW_PIECES - 1
    while at < len(lengths):
        used, first = 0, at
        if at and lengths[at - 1] <= context and lengths[at - 1] + lengths[at] + 2 <= room:
            first, used = at - 1, lengths[at - 1] + 1
        last = at
        used += lengths[at] + 1
        while last + 1 < len(lengths) and used + lengths[last + 1] + 1 <= room:
            last += 1
            used += lengths[last] + 1
        windows.append(Window(first, last, at - first))
        at, room = last + 1, WINDOW_PIECES - 1
    return windows
