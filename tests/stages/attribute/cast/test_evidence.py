"""What the words around a name tell."""

import pytest

from onrecord.stages.attribute.cast.evidence import trait_of, weigh_evidence
from onrecord.stages.attribute.cast.figures import Figure
from onrecord.stages.attribute.cast.gathering import gather
from onrecord.stages.attribute.cast.names import find_names
from tests.stages.attribute.spoken import report_of


def known(text: str, name: str) -> Figure:
    figures, pairs = gather(text, find_names(report_of(text)))
    weigh_evidence(text, pairs)
    return next(f for f in figures if f.name == name)


@pytest.mark.parametrize(
    "text",
    [
        "Norbank deputy leader Karim Haddad spoke.",
        "Karim Haddad, deputy leader of Norbank, spoke.",
        "The deputy leader of Norbank, Karim Haddad, spoke.",
        "Karim Haddad is the deputy leader of Norbank.",
    ],
)
def test_office_is_read_before_and_after_the_name(text: str) -> None:
    haddad = known(text, "Karim Haddad")
    assert "leader" in haddad.heads
    assert trait_of("Norbank") in haddad.traits


def test_office_of_the_next_person_is_not_taken() -> None:
    assert "mayor" not in known("He met Karim Haddad, the mayor Dana Orlov and others.", "Karim Haddad").heads


def test_pronoun_after_a_name_tells_the_gender_that_the_name_does_not() -> None:
    assert known("We met Nour Selmani. She smiled.", "Nour Selmani").gender == "f"


def test_presidents_named_together_are_both_presidents() -> None:
    text = "They were Presidents Piet Brandt and Dana Orlov."
    assert "president" in known(text, "Piet Brandt").heads & known(text, "Dana Orlov").heads
