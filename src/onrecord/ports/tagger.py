"""Who finds attributions in running prose."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from onrecord.model import Act, Span


@dataclass(frozen=True, slots=True)
class Tagged:
    """Return one attribution found in prose: spans of the text that was tagged.

    Attributes:
        source: Who is said to speak; empty where nobody is named in the sentence.
        cue: The words that attribute.
        content: What was said, without enclosing quotation marks and "that".
        confidence: 0 to 1.
        because: A reason a person can read.
        act: What the speaker does, where the tagger tells; what the table of cues says goes before it.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    confidence: float
    because: str
    act: Act | None = None


class Tagger(Protocol):
    """Find who says what in running prose, paragraph by paragraph.

    The structure of a report (turns, letters, quotations over many paragraphs,
    headings) is not its business: the attribute stage knows that by rules.
    """

    @property
    def version(self) -> str:
        """Return the name and version that its statements carry as `made_by`."""
        ...

    @property
    def languages(self) -> frozenset[str]:
        """Return the languages whose prose it reads, as BCP 47 codes without region."""
        ...

    def tag(self, text: str, passages: Sequence[Span]) -> list[list[Tagged]]:
        """Return for each passage (a paragraph) the attributions in it, in text order.

        Args:
            text: A report's canonical text.
            passages: Paragraphs of it, in text order, not overlapping.

        Returns:
            One list for each passage; spans index `text` and lie in the passage.
        """
        ...
