from onrecord.stages.read.documents.pdf_lines import is_from_right, join_cells, make_lines
from tests.stages.read.papers import line, sheet, word


def texts(*words: object) -> list[str]:
    return [one.text for one in make_lines(sheet(*words), 0)]  # type: ignore[arg-type]


def test_words_that_follow_each_other_are_a_line_and_columns_stay_apart() -> None:
    assert texts(word("left", 60), word("column", 85, follows=True), word("right", 300)) == [
        "left column",
        "right",
    ]


def test_words_drawn_piece_by_piece_are_one_line() -> None:
    assert texts(word("fast", 105), word("bold", 60), word("and", 85)) == ["bold and fast"]


def test_a_small_raised_number_is_the_mark_of_a_note() -> None:
    raised = word("12", 100, 96, size=6, follows=True)
    (only,) = make_lines(sheet(word("harbour", 60), raised, word("opens", 112, follows=True)), 0)
    assert (only.text, only.size, only.base) == ("harbour¹² opens", 10, 100)


def test_a_line_from_the_right_is_read_from_the_right_with_its_numbers_and_names_in_order() -> None:
    words = [
        word("12", 60),
        word("Radio", 80, follows=True),
        word("Selm", 110, follows=True),
        word("מדבר", 140, follows=True),
        word("שלום", 170, follows=True),
    ]
    (only,) = make_lines(sheet(*words), 0, from_right=True)
    assert (only.text, only.from_right) == ("שלום מדבר Radio Selm 12", True)


def test_words_from_the_right_within_a_line_from_the_left_keep_their_order() -> None:
    words = [
        word("he", 60),
        word("said", 75, follows=True),
        word("לעולם", 100, follows=True),
        word("שלום", 130, follows=True),
        word("today,", 160, follows=True),
        word("again,", 195, follows=True),
        word("loudly", 230, follows=True),
    ]
    assert texts(*words) == ["he said שלום לעולם today, again, loudly"]


def test_numbers_of_lines_in_the_margin_are_no_words_of_the_text() -> None:
    words = []
    for number in range(1, 26):
        words += [
            word(str(number), 60, 100 + 20 * number),
            word("words", 90, 100 + 20 * number, follows=True),
        ]
    lines = make_lines(sheet(*words), 0)
    assert {one.text for one in lines} == {"words"}
    assert len(lines) == 25


def test_a_few_numbers_below_each_other_stay() -> None:
    assert texts(*(word(str(k), 60, 100 + 20 * k) for k in range(1, 6))) == ["1", "2", "3", "4", "5"]


def test_cells_are_parted_by_a_bar_and_words_by_a_space() -> None:
    assert join_cells([line("Ships", 200, 100), line("Port", 60, 100)]).text == "Port | Ships"
    assert join_cells([line("Port", 60, 100), line("of Selm", 85, 100)]).text == "Port of Selm"


def test_direction_is_that_of_most_letters() -> None:
    assert is_from_right("שלום Selm לכולם")
    assert not is_from_right("He said שלום")


def test_letters_too_small_to_be_seen_are_still_a_line() -> None:
    (only,) = make_lines(sheet(word("We", 60, size=0.0625)), 0)
    assert (only.text, only.base) == ("We", 100)
