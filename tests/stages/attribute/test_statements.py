from onrecord.model import statement_id
from tests.stages.attribute.drafted import reading_of

REPORT = (
    "Harbour Talks Resume In Kesh\n\nMay 3, 2024\n\n"
    "Dana Orlen, the mayor of Kesh, said on Thursday that the harbour would open again.\n\n"
    '"Nobody asked the islanders," she said. "We asked them ourselves."\n\n'
    "A spokesman declined to comment on the plan for the harbour on Friday.\n"
)


def test_pronoun_and_short_name_come_out_as_the_fullest_name() -> None:
    reading = reading_of(REPORT)
    assert [s.speaker.name for s in reading.statements if s.speaker] == ["Dana Orlen", "Dana Orlen"]


def test_ids_follow_from_spans_and_words() -> None:
    reading = reading_of(REPORT)
    for s in reading.statements:
        again = statement_id(
            s.report, s.kind, source=s.source, cue=s.cue, content=s.content, text=reading.report.text
        )
        assert s.id == again


def test_the_same_report_gives_the_same_reading() -> None:
    assert reading_of(REPORT) == reading_of(REPORT)


def test_each_statement_says_who_made_it_and_why() -> None:
    for s in reading_of(REPORT).statements:
        assert s.made_by
        assert s.because
        assert 0 < s.confidence <= 1


def named(text: str) -> list[str | None]:
    return [s.speaker.name if s.speaker else None for s in reading_of(text).statements]


def test_he_goes_on_with_the_speaker_of_the_sentence_before() -> None:
    assert named(
        "Ferry Talks In Kesh\n\n"
        "Daoud Karimi came to the quay on Monday. Karimi counted the planks, and Karimi drank tea.\n\n"
        "The head of the Strait Ferry Company, Tomas Orvel, asserted that the boats were ready. "
        "He said that his crews were trained.\n"
    ) == ["Tomas Orvel", "Tomas Orvel"]


def test_office_before_a_name_is_no_name_of_its_own() -> None:
    reading = reading_of(
        "Ferry Talks In Kesh\n\n"
        "Marenian Minister of Harbours Daoud Karimi said that the boats were ready on Monday.\n"
    )
    assert [i.name for i in reading.identities if i.type == "person"] == ["Daoud Karimi"]
    assert not any("Minister" in i.name for i in reading.identities)


def test_spelling_in_another_script_is_a_name_of_the_same_person() -> None:
    reading = reading_of(
        "Ferry Talks In Kesh\n\nLeyla Haddou (Arabic: ليلى حدو), the head of the union, said that it rained.\n"
    )
    (speaker,) = [i for i in reading.identities if i.type == "person"]
    assert speaker.name == "Leyla Haddou"
    assert "ليلى حدو" in [n.text for n in speaker.names]
    assert [n.script for n in speaker.names if n.text == "ليلى حدو"] == ["Arab"]
