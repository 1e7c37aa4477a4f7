"""Who takes documents apart: PDF and DOCX, whose formats are too rich to be trusted in this process."""

from dataclasses import dataclass
from typing import Protocol, TypeAlias


@dataclass(frozen=True, slots=True)
class Facts:
    """Return what a document says of itself; often what a program put there, so it is weak evidence.

    Attributes:
        title: Its title, or None.
        author: Its author or authors, as written, or None.
        created: When it was made, as ISO 8601 day (`2026-03-04`), or None.
        language: BCP 47 code, or None.
    """

    title: str | None = None
    author: str | None = None
    created: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """Return one word on a sheet, letters in the order in which they are read.

    Lengths are in points, 72 to the inch, from the upper left corner of the sheet.

    Attributes:
        text: Without white space; never empty.
        left: Where it begins; where it ends for a script written from the right.
        right: The other end.
        base: The line it stands on, from the top.
        size: Of its letters, as they are seen.
        bold: Whether they are heavy.
        follows: Whether it stands right behind the word before it, on the same line and with no more
            than a space between, in the order in which the document draws them.
        tight: Whether no white space stands between it and that word.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False
    follows: bool = False
    tight: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """Return one page: its size in points, and its words in the order in which the document draws them."""

    width: float
    height: float
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Sheets:
    """Return a document of fixed pages: words with places, and nothing of what they are to each other."""

    sheets: tuple[Sheet, ...]
    facts: Facts


@dataclass(frozen=True, slots=True)
class Passage:
    r"""Return one paragraph of a document that flows.

    Attributes:
        text: Its words; "\\n" for a line break within it. References to notes stand as `[1]`.
        kind: "h1" to "h6", "p", "li", "td" (a row of a table, cells parted by " | "), "figcaption" or "note".
        marker: A note's: `[1]`; a list item's number or bullet; "" for none.
    """

    text: str
    kind: str
    marker: str = ""


@dataclass(frozen=True, slots=True)
class Scroll:
    """Return a document that flows: paragraphs that say what they are, notes last."""

    passages: tuple[Passage, ...]
    facts: Facts


Document: TypeAlias = Sheets | Scroll


class DocumentOpener(Protocol):
    """Take documents apart, safely: hostile ones harm nothing and cost a bounded time and memory."""

    def open(self, body: bytes, media_type: str, *, subject: str) -> Document:
        """Return what a document holds: `Sheets` of a PDF, a `Scroll` of a DOCX.

        Args:
            body: The bytes of the document.
            media_type: Of the two that there are.
            subject: What errors are about.

        Raises:
            PageUnreadable: It is broken, encrypted, holds no text, is larger than the limits, or took
                too much time or memory.
            BadRequest: The media type is of no document.
        """
        ...
