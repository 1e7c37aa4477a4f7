"""Where words of a question are marked."""

import pytest

from onrecord.serve.web.matching import Matcher


def _marked(query: str | None, text: str) -> list[str]:
    return [piece for piece, is_match in Matcher(query).pieces(text) if is_match]


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ("qassem", "Naʿim Qāssem spoke.", ["Qāssem"]),
        ("hizbullah", "Hizbullah’s reply", ["Hizbullah’s"]),
        ("accord", "l'accord", ["l'accord"]),
        ('"night ferry"', "the night, ferry; a night train", ["night, ferry"]),
        ("ferry OR boat -goat", "a goat, a boat, a ferry", ["boat", "ferry"]),
        ("السلام", "قال السلام عليكم", ["السلام"]),
        ("和平", "谈和平。", ["和平"]),
        ("ferr", "ferry", []),
        (None, "ferry", []),
        ("-goat", "goat", []),
        ('"', "a", []),
    ],
)  # fmt: skip
def test_words_are_marked_whatever_their_case_accents_and_particles(
    query: str | None, text: str, marked: list[str]
) -> None:
    assert _marked(query, text) == marked


def test_the_pieces_are_the_text() -> None:
    text = "The harbour’s ferry, the HARBOUR.\n"
    assert "".join(piece for piece, _ in Matcher("harbour the").pieces(text)) == text


def test_a_very_long_line_is_marked_in_a_moment() -> None:
    text = "goat'" * 100_000
    assert Matcher("goat").pieces(text)
