from dataclasses import replace

from onrecord.desk.spans import misplaced_parts
from onrecord.model import Block, BlockKind, CrossReference, Footnote, Ground, Metadata, Reading, Span
from tests.factory import make_reading

PAST = Span(10_000, 10_004)


def parts(reading: Reading) -> list[str]:
    return [part for part, _ in misplaced_parts(reading)]


def test_reading_as_made_has_no_misplaced_part() -> None:
    assert parts(make_reading()) == []


def test_each_span_past_the_text_is_named_by_what_it_belongs_to() -> None:
    made = make_reading()
    report = replace(
        made.report,
        metadata=Metadata(grounds=(Ground("title", "it is the first line", 1.0, PAST),)),
        footnotes=(Footnote("[1]", (PAST,), PAST),),
        cross_references=(CrossReference(PAST, "Part I"),),
        blocks=(Block(BlockKind.TURN, Span(0, 3), label=PAST),),
    )
    assert parts(Reading(report, (), ())) == [
        "label of a turn block",
        "footnote [1]",
        "footnote [1]",
        "cross-reference to Part I",
        "ground of title",
    ]


def test_empty_span_and_block_over_another_are_misplaced() -> None:
    made = make_reading()
    blocks = (Block(BlockKind.PARAGRAPH, Span(0, 9)), Block(BlockKind.HEADING, Span(5, 12)))
    report = replace(made.report, blocks=blocks)
    said = replace(made.statements[0], content=(Span(4, 4),))
    found = parts(Reading(report, (), (said,)))
    assert found == [f"statement {said.id}", "heading block over the one before it"]
