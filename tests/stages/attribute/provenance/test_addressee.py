import pytest

from onrecord.model import IdentityType, StatementKind
from tests.stages.attribute.newsroom import Said, describe

NAMES = {
    "Mara Quill": IdentityType.PERSON,
    "Quill": "Mara Quill",
    "Ida Orr": IdentityType.PERSON,
    "Orr": "Ida Orr",
    "Dockers": IdentityType.ORGANIZATION,
    "Kesh": IdentityType.PLACE,
}


@pytest.mark.parametrize(
    ("text", "cue", "content", "name"),
    [
        ('Mara Quill told Dockers head Ida Orr in Kesh: "It floats."', "told", "It floats.", "Ida Orr"),
        ('Mara Quill replied to Ida Orr: "It floats."', "replied", "It floats.", "Ida Orr"),
        ("Mara Quill thanked Ida Orr for her help.", "thanked", "her help", "Ida Orr"),
        ("Mara Quill urged Ida Orr to help.", "urged", "Ida Orr to help", "Ida Orr"),
        ('To Ida Orr, Mara Quill wrote: "It floats."', "wrote", "It floats.", "Ida Orr"),
        ('Addressing the Dockers, Mara Quill said: "It floats."', "said", "It floats.", "Dockers"),
        ('Mara Quill said in a letter to Ida Orr: "It floats."', "said", "It floats.", "Ida Orr"),
        ("Mara Quill asked whether Orr was ready to sail.", "asked", "whether Orr was ready to sail", None),
        ("Mara Quill was told by Ida Orr that it floats.", "was told", "it floats", None),
        ("Mara Quill expressed her thanks to Kesh for its help.", "expressed her thanks", "its help", None),
        ("Mara Quill criticised Ida Orr for her haste.", "criticised", "her haste", None),
    ],
)
def test_addressee_is_whom_the_sentence_names(text: str, cue: str, content: str, name: str | None) -> None:
    (found,) = describe(text, [Said("Mara Quill", content, cue=cue, source="Mara Quill")], names=NAMES)
    assert (found.addressee.name if found.addressee else None) == name


def test_heading_from_one_to_another_names_the_addressee_of_both_its_words_and_those_below() -> None:
    text = '## Mayor Quill To Docker Orr: "It Floats"\n\nMara Quill said: "It floats."\n\nIda Orr said: "No."'
    found = describe(
        text,
        [
            Said("Mara Quill", "It Floats", source="Mayor Quill", kind=StatementKind.HEADING),
            Said("Mara Quill", "It floats.", cue="said", source="Mara Quill"),
            Said("Ida Orr", "No.", cue="said", source="Ida Orr"),
        ],
        names=NAMES,
    )
    assert [one.addressee and one.addressee.name for one in found] == ["Ida Orr", "Ida Orr", None]


def test_question_of_an_unnamed_interviewer_is_put_to_who_answers_in_its_sentence() -> None:
    text = "In response to a question about the ferry, Mara Quill said that it floats."
    found = describe(
        text,
        [
            Said("", "the ferry", cue="question", kind=StatementKind.INDIRECT, asks=True),
            Said("Mara Quill", "it floats", "said", "Mara Quill", StatementKind.INDIRECT),
        ],
        names=NAMES,
    )
    assert found[0].addressee
    assert found[0].addressee.name == "Mara Quill"
    assert found[1].addressee is None


def test_report_of_a_talk_is_said_to_the_other_voice_of_its_transcript() -> None:
    text = 'Mara Quill said in an interview that it floats.\n\nHost: "Does it?"\n\nMara Quill: "Yes."'
    found = describe(
        text,
        [
            Said("Mara Quill", "it floats", "said", "Mara Quill", StatementKind.INDIRECT),
            Said("Host", "Does it?", source="Host", kind=StatementKind.TRANSCRIPT),
            Said("Mara Quill", "Yes.", source="Mara Quill", kind=StatementKind.TRANSCRIPT),
        ],
        names=NAMES | {"Host": IdentityType.PERSON},
    )
    assert [one.addressee and one.addressee.name for one in found] == ["Host", "Mara Quill", "Host"]
