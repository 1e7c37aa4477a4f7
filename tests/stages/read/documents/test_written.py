import pytest

from onrecord.errors import BadRequest
from onrecord.ports.documents import Facts
from onrecord.stages.read.documents.written import Written, open_document, write_document
from tests.documents import PDF
from tests.factory import make_capture

NONE = Facts()


def test_blocks_stand_in_the_text_with_a_blank_line_between_and_labels_at_their_heads() -> None:
    laid = write_document(
        [
            Written("Title", "h1"),
            Written(" ", "p"),
            Written("• One", "li", "•"),
            Written("[1] Note.", "note", "[1]"),
        ],
        NONE,
        "a",
    )
    text = laid.decoded.text
    assert text == "Title\n\n• One\n\n[1] Note."
    assert [(b.hint, b.span.cut(text), b.label and b.label.cut(text)) for b in laid.blocks] == [
        ("h1", "Title", None),
        ("li", "• One", "•"),
        ("note", "[1] Note.", "[1]"),
    ]


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Harbour of Selm opens", "Harbour of Selm opens"),
        ("report_final.docx", None),
        ("Microsoft Word - report", None),
        ("untitled", None),
        ("x7", None),
    ],
)
def test_a_title_that_a_program_put_there_is_none(title: str, kept: str | None) -> None:
    assert write_document([Written("We open.", "p")], Facts(title=title), "a").marked.title == kept


def test_a_title_that_a_reader_sees_goes_before_the_noted_one() -> None:
    assert write_document([Written("Seen", "h1")], Facts(title="Noted by one"), "a").marked.title is None


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Ines Moreau", ("Ines Moreau",)),
        ("Ines Moreau; K. Ode and Ada Berg", ("Ines Moreau", "K. Ode", "Ada Berg")),
        ("imoreau", ()),
        ("Admin User", ()),
        (None, ()),
    ],
)
def test_names_of_accounts_are_no_authors(author: str | None, names: tuple[str, ...]) -> None:
    assert write_document([Written("We open.", "p")], Facts(author=author), "a").marked.authors == names


def test_the_day_it_was_made_counts_only_where_the_text_tells_none() -> None:
    facts = Facts(created="2026-03-04")
    assert write_document([Written("We open.", "p")], facts, "a").marked.published == "2026-03-04"
    assert write_document([Written("May 3, 2025. We open.", "p")], facts, "a").marked.published is None


def test_a_document_without_an_opener_is_refused_with_what_to_do() -> None:
    with pytest.raises(BadRequest, match=r"a\.pdf: is a document.*`documents`"):
        open_document(None, make_capture("x", media_type=PDF), b"x", "a.pdf")
