import pytest

from onrecord.adapters.documents.fault import DocumentFaultError
from onrecord.adapters.documents.pdf import open_pdf
from tests.documents import HEIGHT, WIDTH, Drawn, make_pdf

LIMITS = {"pages": 10, "characters": 10_000}


def words(*drawn: Drawn, page: str = "") -> list[tuple[str, float, float, float, float, bool]]:
    ((_, _, found),) = open_pdf(make_pdf([list(drawn)], page=page), LIMITS)["sheets"]
    return [(word[0], *(round(part) for part in word[1:5]), word[5]) for word in found]


def test_words_have_their_places_in_points_from_the_upper_left() -> None:
    assert words(Drawn(60, 100, "We open", 10), Drawn(60, 120, "in May", 12, bold=True)) == [
        ("We", 60, 70, 100, 10, False),
        ("open", 75, 95, 100, 10, False),
        ("in", 60, 72, 120, 12, True),
        ("May", 78, 96, 120, 12, True),
    ]


def test_size_is_that_which_a_reader_sees() -> None:
    (word,) = words(Drawn(60, 100, "large", 2, turn="10 0 0 10"))
    assert word[4] == 20


def test_neighbours_on_a_line_are_told_from_words_of_another_column() -> None:
    ((_, _, found),) = open_pdf(
        make_pdf([[Drawn(60, 100, "left column"), Drawn(300, 100, "right"), Drawn(325, 97, "1", 6)]]), LIMITS
    )["sheets"]
    assert [(word[0], word[6], word[7]) for word in found] == [
        ("left", False, False),
        ("column", True, False),
        ("right", False, False),
        ("1", True, True),
    ]


def test_a_sheet_that_lies_on_its_side_is_turned() -> None:
    ((width, height, found),) = open_pdf(
        make_pdf([[Drawn(100, 700, "turned words", turn="0 1 -1 0")]], page="/Rotate 90"), LIMITS
    )["sheets"]
    assert (width, height) == (HEIGHT, WIDTH)
    assert [word[0] for word in found] == ["turned", "words"]
    assert found[0][1] < found[0][2] < found[1][1]


def test_watermarks_and_words_outside_of_the_sheet_are_left_out() -> None:
    drawn = [
        Drawn(60, 100, "seen"),
        Drawn(200, 400, "DRAFT", 60, turn="0.7 0.7 -0.7 0.7"),
        Drawn(900, 100, "off"),
    ]
    assert [word[0] for word in words(*drawn)] == ["seen"]


def test_words_from_the_right_come_in_reading_order() -> None:
    assert [word[0] for word in words(Drawn(60, 100, "ملس ﺔﻨﻳﺪﻣ"))] in (["مدينة", "سلم"], ["سلم", "مدينة"])


def test_what_the_document_says_of_itself_is_told() -> None:
    info = {"Title": "Selm  opens", "Author": "Ines Moreau", "CreationDate": "D:20260304120000Z"}
    facts = open_pdf(make_pdf([[Drawn(1, 20, "a")]], info=info), LIMITS)["facts"]
    assert facts == {"title": "Selm opens", "author": "Ines Moreau", "created": "2026-03-04"}


ENCRYPTED = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\n"
    b"trailer<</Root 1 0 R/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -1/O<" + b"41" * 32 + b">/U<" + b"42" * 32
    + b">>>>>\n%%EOF"
)  # fmt: skip


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "broken"),
        (b"%PDF-1.7\n nothing else", "broken"),
        (b"plain words", "broken"),
        (ENCRYPTED, "encrypted"),
        (make_pdf([[]]), "empty"),
        (make_pdf([[Drawn(10, 20, "a")]] * 11), "pages"),
        (make_pdf([[Drawn(10, 20 + k, "words " * 15) for k in range(0, 800, 12)]] * 2), "characters"),
    ],
)
def test_a_document_that_cannot_be_read_says_why(body: bytes, kind: str) -> None:
    with pytest.raises(DocumentFaultError, match=kind):
        open_pdf(body, LIMITS)
