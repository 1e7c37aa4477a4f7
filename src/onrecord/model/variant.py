"""The same statement as two reports carry it, piece by piece."""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.span import Span
from onrecord.model.statement import Statement


class Relation(StrEnum):
    """Return how the words of one statement stand to those of another."""

    SAME = "same words"
    PART = "a part of it"  # the second is a part of the first
    WHOLE = "the whole of it"  # the first is a part of the second
    OVERLAP = "partly the same words"  # each has words of its own
    OTHERWISE = "worded otherwise"  # translated otherwise, or told in other words


class PieceKind(StrEnum):
    """Return what became of a stretch of words from the first statement to the second."""

    SAME = "same"
    REWORDED = "reworded"
    RENAMED = "renamed"  # a name, or what stands for one, is another there
    LEFT_OUT = "left out"  # only the first has it
    ADDED = "added"  # only the second has it
    INSERTED = "inserted"  # in [brackets], by whoever edited the one that has it


class VariantChange(StrEnum):
    """Return what is not as it was in the other, beside the words of the pieces."""

    REATTRIBUTED = "re-attributed"
    REDATED = "re-dated"
    LEFT_OUT = "left out"
    ADDED = "added"
    INSERTED = "inserted"
    RENAMED = "renamed"
    REWORDED = "reworded"


@dataclass(frozen=True, slots=True)
class Piece:
    """Return a stretch of words and what became of it; its words are cut from the canonical texts, never kept.

    Attributes:
        kind: What became of it.
        a: Where it stands in the text of the first statement's report; None where that one has no such words.
        b: The same for the second. Of what was left out: the dots that stand in its place, or None.
    """

    kind: PieceKind
    a: Span | None
    b: Span | None


@dataclass(frozen=True, slots=True)
class Variant:
    """Return two statements that are one and the same, and what is different.

    Attributes:
        a: The one that was asked about.
        b: The same statement elsewhere: in another report, or at another place of the same one.
        likeness: That they are one, 0 to 1.
        relation: How their words stand to each other.
        pieces: Both, word by word, in the order of the texts.
        changes: What is not the same, each once.
        because: Why they are taken for one, for a person to read.
        made_by: Name and version of what found it.
    """

    a: Statement
    b: Statement
    likeness: float
    relation: Relation
    pieces: tuple[Piece, ...]
    changes: tuple[VariantChange, ...]
    because: str
    made_by: str
