"""A PDF as words with places, through PDFium.

Runs in the process for documents only. PDFium gives characters with boxes; here they become words, letters in
reading order. What words are to each other is for the reader (`stages/read/documents/pdf.py`) to say.
"""

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from onrecord.adapters.documents.fault import DocumentFaultError
from onrecord.adapters.documents.letters import plain_letters, reading_order

_DATE = re.compile(r"D:(\d{4})(\d{2})(\d{2})", re.ASCII)
#: Gaps in a word that is set apart letter by letter stay below; a space is a quarter of the size.
_WORD_GAP = 0.18
#: A word farther off is no neighbour: a column or a table's cell begins.
_NEAR_GAP = 1.0
_SAME_LINE = 0.15
#: Of a word, in the mean, with its space. Sheets of single letters would take far more memory than words.
_LETTERS = 4
#: Of a quarter turn: text that is turned by more than this is no line of the page's.
_SLANT = 0.1
_SIZES_APART = 0.8
_BOLD_WEIGHT = 600
_BOLD_FLAG = 1 << 18
_BOLD_NAME = re.compile("bold|black|heavy|semibold|demi", re.IGNORECASE)
_FONT_NAME_BYTES = 200
_QUARTER = math.pi / 2
#: A sheet larger than PDF's own largest (200 inches) is nonsense.
_LARGEST = 14_400.0
_HIDDEN = frozenset({0x00, 0x0B, 0xFEFF, 0x200B})
_SPACES = frozenset({0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x2002, 0x2003, 0x2007, 0x2009, 0x202F, 0x3000})
#: What PDFium gives for a hyphen at a line's end, whether it only parts a word or not.
_HYPHENS = frozenset({0x02, 0xFFFE})


@dataclass(slots=True)
class _Char:
    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    quarter: int


@dataclass(slots=True)
class _Style:
    size: float = 0.0
    bold: bool = False
    quarter: int = 0
    slanted: bool = False


def open_pdf(body: bytes, limits: dict[str, Any]) -> dict[str, Any]:
    """Return the sheets of a PDF and what it says of itself, as they go over the wire.

    Raises:
        DocumentFaultError: It is broken, encrypted, without text, or over a limit.
    """
    try:
        document = pdfium.PdfDocument(body)
    except pdfium.PdfiumError as error:
        code = getattr(error, "err_code", None)
        locked = code == raw.FPDF_ERR_PASSWORD or "password" in str(error).casefold()
        raise DocumentFaultError("encrypted" if locked else "broken") from error
    try:
        count = len(document)
        if count > limits["pages"]:
            raise DocumentFaultError("pages")
        sheets, left = [], limits["characters"]
        words = left // _LETTERS
        for number in range(count):
            sheet = _sheet(document, number, left)
            words -= len(sheet[2])
            if words < 0:
                raise DocumentFaultError("characters")
            left -= sum(len(word[0]) + 1 for word in sheet[2])
            sheets.append(sheet)
        if not any(sheet[2] for sheet in sheets):
            raise DocumentFaultError("empty" if sheets else "broken")
        return {"sheets": sheets, "facts": _facts(document)}
    finally:
        document.close()


def _facts(document: pdfium.PdfDocument) -> dict[str, str]:
    told = document.get_metadata_dict()
    date = _DATE.match(told.get("CreationDate", ""))
    facts = {
        "title": told.get("Title", ""),
        "author": told.get("Author", ""),
        "created": "-".join(date.groups()) if date else "",
    }
    return {key: " ".join(value.replace("\x00", "").split()) for key, value in facts.items()}


def _sheet(
    document: pdfium.PdfDocument, number: int, most: int
) -> tuple[float, float, list[tuple[Any, ...]]]:
    try:
        page = document[number]
    except pdfium.PdfiumError:  # one broken page of many: the others can still be read
        return (0.0, 0.0, [])
    text = raw.FPDFText_LoadPage(page)
    if not text:
        page.close()
        return (0.0, 0.0, [])
    try:
        if raw.FPDFText_CountChars(text) > 3 * most + 1_000:
            raise DocumentFaultError("characters")
        # In the coordinates of the page before it is turned: letters say themselves how they stand.
        box = page.get_bbox()
        width, height, chars = _upright(list(_chars(text, box)), box)
        words = [_told(word, follows=follows, tight=tight) for word, follows, tight in _words(chars)]
        if sum(len(word[0]) + 1 for word in words) > most:
            raise DocumentFaultError("characters")
        return (width, height, words)
    finally:
        raw.FPDFText_ClosePage(text)
        page.close()


