"""Whom a description means, where several are spoken of."""

import pytest

from tests.stages.attribute.spoken import speakers_of


def test_shortened_title_is_the_office() -> None:
    text = (
        "Sen. Mara Quill and Gov. Adam Orr came to Selm. Orr spoke first, and Orr left early.\n\n"
        "“We pay,” the senator said."
    )
    assert speakers_of(text, [("the senator", "We pay,")]) == ["Mara Quill"]


@pytest.mark.parametrize("opening", ["SELM, N.L. (CNS) — ", "SELM — ", "(CNS) — ", ""])
def test_body_that_nobody_names_is_no_place_no_agency_and_no_other_body(opening: str) -> None:
    text = (
        f"{opening}The board met in the town.\n\n“We pay,” the board said.\n\n“We do not,” the ministry said."
    )
    said = [("the board", "We pay,"), ("the ministry", "We do not,")]
    assert speakers_of(text, said) == ["the board", "the ministry"]


def test_holder_of_another_office_is_not_meant() -> None:
    text = "Senator Mara Quill praised the plan. Governor Adam Orr left.\n\n“We pay,” the governor said."
    assert speakers_of(text, [("the governor", "We pay,")]) == ["Adam Orr"]


@pytest.mark.parametrize(
    ("described", "name"),
    [
        ("the Florida senator", "Mara Quill"),
        ("the Texas senator", "Tom Vance"),
        ("the Democrat", "Tom Vance"),
    ],
)
def test_party_and_state_behind_a_name_tell_who_is_meant(described: str, name: str) -> None:
    text = f"Sen. Mara Quill (R-Fla.) met Sen. Tom Vance, D-Texas, on Monday.\n\n“We pay,” {described} said."
    assert speakers_of(text, [(described, "We pay,")]) == [name]


def test_other_party_is_never_meant() -> None:
    text = "Tom Vance, a Democrat, spoke at length. Vance praised Vance's plan.\n\n“We pay,” the Republican said."
    assert speakers_of(text, [("the Republican", "We pay,")]) != ["Tom Vance"]


def test_vice_president_is_not_the_president() -> None:
    text = "President Adam Orr stayed away. Vice President Mara Quill spoke in Selm.\n\n“We pay,” the president said."
    assert speakers_of(text, [("the president", "We pay,")]) == ["Adam Orr"]


def test_attorney_general_is_no_soldier() -> None:
    text = "Attorney General Mara Quill met General Tom Vance.\n\n“We pay,” the attorney general said."
    assert speakers_of(text, [("the attorney general", "We pay,")]) == ["Mara Quill"]


def test_only_one_in_mind_is_meant_though_the_office_is_not_told() -> None:
    text = (
        "Mara Quill Opens Quay\n\nMara Quill spoke on Tuesday.\n\n“We pay,” the former harbour minister said."
    )
    assert speakers_of(text, [("the former harbour minister", "We pay,")]) == ["Mara Quill"]


def test_witness_is_not_whoever_happens_to_be_in_mind() -> None:
    text = "President Adam Orr came to Selm. Orr was late.\n\n“We ran,” the witness said."
    assert speakers_of(text, [("the witness", "We ran,")]) != ["Adam Orr"]


def test_somebodys_aide_is_not_whoever_is_in_mind() -> None:
    text = "President Adam Orr praised Norbank. Orr spoke at length.\n\nIts vice president said the toll was gone."
    assert speakers_of(text, [("Its vice president", "the toll was gone")]) != ["Adam Orr"]


def test_neither_of_two_is_nobody_in_particular() -> None:
    text = "Adam Orr and Tom Vance came to Selm.\n\nNeither man said the toll was gone."
    assert speakers_of(text, [("Neither man", "the toll was gone")]) not in (["Adam Orr"], ["Tom Vance"])


def test_court_is_known_by_the_other_words_of_its_name() -> None:
    text = (
        "The Norland Court of Appeals heard the case on Monday. The Supreme Court may hear it later. "
        "The Supreme Court has nine judges.\n\nThe appeals court said the toll was gone."
    )
    assert speakers_of(text, [("The appeals court", "the toll was gone")]) == ["Norland Court of Appeals"]


def test_agency_may_be_an_administration() -> None:
    text = "Norland Radio News was there. The Norland Space Administration lost one.\n\nThe agency said it was gone."
    assert speakers_of(text, [("The agency", "it was gone")]) == ["Norland Space Administration"]


def test_campaign_is_the_one_last_named() -> None:
    text = (
        "Mara Quill's campaign was quiet. Tom Vance's campaign bought an ad about Mara Quill. "
        "It shows Mara Quill with her papers.\n\nThe campaign said the ad was true."
    )
    assert speakers_of(text, [("The campaign", "the ad was true")]) == ["Tom Vance's campaign"]
