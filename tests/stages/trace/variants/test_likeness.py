from datetime import timedelta

import pytest

from onrecord.model import Act, Relation
from onrecord.stages.trace.variants.alignment import align_words
from onrecord.stages.trace.variants.likeness import (
    Evidence,
    SpeakerTie,
    are_question_and_answer,
    reason,
    relation_of,
    score,
    speaker_tie,
    weigh_pair,
)
from onrecord.stages.trace.variants.said import Said
from onrecord.stages.trace.variants.weights import weights_of
from tests.stages.trace.variants.telling import DAY, tell

WORDS = "nobody closes the eastern harbour"


def weighed(one: Said, other: Said) -> Evidence:
    weights, other_weights = weights_of(one.words, {}), weights_of(other.words, {})
    pairs = align_words(one.words, other.words, weights, other_weights)
    return weigh_pair(one, other, pairs, weights, other_weights)


def test_same_words_are_all_of_both() -> None:
    found = weighed(tell(WORDS), tell(WORDS))
    assert (round(found.share, 3), round(found.other_share, 3), found.days) == (1, 1, 0)
    assert round(found.bag, 3) == 1


def test_insertions_do_not_make_less_of_what_was_said() -> None:
    assert round(weighed(tell(f"{WORDS} [of the northern province]"), tell(WORDS)).share, 3) == 1


@pytest.mark.parametrize(
    ("one", "other", "tie"),
    [
        (tell("a", by="Ada Lindqvist"), tell("a", by="Lindqvist"), SpeakerTie.SAME),
        (tell("a", by="Ada Lindqvist"), tell("a", by="Tomas Okoro"), SpeakerTie.OTHER),
        (tell("a", by=None), tell("a", by="Tomas Okoro"), SpeakerTie.OPEN),
        (tell("a", by="Ада", cluster="k"), tell("a", by="Ada", cluster="k"), SpeakerTie.SAME),
        (tell("a", by="Okoro", cluster="k"), tell("a", by="Tomas Okoro", cluster="m"), SpeakerTie.OPEN),
        (tell("a", by="Okoro", cluster="k"), tell("a", by="Ada", cluster="m"), SpeakerTie.OTHER),
    ],
)
def test_speakers_are_told_by_cluster_and_else_by_name(one: Said, other: Said, tie: SpeakerTie) -> None:
    assert speaker_tie(one, other) is speaker_tie(other, one) is tie


def test_what_was_published_long_after_may_have_been_said_then() -> None:
    late = tell(WORDS, said_on=None, published=DAY + timedelta(days=60))
    assert weighed(tell(WORDS), late).days is None
    assert weighed(tell(WORDS), tell(WORDS, said_on=DAY + timedelta(days=60))).days == 60
    assert weighed(tell(WORDS), tell(WORDS, said_on=None)).days is None


@pytest.mark.parametrize(
    ("share", "other_share", "relation"),
    [
        (1.0, 0.9, Relation.SAME),
        (0.2, 1.0, Relation.PART),
        (1.0, 0.2, Relation.WHOLE),
        (0.6, 0.6, Relation.OVERLAP),
        (0.1, 0.3, Relation.OTHERWISE),
    ],
)
def test_relation_follows_from_what_each_has_of_the_other(
    share: float, other_share: float, relation: Relation
) -> None:
    assert relation_of(Evidence(share, other_share, 5, 0.5, 5, SpeakerTie.SAME, 0)) is relation


def test_more_in_common_and_the_same_speaker_and_day_speak_for_one() -> None:
    base = Evidence(0.6, 0.3, 3, 0.6, 3, SpeakerTie.OPEN, None)
    assert score(Evidence(0.9, 0.3, 5, 0.9, 5, SpeakerTie.OPEN, None)) > score(base)
    assert score(Evidence(0.6, 0.3, 3, 0.6, 3, SpeakerTie.SAME, None)) > score(base)
    assert score(Evidence(0.6, 0.3, 3, 0.6, 3, SpeakerTie.OPEN, 1)) > score(base)
    assert score(Evidence(0.6, 0.3, 3, 0.6, 3, SpeakerTie.OPEN, 90)) < score(base)
    assert score(Evidence(0.6, 0.3, 3, 0.6, 3, SpeakerTie.OTHER, None)) < score(base)


def test_question_is_not_its_answer() -> None:
    asked = tell(WORDS, act=Act.ASK)
    assert are_question_and_answer(asked, tell(WORDS))
    assert not are_question_and_answer(asked, asked)


def test_reason_tells_words_speaker_and_days() -> None:
    found = Evidence(0.8, 0.3, 3, 0.6, 3, SpeakerTie.SAME, 1)
    assert reason(found, Relation.WHOLE) == (
        "80% of the shorter one, by weight, stands in the other in the same order; the same speaker; 1 day apart"
    )
    assert "60% of the shorter one's words" in reason(found, Relation.OTHERWISE)
    assert reason(Evidence(1, 1, 3, 1, 3, SpeakerTie.OPEN, None), Relation.SAME).endswith(
        "a day is not known"
    )
