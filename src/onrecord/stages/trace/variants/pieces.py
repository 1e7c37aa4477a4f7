"""What became of each stretch of words from one wording to the other."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from onrecord.model import Piece, PieceKind, Span
from onrecord.stages.trace.variants.alignment import Weights
from onrecord.stages.trace.variants.naming import is_renaming
from onrecord.stages.trace.variants.said import Said, is_small

#: At the start and the end, so many words on both sides are one turn of phrase put otherwise; more are their own.
_EDGE_WORDS = 6
#: Of two stretches in one place, the lighter has so much of the weight of the heavier, or does not stand for it.
_LIGHTEST = 0.2


def make_pieces(
    one: Said, other: Said, pairs: Sequence[tuple[int, int]], weights: Weights, other_weights: Weights
) -> tuple[Piece, ...]:
    """Return both wordings piece by piece, in the order of the texts.

    Args:
        one: The one.
        other: The other.
        pairs: Which word is which, of `align_words`; none where nothing is said in the same words.
        weights: How much each word of the one counts.
        other_weights: Of the other.
    """
    if not pairs:
        ours, theirs = (_spans(said, range(len(said.words))) for said in (one, other))
        return tuple(Piece(PieceKind.REWORDED, a, b) for a, b in zip_longest(ours, theirs))
    pieces: list[Piece] = []
    i = j = 0
    ends = (len(one.words), len(other.words))
    for at_a, at_b in [*pairs, ends]:
        if (at_a, at_b) != (i, j):
            is_edge = (i, j) == (0, 0) or (at_a, at_b) == ends
            gap = _Gap(one, other, (i, at_a), (j, at_b), weights, other_weights)
            pieces += gap.pieces(is_edge=is_edge)
        if (at_a, at_b) != ends:
            pieces.append(Piece(PieceKind.SAME, one.words[at_a].span, other.words[at_b].span))
        i, j = at_a + 1, at_b + 1
    return tuple(_joined(pieces, one, other))


class _Gap:
    """Return the words of two wordings between two that are the same."""

    def __init__(
        self,
        one: Said,
        other: Said,
        here: tuple[int, int],
        there: tuple[int, int],
        weights: Weights,
        other_weights: Weights,
    ) -> None:
        self.one, self.other, self.here, self.there = one, other, here, there
        self.weights, self.other_weights = weights, other_weights

    def pieces(self, *, is_edge: bool) -> Iterator[Piece]:
        """Yield what they are: what stands in the place of what, or what only one has; insertions alone apart."""
        own, inserted = _without_insertions(self.one, self.here)
        others, others_inserted = _without_insertions(self.other, self.there)
        kind = self._kind(own, others, is_edge=is_edge)
        ours, theirs = _spans(self.one, own), _spans(self.other, others)
        if kind is not None:
            yield from (Piece(kind, a, b) for a, b in zip_longest(ours, theirs))
        else:
            yield from (Piece(PieceKind.LEFT_OUT, a, self._dots()) for a in ours)
            yield from (Piece(PieceKind.ADDED, None, b) for b in theirs)
        yield from (Piece(PieceKind.INSERTED, a, None) for a in _spans(self.one, inserted))
        yield from (Piece(PieceKind.INSERTED, None, b) for b in _spans(self.other, others_inserted))

    def _kind(self, own: list[int], others: list[int], *, is_edge: bool) -> PieceKind | None:
        """Return what the words of both are together; None where each stands for itself."""
        if not own or not others:
            return None
        mine, yours = [self.one.words[k] for k in own], [self.other.words[k] for k in others]
        before = self.one.words[own[0] - 1] if own[0] else None
        other_before = self.other.words[others[0] - 1] if others[0] else None
        after = self.one.words[self.here[1]] if self.here[1] < len(self.one.words) else None
        # A mark between ends the phrase.
        goes_on = (
            after is not None
            and not (is_small(after.word) or after.is_name)
            and after.span.start - mine[-1].span.end <= 1
        )
        if is_renaming(mine, yours, before, other_before, goes_on=goes_on):
            return PieceKind.RENAMED
        weight, other_weight = float(self.weights[own].sum()), float(self.other_weights[others].sum())
        if min(weight, other_weight) < _LIGHTEST * max(weight, other_weight):
            return None
        if (is_edge and max(len(own), len(others)) > _EDGE_WORDS) or self._dots() is not None:
            return None
        return PieceKind.REWORDED

    def _dots(self) -> Span | None:
        """Return the dots with which the other shows that it left something out here, or None."""
        first, last = self.there
        words = self.other.words
        start = words[first - 1].span.end if first else 0
        end = words[last].span.start if last < len(words) else None
        return next(
            (dots for dots in self.other.dots if dots.start >= start and (end is None or dots.end <= end)),
            None,
        )


def _without_insertions(said: Said, place: tuple[int, int]) -> tuple[list[int], list[int]]:
    """Return the places of the words said, from the first to the last of them, and of insertions before or behind."""
    places = range(*place)
    said_at = [k for k in places if not said.words[k].is_inserted]
    if not said_at:
        return [], list(places)
    core = range(said_at[0], said_at[-1] + 1)
    return list(core), [k for k in places if k not in core]


def _spans(said: Said, places: Iterable[int]) -> list[Span]:
    """Return the spans of some words: those that follow each other in one content span are one."""
    found: list[Span] = []
    last = -2
    for place in places:
        span = said.words[place].span
        if found and place == last + 1 and _stretch_of(said, found[-1]) == _stretch_of(said, span):
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
        last = place
    return found


def _stretch_of(said: Said, span: Span) -> int:
    """Return the number of the content span in which a word stands."""
    return bisect_right(said.statement.content, span.start, key=lambda stretch: stretch.start)


def _joined(pieces: Sequence[Piece], one: Said, other: Said) -> Iterator[Piece]:
    """Yield the pieces, words that are the same in a row as one piece: not over the end of a content span."""
    held: Piece | None = None
    for piece in pieces:
        if (
            held is not None
            and held.kind is piece.kind is PieceKind.SAME
            and _together(held.a, piece.a, one)
            and _together(held.b, piece.b, other)
        ):
            held = Piece(PieceKind.SAME, _both(held.a, piece.a), _both(held.b, piece.b))
            continue
        if held is not None:
            yield held
        held = piece
    if held is not None:
        yield held


def _together(a: Span | None, b: Span | None, said: Said) -> bool:
    return a is not None and b is not None and _stretch_of(said, a) == _stretch_of(said, b)


def _both(a: Span | None, b: Span | None) -> Span | None:
    return Span(a.start, b.end) if a is not None and b is not None else None
