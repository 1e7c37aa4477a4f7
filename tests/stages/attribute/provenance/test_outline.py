from onrecord.model import (
    Block,
    BlockKind,
    Footnote,
    Identity,
    IdentityType,
    Metadata,
    Report,
    Span,
    StatementKind,
)
from onrecord.stages.attribute.cast.cast import Cast
from onrecord.stages.attribute.draft import Draft
from onrecord.stages.attribute.provenance.outline import Outline

QUILL = Identity("q", "Quill", IdentityType.PERSON, named=True, names=(), mentions=())
#       0         10        20        30        40
TEXT = "Title\n\nOne said[2] it[1]\n\nMore\n\nTwo\n\n[1] Note"
REPORT = Report(
    id="r",
    name="r.txt",
    capture="0" * 64,
    text=TEXT,
    encoding="utf-8",
    metadata=Metadata(),
    blocks=(
        Block(BlockKind.HEADING, Span(0, 5), 1),
        Block(BlockKind.PARAGRAPH, Span(7, 24)),
        Block(BlockKind.HEADING, Span(26, 30), 2),
        Block(BlockKind.PARAGRAPH, Span(32, 35)),
        Block(BlockKind.FOOTNOTE, Span(37, 45)),
    ),
    footnotes=(Footnote("[1]", (Span(21, 24),), Span(37, 45)), Footnote("[2]", (Span(15, 18),), None)),
)
DRAFTS = (
    Draft((), (), (Span(7, 10),), StatementKind.DIRECT, 1),
    Draft((), (), (Span(8, 9),), StatementKind.DIRECT, 1, parent=0),
    Draft((), (), (Span(32, 35),), StatementKind.TRANSCRIPT, 3),
    Draft((), (), (Span(41, 45),), StatementKind.DIRECT, 4),
)
OUTLINE = Outline.of(REPORT, DRAFTS, Cast((QUILL,), (QUILL,) * 4, (None,) * 4))


def test_headings_are_found_above_and_after_a_place() -> None:
    assert OUTLINE.heading_above(1) == Span(0, 5)
    assert OUTLINE.heading_above(3) == Span(26, 30)
    assert OUTLINE.section_end(7) == 26
    assert OUTLINE.section_end(31) == len(TEXT)
    assert OUTLINE.next_headings(0) == (2, 5)
    assert OUTLINE.next_headings(2) == (5, 5)


def test_markers_come_in_text_order_with_their_notes() -> None:
    assert [note.marker for _, note in OUTLINE.markers(0, 30)] == ["[2]", "[1]"]
    assert [ref.start for ref, _ in OUTLINE.markers(16, 30)] == [21]


def test_statements_are_found_by_block_without_nested_ones_and_footnotes() -> None:
    assert OUTLINE.below(0, 5) == [0, 2]
    assert list(OUTLINE.attributed(0, 40)) == [0, 2]
    assert OUTLINE.turns == (2,)
    assert OUTLINE.nested[0] == [1]
    assert OUTLINE.running == (1, 3)
