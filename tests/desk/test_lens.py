"""What each outlet calls it, counted on a real desk."""

from datetime import date

import pytest

from onrecord.desk import Desk, Lens, lens
from onrecord.errors import BadRequest, NotFound
from onrecord.model import IdentityType
from tests.desk.test_filing import take

BODY = IdentityType.ORGANIZATION


def called(found: Lens) -> dict[str | None, dict[str, int]]:
    return {
        outlet: {one.phrase: one.times for one in found.namings if one.outlet == outlet}
        for outlet, _, _ in found.outlets
    }


def fill(desk: Desk) -> None:
    take(
        desk,
        "The Selmar dockers movement Harbour Front left.",
        "Harbour Front",
        type_=BODY,
        outlet="The Lantern",
    )
    take(
        desk,
        "They met Harbour Front. The HF left.",
        ("Harbour Front", "HF"),
        type_=BODY,
        outlet="The Lantern",
    )
    take(desk, "No word from Harbour Front.", "Harbour Front", type_=BODY, outlet="Selm Post", year=2020)


def test_each_outlet_has_its_phrases_in_full_with_counts_and_sums(desk: Desk) -> None:
    fill(desk)
    found = lens(desk, "Harbour Front")
    assert called(found) == {
        "The Lantern": {"The Selmar dockers movement Harbour Front": 1, "Harbour Front": 1, "The HF": 1},
        "Selm Post": {"Harbour Front": 1},
    }
    assert found.outlets == (("Selm Post", 1, 1), ("The Lantern", 3, 2))
    assert found.phrases[0] == ("Harbour Front", 2, 2)
    assert (found.times, found.reports, found.type) == (4, 3, BODY)
    assert (
        sum(times for _, times, _ in found.outlets)
        == sum(times for _, times, _ in found.phrases)
        == found.times
    )


def test_every_example_is_cut_from_the_report_it_names(desk: Desk) -> None:
    fill(desk)
    for one in lens(desk, "Harbour Front", examples=5).namings:
        assert one.examples
        for example in one.examples:
            text = desk.store.report(example.report).text
            assert example.at.cut(example.passage) == example.span.cut(text) == one.phrase
            assert example.passage in text


def test_names_of_the_alias_table_are_counted_where_no_identity_was_found(desk: Desk) -> None:
    take(desk, "The United Nations met.", "United Nations", type_=BODY, outlet="The Lantern")
    take(desk, "الأمم المتحدة في سلم.", "سلم", type_=IdentityType.PLACE, outlet="Selm Post")
    assert called(lens(desk, "United Nations")) == {
        "The Lantern": {"The United Nations": 1},
        "Selm Post": {"الأمم المتحدة": 1},
    }


def test_a_name_within_anothers_is_not_counted(desk: Desk) -> None:
    take(desk, "Ada Lindqvist came to Selm.", "Ada Lindqvist")
    take(desk, "Radio Selm sang.", "Radio Selm", type_=BODY)
    assert called(lens(desk, "Ada Lindqvist", also=["Selm"])) == {
        "The Selm Courier": {"Ada Lindqvist": 1, "Selm": 1}
    }


def test_an_event_that_is_no_identity_is_counted_by_words(desk: Desk) -> None:
    take(desk, "Ada Lindqvist spoke of the harbour talks. The Harbour Talks failed.", "Ada Lindqvist")
    take(desk, "Ada Lindqvist spoke of the quay dispute.", "Ada Lindqvist", outlet="Selm Post")
    found = lens(desk, "harbour talks", also=["quay dispute"])
    assert found.type is None
    assert found.words == ("quay dispute", "harbour talks")
    assert found.phrases == (("The Harbour Talks", 2, 1), ("the quay dispute", 1, 1))


def test_pronouns_and_days_and_other_outlets_are_left_out(desk: Desk) -> None:
    fill(desk)
    assert lens(desk, "Harbour Front", since=date(2024, 1, 1)).times == 3
    assert lens(desk, "Harbour Front", until=date(2021, 1, 1)).times == 1
    assert [outlet for outlet, _, _ in lens(desk, "Harbour Front", outlet="post").outlets] == ["Selm Post"]
    with pytest.raises(BadRequest):
        lens(desk, "Harbour Front", since=date(2024, 1, 1), until=date(2021, 1, 1))


def test_what_stands_nowhere_and_what_is_no_name_are_told(desk: Desk) -> None:
    fill(desk)
    with pytest.raises(NotFound):
        lens(desk, "Zebulon Quux")
    with pytest.raises(BadRequest):
        lens(desk, "…")
    with pytest.raises(BadRequest):
        lens(desk, "Harbour Front", also=["?"])
