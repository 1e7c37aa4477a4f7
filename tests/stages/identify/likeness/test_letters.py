"""Tokens are spelled in one small alphabet before their letters are numbered."""

from onrecord.stages.identify.likeness.letters import (
    ALPHABET,
    FIRST,
    LAST,
    LETTERS,
    LONGEST,
    NOTHING,
    number,
    spell,
)


def test_every_letter_of_the_alphabet_spells_itself_and_has_its_own_number() -> None:
    assert len(set(ALPHABET)) == len(ALPHABET)
    assert spell(ALPHABET[:LONGEST]) == ALPHABET[:LONGEST]
    assert all(spell(letter) == letter for letter in ALPHABET)
    assert sorted(number(ALPHABET).tolist()) == list(range(4, LETTERS))


def test_capitals_finals_and_forms_are_spelled_as_one_letter() -> None:
    assert spell("ΓΙΏΡΓΟΣ") == spell("Γιώργος") == "γιωργοσ"
    assert spell("שלום") == "שלומ"
    assert spell("علی") == spell("علي")
    assert spell("Straße") == "strasse"


def test_a_mark_written_apart_is_the_letter_written_whole() -> None:
    assert spell("S\u0327ahin") == spell("Şahin") == "şahin"
    assert spell("Ḥasan") == "hasan"


def test_unknown_letters_stand_as_such_and_signs_fall_away() -> None:
    assert spell("王x2") == "\0x\0"
    assert spell("(x)!\n") == "x"


def test_only_the_first_letters_are_read() -> None:
    assert spell("x" * 10_000) == "x" * LONGEST


def test_edges_and_gaps_have_numbers_of_their_own() -> None:
    assert number("\x01\x02\x03").tolist() == [FIRST, LAST, NOTHING]
