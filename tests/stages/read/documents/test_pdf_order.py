from onrecord.stages.read.documents import pdf_order
from onrecord.stages.read.documents.pdf_order import order_lines
from tests.stages.read.papers import line

TITLE = line("A title that spans both of the columns below it, and more", 60, 60, right=540)


def column(name: str, left: float, top: float, count: int = 5) -> list[object]:
    return [
        line(f"{name} {k} has several words in it", left, top + 12 * k, right=left + 220)
        for k in range(count)
    ]


def order(*lines: object, from_right: bool = False) -> list[str]:
    columns = order_lines(lines, from_right=from_right)  # type: ignore[arg-type]
    return [" ".join(one.text.split()[:2]) for column in columns for one in column]


def named(name: str, count: int = 5) -> list[str]:
    return [f"{name} {k}" for k in range(count)]


def test_one_column_is_read_after_the_other() -> None:
    both = [
        one for pair in zip(column("left", 60, 100), column("right", 320, 100), strict=True) for one in pair
    ]
    assert order(*both) == [*named("left"), *named("right")]


def test_columns_of_a_page_from_the_right_begin_there() -> None:
    assert order(*column("left", 60, 100), *column("right", 320, 100), from_right=True) == [
        *named("right"),
        *named("left"),
    ]


def test_a_title_over_the_columns_comes_first_and_one_between_parts_them() -> None:
    lines = [
        *column("a", 60, 100),
        *column("b", 320, 100),
        TITLE,
        *column("c", 60, 220),
        *column("d", 320, 220),
    ]
    middle = line("Between the columns there is a line across", 60, 190, right=540)
    assert order(*lines, middle) == [
        "A title",
        *named("a"),
        *named("b"),
        "Between the",
        *named("c"),
        *named("d"),
    ]


def test_three_columns_are_read_in_order() -> None:
    lines = [
        line(f"{name} {k} of some words", left, 100 + 12 * k, right=left + 140)
        for name, left in (("c", 400), ("a", 60), ("b", 230))
        for k in range(6)
    ]
    assert order(*lines) == [*named("a", 6), *named("b", 6), *named("c", 6)]


def test_rows_of_a_table_stay_rows() -> None:
    cells = [
        line(f"{name} {k}", left, 100 + 12 * k)
        for k in range(5)
        for name, left in (("port", 60), ("ships", 320))
    ]
    rows = order_lines(cells, from_right=False)
    assert [one.text for column in rows for one in column] == [f"port {k} | ships {k}" for k in range(5)]


def test_a_sheet_with_more_lines_than_people_read_is_read_from_top_to_bottom() -> None:
    lines = [line("word", 60 + k % 7, k / 10) for k in range(pdf_order._MOST_LINES + 1)]
    assert len(order_lines(lines, from_right=False)) == 1


def test_an_empty_sheet_has_no_columns() -> None:
    assert order_lines([], from_right=False) == []
