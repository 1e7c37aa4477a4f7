"""Runs of paragraphs that the model reads at once."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.adapters.onnx.pieces import Pieces

#: Paragraphs share a window up to this many pieces; attention costs the square of a window's length, and
#: more of the text around a paragraph found no more (`training/README.md`).
SHARED_PIECES = 128

_CLS, _SEP = 101, 102  # of uncased BERT


@dataclass(frozen=True, slots=True)
class Window:
    """Return what the model reads at once: [CLS], then paragraphs, each closed by [SEP].

    Attributes:
        paragraphs: In order.
        ids: Vocabulary numbers.
        shapes: Case shapes, see `pieces.SHAPES`.
        quotation: Quotation states, see `pieces.QUOTATION`.
        columns: At which place each paragraph begins.
        starts: First character of each piece in the text; 0 for [CLS] and [SEP].
        ends: The character after each piece; 0 for [CLS] and [SEP].
    """

    paragraphs: tuple[Pieces, ...]
    ids: list[int]
    shapes: list[int]
    quotation: list[int]
    columns: list[int]
    starts: list[int]
    ends: list[int]

    @property
    def edges(self) -> list[int]:
        """Return the places of [CLS] and each [SEP]: no word of the text stands there."""
        return [0, *(c - 1 for c in self.columns[1:]), len(self.ids) - 1]

    def passage_at(self, column: int) -> int:
        """Return the number of the passage in which a piece stands."""
        return self.paragraphs[bisect_right(self.columns, column) - 1].passage


def cut_windows(paragraphs: Iterable[Pieces], *, first: int = SHARED_PIECES) -> Iterator[Window]:
    """Yield windows that together hold each paragraph once, in order.

    Args:
        paragraphs: One that is longer than SHARED_PIECES has a window of its own.
        first: The size of the first window where its paragraphs allow it, so that training sees other cuts.
    """
    group: list[Pieces] = []
    used, room = 1, first
    for paragraph in paragraphs:
        more = len(paragraph.ids) + 1
        if group and used + more > room:
            yield _window(group)
            group, used, room = [], 1, SHARED_PIECES
        group.append(paragraph)
        used += more
    if group:
        yield _window(group)


def _window(group: Sequence[Pieces]) -> Window:
    ids, shapes, quotation, columns, starts, ends = [_CLS], [0], [0], [], [0], [0]
    for p in group:
        columns.append(len(ids))
        ids += [*p.ids, _SEP]
        shapes += [*p.shapes, 0]
        quotation += [*p.quotation, 0]
        starts += [*p.starts, 0]
        ends += [*p.ends, 0]
    return Window(tuple(group), ids, shapes, quotation, columns, starts, ends)
