"""PDF and DOCX as reports: what an opener takes out of them, written down as text with blocks."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from onrecord.errors import BadRequest
from onrecord.model import Capture, Span
from onrecord.ports.documents import DocumentOpener, Facts, Scroll, Sheets
from onrecord.stages.read.laid.decode import Decoded
from onrecord.stages.read.laid.laid import Laid, check_length
from onrecord.stages.read.laid.layout import RawBlock, lay_out, trim
from onrecord.stages.read.laid.marked import Marked
from onrecord.text.dates import find_dates
from onrecord.text.fold import fold

#: What is said of a document's day is looked for in so much of its text.
_DATED_CHARS = 1_500
#: What programs put into a title: names of files, and of themselves.
_NO_TITLE = re.compile(
    r"\.(?:docx?|pdf|indd|qxp|odt|tex|rtf|pptx?|xlsx?)\b|^(?:microsoft|untitled|document|slide)\b|[\\/_]",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r"\b(?:user|admin|administrator|owner|unknown|microsoft|adobe|scanner)\b|[@\\/_\d]", re.IGNORECASE
)
_AUTHORS = re.compile(r"\s*(?:;|,|\band\b|&)\s*")
_MOST_AUTHORS = 12


@dataclass(frozen=True, slots=True)
class Written:
    r"""Return one block of a document before it stands in the text.

    Attributes:
        text: Its words; "\\n" for line breaks that were asked for.
        hint: As in `RawBlock`.
        marker: What it begins with that is its label, "" for nothing.
    """

    text: str
    hint: str
    marker: str = ""


def open_document(
    opener: DocumentOpener | None, capture: Capture, body: bytes, subject: str
) -> Sheets | Scroll:
    """Return what an opener takes out of a document.

    Raises:
        BadRequest: There is no opener.
        PageUnreadable: It cannot be taken apart.
    """
    if opener is None:
        raise BadRequest(
            "is a document, which is taken apart in a process of its own; give `read_report` its `documents`, "
            "as `onrecord read` does",
            subject=subject,
        )
    return opener.open(body, capture.media_type, subject=subject)


def write_document(blocks: Iterable[Written], facts: Facts, subject: str, *, dated: bool = True) -> Laid:
    """Return blocks as a text, a blank line between each two, with what the document says of itself.

    Args:
        blocks: In reading order.
        facts: Of the document.
        subject: What errors are about.
        dated: Whether the day on which the document was made may stand for that of publication.
    """
    parts: list[str] = []
    raw: list[RawBlock] = []
    at = 0
    for block in blocks:
        if not block.text.strip():
            continue
        if parts:
            parts.append("\n\n")
            at += 2
        raw += _placed(block, at)
        parts.append(block.text)
        at += len(block.text)
    text = "".join(parts)
    check_length(text, subject)
    return Laid(Decoded(text, "utf-8", 0), raw, _marked(facts, text, raw, dated=dated))


def _placed(block: Written, at: int) -> Iterable[RawBlock]:
    told = bool(block.marker) or block.hint.startswith("h") or block.hint in {"note", "td", "li", "furniture"}
    if told:
        inner = trim(block.text, Span(0, len(block.text)))
        if inner:
            label = Span(at, at + len(block.marker)) if block.marker else None
            yield RawBlock(Span(at + inner.start, at + inner.end), hint=block.hint, label=label)
        return
    for found in lay_out(block.text):
        span = Span(at + found.span.start, at + found.span.end)
        yield RawBlock(span, opens=found.opens, closes=found.closes, hint=block.hint)


def _marked(facts: Facts, text: str, raw: list[RawBlock], *, dated: bool) -> Marked:
    title = facts.title if facts.title and not _NO_TITLE.search(facts.title) else None
    if title and any(block.hint == "h1" for block in raw):
        title = None  # what a reader sees goes before what a program noted
    if title and fold(title) not in fold(text[:_DATED_CHARS]) and " " not in title:
        title = None
    names = _AUTHORS.split(facts.author) if facts.author and not _NO_AUTHOR.search(facts.author) else []
    # A single word is the name of an account.
    authors = tuple(name for name in names if " " in name.strip())[:_MOST_AUTHORS]
    day = facts.created if dated and not find_dates(text[:_DATED_CHARS]) else None
    return Marked(title=title, authors=authors, published=day, language=facts.language)


#: Read one kind of document: the opener, the capture, its bytes, the subject of errors.
DocumentReader = Callable[[DocumentOpener | None, Capture, bytes, str], Laid]
