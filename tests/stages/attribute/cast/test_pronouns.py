"""Who is in mind."""

from onrecord.model import IdentityType, Span
from onrecord.stages.attribute.cast.figures import Figure
from onrecord.stages.attribute.cast.pronouns import Scene, Weights, agreement

SUBJECT, SPEAKER = Weights().subject, Weights().speaker


def person(gender: str = "") -> Figure:
    figure = Figure(key=("x",))
    figure.vote(IdentityType.PERSON)
    if gender:
        figure.genders[gender] += 1
    return figure


def test_nearer_subject_is_meant_and_a_running_speaker_outlasts_a_mention() -> None:
    scene, speaker, other = Scene(), person("m"), person("m")
    scene.mention(speaker, 0, 0, SPEAKER, speaks=True)
    scene.mention(speaker, 0, 0, SUBJECT)
    scene.mention(other, 50, 1, SUBJECT / 2)
    assert scene.resolve("he", 1) is speaker
    scene.mention(other, 90, 3, SUBJECT)
    assert scene.resolve("he", 3) is other


def test_words_of_the_statement_itself_are_hidden() -> None:
    scene, one, other = Scene(), person("f"), person("f")
    scene.mention(one, 5, 0, SUBJECT)
    scene.mention(other, 30, 1, SUBJECT)
    assert scene.resolve("she", 1, [Span(20, 60)]) is one


def test_gender_and_number_decide_who_agrees() -> None:
    group = Figure(key=("y",), plural=True)
    assert agreement("she", person("m")) == 0
    assert agreement("she", person("f")) == 1
    assert 0 < agreement("she", person()) < 1
    assert agreement("he", group) == 0
    assert agreement("they", group) == 1
    assert agreement("it", person("f")) == 0


def test_nobody_in_mind_is_nobody_meant() -> None:
    assert Scene().resolve("he", 4) is None
