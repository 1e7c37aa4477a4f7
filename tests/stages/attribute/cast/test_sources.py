"""What kind of phrase a source is."""

import pytest

from onrecord.model import Span
from onrecord.stages.attribute.cast.gathering import gather
from onrecord.stages.attribute.cast.name_tables import load_name_tables
from onrecord.stages.attribute.cast.names import find_names
from onrecord.stages.attribute.cast.sources import Form, Source, SourceReader
from tests.stages.attribute.spoken import report_of


def read(source: str) -> Source:
    text = f"We know {source} said it. We know Karim Haddad, Dana Orlov and Norbank."
    _, pairs = gather(text, find_names(report_of(text)))
    span = Span(8, 8 + len(source))
    return SourceReader(text, pairs, load_name_tables(), "en").read([span])


@pytest.mark.parametrize(
    ("source", "form", "head"),
    [
        ("she", Form.PRONOUN, "she"),
        ("he himself", Form.PRONOUN, "he"),
        ("its website", Form.PRONOUN, "its"),
        ("the mayor of Selm", Form.DESCRIPTION, "mayor"),
        ("Karim Haddad", Form.NAME, ""),
        ("Norbank mouthpiece Karim Haddad, editor of the daily Selm,", Form.NAME, ""),
        ("Karim Haddad and Dana Orlov", Form.JOINT, "and"),
        ("Karim Haddad's campaign", Form.ORGAN, "campaign"),
        ("a letter from Dana Orlov", Form.CARRIER, "letter"),
        ("some", Form.VAGUE, "some"),
    ],
)
def test_source_is_read_by_its_head(source: str, form: Form, head: str) -> None:
    found = read(source)
    assert (found.form, found.head) == (form, head)


def test_apposition_with_and_is_one_speaker() -> None:
    found = read("Karim Haddad, a senior figure in the union and head of the centre")
    assert found.form is Form.NAME
    assert found.bearer is not None
    assert found.bearer.name == "Karim Haddad"


def test_plural_and_definite_are_told_apart() -> None:
    assert read("the officials").plural
    assert read("the official").definite is True
    assert read("an official").definite is False


def test_bracket_inside_a_source_is_closed() -> None:
    found = read("All [parties]")
    assert found.span.end - found.span.start == len("All [parties]")
