"""A report's text, cut into stretches that say what they are."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Act, Block, BlockKind, Footnote, Reading, Span, Statement, StatementKind
from onrecord.serve.web.marking import mark_report, mark_words, number_statements, part_of
from tests.factory import make_reading, make_report


def _said(reading: Reading, start: int, end: int, *, act: Act = Act.SAY) -> Statement:
    return Statement(
        f"s{start}-{end}", reading.report.id, None, (), (), (Span(start, end),), StatementKind.DIRECT, act
    )


def _shown(reading: Reading, part: int = 1) -> list[str]:
    numbered = number_statements(reading.statements)
    marked = mark_report(reading, numbered, part=part)
    return ["".join(one.text for one in block.stretches) for block in marked.blocks]


def test_stretches_are_the_text_of_their_blocks() -> None:
    reading = make_reading()
    assert _shown(reading) == [block.span.cut(reading.report.text) for block in reading.report.blocks]


def test_words_that_are_said_bear_their_statements_number() -> None:
    reading = make_reading()
    numbered = number_statements(reading.statements)
    marked = mark_report(reading, numbered)
    said = {
        number: "".join(
            one.text
            for block in marked.blocks
            for one in block.stretches
            if number in one.statements and "said" in one.classes
        )
        for number in numbered
    }
    assert said == {
        number: "".join(span.cut(reading.report.text) for span in one.content)
        for number, one in numbered.items()
    }


def test_a_statement_is_opened_once_and_told_of_where_it_begins() -> None:
    reading = make_reading()
    marked = mark_report(reading, number_statements(reading.statements))
    opened = [number for block in marked.blocks for one in block.stretches for number in one.opens]
    told = [number for block in marked.blocks for number in block.notes]
    assert opened == told == list(range(1, len(reading.statements) + 1))


def test_nested_words_belong_to_both_the_inner_one_last() -> None:
    report = make_report("He said that she had said no today.", blocks=())
    reading = Reading(report, (), ())
    reading = replace(reading, statements=(_said(reading, 8, 34), _said(reading, 26, 28)))
    marked = mark_report(reading, number_statements(reading.statements))
    inner = next(one for one in marked.blocks[0].stretches if one.text == "no")
    assert inner.statements == (1, 2)
    assert "inner" in inner.classes.split()


def test_thoughts_are_left_out_unless_asked_for_and_numbers_stay() -> None:
    reading = Reading(make_report("one two three", blocks=()), (), ())
    reading = replace(reading, statements=(_said(reading, 0, 3, act=Act.THINK), _said(reading, 4, 7)))
    assert list(number_statements(reading.statements)) == [1, 2]
    assert list(number_statements(reading.statements, thoughts=False)) == [2]


def test_a_reference_leads_to_its_note_and_back() -> None:
    text = "A goat.[1]\n\n[1] The Ledger."
    blocks = (
        Block(BlockKind.PARAGRAPH, Span(0, 10)),
        Block(BlockKind.FOOTNOTE, Span(12, 27)),
    )
    report = replace(
        make_report(text, blocks=blocks), footnotes=(Footnote("[1]", (Span(7, 10),), Span(12, 27)),)
    )
    marked = mark_report(Reading(report, (), ()), {})
    reference = marked.blocks[0].stretches[-1]
    assert (reference.text, reference.href) == ("[1]", "#f1")
    assert marked.blocks[1].anchor == "f1"
    assert marked.blocks[1].back == (reference.anchor,)


def test_characters_that_steer_are_shown_by_their_numbers() -> None:
    report = make_report("a \u202egoat\x07 here", blocks=())
    stretches = mark_report(Reading(report, (), ()), {}).blocks[0].stretches
    assert [one.text for one in stretches if one.is_control] == ["U+202E", "U+0007"]
    assert not any("\u202e" in one.text for one in stretches)


def test_a_long_report_comes_in_parts_that_lack_nothing() -> None:
    reading = make_reading()
    numbered = number_statements(reading.statements)
    first = mark_report(reading, numbered, part_chars=10)
    assert first.parts > 1
    every = [
        block.block
        for part in range(1, first.parts + 1)
        for block in mark_report(reading, numbered, part=part, part_chars=10).blocks
    ]
    text = reading.report.text
    whole = "".join(block.span.cut(text) for block in reading.report.blocks)
    assert "".join(block.span.cut(text) for block in every) == whole
    assert max(block.span.end - block.span.start for block in every) <= 10
    last = reading.report.blocks[-1].span.end - 1
    assert part_of(reading, last, part_chars=10) == first.parts
    assert part_of(reading, 0, part_chars=10) == 1


def test_a_part_that_is_not_there_is_the_last() -> None:
    reading = make_reading()
    assert mark_report(reading, {}, part=99).number == 1


@given(st.data())
def test_whatever_the_spans_no_character_is_lost_or_doubled(data: st.DataObject) -> None:
    text = data.draw(st.text(alphabet="ab \u202e\n", min_size=1, max_size=40))
    spans = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))).filter(
        lambda two: two[0] < two[1]
    )
    reading = Reading(make_report(text, blocks=(Block(BlockKind.PARAGRAPH, Span(0, len(text))),)), (), ())
    said = tuple(_said(reading, *span) for span in sorted(set(data.draw(st.lists(spans, max_size=6)))))
    stretches = mark_report(reading, number_statements(said)).blocks[0].stretches
    assert (
        "".join(
            chr(int(one.text.removeprefix("U+"), base=16)) if one.is_control else one.text
            for one in stretches
        )
        == text
    )
    assert [one.start for one in stretches] == sorted({one.start for one in stretches})


@pytest.mark.parametrize(
    ("matches", "pieces"),
    [([], [("a goat", False)]), ([(0, 1), (2, 6)], [("a", True), (" ", False), ("goat", True)])],
)
def test_an_excerpt_in_pieces(matches: list[tuple[int, int]], pieces: list[tuple[str, bool]]) -> None:
    assert mark_words("a goat", matches) == pieces
