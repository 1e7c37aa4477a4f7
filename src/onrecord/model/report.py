"""The readable text of a capture, and what its parts are."""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from onrecord.model.span import Span


class BlockKind(StrEnum):
    """Return what a block is to a reader."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    TURN = "turn"
    CAPTION = "caption"
    LIST_ITEM = "list_item"
    FOOTNOTE = "footnote"
    CROSS_REFERENCE = "cross_reference"
    METADATA = "metadata"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class Block:
    """Return one block of the canonical text.

    Blocks stand in text order and do not overlap; white space between them
    belongs to none. A block's span starts and ends with a visible character.

    Attributes:
        kind: What it is.
        span: All of it, label or marker included.
        level: Headings only: 1 is the report's title, 2 a section, 3 below it.
        label: The name before a turn's colon (without the colon), a footnote's
            marker, or a list item's bullet; None where there is none. A turn
            without a label goes on with the turn before it.
        time: When it is said in a clip: start and end, in seconds from the clip's start;
            None where the report has no times.
    """

    kind: BlockKind
    span: Span
    level: int | None = None
    label: Span | None = None
    time: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Timing:
    """Return when one stretch of the text is said in a clip, as its captions tell.

    Attributes:
        span: The words of one caption that stand together in the text.
        start_seconds: When the caption appears, from the clip's start.
        end_seconds: When it goes; never before it appears.
    """

    span: Span
    start_seconds: float
    end_seconds: float


@dataclass(frozen=True, slots=True)
class Citation:
    """Return one source that a note or credit names: an outlet and a date, as far as given.

    Attributes:
        outlet: The outlet's name as written, or None where the file lost it.
        place: The place in brackets after it ("Iran", "London"), or None.
        published: The date given, or None.
        span: Where it stands.
    """

    outlet: str | None
    place: str | None
    published: date | None
    span: Span


@dataclass(frozen=True, slots=True)
class Footnote:
    """Return a footnote: its marker, where the text refers to it, and the note.

    Attributes:
        marker: As written, brackets included: `[1]`.
        refs: Each place in the running text where the marker stands, in order.
        note: The whole note with its marker, or None where the report has no such note.
        citations: The outlets and dates that the note names, in order.
    """

    marker: str
    refs: tuple[Span, ...]
    note: Span | None
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class CrossReference:
    """Return a place where the report points to another: "Read Part I here", "see clip no. 12"."""

    span: Span
    target: str


@dataclass(frozen=True, slots=True)
class Ground:
    """Return why one metadata field has its value.

    Attributes:
        field: The field's name in `Metadata`.
        because: A reason a person can read.
        confidence: 0 to 1.
        span: Where in the canonical text it was read, or None (markup, headers).
    """

    field: str
    because: str
    confidence: float
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """Return what a report says about itself. Absent is None or empty, never "".

    Attributes:
        title: The main heading.
        outlet: The publisher's name; None where the report does not tell.
        series: A numbered series of the outlet ("Special Dispatch").
        number: The number in the series, digits only.
        published: The day of publication.
        authors: As written, in order.
        topics: Subjects and countries under which it is filed, in order.
        section: The site section ("News"), or None.
        language: BCP 47 code of the text, or None.
        reprint_of: The outlet that the report credits as its own source.
        broadcaster: The channel a clip or transcript was taken from.
        canonical_address: The address that the page names as its own.
        grounds: Why each field has its value.
    """

    title: str | None = None
    outlet: str | None = None
    series: str | None = None
    number: str | None = None
    published: date | None = None
    authors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    section: str | None = None
    language: str | None = None
    reprint_of: str | None = None
    broadcaster: str | None = None
    canonical_address: str | None = None
    grounds: tuple[Ground, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """Return one report as read from one capture.

    Attributes:
        id: The id of its capture's content (see `Capture.id`).
        name: What the user knows it by: a file name, or an address.
        capture: The capture's SHA-256, 64 hexadecimal digits.
        text: The canonical text. For `text/plain` the decoded capture, unchanged.
        encoding: The encoding that the bytes were decoded with.
        undecodable: How many characters of the text stand for bytes that the
            encoding has no character for (U+FFFD in the text).
        metadata: What it says about itself.
        blocks: Its parts, in text order.
        footnotes: In order of their markers' first appearance.
        cross_references: In text order.
        made_by: Name and version of what read it.
        times: Captions of a clip only: when each stretch is said, in text order; stretches do not overlap.
        text_sha256: SHA-256 of the text in UTF-8, 64 hexadecimal digits; made from the text.
    """

    id: str
    name: str
    capture: str
    text: str
    encoding: str
    metadata: Metadata
    blocks: tuple[Block, ...]
    footnotes: tuple[Footnote, ...] = ()
    cross_references: tuple[CrossReference, ...] = ()
    undecodable: int = 0
    made_by: str = ""
    times: tuple[Timing, ...] = ()
    text_sha256: str = field(init=False)

    def __post_init__(self) -> None:
        digest = hashlib.sha256(self.text.encode("utf-8")).hexdigest()
        object.__setattr__(self, "text_sha256", digest)
