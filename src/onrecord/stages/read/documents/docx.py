"""DOCX: paragraphs that say what they are, as blocks."""

from collections.abc import Iterator

from onrecord.errors import PageUnreadable
from onrecord.model import Capture
from onrecord.ports.documents import DocumentOpener, Scroll
from onrecord.stages.read.documents.written import Written, open_document, write_document
from onrecord.stages.read.laid.laid import Laid


def read_docx(opener: DocumentOpener | None, capture: Capture, body: bytes, subject: str) -> Laid:
    """Return the report in a DOCX.

    Raises:
        BadRequest: There is no opener.
        PageUnreadable: It is broken, encrypted, without text, or over the limits.
    """
    document = open_document(opener, capture, body, subject)
    if not isinstance(document, Scroll):
        raise PageUnreadable("is no DOCX; hand it in under the type that it has", subject=subject)
    return write_document(_written(document), document.facts, subject)


def _written(document: Scroll) -> Iterator[Written]:
    titled = any(passage.kind == "h1" for passage in document.passages)
    styled = any(passage.kind.startswith("h") for passage in document.passages)
    begun = False
    for passage in document.passages:
        kind = passage.kind
        if kind == "h2" and not (titled or begun):
            kind = "h1"  # a document that has no title but begins with a heading is headed by it
        begun = begun or kind in {"h1", "p"}
        if kind == "p" and not styled:
            kind = ""  # without styles, headings are known as in plain text
        text = passage.text
        yield Written(f"{passage.marker} {text}" if passage.marker else text, kind, passage.marker)
