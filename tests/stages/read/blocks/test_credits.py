import pytest

from onrecord.stages.read.blocks.credits import read_author_note, read_credit
from tests.stages.read.reading import DIRECTORY, piece


def credit(line: str, *, closing: bool = True, around: bool = True) -> list[str] | None:
    found = read_credit(line, piece(line), DIRECTORY, closing=closing, around=around)
    return None if found is None else [fact.value for fact in found]


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Source: Press TV", "Press TV"),
        ("(Source: Selm Post)", "Selm Post"),
        ("Source: Coast TV (Selm)", "Coast TV"),
        ("Reprinted from the Selm Post", "Selm Post"),
        ("Originally published by Coast Today, May 3, 2020.", "Coast Today"),
        ("المصدر: رويترز", "Reuters"),
        ("(AFP)", "AFP"),
        ("— AFP", "AFP"),
    ],
)
def test_credit_line_names_the_outlet(line: str, outlet: str) -> None:
    assert credit(line) == [outlet]


def test_credit_to_nobody_is_still_a_credit_line() -> None:
    assert credit("Source: Agencies") == []
    assert credit("(Reporting by Tom Marsh; Editing by Ada Quill)", closing=False, around=False) == []
    assert credit("Tom Marsh in Selm contributed to this report.") == []


@pytest.mark.parametrize(
    "line", ["Source of the trouble is the fee, he said.", "(Applause)", "Via Selm the road goes on."]
)
def test_sentence_that_begins_like_a_credit_is_none(line: str) -> None:
    assert credit(line) is None


def test_agency_between_paragraphs_credits_nothing() -> None:
    assert credit("(AFP)", closing=False, around=False) is None


def test_note_about_an_author_is_known_by_its_star_its_trade_or_its_name() -> None:
    starred = piece("* Lena Ode is a research fellow at the Coast Institute.")
    named = piece("Lena Ode is based in Selm and keeps bees.")
    assert read_author_note(starred, [], around=False) == []
    assert read_author_note(named, ["Lena Ode"], around=True) == []
    assert read_author_note(named, ["Tom Marsh"], around=True) is None
    assert read_author_note(piece("* The port is shut until Thursday."), [], around=True) is None
    assert read_author_note(piece("About the author: Lena Ode keeps bees."), [], around=True) == []
