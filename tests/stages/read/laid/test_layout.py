from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span
from onrecord.stages.read.laid.layout import is_visible, lay_out, trim

WRAPPED = (
    "The harbour of Selm will stay closed until the storm has passed, the\n"
    "harbour master said on Tuesday, and no ship will be let in before\n"
    "Thursday at the earliest. Two tugs were damaged.\n"
    "\n"
    "Her deputy said that the old quay had held, but that the cranes on\n"
    "it would have to be looked at one by one before work could go on.\n"
)


def blocks(text: str) -> list[str]:
    return [block.span.cut(text) for block in lay_out(text)]


def test_lines_wrapped_at_a_column_make_one_paragraph() -> None:
    assert [block.split()[0] for block in blocks(WRAPPED)] == ["The", "Her"]


def test_short_lines_that_touch_are_blocks_of_their_own() -> None:
    assert blocks("May 3, 2021\nHarbours | Coast Bulletin No. 7") == [
        "May 3, 2021",
        "Harbours | Coast Bulletin No. 7",
    ]


def test_long_unwrapped_paragraphs_that_touch_are_blocks_of_their_own() -> None:
    first = "The conference comes as the harbour of Selm has been shut since the storm."
    second = (
        "In recent weeks the fees were raised twice, and the towns of the coast protested, some of them with "
        "marches to the ministry, others with letters to the papers of the capital."
    )
    assert blocks(f"{first}\n{second}\n") == [first, second]


def test_sentence_that_runs_over_a_line_end_is_one_block_without_any_column() -> None:
    text = (
        "The harbour master said on Tuesday that the port would stay\nclosed until further notice was given."
    )
    assert blocks(text) == [text]


def test_wrapped_transcript_without_blank_lines_keeps_its_turns_apart() -> None:
    text = (
        "HOST: Good evening and welcome to our programme on the harbour of\n"
        "Selm, which has been shut since Monday because of the storm.\n"
        "ODE: Thank you. We had no choice, and we would do the same again if\n"
        "the weather service told us the same as it did on Monday morning.\n"
    )
    assert [block[:4] for block in blocks(text)] == ["HOST", "ODE:"]


def test_bullet_with_an_indented_second_line_is_one_block() -> None:
    assert blocks("• Boats pay\n  nothing\n• Ships pay") == ["• Boats pay\n  nothing", "• Ships pay"]


def test_every_line_end_of_the_world_counts() -> None:
    assert blocks("a\r\n\r\nb\r\rc\u2029d\n \u00a0\t\ne") == ["a", "b", "c", "d", "e"]


def test_lines_in_wide_letters_are_measured_by_columns() -> None:
    line = "港口部长星期三表示港口将关闭到星期四他说风暴仍在继续船"
    text = f"{line}\n{line}\n{line}\n{line[:5]}。\n"
    assert len(blocks(text)) == 1


def test_blocks_begin_and_end_with_what_a_reader_sees() -> None:
    assert trim("\u200f \ufeff", Span(0, 3)) is None
    assert blocks("\ufeff\u200f Selm \u00ad\n") == ["Selm"]


@given(st.text(max_size=300))
def test_blocks_of_any_text_are_in_order_apart_and_visible_at_both_ends(text: str) -> None:
    found = lay_out(text)
    assert found == lay_out(text)
    for before, after in pairwise(found):
        assert before.span.end <= after.span.start
    for block in found:
        words = block.span.cut(text)
        assert is_visible(words[0])
        assert is_visible(words[-1])
    covered = {i for block in found for i in range(block.span.start, block.span.end)}
    assert all(i in covered for i, char in enumerate(text) if is_visible(char))
