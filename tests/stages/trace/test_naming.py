import pytest

from onrecord.model import Span
from onrecord.stages.trace.naming import naming_key, naming_phrase
from tests.factory import span_of


@pytest.mark.parametrize(
    ("before", "name", "behind", "phrase"),
    [
        (
            "He met the Selmar dockers movement ",
            "Harbour Front",
            " on Monday.",
            "the Selmar dockers movement Harbour Front",
        ),
        ("He met the ", "Harbour Front", " movement.", "the Harbour Front movement"),
        ("They banned the ", "Harbour Front", " terrorist group.", "the Harbour Front terrorist group"),
        ("Fishers of ", "Marenia", " wait.", "Marenia"),
        ("It attacked ", "Marenia", " twice.", "Marenia"),
        ("But ", "Marenia", " waits.", "Marenia"),
        ("boats left the occupied ", "North Shore", " at night.", "the occupied North Shore"),
        (
            "Deputy Harbour Master Sheikh ",
            "Samir Haddad",
            " said so.",
            "Deputy Harbour Master Sheikh Samir Haddad",
        ),
        (
            "said the late guard commander ",
            "Samir Haddad",
            ".",
            "the late guard commander Samir Haddad",
        ),
        ("It calls Kesh's ally ", "Marenia", " weak.", "Kesh's ally Marenia"),
        ("boats of the Kesh-backed ", "Harbour Front", " left.", "the Kesh-backed Harbour Front"),
        ("She said that ", "Marenia", " waits.", "Marenia"),
        ("ports of the ", "North Shore", ".", "the North Shore"),
        (
            "See Threats To Annihilate ",
            "Marenia",
            ", March 4, in this archive of all that was said.",
            "Marenia",
        ),
        (
            "The Selmar fishers movement of ",
            "Harbour Front",
            " waits.",
            "The Selmar fishers movement of Harbour Front",
        ),
        ("It met the mayor of ", "Marenia", " again.", "Marenia"),
        ("and Gen. ", "Samir Haddad", " left", "Gen. Samir Haddad"),
        ("In Selm. ", "Marenia", " waits.", "Marenia"),
        ("the town, ", "Marenia", ", waits", "Marenia"),
        ("the mayor visited ", "Marenia", " and left", "Marenia"),
        ("Minister Of Ports Urges Northern ", "Marenia", " To Wait For Boats", "Marenia"),
        ("وقالت حركة ", "جبهة الميناء", " أمس", "حركة جبهة الميناء"),
        ("сообщила группировка ", "Фронт гавани", ".", "группировка Фронт гавани"),
    ],
)
def test_a_name_is_taken_with_all_that_it_is_called(before: str, name: str, behind: str, phrase: str) -> None:
    text = before + name + behind
    found = naming_phrase(text, span_of(text, name))
    assert found.cut(text) == phrase


def test_the_name_itself_is_never_lost() -> None:
    text = "x " * 5_000 + "Marenia" + " y" * 5_000
    span = span_of(text, "Marenia")
    assert naming_phrase(text, span) == span
    assert naming_phrase("Marenia", Span(0, 7)) == Span(0, 7)


def test_capitals_and_spaces_alone_make_no_other_naming() -> None:
    assert naming_key("The  Harbour\nFront") == naming_key("the harbour front") == naming_key("Harbour Front")
    assert naming_key("Hizbullah") != naming_key("Hezbollah")
