import pytest

from onrecord.model import Span
from onrecord.stages.attribute.cast.datelines import find_dateline


def cut(text: str) -> tuple[str, str] | None:
    found = find_dateline(text, Span(0, len(text)))
    if found is None:
        return None
    place, agency = (part.cut(text) if part else "" for part in (found.place, found.agency))
    return place, agency


@pytest.mark.parametrize(
    ("text", "place", "agency"),
    [
        ("SELM (CNS) – The board said it would answer.", "SELM", "(CNS)"),
        ("SELM, March 3 — The board said it would answer.", "SELM, March 3", ""),
        (
            "PORT SELM, Norland, March 3 (Coast News) -- The board said so.",
            "PORT SELM, Norland, March 3",
            "(Coast News)",
        ),
        ("SELM - The board said it would answer.", "SELM", ""),
        ("Selm (CNS) - The board said it would answer.", "Selm", "(CNS)"),
        ("(CNS) – The board said it would answer.", "", "(CNS)"),
        ("ΣΕΛΜ — Το συμβούλιο", "ΣΕΛΜ", ""),
    ],
)
def test_place_and_agency_before_a_dash_are_a_dateline(text: str, place: str, agency: str) -> None:
    assert cut(text) == (place, agency)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "– Nothing stands before it.",
        "Ada Lindqvist said – twice – that it was so.",
        "Ada Lindqvist (R-Selm) – the mayor – said so.",
        "Selm, March 3 — not in capitals, and nobody's.",
        "SELM-BASED boats are safe.",
        "SELM " + "a" * 500 + " — too far",
        "The board (CNS) said it would answer.",
    ],
)
def test_other_openings_are_none(text: str) -> None:
    assert cut(text) is None
