from datetime import date

import pytest

from onrecord.errors import BadRequest
from onrecord.model import (
    Act,
    CorrectedField,
    Correction,
    IdentityType,
    Marked,
    Span,
    StatementKind,
    Told,
    Value,
    Whom,
)
from onrecord.model.correction import (
    check_value,
    correction_facts,
    correction_from_facts,
    is_persons_word,
    marked_from_facts,
    value_facts,
    value_from_facts,
)
from onrecord.model.ledger import canonical
from tests.factory import NOON

F = CorrectedField
ADA = Whom("Ada Lindqvist", IdentityType.PERSON, "a1")
SAID = (Marked(Span(0, 2), "no"), Marked(Span(5, 7), "so"))
VALUES: list[tuple[CorrectedField, Value]] = [
    (F.SPEAKER, ADA),
    (F.ADDRESSEE, None),
    (F.CONTENT, SAID),
    (F.CUE, ()),
    (F.KIND, StatementKind.MIXED),
    (F.ACT, Act.THANK),
    (F.SAID_ON, date(2024, 3, 5)),
    (F.VENUE, None),
    (F.RIGHT, True),
    (F.NOT_A_STATEMENT, True),
    (F.MISSING, Told(SAID, StatementKind.LETTER, Act.WRITE, ADA, SAID, (), ADA, date(2024, 3, 5), "a hall")),
    (F.TITLE, "Quays"),
    (F.TOPICS, ("Harbours", "Fish")),
]


@pytest.mark.parametrize(("field", "value"), VALUES, ids=str)
def test_value_comes_back_from_its_facts(field: CorrectedField, value: Value) -> None:
    check_value(field, value)
    assert value_from_facts(field, value_facts(value)) == value


@pytest.mark.parametrize(("field", "value"), VALUES, ids=str)
def test_correction_comes_back_from_its_facts(field: CorrectedField, value: Value) -> None:
    said = Correction(7, "r", "s", field, value, None, SAID, "M. Kern", NOON, "the tape")
    assert correction_from_facts(correction_facts(said)) == said
    assert canonical(correction_facts(said))


def test_what_was_struck_out_is_told_whole() -> None:
    told = Told(SAID, StatementKind.DIRECT, Act.SAY)
    assert value_from_facts(F.NOT_A_STATEMENT, value_facts(told)) == told


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (F.SPEAKER, "Ada"),
        (F.KIND, "direct"),
        (F.KIND, None),
        (F.CONTENT, ()),
        (F.CONTENT, ("no",)),
        (F.AUTHORS, SAID),
        (F.RIGHT, False),
        (F.TITLE, 7),
        (F.TOPICS, None),
    ],
    ids=str,
)
def test_value_of_another_kind_is_refused(field: CorrectedField, value: Value) -> None:
    with pytest.raises(BadRequest, match="is no value for the"):
        check_value(field, value)


@pytest.mark.parametrize(
    ("field", "facts"),
    [
        (F.SPEAKER, {"name": "Ada"}),
        (F.CONTENT, [[2, 1, "x"]]),
        (F.ACT, "hum"),
        (F.SAID_ON, "soon"),
        (F.MISSING, []),
    ],
    ids=str,
)
def test_facts_that_tell_of_no_value_are_refused(field: CorrectedField, facts: object) -> None:
    with pytest.raises(BadRequest, match="does not tell of"):
        value_from_facts(field, facts)


def test_facts_that_tell_of_no_correction_are_refused() -> None:
    with pytest.raises(BadRequest, match="does not tell of a correction"):
        correction_from_facts({"n": 1})


def test_stretches_and_persons_words_are_known() -> None:
    assert marked_from_facts([[0, 2, "no"]]) == (Marked(Span(0, 2), "no"),)
    assert is_persons_word("person: Ada")
    assert not is_persons_word("personal 1.0")
