"""Why a speaker was chosen, for each way of choosing."""

from onrecord.model import StatementKind
from tests.stages.attribute.drafted import reading_of
from tests.stages.attribute.spoken import Said, cast_of

TURN = StatementKind.TRANSCRIPT


def reasons_of(text: str, said: list[Said], **more: object) -> list[str]:
    return list(cast_of(text, said, **more).reasons)  # type: ignore[arg-type]  # handed on as they come


def test_full_name_needs_no_reason() -> None:
    assert reasons_of("“It stays open,” said Adam Orr.", [("Adam Orr", "It stays open,")]) == [""]


def test_pronoun_stands_for_the_one_last_and_most_spoken_of() -> None:
    text = "Mr. Adam Orr came to the quay. “It stays open,” he said."
    assert reasons_of(text, [("he", "It stays open,")]) == [
        "“he” stands for Adam Orr, the man last and most spoken of"
    ]


def test_pronoun_in_reported_words_stands_for_who_speaks_them() -> None:
    text = "Adam Orr spoke of what he called “a long winter”."
    reasons = reasons_of(
        text, [("Adam Orr", "what he called “a long winter”"), ("he", "a long winter")], inside={1: 0}
    )
    assert reasons == ["", "“he” stands for Adam Orr, whose words these are"]


def test_relative_pronoun_follows_its_name() -> None:
    text = "They met Adam Orr, who said the quay was shut."
    assert reasons_of(text, [("who", "the quay was shut")]) == ["“who” follows Adam Orr"]


def test_short_name_is_short_for_the_full_one() -> None:
    text = "Mara Quill came to Selm. “We pay,” Quill said."
    assert reasons_of(text, [("Quill", "We pay,")]) == ["“Quill” is short for Mara Quill"]


def test_other_spelling_is_another_name() -> None:
    text = "Ismail Hamdiya spoke first. Later Isma'il Hamdiyeh said the talks were over."
    (reason,) = reasons_of(text, [("Isma'il Hamdiyeh", "the talks were over")])
    assert reason == "“Isma'il Hamdiyeh” is another name for Ismail Hamdiya"


def test_description_is_explained_by_the_title_that_the_report_gives() -> None:
    text = "Foreign Minister Mara Quill came to Selm. “We pay,” the minister said."
    assert reasons_of(text, [("the minister", "We pay,")]) == [
        "“the minister” stands for Mara Quill, whom the report calls “Foreign Minister Mara Quill”"
    ]


def test_description_is_explained_by_an_apposition() -> None:
    text = "Mara Quill, a senator from Norland, came to Selm. “We pay,” the senator said."
    assert reasons_of(text, [("the senator", "We pay,")]) == [
        "“the senator” stands for Mara Quill, known here as senator"
    ]


def test_description_of_nobody_named_needs_no_reason() -> None:
    assert reasons_of("“We pay,” an official said.", [("an official", "We pay,")]) == [""]


def test_speaker_who_goes_on_is_told() -> None:
    text = "“It stays open,” said Adam Orr.\n\n“It always did.”"
    said: list[Said] = [("Adam Orr", "It stays open,"), ("", "It always did.")]
    assert reasons_of(text, said, goes_on={1: 0}) == ["", "the same speaker goes on"]


def test_label_of_a_turn_gives_the_name() -> None:
    text = "Adam Orr was asked about the quay.\n\nOrr: “It stays open.”"
    assert reasons_of(text, [("Orr", "It stays open.", TURN)]) == ["the label gives the name"]


def test_label_that_names_nobody_is_explained() -> None:
    text = "Adam Orr was asked about the quay. Orr said it stays open.\n\nA: “It does.”"
    reasons = reasons_of(text, [("Orr", "it stays open"), ("A", "It does.", TURN)])
    assert reasons[1] == "“A” stands for Adam Orr, who answers here"


def test_thing_that_carries_words_is_by_its_maker() -> None:
    text = "Mara Quill wrote to the council. Quill's letter says the toll is gone."
    (reason,) = reasons_of(text, [("Quill's letter", "the toll is gone")])
    assert reason == "“Quill's letter” is by Mara Quill"


def test_reason_is_told_after_why_the_words_are_attributed() -> None:
    reading = reading_of("Mr. Adam Orr came to the quay on Monday. “It stays open,” he said.\n")
    (said,) = reading.statements
    before, _, after = said.because.partition("; ")
    assert "said" in before
    assert after == "“he” stands for Adam Orr, the man last and most spoken of"
