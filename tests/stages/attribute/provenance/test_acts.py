"""Which act a cue stands for."""

import pytest

from onrecord.model import Act, StatementKind
from onrecord.stages.attribute.provenance.acts import act_of
from onrecord.text.data import load_table

INDIRECT, DIRECT = StatementKind.INDIRECT, StatementKind.DIRECT


@pytest.mark.parametrize(
    ("cue", "content", "act"),
    [
        ("said", "the ferry will sail", Act.SAY),
        ("went on to say", "the ferry will sail", Act.SAY),
        ("according to", "the ferry will sail", Act.SAY),
        ("told", "the ferry will sail", Act.SAY),
        ("underlined", "the ferry will sail", Act.SAY),
        ("wrote", "the ferry will sail", Act.WRITE),
        ("has tweeted", "the ferry will sail", Act.WRITE),
        ("asked", "whether the ferry will sail", Act.ASK),
        ("question", "the ferry", Act.ASK),
        ("replied", "the ferry will sail", Act.ANSWER),
        ("said in reply", "the ferry will sail", Act.ANSWER),
        ("has repeatedly denied", "any part in it", Act.DENY),
        ("rejected the claim that", "he took money", Act.DENY),
        ("vowed", "to rebuild the pier", Act.PROMISE),
        ("pledging", "to rebuild the pier", Act.PROMISE),
        ("promise", "to rebuild the pier", Act.PROMISE),
        ("threatened", "to block the port", Act.THREATEN),
        ("called again for", "an inquiry", Act.CALL_FOR),
        ("urges", "calm", Act.CALL_FOR),
        ("demanded", "an inquiry", Act.CALL_FOR),
        ("hailed", "the crew", Act.PRAISE),
        ("slammed", "the owners", Act.CONDEMN),
        ("condemns", "the owners", Act.CONDEMN),
        ("expressed his thanks", "the crew", Act.THANK),
        ("thanked", "the crew", Act.THANK),
        ("thinks", "it is late", Act.THINK),
        ("is convinced", "it is late", Act.THINK),
        ("hopes", "to sail", Act.WANT),
        ("plans", "to sail", Act.WANT),
        ("fears", "a storm", Act.FEEL),
        ("is proud", "of the crew", Act.FEEL),
        ("realised", "it was late", Act.KNOW),
        ("knew", "it was late", Act.KNOW),
    ],
)
def test_cue_gives_its_act_in_any_inflection(cue: str, content: str, act: Act) -> None:
    assert act_of(cue, content, INDIRECT) is act


@pytest.mark.parametrize("cue", ["did not promise", "didn't deny", "declined to answer", "failed to condemn"])
def test_act_that_was_not_done_is_plain_saying(cue: str) -> None:
    assert act_of(cue, "anything", INDIRECT) is Act.SAY


def test_thought_stays_a_thought_when_negated() -> None:
    assert act_of("does not believe", "the pier is safe", INDIRECT) is Act.THINK


@pytest.mark.parametrize("cue", ["expressed hope", "voiced her fears", "conveyed his pride in"])
def test_voiced_attitude_is_an_act_of_saying(cue: str) -> None:
    assert act_of(cue, "that the pier holds", INDIRECT) is Act.SAY


def test_asking_or_telling_someone_to_do_something_calls_for_it() -> None:
    assert act_of("asked", "to close the pier", INDIRECT) is Act.CALL_FOR
    assert act_of("told", "to close the pier", INDIRECT) is Act.CALL_FOR


def test_warning_is_a_threat_only_with_a_deed_of_the_speaker() -> None:
    assert act_of("warned", "we will strike the port again", DIRECT) is Act.THREATEN
    assert act_of("warned", "the storm will strike the port again", DIRECT) is Act.SAY
    assert act_of("warned", "we will miss the ferry", DIRECT) is Act.SAY


def test_turn_that_is_a_question_asks() -> None:
    assert act_of("", "And the pier? Was it closed?", StatementKind.TRANSCRIPT) is Act.ASK


def test_long_answer_with_a_closing_question_does_not_ask() -> None:
    words = "We closed it. We warned them. They knew. Who else should have?"
    assert act_of("", words, StatementKind.TRANSCRIPT) is Act.SAY


def test_indirect_words_do_not_ask_by_their_mark() -> None:
    assert act_of("said", 'the sign read "Open?"', StatementKind.MIXED) is Act.SAY


def test_letter_is_written_unless_its_cue_says_more() -> None:
    assert act_of("", "Dear colleagues, the pier is yours.", StatementKind.LETTER) is Act.WRITE
    assert act_of("thanked", "the crew", StatementKind.LETTER) is Act.THANK


def test_unknown_language_falls_back_to_the_english_table() -> None:
    assert act_of("denied", "it", INDIRECT, language="xx") is Act.DENY
    assert act_of("denied", "it", INDIRECT, language="en-GB") is Act.DENY


@pytest.mark.parametrize("language", sorted(load_table("cues/acts")))
def test_every_cue_of_the_table_gives_the_act_it_is_listed_under(language: str) -> None:
    wrong = [
        (entry, act)
        for act, entries in load_table("cues/acts")[language]["acts"].items()
        for entry in entries
        if act_of(entry, "the pier", INDIRECT, language=language) is not Act(act)
    ]
    assert wrong == []


def test_what_a_model_tells_counts_only_where_the_table_knows_no_word() -> None:
    assert act_of("harrumphed", "the ferry is late", INDIRECT, told=Act.CONDEMN) is Act.CONDEMN
    assert act_of("said", "the ferry is late", INDIRECT, told=Act.CONDEMN) is Act.SAY
    assert act_of("denied", "the ferry is late", INDIRECT, told=Act.CONDEMN) is Act.DENY
