import pytest

from onrecord.adapters.documents.docx import open_docx
from onrecord.adapters.documents.fault import DocumentFaultError
from tests.documents import make_docx, make_zip, paragraph, part

LIMITS = {"unpacked_bytes": 10_000_000, "characters": 100_000}
SMALL = {"unpacked_bytes": 10_000_000, "characters": 10}


def told(body: str, **more: object) -> list[tuple[str, str, str]]:
    return [tuple(one) for one in open_docx(make_docx(body, **more), LIMITS)["passages"]]  # type: ignore[arg-type]


def run(inner: str) -> str:
    return f"<w:r>{inner}</w:r>"


def words(text: str) -> str:
    return run(f'<w:t xml:space="preserve">{text}</w:t>')


def test_styles_say_what_paragraphs_are() -> None:
    styles = (
        '<w:style w:styleId="T"><w:name w:val="Title"/></w:style>'
        '<w:style w:styleId="H"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="Own"><w:name w:val="Our head"/><w:basedOn w:val="H"/></w:style>'
        '<w:style w:styleId="Loop"><w:name w:val="a"/><w:basedOn w:val="Loop"/></w:style>'
        '<w:style w:styleId="C"><w:name w:val="caption"/></w:style>'
    )
    body = "".join(paragraph(key, key) for key in ("T", "H", "Own", "Loop", "C", "Unknown"))
    body += paragraph("O", more='<w:outlineLvl w:val="1"/>')
    assert [kind for _, kind, _ in told(body, styles=styles)] == [
        "h1",
        "h2",
        "h2",
        "p",
        "figcaption",
        "p",
        "h3",
    ]


def test_lists_get_the_marks_that_a_reader_sees() -> None:
    numbering = part(
        "numbering",
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="6"><w:abstractNumId w:val="1"/></w:num>',
    )
    body = "".join(
        paragraph(f"item {k}", more=f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>')
        for k, number in enumerate((5, 6, 6, 0))
    )
    assert told(body, parts={"word/numbering.xml": numbering}) == [
        ("item 0", "li", "•"),
        ("item 1", "li", "1."),
        ("item 2", "li", "2."),
        ("item 3", "p", ""),
    ]


def test_tracked_changes_give_the_final_text() -> None:
    body = (
        "<w:p>" + words("We ") + "<w:del>" + run("<w:delText>shall not </w:delText>") + "</w:del>"
        "<w:ins>" + words("will ") + "</w:ins><w:moveFrom>" + words("moved ") + "</w:moveFrom>"
        + words("open") + "<w:moveTo>" + words(" moved") + "</w:moveTo></w:p>"
    )  # fmt: skip
    assert told(body) == [("We will open moved", "p", "")]


def test_fields_hidden_words_and_fallbacks_are_not_read_and_links_are() -> None:
    body = (
        "<w:p>" + run("<w:instrText> HYPERLINK x </w:instrText>") + run("<w:rPr><w:vanish/></w:rPr><w:t>no</w:t>")
        + "<w:hyperlink>" + words("a link") + "</w:hyperlink>" + run("<w:tab/><w:t>tab</w:t><w:br/><w:t>line</w:t>")
        + "<w:sdt><w:sdtContent>" + words(" held") + "</w:sdtContent></w:sdt></w:p>"
    )  # fmt: skip
    assert told(body) == [("a link tab\nline held", "p", "")]


def test_text_boxes_follow_their_paragraph_and_are_read_once() -> None:
    box = "<w:txbxContent>" + paragraph("In a box") + "</w:txbxContent>"
    alternate = f"<AlternateContent><Choice>{box}</Choice><Fallback>{box}</Fallback></AlternateContent>"
    assert told("<w:p>" + words("Before") + run(alternate) + "</w:p>") == [
        ("Before", "p", ""),
        ("In a box", "p", ""),
    ]


def test_notes_are_numbered_in_the_order_of_their_references() -> None:
    parts = {
        "word/footnotes.xml": part("footnotes", f'<w:footnote w:id="7">{paragraph("A note.")}</w:footnote>'),
        "word/endnotes.xml": part("endnotes", f'<w:endnote w:id="7">{paragraph("At the end.")}</w:endnote>'),
    }
    body = (
        "<w:p>" + words("One") + run('<w:endnoteReference w:id="7"/>') + words(" two")
        + run('<w:footnoteReference w:id="7"/>') + run('<w:footnoteReference w:id="99"/>') + "</w:p>"
    )  # fmt: skip
    assert told(body, parts=parts) == [
        ("One[1] two[2][3]", "p", ""),
        ("At the end.", "note", "[1]"),
        ("A note.", "note", "[2]"),
    ]


def test_a_row_of_a_table_is_one_passage_and_a_frame_is_none() -> None:
    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in cells) + "</w:tr>"

    gone = "<w:tr><w:trPr><w:del/></w:trPr><w:tc>" + paragraph("gone") + "</w:tc></w:tr>"
    assert told(
        f"<w:tbl>{row('Port', 'Ships')}{gone}{row('', '')}</w:tbl><w:tbl>{row('Framed')}</w:tbl>"
    ) == [
        ("Port | Ships", "td", ""),
        ("Framed", "p", ""),
    ]


def test_what_the_document_says_of_itself_is_told() -> None:
    core = "<dc:title>Selm</dc:title><dc:creator>Ines Moreau</dc:creator>"
    core += "<dcterms:created>2026-03-04T09:00:00Z</dcterms:created>"
    facts = open_docx(make_docx(paragraph("a"), core=core), LIMITS)["facts"]
    assert facts == {"title": "Selm", "author": "Ines Moreau", "created": "2026-03-04", "language": ""}


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (make_docx(""), "blank"),
        (make_zip({"a": b"b"}), "broken"),
        (make_zip({"word/document.xml": b"<html/>"}), "broken"),
        (make_docx("<w:p>" + "<w:hyperlink>" * 210 + "</w:hyperlink>" * 210 + "</w:p>"), "broken"),
        (make_docx(paragraph("a"), core="<!ENTITY x 'y'>"), "entities"),
    ],
)
def test_a_document_that_cannot_be_read_says_why(body: bytes, kind: str) -> None:
    with pytest.raises(DocumentFaultError, match=kind):
        open_docx(body, LIMITS)


def test_more_text_than_one_report_may_have_is_refused() -> None:
    with pytest.raises(DocumentFaultError, match="characters"):
        open_docx(make_docx(paragraph("eleven chars")), SMALL)
