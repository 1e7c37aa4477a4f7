import pytest

from onrecord.model import Span
from onrecord.stages.attribute.prose.cue_lexicon import load_cue_lexicon
from onrecord.stages.attribute.structure.headings import find_heading_statements, is_letter_heading

LEXICON = load_cue_lexicon()
SPEAKERS = {"vale", "orlen", "league"}


def found(heading: str) -> list[tuple[str, tuple[str, ...]]]:
    statements = find_heading_statements(
        heading, Span(0, len(heading)), LEXICON, speaks=lambda label: label.split()[-1] in SPEAKERS
    )
    return [(s.source.cut(heading), tuple(c.cut(heading) for c in s.content)) for s in statements]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        (
            "Senior League Official: The Building Of Boats Continues At Full Force",
            [("Senior League Official", ("The Building Of Boats Continues At Full Force",))],
        ),
        (
            "League: Islands resolved to open the harbour no matter the cost",
            [("League", ("Islands resolved to open the harbour no matter the cost",))],
        ),
        (
            'Harbour Master Vale: "We Will Stay"; "We [Pilots] Will Never Rest"',
            [("Harbour Master Vale", ("We Will Stay", "We [Pilots] Will Never Rest"))],
        ),
        (
            'Envoy Vale To League Head Haddin: "You Are An Example"',
            [("Envoy Vale", ("You Are An Example",))],
        ),
        (
            'Sea Expert Masud Vale In Interview With Harbour Website: "A Clear Plan Was Launched"',
            [("Sea Expert Masud Vale", ("A Clear Plan Was Launched",))],
        ),
        (
            'Lantern TV Clip Of Ahmad Vale, Envoy In Kesh: "The Captain Came Many Times"',
            [("Ahmad Vale, Envoy In Kesh", ("The Captain Came Many Times",))],
        ),
        (
            "The Sea And The Law – Part II: Senior League Officials Link Tolls To The Storm, Urge Pilots To Go On",
            [
                ("Senior League Officials", ("Tolls To The Storm",)),
                ("Senior League Officials", ("Pilots To Go On",)),
            ],
        ),
        (
            "Mayor Orlen Says That The Ferry Will Sail Again",
            [("Mayor Orlen", ("The Ferry Will Sail Again",))],
        ),
    ],
)
def test_a_heading_gives_words_to_the_name_before_its_colon_or_verb(
    heading: str, expected: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert found(heading) == expected


@pytest.mark.parametrize(
    "heading",
    [
        "Harbour Talks Resume In Kesh",
        "Elections 2024: What we know so far",
        "Analysis: The ferry that never sailed",
        "Captain Vale And Mayor Orlen On The Old Alliance: The Role Of The Pilots",
        "Envoy Vale's Blessing For The Pilots' Victory Over The Storm",
        "Vale To Harbour Pilot Deen Orr:",
    ],
)
def test_a_topic_is_no_statement(heading: str) -> None:
    assert found(heading) == []


def test_a_heading_that_announces_a_letter_names_its_writer() -> None:
    for heading, writer in (
        ("Vale To Harbour Pilot Deen Orr:", "Vale"),
        ("Vale's Letter To Pilot Ann Orr", "Vale"),
    ):
        span = is_letter_heading(heading, Span(0, len(heading)), LEXICON)
        assert span is not None
        assert span.cut(heading) == writer
    assert is_letter_heading("Harbour Talks Resume", Span(0, 20), LEXICON) is None
