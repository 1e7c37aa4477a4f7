"""PDF: from words with places to the text that a reader reads.

Lines, columns, what is printed on every page, paragraphs over the ends of lines and pages: one module each
(`stages/read/documents/pdf_lines.py` and those after it), put together here.
"""

from collections.abc import Iterator

from onrecord.errors import PageUnreadable
from onrecord.model import Capture, Span
from onrecord.ports.documents import DocumentOpener, Sheets
from onrecord.stages.read.blocks.lines import read_line
from onrecord.stages.read.documents.pdf_blocks import Part, make_parts
from onrecord.stages.read.documents.pdf_furniture import part_furniture
from onrecord.stages.read.documents.pdf_lines import is_from_right, make_lines
from onrecord.stages.read.documents.pdf_order import order_lines
from onrecord.stages.read.documents.pdf_words import Vocabulary
from onrecord.stages.read.documents.written import Written, open_document, write_document
from onrecord.stages.read.laid.laid import Laid

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_RAISED = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")


def read_pdf(opener: DocumentOpener | None, capture: Capture, body: bytes, subject: str) -> Laid:
    """Return the report in a PDF.

    Raises:
        BadRequest: There is no opener.
        PageUnreadable: It is broken, encrypted, a scan, or over the limits.
    """
    document = open_document(opener, capture, body, subject)
    if not isinstance(document, Sheets):
        raise PageUnreadable("is no PDF; hand it in under the type that it has", subject=subject)
    return write_document(_written(document), document.facts, subject)


def _written(document: Sheets) -> Iterator[Written]:
    from_right = _is_from_right(document)
    lines = [make_lines(sheet, number, from_right=from_right) for number, sheet in enumerate(document.sheets)]
    vocabulary = Vocabulary(line.text for own in lines for line in own)
    lines, printed = part_furniture(document.sheets, lines)
    columns = [order_lines(own, from_right=from_right) for own in lines]
    parts = make_parts(document.sheets, columns)
    raised = any(_RAISED & set(line.text) for part in parts if part.kind != "note" for line in part.lines)
    # What a header says of the report (a day, a series with its number) heads the text; the rest closes it.
    facts = [text for text in printed if read_line(text, Span(0, len(text)))]
    for text in facts:
        yield Written(text, "")
    for part in parts:
        yield _part(part, vocabulary, raised=raised)
    for text in printed:
        if text not in facts:
            yield Written(text, "furniture")


def _is_from_right(document: Sheets) -> bool:
    return is_from_right("".join(word.text for sheet in document.sheets for word in sheet.words))


def _part(part: Part, vocabulary: Vocabulary, *, raised: bool) -> Written:
    text = vocabulary.join([line.text for line in part.lines])
    if part.kind == "note":
        marker, rest = part.marker, text[len(part.marker) :].lstrip(" .)")
        if raised and marker.isascii() and marker.isdigit():
            marker = marker.translate(_SUPERSCRIPT)  # as the text refers to it
        return Written(f"{marker} {rest}", "note", marker)
    if part.kind == "li":
        return Written(text, "li", part.marker)
    return Written(text, part.kind)
