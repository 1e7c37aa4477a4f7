from datetime import date

import pytest

from onrecord.desk.correct import CorrectionEntry, Given
from onrecord.errors import BadRequest
from onrecord.model import (
    Act,
    CorrectedField,
    Correction,
    IdentityType,
    Marked,
    Retraction,
    Span,
    StatementKind,
    Told,
    Value,
    Whom,
)
from onrecord.serve.formats.corrections import (
    changed_words,
    correction_entry_object,
    corrections_table,
    given_spans,
    given_value,
    value_words,
)
from tests.factory import NOON

F = CorrectedField
ADA = Whom("Ada \u202eLindqvist", IdentityType.PERSON)
SAID = (Marked(Span(0, 2), "no"),)


@pytest.mark.parametrize(
    ("field", "words", "value"),
    [
        (F.SPEAKER, "Ada", "Ada"),
        (F.SPEAKER, " ", None),
        (F.KIND, "letter", StatementKind.LETTER),
        (F.ACT, "call_for", Act.CALL_FOR),
        (F.SAID_ON, "2024-03-05", date(2024, 3, 5)),
        (F.PUBLISHED, "", None),
        (F.CONTENT, ["0:3", "4-9"], (Span(0, 3), Span(4, 9))),
        (F.CONTENT, "0:3 4:9", (Span(0, 3), Span(4, 9))),
        (F.CUE, "", ()),
        (F.TOPICS, ["Fish", "Quays"], ("Fish", "Quays")),
        (F.TITLE, "Quays", "Quays"),
        (F.TITLE, [], None),
    ],
    ids=str,
)
def test_words_are_the_value_that_they_stand_for(
    field: CorrectedField, words: str | list[str], value: Given
) -> None:
    assert given_value(field, words, "the text") == value


def test_somebody_new_is_of_the_type_given() -> None:
    assert given_value(F.SPEAKER, "Radio Selm", "", type_=IdentityType.OUTLET) == Whom(
        "Radio Selm", IdentityType.OUTLET
    )


@pytest.mark.parametrize(
    ("field", "words"),
    [(F.KIND, "sung"), (F.ACT, "hum"), (F.SAID_ON, "5 March"), (F.SOURCE, "nobody")],
    ids=str,
)
def test_words_that_stand_for_no_value_are_refused(field: CorrectedField, words: str) -> None:
    with pytest.raises(BadRequest):
        given_value(field, words, "the text")
    with pytest.raises(BadRequest, match="more than once"):
        given_spans("t", "the text", of="cue")


@pytest.mark.parametrize(
    ("field", "before", "value", "words"),
    [
        (F.SPEAKER, ADA, None, "speaker: Ada \\u202eLindqvist → –"),
        (F.ACT, Act.SAY, Act.CALL_FOR, "act: say → call for"),
        (F.SAID_ON, None, date(2024, 3, 5), "said on: – → 2024-03-05"),
        (F.CUE, (), SAID, "cue: – → “no”"),
        (F.TOPICS, (), ("Fish", "Quays"), "topics: – → Fish; Quays"),
        (F.RIGHT, None, True, "right as it stands"),
        (
            F.NOT_A_STATEMENT,
            Told(SAID, StatementKind.DIRECT, Act.SAY),
            True,
            "not a statement: nobody named, “no”",
        ),
    ],
    ids=str,
)
def test_correction_is_told_in_a_line(field: CorrectedField, before: Value, value: Value, words: str) -> None:
    one = Correction(1, "r", "s", field, value, before, (), "M", NOON)
    assert changed_words(one).replace("\u202e", "\\u202e") == words


def test_entries_are_told_to_people_and_programs() -> None:
    one = Correction(1, "r", "s" * 24, F.ACT, Act.ASK, Act.SAY, (), "M", NOON, "why", unfit="gone")
    entry = CorrectionEntry(one, None, "a.txt", None)
    back = CorrectionEntry(one, Retraction(2, 1, "r", "L", NOON, ""), "a.txt", "Quays")
    assert corrections_table([entry, back])
    assert correction_entry_object(entry)["unfit"] == "gone"
    assert correction_entry_object(back)["undoes"] == 1
    assert value_words("") == ""
