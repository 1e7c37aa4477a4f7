"""A stretch of a report's canonical text."""

from dataclasses import dataclass
from typing import Self

from onrecord.errors import BadRequest


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Return a half-open stretch `[start, end)`, in code points of the canonical text.

    Raises:
        BadRequest: The end lies before the start, or the start before the text.

    >>> Span(2, 5).cut("a word")
    'wor'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if self.start < 0 or self.end < self.start:
            raise BadRequest(f"a span cannot run from {self.start} to {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def cut(self, text: str) -> str:
        """Return the words of `text` that stand in this span."""
        return text[self.start : self.end]

    def covers(self, other: Self) -> bool:
        """Return whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Self) -> bool:
        """Return whether the two share at least one character."""
        return self.start < other.end and other.start < self.end
