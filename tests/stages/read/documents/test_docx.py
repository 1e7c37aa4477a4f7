"""DOCX as reports, from bytes to blocks; the fuzz run for hand: ONRECORD_FUZZ=20000 pytest -k fuzz."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.adapters.documents import DocumentProcess
from onrecord.errors import PageUnreadable
from onrecord.ports.documents import Sheets
from tests.documents import DOCX, make_docx, make_zip, paragraph, part
from tests.stages.read.papers import read_document
from tests.stages.read.reading import kinds

EXAMPLES = int(os.environ.get("ONRECORD_FUZZ", "100"))
NOTES = {
    "word/footnotes.xml": part(
        "footnotes", f'<w:footnote w:id="2">{paragraph("Selm Courier, March 3, 2026.")}</w:footnote>'
    )
}
REF = (
    "<w:p><w:r><w:t>“We open,” said Ada Lindqvist, the mayor.</w:t></w:r>"
    '<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
)
CORE = (
    "<dc:title>noted.docx</dc:title><dc:creator>Ines Moreau</dc:creator>"
    "<dcterms:created>2026-03-04T10:00:00Z</dcterms:created>"
)
XML = st.sampled_from(
    [
        "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>words</w:t>", "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>",
        "</w:tc>", '<w:footnoteReference w:id="2"/>', "<w:del>", "</w:del>", "<w:ins>", "</w:ins>", "<w:txbxContent>",
        "</w:txbxContent>", '<w:pPr><w:pStyle w:val="Title"/></w:pPr>', "<w:br/>", "&#0;", "&amp;", "<!-- a -->",
        '<w:pPr><w:numPr><w:numId w:val="9"/></w:numPr></w:pPr>', "<?a b?>", "<![CDATA[c]]>", "<w:sym w:char='F0B7'/>",
        "<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", "\u202e", "漢",
    ]
)  # fmt: skip


@pytest.fixture(scope="module")
def opener() -> Iterator[DocumentProcess]:
    made = DocumentProcess()
    yield made
    made.close()


def test_styles_notes_and_lists_are_what_they_are_called(opener: DocumentProcess) -> None:
    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'
    body = (
        paragraph("Selm opens", "Title") + paragraph("The harbour", "Heading1") + REF
        + paragraph("Ships at the quay of Selm", "Caption") + paragraph("a boat", more=item)
    )  # fmt: skip
    report = read_document(opener, make_docx(body, parts=NOTES, core=CORE))
    assert kinds(report) == [
        ("heading", "Selm opens"),
        ("heading", "The harbour"),
        ("paragraph", "“We open,” said Ada Lindqvist, the mayor.[1]"),
        ("caption", "Ships at the quay of Selm"),
        ("list_item", "1. a boat"),
        ("footnote", "[1] Selm Courier, March 3, 2026."),
    ]
    (note,) = report.footnotes
    assert (note.marker, len(note.refs), len(note.citations)) == ("[1]", 1, 1)
    assert (report.metadata.title, report.metadata.authors) == ("Selm opens", ("Ines Moreau",))


def test_a_first_heading_is_the_title_where_there_is_no_other(opener: DocumentProcess) -> None:
    report = read_document(
        opener, make_docx(paragraph("Selm opens", "Heading1") + paragraph("We open in May."))
    )
    assert report.metadata.title == "Selm opens"


def test_without_styles_headings_are_known_as_in_plain_text(opener: DocumentProcess) -> None:
    prose = "The harbour of Selm stayed shut on Monday, and no ship was let in before the storm had passed."
    report = read_document(
        opener, make_docx(paragraph("Harbour Of Selm Stays Shut") + paragraph(prose), styles="")
    )
    assert kinds(report) == [("heading", "Harbour Of Selm Stays Shut"), ("paragraph", prose)]


def test_a_transcript_in_a_docx_has_turns(opener: DocumentProcess) -> None:
    rows = ["ADA LINDQVIST: We open in May.", "TOMAS OKORO: Who says so?", "ADA LINDQVIST: I do."]
    report = read_document(opener, make_docx("".join(map(paragraph, rows)), styles=""))
    assert {kind for kind, _ in kinds(report)} == {"turn"}


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"PK\x03\x04 broken", "broken or no DOCX"),
        (make_docx(""), "holds no words"),
        (make_zip({"word/document.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}), "entities"),
        (make_zip({"word/document.xml": b"<a>" + b" " * 4_000_000 + b"</a>"}), "unpacks to far more"),
    ],
)
def test_hostile_and_broken_documents_are_refused(opener: DocumentProcess, body: bytes, message: str) -> None:
    with pytest.raises(PageUnreadable, match=message):
        read_document(opener, body)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(pieces=st.lists(XML, max_size=25))
def test_fuzz_any_markup_is_read_or_refused(opener: DocumentProcess, pieces: list[str]) -> None:
    try:
        report = read_document(opener, make_docx("".join(pieces), parts=NOTES))
    except PageUnreadable as error:
        assert "nonsense" not in error.message  # noqa: PT017 -- most are refused, and rightly
        return
    for block in report.blocks:
        words = block.span.cut(report.text)
        assert words == words.strip() != ""


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_fuzz_a_damaged_archive_is_read_or_refused(opener: DocumentProcess, data: st.DataObject) -> None:
    body = bytearray(make_docx(paragraph("Selm opens", "Title") + REF, parts=NOTES))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(body) - 1))
        body[at : at + data.draw(st.integers(0, 12))] = data.draw(st.binary(max_size=12))
    try:
        document = opener.open(bytes(body), DOCX, subject="a")
    except PageUnreadable:
        return
    assert not isinstance(document, Sheets)