def _chars(text: Any, box: tuple[float, float, float, float]) -> Iterator[_Char | None]:
    """Yield the characters as the document draws them; None for white space."""
    x, y = ctypes.c_double(), ctypes.c_double()
    bounds = raw.FS_RECTF()
    style, drawn = _Style(), 0
    x0, y0, x1, y1 = box
    for i in range(raw.FPDFText_CountChars(text)):
        code = raw.FPDFText_GetUnicode(text, i)
        if code in _SPACES:
            yield None
            continue
        if code in _HIDDEN or not raw.FPDFText_GetLooseCharBox(text, i, bounds):
            continue
        object_ = raw.FPDFText_GetTextObject(text, i)
        run = ctypes.addressof(object_.contents) if object_ else 0
        if run != drawn or not run or style.quarter % 2:
            if not raw.FPDFText_GetCharOrigin(text, i, x, y):
                continue
            if run != drawn or not run:
                style, drawn = _style(text, i), run
        if not (
            x0 <= (bounds.left + bounds.right) / 2 <= x1 and y0 <= (bounds.top + bounds.bottom) / 2 <= y1
        ):
            continue  # outside of what is seen of the page
        if style.slanted:
            continue  # a watermark, a stamp
        hyphen = code in _HYPHENS and raw.FPDFText_IsHyphen(text, i) == 1
        letters = "-" if hyphen else plain_letters(code)
        if letters and style.quarter % 2:
            yield _Char(letters, bounds.bottom, bounds.top, x.value, style.size, style.bold, style.quarter)
        elif letters:
            yield _Char(letters, bounds.left, bounds.right, y.value, style.size, style.bold, style.quarter)


def _style(text: Any, i: int) -> _Style:
    """Return size, weight and direction of a character; all that are drawn in one run share them."""
    matrix = raw.FS_MATRIX()
    scale, turned = 1.0, 0.0
    if raw.FPDFText_GetMatrix(text, i, matrix):
        scale = math.hypot(matrix.c, matrix.d)
        turned = math.atan2(matrix.b, matrix.a) / _QUARTER
    size = raw.FPDFText_GetFontSize(text, i) * scale
    buffer, flags = ctypes.create_string_buffer(_FONT_NAME_BYTES), ctypes.c_int()
    raw.FPDFText_GetFontInfo(text, i, buffer, _FONT_NAME_BYTES, flags)
    bold = (
        raw.FPDFText_GetFontWeight(text, i) >= _BOLD_WEIGHT
        or bool(flags.value & _BOLD_FLAG)
        or bool(_BOLD_NAME.search(buffer.value.decode("utf-8", "replace")))
    )
    quarter = round(turned)
    return _Style(
        abs(size) if math.isfinite(size) else 0.0, bold, quarter % 4, abs(turned - quarter) > _SLANT
    )


def _upright(
    chars: list[_Char | None], box: tuple[float, float, float, float]
) -> tuple[float, float, list[_Char | None]]:
    """Return the sheet's size and its characters, turned so that most stand upright; others fall away."""
    x0, y0, x1, y1 = box
    counts = [0, 0, 0, 0]
    for char in chars:
        if char is not None:
            counts[char.quarter] += 1
    main = counts.index(max(counts))
    width, height = (x1 - x0, y1 - y0) if main % 2 == 0 else (y1 - y0, x1 - x0)
    kept: list[_Char | None] = []
    for char in chars:
        if char is None:
            kept.append(None)
            continue
        if char.quarter != main:
            continue
        if main == 0:
            char.left, char.right, char.base = char.left - x0, char.right - x0, y1 - char.base
        elif main == 2:  # noqa: PLR2004 -- upside down
            char.left, char.right, char.base = x1 - char.right, x1 - char.left, char.base - y0
        elif main == 1:
            char.left, char.right, char.base = _turned(char, y0, y1, x0, x1, up=True)
        else:
            char.left, char.right, char.base = _turned(char, y0, y1, x0, x1, up=False)
        kept.append(char)
    return min(width, _LARGEST), min(height, _LARGEST), kept


def _turned(
    char: _Char, y0: float, y1: float, x0: float, x1: float, *, up: bool
) -> tuple[float, float, float]:
    if up:  # written upwards: what is right on the sheet is down for the reader
        return char.left - y0, char.right - y0, char.base - x0
    return y1 - char.right, y1 - char.left, x1 - char.base


def _words(chars: list[_Char | None]) -> Iterator[tuple[list[_Char], bool, bool]]:
    """Yield the words, each with whether it follows the one before, and whether without a space."""
    word: list[_Char] = []
    last: _Char | None = None
    spaced = True
    follows = tight = False
    for char in chars:
        if char is None:
            spaced = True
            continue
        if word and not spaced and _touches(word[-1], char):
            word.append(char)
            last = char
            continue
        if word:
            yield word, follows, tight
        near = (
            last is not None
            and _distance(last, char) < _NEAR_GAP * max(last.size, char.size)
            and (abs(last.base - char.base) <= 0.5 * max(last.size, char.size))
        )
        follows = near
        tight = near and not spaced and last is not None and _distance(last, char) < _WORD_GAP * last.size
        word, last, spaced = [char], char, False
    if word:
        yield word, follows, tight


def _distance(one: _Char, other: _Char) -> float:
    """Return the gap between two characters, whichever is first on the line; 0 where they overlap."""
    return max(0.0, other.left - one.right, one.left - other.right)


def _touches(one: _Char, other: _Char) -> bool:
    size = max(one.size, other.size)
    return (
        abs(one.base - other.base) <= _SAME_LINE * size
        and _distance(one, other) < _WORD_GAP * size
        and min(one.size, other.size) >= _SIZES_APART * size
    )


def _told(word: list[_Char], *, follows: bool, tight: bool) -> tuple[Any, ...]:
    text = reading_order([(c.text, (c.left + c.right) / 2) for c in word])
    return (
        text,
        round(min(c.left for c in word), 2),
        round(max(c.right for c in word), 2),
        round(word[0].base, 2),
        round(max(c.size for c in word), 2),
        sum(c.bold for c in word) * 2 > len(word),
        follows,
        tight,
    )
