from datetime import date

import pytest

from onrecord.model import Span
from onrecord.stages.attribute.provenance.days import find_days
from onrecord.stages.attribute.provenance.naming import find_name
from onrecord.stages.attribute.provenance.surroundings import Scan, Sentence
from onrecord.stages.attribute.provenance.told_days import SaidOn, find_said_on


def said_on(words: str, *, source: str = "", cue: str = "") -> SaidOn:
    sentence = Sentence(Span(0, len(words)), words, 0, ())
    days = find_days(words, 0, published=date(2024, 5, 16), language="en")
    spans = [Span(words.index(w), words.index(w) + len(w)) if w else None for w in (source, cue)]
    scan = Scan.of(
        sentence,
        language="en",
        days=[d.span for d in days],
        sources=[spans[0]] if spans[0] else [],
        cues=[spans[1]] if spans[1] else [],
    )
    return find_said_on(scan, days, find_name(scan))


@pytest.mark.parametrize(
    "words",
    [
        "On May 3, Orr said it",
        "Orr said on May 3 that it floats",
        "Orr said in an interview during the storm, on May 3, that",
        "Orr said in a May 3 phone call that",
        "In her speech at the May 3 opening of the pier, Orr said",
        "Speaking to sailors in Kesh on May 3, Orr said",
        "In Kesh on May 3, Orr said",
        "a clip that aired on Kesh TV on May 3, in which Orr said",
    ],
)
def test_day_of_saying_is_found(words: str) -> None:
    assert said_on(words, source="Orr", cue="said" if "said" in words else "").day == date(2024, 5, 3)


@pytest.mark.parametrize(
    "words",
    [
        "Following the storm on May 3, Orr said it",
        "Orr, who was elected on May 3, said it",
        "Since May 3 the pier has been closed, Orr said",
        "Orr spoke of the truce, which went into effect on May 3, and said",
    ],
)
def test_day_of_something_else_is_left_out(words: str) -> None:
    assert said_on(words, source="Orr", cue="said") == SaidOn()


def test_day_inside_the_name_of_who_speaks_is_left_out() -> None:
    assert (
        said_on("The sailor hurt on May 3 said it", source="The sailor hurt on May 3", cue="said").day is None
    )


def test_day_of_printing_is_kept_apart() -> None:
    found = said_on("The Post reported, on May 3, that Orr said", source="Orr", cue="said")
    assert (found.day, found.printed) == (None, date(2024, 5, 3))


def test_first_release_is_marked() -> None:
    found = said_on("The clip was originally released February 3, 2019.")
    assert (found.printed, found.first) == (date(2019, 2, 3), True)


def test_weekday_is_not_exact() -> None:
    found = said_on("Orr said on Tuesday that", source="Orr", cue="said")
    assert (found.day, found.exact) == (date(2024, 5, 14), False)
