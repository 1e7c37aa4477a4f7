"""One act of saying."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onrecord.model.identity import IdentityType
from onrecord.model.ids import content_id
from onrecord.model.span import Span


class StatementKind(StrEnum):
    """Return the form in which the report gives the words."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    TRANSCRIPT = "transcript"
    LETTER = "letter"
    HEADING = "heading"


class Act(StrEnum):
    """Return what the speaker does: the first eleven say, the last four think."""

    SAY = "say"
    WRITE = "write"
    ASK = "ask"
    ANSWER = "answer"
    DENY = "deny"
    PROMISE = "promise"
    THREATEN = "threaten"
    CALL_FOR = "call_for"
    PRAISE = "praise"
    CONDEMN = "condemn"
    THANK = "thank"
    THINK = "think"
    WANT = "want"
    FEEL = "feel"
    KNOW = "know"


#: Reported thoughts and attitudes: found, but shown only when asked for.
THINKING = frozenset({Act.THINK, Act.WANT, Act.FEEL, Act.KNOW})
#: Acts of saying: what pages and searches show unless asked for more.
SAYING = frozenset(Act) - THINKING


class ChainRole(StrEnum):
    """Return what a link of the chain did with the words."""

    QUOTING = "quoting"  # a speaker who quotes another
    BROADCASTER = "broadcaster"
    AGENCY = "agency"
    OUTLET = "outlet"  # where they first stood: a paper, a website, an account
    PUBLISHER = "publisher"  # who published this report


@dataclass(frozen=True, slots=True)
class IdentityRef:
    """Return a pointer to an identity of the same report."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """Return who speaks.

    Attributes:
        id: The identity's id.
        name: The fullest form of the speaker's name in the report; None when
            the report names nobody.
        type: What kind of thing the speaker is.
        mention: The source span that stands nearest to the words, or None where
            the speaker follows from the structure alone.
    """

    id: str
    name: str | None
    type: IdentityType
    mention: Span | None


@dataclass(frozen=True, slots=True)
class ChainLink:
    """Return one carrier between the speaker and us.

    Attributes:
        name: Its name as the report gives it; None where the report cites a source and has lost its name.
        role: What it did.
        span: The evidence for it, or None (markup, address).
        day: When it carried the words, as the report tells, or None.
    """

    name: str | None
    role: ChainRole
    span: Span | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Return one attributed statement.

    Attributes:
        id: Made from the report's id, the kind and the spans.
        report: The report's id.
        speaker: Who speaks; None when the report gives nobody at all.
        source: Spans of who is said to speak; empty for structure alone.
        cue: Spans of the words that attribute (verb or noun); may be empty.
        content: Spans of the words said, at least one, in text order. Quotation
            marks, a turn's label and its colon stay outside; [insertions] inside.
        kind: The form in which the report gives them.
        act: What the speaker does.
        addressee: To whom, or None.
        about: Identities named in the content, most mentioned first.
        said_on: The day it was said, or None.
        said_on_basis: "text" or "inferred"; None when `said_on` is.
        venue: Where or in what ("interview with …"), in the report's words, or None.
        chain: Carriers from the one nearest to the speaker to the publisher.
        nested_in: Id of the statement in whose content this one lies, or None.
        confidence: 0 to 1.
        made_by: Name and version of what found it.
        because: Why these words are attributed, and why to this speaker, for a person to read.
        time: When the words are said in a clip: start and end, in seconds from the clip's start; None
            where the report has no times.
    """

    id: str
    report: str
    speaker: Speaker | None
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: StatementKind
    act: Act
    addressee: IdentityRef | None = None
    about: tuple[IdentityRef, ...] = ()
    said_on: date | None = None
    said_on_basis: str | None = None
    venue: str | None = None
    chain: tuple[ChainLink, ...] = ()
    nested_in: str | None = None
    confidence: float = 1.0
    made_by: str = ""
    because: str = ""
    time: tuple[float, float] | None = None


def statement_id(
    report: str,
    kind: StatementKind,
    *,
    source: Sequence[Span],
    cue: Sequence[Span],
    content: Sequence[Span],
    text: str,
) -> str:
    """Return the id of a statement: made from its report, its kind, its spans, and the words they cut.

    So a stored statement whose spans were moved, or whose text was changed
    under it, no longer has its own id, whichever reader made it.

    >>> said = [Span(5, 7)]
    >>> one = statement_id("r", StatementKind.DIRECT, source=[], cue=[], content=said, text="He: “no”")
    >>> one == statement_id("r", StatementKind.DIRECT, source=[], cue=[], content=said, text="He: “on”")
    False
    """
    parts = [[[span.start, span.end, span.cut(text)] for span in spans] for spans in (source, cue, content)]
    return content_id("statement", report, str(kind), *parts)
