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
