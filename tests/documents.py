"""PDF and DOCX for tests: written here, byte by byte, so that each has just what its test is about."""

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

#: A4, in points.
WIDTH, HEIGHT = 595, 842
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_CMAP = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /A def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end end"""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Return words drawn at a place of a sheet; every letter is half as wide as it is high.

    Attributes:
        x: Of the first letter, in points from the left edge.
        y: Of the line it stands on, from the top edge.
        text: As drawn, from left to right.
        size: In points.
        bold: Whether in the heavy font.
        turn: Of the line, as the four first numbers of a text matrix.
    """

    x: float
    y: float
    text: str
    size: float = 10
    bold: bool = False
    turn: str = "1 0 0 1"


def make_pdf(
    sheets: Sequence[Sequence[Drawn]],
    *,
    info: Mapping[str, str] | None = None,
    page: str = "",
    size: tuple[int, int] = (WIDTH, HEIGHT),
) -> bytes:
    """Return a PDF.

    Args:
        sheets: What each shows, in the order in which it is drawn.
        info: Title, Author, CreationDate and the like.
        page: More entries of each page's dictionary, such as `/Rotate 90`.
        size: Of the sheets.
    """
    objects: list[bytes] = [b"", b""]

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    cmap = add(_stream(_CMAP))
    fonts = [_add_font(add, name, cmap) for name in ("Plain", "Plain-Bold")]
    kids = []
    for drawn in sheets:
        content = add(_stream(b"\n".join(_show(one, size[1]) for one in drawn)))
        kids.append(
            add(
                f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {size[0]} {size[1]}]{page}/Contents {content} 0 R"
                f"/Resources<</Font<</F0 {fonts[0]} 0 R/F1 {fonts[1]} 0 R>>>>>>".encode()
            )
        )
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(f'{k} 0 R' for k in kids)}]>>".encode()
    told = "".join(f"/{key}<FEFF{_hex(value)}>" for key, value in (info or {}).items())
    about = add(f"<<{told}>>".encode())
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        about,
        start,
    )
    return bytes(out)


def set_column(
    text: str, *, x: float, y: float, width: float, size: float = 10, indent: float = 0, bold: bool = False
) -> Iterator[Drawn]:
    """Yield a paragraph set in lines of at most `width`; a bar in the text ends a line."""
    chars = int(width / (size / 2))
    line, first = "", True
    rows: list[str] = []
    for forced in text.split("|"):
        for word in forced.split():
            room = chars - (int(indent / (size / 2)) if first and not rows else 0)
            if line and len(line) + 1 + len(word) > room:
                rows.append(line)
                line = word
            else:
                line = f"{line} {word}" if line else word
        rows.append(line)
        line, first = "", False
    for number, row in enumerate(row for row in rows if row):
        yield Drawn(x + (indent if number == 0 else 0), y + number * size * 1.2, row, size, bold)


def _add_font(add: object, name: str, cmap: int) -> int:
    assert callable(add)
    below = add(
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/DW 500"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>".encode()
    )
    font = add(
        f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{below} 0 R]"
        f"/ToUnicode {cmap} 0 R>>".encode()
    )
    assert isinstance(font, int)
    return font


def _show(drawn: Drawn, height: float) -> bytes:
    return (
        f"BT /F{int(drawn.bold)} {drawn.size} Tf {drawn.turn} {drawn.x:.2f} {height - drawn.y:.2f} Tm "
        f"<{_hex(drawn.text)}> Tj ET".encode()
    )


def _hex(text: str) -> str:
    return text.encode("utf-16-be").hex()


def _stream(body: bytes) -> bytes:
    return b"<</Length %d>>stream\n%s\nendstream" % (len(body), body)


def make_docx(
    body: str, *, parts: Mapping[str, str] | None = None, core: str = "", styles: str | None = None
) -> bytes:
    """Return a DOCX.

    Args:
        body: The XML of what the document holds: `w:p`, `w:tbl`.
        parts: More parts, by name: `{"word/footnotes.xml": …}`.
        core: The XML of what it says of itself: `<dc:title>…`.
        styles: The XML of its styles; two headings, a title and a caption where None.
    """
    every = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
        "word/styles.xml": part("styles", _styles() if styles is None else styles),
        "docProps/core.xml": '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/'
        'metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:dcterms="http://purl.org/dc/terms/">{core}</cp:coreProperties>',
        **(parts or {}),
    }
    return make_zip({name: words.encode() for name, words in every.items()})


def make_zip(parts: Mapping[str, bytes]) -> bytes:
    """Return a ZIP archive of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, words in parts.items():
            archive.writestr(name, words)
    return out.getvalue()


def part(name: str, inner: str) -> str:
    """Return a part of a DOCX: its XML around `inner`."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} xmlns:w="{_W}">{inner}</w:{name}>'


def paragraph(text: str, style: str = "", more: str = "") -> str:
    """Return a paragraph's XML.

    Args:
        text: Its words.
        style: The id of its style.
        more: XML of more of its properties.
    """
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{more}</w:pPr><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def _styles() -> str:
    names = {"Title": "Title", "Heading1": "heading 1", "Heading2": "heading 2", "Caption": "caption"}
    return "".join(
        f'<w:style w:styleId="{key}"><w:name w:val="{name}"/></w:style>' for key, name in names.items()
    )
