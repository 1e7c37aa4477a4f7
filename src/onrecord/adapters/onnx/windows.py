"""Runs of paragraphs that the model reads at once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.adapters.onnx.pieces import WINDOW_PIECES, Pieces

#: A paragraph up to this many pieces long is read again before the one that follows it.
CONTEXT_PIECES = 96

_CLS, _SEP = 101, 102  # of uncased BERT


@dataclass(frozen=True, slots=True)
class Window:
    """Return what the model reads at once: [CLS], then paragraphs, each closed by [SEP].

    Attributes:
        paragraphs: In order.
        context: How many of the first are only read, not labelled, here.
        ids: Vocabulary numbers.
        shapes: Case shapes, see `pieces.SHAPES`.
        quotation: Quotation states, see `pieces.QUOTATION`.
        columns: At which place each paragraph begins.
    """

    paragraphs: tuple[Pieces, ...]
    context: int
    ids: list[int]
    shapes: list[int]
    quotation: list[int]
    columns: list[int]


def cut_windows(
    paragraphs: Iterable[Pieces], *, context: int = CONTEXT_PIECES, first: int = WINDOW_PIECES
) -> Iterator[Window]:
    """Yield windows that together label each paragraph once, in order.

    Args:
        paragraphs: None longer than WINDOW_PIECES - 2 pieces.
        context: The longest previous paragraph that is read again for its context; 0 for none.
        first: The size of the first window where its paragraphs allow it, so that training sees other cuts.
    """
    group: list[Pieces] = []
    read_again, used, room = 0, 1, first
    for paragraph in paragraphs:
        more = len(paragraph.ids) + 1
        if group and used + more > room:
            room = WINDOW_PIECES
            yield _window(group, read_again)
            last = group[-1]
            again = len(last.ids) <= context and 1 + len(last.ids) + 1 + more <= WINDOW_PIECES
            group, read_again = ([last], 1) if again else ([], 0)
            used = 1 + sum(len(p.ids) + 1 for p in group)
        group.append(paragraph)
        used += more
    if group:
        yield _window(group, read_again)


def _window(group: Sequence[Pieces], context: int) -> Window:
    ids, shapes, quotation, columns = [_CLS], [0], [0], []
    for p in group:
        columns.append(len(ids))
        ids += [*p.ids, _SEP]
        shapes += [*p.shapes, 0]
        quotation += [*p.quotation, 0]
    return Window(tuple(group), context, ids, shapes, quotation, columns)
