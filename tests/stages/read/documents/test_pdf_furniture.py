from onrecord.ports.documents import Sheet
from onrecord.stages.read.documents.pdf_furniture import part_furniture
from onrecord.stages.read.documents.pdf_lines import Line
from tests.stages.read.papers import line

SHEET = Sheet(595, 842, ())


def parted(*sheets: list[Line]) -> tuple[list[list[str]], list[str]]:
    kept, printed = part_furniture([SHEET] * len(sheets), sheets)
    return [[one.text for one in own] for own in kept], printed


def body(k: int) -> list[Line]:
    return [
        line(f"Words of sheet {'abcdefgh'[k]}.", 60, 200, sheet=k),
        line("And more.", 60, 300 + 9 * k, sheet=k),
    ]


def test_headers_and_numbers_of_pages_are_taken_out_and_headers_given_once() -> None:
    sheets = [
        [
            line(f"Harbour Notes {k + 1}", 60, 40, sheet=k),
            *body(k),
            line(f"Page {k + 1} of 3", 290, 820, sheet=k),
        ]
        for k in range(3)
    ]
    kept, printed = parted(*sheets)
    assert [len(own) for own in kept] == [2, 2, 2]
    assert printed == ["Harbour Notes 1"]


def test_left_and_right_pages_may_have_headers_of_their_own() -> None:
    sheets = [[line("Left" if k % 2 else "Right", 60, 40, sheet=k), *body(k)] for k in range(6)]
    assert sorted(parted(*sheets)[1]) == ["Left", "Right"]


def test_a_number_at_the_foot_of_a_single_sheet_is_that_of_the_page() -> None:
    kept, printed = parted([*body(0), line("– 7 –", 290, 820)])
    assert (len(kept[0]), printed) == (2, [])


def test_words_at_the_very_same_place_of_many_sheets_are_printed_wherever_it_is() -> None:
    sheets = [[line("Relations 29,2", 20, 130, sheet=k), *body(k)] for k in range(4)]
    assert parted(*sheets)[1] == ["Relations 29,2"]


def test_words_that_come_back_in_the_text_stay() -> None:
    sheets = [[*body(k), line("He said no.", 60, 400 + 50 * k, sheet=k)] for k in range(3)]
    assert parted(*sheets)[1] == []
