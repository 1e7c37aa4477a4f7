"""What the finders of statements hand on: an attribution whose speaker is not yet known."""

from dataclasses import dataclass

from onrecord.model import Act, Span, StatementKind


@dataclass(frozen=True, slots=True)
class Draft:
    """Return one attribution as found, before anyone asked who speaks.

    Drafts of one report stand in text order of their content.

    Attributes:
        source: Who is said to speak, as spans of the text; empty where the
            sentence names nobody (a cue-less quotation, "in response to a question").
        cue: The words that attribute; may be empty.
        content: The words said, at least one span.
        kind: The form.
        block: Index in `report.blocks` of the block in which the content starts.
        parent: Index among the drafts of the one in whose content this lies, or None.
        goes_on: Index of the earlier draft whose speaker plainly speaks on here
            (a quotation without a cue right after that speaker's), or None.
        asks: True for a question put by an interviewer whom the text does not name.
        confidence: 0 to 1.
        made_by: Name and version of the finder.
        because: A reason a person can read.
        act: What the speaker does, where its finder tells; what the table of cues says goes before it.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: StatementKind
    block: int
    parent: int | None = None
    goes_on: int | None = None
    asks: bool = False
    confidence: float = 0.9
    made_by: str = ""
    because: str = ""
    act: Act | None = None
