from onrecord.stages.read.documents.pdf_blocks import make_parts
from onrecord.stages.read.documents.pdf_lines import Line
from tests.stages.read.papers import line, sheet

FULL = "Forty letters of words to fill one line,"


def parts(*columns: list[Line]) -> list[tuple[str, str]]:
    count = max(one.sheet for column in columns for one in column) + 1
    by_sheet = [[c for c in columns if c[0].sheet == k] for k in range(count)]
    return [(p.kind, " ".join(one.text for one in p.lines)) for p in make_parts([sheet()] * count, by_sheet)]


def text(*rows: str, top: float = 200, left: float = 60, number: int = 0, size: float = 10) -> list[Line]:
    return [line(row, left, top + 12 * k, sheet=number, size=size) for k, row in enumerate(rows)]


def test_lines_close_together_are_a_paragraph_and_a_gap_parts() -> None:
    assert parts([*text(FULL, "end."), *text(FULL, "more.", top=250)]) == [
        ("p", f"{FULL} end."),
        ("p", f"{FULL} more."),
    ]


def test_an_indent_opens_a_paragraph() -> None:
    column = [
        *text(FULL, FULL, "end of it."),
        line("In it is said", 75, 236),
        *text("that all is well.", top=248),
    ]
    assert parts(column) == [("p", f"{FULL} {FULL} end of it."), ("p", "In it is said that all is well.")]


def test_a_short_line_that_ends_a_sentence_ends_its_paragraph() -> None:
    assert parts(text(FULL, "It ends.", FULL, FULL)) == [("p", f"{FULL} It ends."), ("p", f"{FULL} {FULL}")]


def test_larger_and_bold_lines_are_headings() -> None:
    column = [
        line("The Harbour Opens", 60, 80, size=20),
        line("A section", 60, 150, bold=True),
        *text(FULL, "end."),
        line("A larger section", 60, 250, size=13),
        *text(FULL, "end.", top=270),
    ]
    assert [kind for kind, _ in parts(column)] == ["h1", "h3", "p", "h2", "p"]


def test_a_paragraph_goes_on_in_the_next_column_and_on_the_next_sheet() -> None:
    assert parts(
        text(FULL, FULL),
        text("goes on in words that fill the next line", "and more", left=320),
        text("and ends here.", number=1),
    ) == [("p", f"{FULL} {FULL} goes on in words that fill the next line and more and ends here.")]


def test_what_ends_with_a_full_stop_does_not_go_on() -> None:
    assert len(parts(text(FULL, "end."), text("lower case begins", number=1))) == 2


def test_a_caption_between_the_halves_of_a_paragraph_does_not_part_them() -> None:
    caption = [line("Figure 1. A ship.", 60, 100, size=8, sheet=1)]
    found = parts(text(FULL, FULL), [*caption, *text("goes on to its end.", number=1)])
    assert found == [("p", f"{FULL} {FULL} goes on to its end."), ("figcaption", "Figure 1. A ship.")]


def test_notes_at_the_foot_come_last_each_with_its_mark() -> None:
    column = [
        *text(FULL, "end.¹"),
        line("1 Radio Selm, March 4.", 60, 700, size=8),
        line("goes on.", 60, 710, size=8),
        line("2 Another.", 60, 720, size=8),
    ]
    assert parts(column, text("Next sheet.", number=1)) == [
        ("p", f"{FULL} end.¹"),
        ("p", "Next sheet."),
        ("note", "1 Radio Selm, March 4. goes on."),
        ("note", "2 Another."),
    ]


def test_items_of_a_list_keep_the_lines_that_hang_below_their_mark() -> None:
    column = [
        *text("These are they:"),
        line(f"• {FULL}", 70, 212),
        line("hanging.", 80, 224),
        line("• Two.", 70, 236),
    ]
    assert parts(column)[1:] == [("li", f"• {FULL} hanging."), ("li", "• Two.")]


def test_turns_of_a_talk_are_blocks_of_their_own() -> None:
    assert [words for _, words in parts(text("Q: Will it open?", "A: It will.", "Q: When?"))] == [
        "Q: Will it open?",
        "A: It will.",
        "Q: When?",
    ]
