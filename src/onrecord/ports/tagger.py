"""Who finds attributions in running prose."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from onrecord.model import Act, IdentityType, Span


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


@dataclass(frozen=True, slots=True)
class Named:
    """Return one name found in prose.

    Attributes:
        span: Its words, in the text that was tagged.
        type: What kind of thing bears it; never unknown.
        confidence: That the type is right, 0 to 1.
    """

    span: Span
    type: IdentityType
    confidence: float


@dataclass(frozen=True, slots=True)
class Tagging:
    """Return what a tagger found in some passages.

    Attributes:
        attributions: For each passage those in it, in text order.
        names: The names in all of them, in text order; none from a tagger that does not look for names.
    """

    attributions: list[list[Tagged]]
    names: list[Named] = field(default_factory=list)


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

    def tag(self, text: str, passages: Sequence[Span]) -> Tagging:
        """Return the attributions in each passage (a paragraph), and the names.

        Args:
            text: A report's canonical text.
            passages: Paragraphs of it, in text order, not overlapping.

        Returns:
            One list of attributions for each passage; spans index `text` and lie in the passage.
        """
        ...
