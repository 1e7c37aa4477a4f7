"""One report that carries another's words: how much, which way, by what evidence."""

from dataclasses import dataclass

from onrecord.model.span import Span


@dataclass(frozen=True, slots=True)
class Passage:
    """Return the same words in two reports, but for case, accents, punctuation and spelling.

    Attributes:
        a: Where they stand in the canonical text of the one.
        b: Where they stand in that of the other.
    """

    a: Span
    b: Span


@dataclass(frozen=True, slots=True)
class Reprint:
    """Return two reports of which one carries words of the other, or both those of a third.

    Attributes:
        a: Name of the one, as the user knows it.
        b: Name of the other.
        share_a: How much of the running words of `a` stands in `b` as well, 0 to 1.
        share_b: How much of those of `b` stands in `a`.
        origin: The one of the two that had them first, or None where nothing tells.
        confidence: That the words were carried and not found twice, 0 to 1.
        passages: The evidence, in the order of `a`; those of one report do not overlap.
        because: Why they are taken for one, and why that is the origin; a person can read it.
        made_by: Name and version of what found it.
    """

    a: str
    b: str
    share_a: float
    share_b: float
    origin: str | None
    confidence: float
    passages: tuple[Passage, ...]
    because: str
    made_by: str
