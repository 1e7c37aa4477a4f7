"""Spellings of one name, and names that only look alike."""

import pytest

from onrecord.stages.attribute.cast.likeness import is_same_given, is_same_spelling


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("haniya", "haniyeh"),
        ("qasim", "kassem"),
        ("hezbollah", "hizbullah"),
        ("schneidermann", "scheidermann"),
    ],
)
def test_transliterations_and_slips_are_one_name(one: str, other: str) -> None:
    assert is_same_spelling(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("mahmoud", "mohammad"), ("hamid", "hamad"), ("salim", "salman"), ("orlov", "orban")]
)
def test_names_that_look_alike_stay_apart(one: str, other: str) -> None:
    assert not is_same_spelling(one, other)


def test_short_forms_initials_and_other_scripts_are_one_given_name() -> None:
    assert is_same_given("bill", "william")
    assert is_same_given("j", "john")
    assert is_same_given("محمد", "muhammad")
    assert not is_same_given("bill", "john")
