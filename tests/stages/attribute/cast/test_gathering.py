"""Mentions gathered into figures."""

from onrecord.model import IdentityType
from onrecord.stages.attribute.cast.figures import Figure
from onrecord.stages.attribute.cast.gathering import gather
from onrecord.stages.attribute.cast.names import find_names
from tests.stages.attribute.spoken import report_of


def figures(text: str) -> dict[str, Figure]:
    found, _ = gather(text, find_names(report_of(text)))
    return {f.name: f for f in found}


def test_acronym_in_brackets_and_by_its_letters_joins_its_organization() -> None:
    found = figures(
        "The Palestinian Islamic Jihad (PIJ) met. PIJ left. The Norland Harbour Authority saw NHA ships."
    )
    assert set(found["Palestinian Islamic Jihad"].spellings) == {"Palestinian Islamic Jihad", "PIJ"}
    assert "NHA" in found["Norland Harbour Authority"].spellings


def test_middle_names_initials_and_short_forms_are_one_person() -> None:
    found = figures("Senator William E. Brandt spoke. Later Bill Brandt left, and Brandt slept.")
    assert set(found) == {"William E. Brandt"}


def test_end_of_an_organizations_name_is_that_organization() -> None:
    found = figures("He sued in the Norland Supreme Court. Then the Supreme Court ruled.")
    assert set(found) == {"Norland Supreme Court"}


def test_verb_before_a_name_at_the_start_of_a_sentence_is_cut_off() -> None:
    found = figures("We met Dana Lane. Injecting Lane into it was wrong. They like Lane.")
    assert set(found) == {"Dana Lane"}


def test_word_of_abuse_before_a_full_name_is_no_part_of_it() -> None:
    found = figures("They met Dana Lane. They call her Crooked Dana Lane. They saw Dana Lane go.")
    assert set(found) == {"Dana Lane"}


def test_organization_spelled_two_ways_is_one() -> None:
    found = figures("They joined Hezbollah. We saw Hizbullah there. We met Hezbollah.")
    assert set(found) == {"Hezbollah"}
    assert found["Hezbollah"].type is IdentityType.ORGANIZATION


def test_gloss_gives_an_organization_its_usual_name() -> None:
    found = figures("We met Hizbullah. They praised the Islamic Resistance [Hizbullah].")
    assert set(found) == {"Hizbullah"}
    assert found["Hizbullah"].by_gloss == {"Islamic Resistance"}


def test_title_of_a_woman_is_not_given_to_a_man_of_the_name() -> None:
    text = "Piet Orlov and Dana Orlov came. We saw Mrs. Orlov leave and Mr. Orlov stay."
    found = figures(text)
    assert [text[m.span.start - 5 : m.span.end].strip() for m in found["Dana Orlov"].mentions[1:]] == [
        "Mrs. Orlov"
    ]
    assert [text[m.span.start - 4 : m.span.end].strip() for m in found["Piet Orlov"].mentions[1:]] == [
        "Mr. Orlov"
    ]
