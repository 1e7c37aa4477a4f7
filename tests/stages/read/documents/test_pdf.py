"""PDF as reports, from bytes to blocks; the fuzz run for hand: ONRECORD_FUZZ=20000 pytest -k fuzz."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.adapters.documents import DocumentProcess
from onrecord.errors import PageUnreadable
from onrecord.ports.documents import Document, Facts, Scroll, Sheet, Sheets, Word
from onrecord.stages.read import read_report
from tests.documents import PDF, Drawn, make_pdf, set_column
from tests.factory import make_capture
from tests.stages.read.papers import read_document, read_pdf
from tests.stages.read.reading import kinds

EXAMPLES = int(os.environ.get("ONRECORD_FUZZ", "100"))
FIRST = (
    "The harbour of Selm will open again on Monday, the mayor said, after the longest winter that the town has "
    "seen since the light-|house was built. Ferries follow in the coming weeks, and with them the well-|known "
    "night boat to Orr and the fish mar-|ket, which closed in March and has not been seen since"
)
SECOND = "then by anyone who lives there. The council meets on Friday."
SAID = "“We have waited long enough,” said Ada Lindqvist, the mayor, on the quay. “Now we open.”"


@pytest.fixture(scope="module")
def opener() -> Iterator[DocumentProcess]:
    made = DocumentProcess()
    yield made
    made.close()


def first_sheet() -> list[Drawn]:
    return [
        Drawn(60, 40, "Harbour Notes", 8),
        Drawn(500, 40, "4 March 2026", 8),
        *set_column("Harbour of Selm opens again", x=60, y=90, width=480, size=20),
        *set_column(FIRST, x=60, y=140, width=220),
        *set_column(SECOND, x=320, y=140, width=220),
        *set_column(SAID, x=320, y=190, width=220, indent=15),
        Drawn(320, 253, "It rained."),
        Drawn(371, 249, "1", 6),
        *set_column("1 Selm Courier, March 3, 2026.", x=60, y=700, width=220, size=8),
        Drawn(290, 820, "1", 8),
    ]


def second_sheet() -> list[Drawn]:
    return [
        Drawn(60, 40, "Harbour Notes", 8),
        Drawn(500, 40, "4 March 2026", 8),
        *set_column("Another page begins here, with a sentence that is prose.", x=60, y=140, width=480),
        Drawn(290, 820, "2", 8),
    ]


def test_a_page_of_two_columns_is_read_as_a_reader_reads_it(opener: DocumentProcess) -> None:
    report = read_pdf(opener, [first_sheet(), second_sheet()], Author="Ines Moreau")
    joined = FIRST.replace("-|house", "house").replace("-|known", "-known").replace("-|ket", "ket")
    assert kinds(report) == [
        ("metadata", "4 March 2026"),
        ("heading", "Harbour of Selm opens again"),
        ("paragraph", f"{joined} {SECOND}"),
        ("paragraph", SAID),
        ("paragraph", "It rained.¹"),
        ("paragraph", "Another page begins here, with a sentence that is prose."),
        ("footnote", "¹ Selm Courier, March 3, 2026."),
        ("boilerplate", "Harbour Notes"),
    ]
    (note,) = report.footnotes
    assert [ref.cut(report.text) for ref in note.refs] == ["¹"]
    meta = report.metadata
    assert (meta.title, meta.authors) == ("Harbour of Selm opens again", ("Ines Moreau",))
    assert str(meta.published) == "2026-03-04"


def test_scripts_from_the_right_come_in_logical_order(opener: DocumentProcess) -> None:
    report = read_pdf(opener, [[Drawn(60, 100, "םלועל םולש"), Drawn(60, 112, "(2026) ןאכ")]])
    assert report.text == "שלום לעולם כאן (2026)"
    arabic = read_pdf(opener, [[Drawn(60, 100, "ﻊﻴﻤﺠﻠﻟ ءﺎﻨﻴﻤﻟا")]])
    assert arabic.text == "الميناء للجميع"


def test_an_interview_in_a_pdf_has_turns(opener: DocumentProcess) -> None:
    rows = [
        "Q: Will the harbour open in May?",
        "A: It will, and it will stay open.",
        "Q: Who says so?",
        "A: I do.",
    ]
    report = read_pdf(opener, [[Drawn(60, 100 + 24 * k, row) for k, row in enumerate(rows)]])
    assert {kind for kind, _ in kinds(report)} == {"turn"}


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (make_pdf([[]]), "a scan, or pictures of text"),
        (b"%PDF-1.7\nbroken", "broken or no PDF"),
        (b"<html>no</html>", "broken or no PDF"),
    ],
)
def test_a_pdf_that_cannot_be_read_says_why(opener: DocumentProcess, body: bytes, message: str) -> None:
    with pytest.raises(PageUnreadable, match=message):
        read_document(opener, body, PDF)


def test_a_pdf_under_another_type_is_known_by_its_first_bytes(opener: DocumentProcess) -> None:
    body = make_pdf([[Drawn(60, 100, "We open in May.")]])
    assert read_document(opener, body, "text/plain").text == "We open in May."


class Given:
    """Give a document that is made up, whatever the bytes."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def open(self, body: bytes, media_type: str, *, subject: str) -> Document:
        del body, media_type, subject
        return self._document


LENGTHS = st.floats(-1e4, 1e4) | st.floats(0, 842)
WORDS = st.builds(
    Word,
    st.text(st.characters(exclude_categories=["Cs", "Zs", "Cc"]), min_size=1, max_size=8)
    | st.sampled_from(["1", "2", "•", "Q:", "harbour-", "שלום", "we", "Page", "[1]", "¹", "漢字", "-", "A.", "12"]),
    LENGTHS, LENGTHS, LENGTHS, st.floats(0, 100) | st.sampled_from([8.0, 10.0, 20.0]), st.booleans(), st.booleans(),
    st.booleans(),
)  # fmt: skip
SHEETS = st.lists(
    st.builds(Sheet, st.just(595.0), st.floats(0, 842), st.lists(WORDS, max_size=40).map(tuple)), max_size=4
)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(sheets=SHEETS)
def test_fuzz_whatever_words_stand_wherever_the_layout_holds(sheets: list[Sheet]) -> None:
    document = Sheets(tuple(sheets), Facts())
    try:
        report = read_report(make_capture("x", media_type=PDF), b"x", name="a", documents=Given(document))
    except PageUnreadable:
        return
    shown = "".join(report.text.split())
    for block in report.blocks:
        words = block.span.cut(report.text)
        assert words == words.strip() != ""
        assert block.label is None or block.span.covers(block.label)
    assert len(shown) <= sum(len(word.text) + 3 for sheet in sheets for word in sheet.words) + 4


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_fuzz_a_damaged_pdf_is_read_or_refused(opener: DocumentProcess, data: st.DataObject) -> None:
    body = bytearray(make_pdf([first_sheet()]))
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(body) - 1))
        body[at : at + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=30))
    try:
        document = opener.open(bytes(body), PDF, subject="a")
    except PageUnreadable:
        return
    assert not isinstance(document, Scroll)
