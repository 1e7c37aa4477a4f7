"""Documents for the readers' tests: taken apart by the real process, one for all tests of a module."""

from collections.abc import Sequence

from onrecord.adapters.documents import DocumentProcess
from onrecord.model import Report
from onrecord.ports.documents import Facts, Sheet, Sheets, Word
from onrecord.stages.read import read_report
from onrecord.stages.read.documents.pdf_lines import Line
from tests.documents import DOCX, PDF, Drawn, make_pdf
from tests.factory import make_capture


def read_pdf(opener: DocumentProcess, sheets: Sequence[Sequence[Drawn]], **info: str) -> Report:
    """Return the report in a PDF with these sheets."""
    return read_document(opener, make_pdf(sheets, info=info), PDF)


def read_document(opener: DocumentProcess, body: bytes, media_type: str = DOCX) -> Report:
    """Return the report in a document."""
    return read_report(make_capture(body, media_type=media_type), body, name="a.pdf", documents=opener)


def word(text: str, left: float, base: float = 100, *, size: float = 10, follows: bool = False) -> Word:
    """Return a word whose letters are half as wide as high."""
    return Word(text, left, left + len(text) * size / 2, base, size, follows=follows)


def line(
    text: str,
    left: float,
    base: float,
    *,
    size: float = 10,
    sheet: int = 0,
    right: float | None = None,
    bold: bool = False,
) -> Line:
    """Return a line whose letters are half as wide as high, unless `right` says where it ends."""
    end = left + len(text) * size / 2 if right is None else right
    return Line(text, left, end, base, size, bold, size, len(text.split()), sheet)


def sheet(*words: Word) -> Sheet:
    """Return an A4 sheet with these words."""
    return Sheet(595, 842, words)


def sheets(*all_: Sheet) -> Sheets:
    """Return a document of these sheets."""
    return Sheets(all_, Facts())
