from collections.abc import Sequence

import pytest

from onrecord.model import Span
from onrecord.ports import Tagged
from onrecord.stages.attribute.prose import CueRules
from onrecord.stages.attribute.structure.agreement import reconcile


def tagged(text: str, source: str, cue: str, *content: str, confidence: float = 0.9) -> Tagged:
    """Return an attribution by its words, each where it first stands."""

    def span(words: str) -> Span:
        start = text.index(words)
        return Span(start, start + len(words))

    return Tagged((span(source),) if source else (), (span(cue),), tuple(map(span, content)), confidence, "")


def kept(text: str, *found: Tagged) -> list[tuple[str, str, list[str]]]:
    passage = Span(0, len(text))
    (rules,) = CueRules().tag(text, [passage]).attributions
    return [words(text, t) for t in reconcile(text, passage, found, rules)]


def words(text: str, t: Tagged) -> tuple[str, str, list[str]]:
    def cut(spans: Sequence[Span]) -> str:
        return " ".join(s.cut(text) for s in spans)

    return cut(t.source), cut(t.cue), [s.cut(text) for s in t.content]


def test_content_that_takes_most_of_a_quotation_takes_all_of_it() -> None:
    text = "Ines Cordell called the plan “a train set for adults with nothing to do” on Friday."
    found = tagged(text, "Ines Cordell", "called", "the plan", "a train set for adults with")
    assert kept(text, found) == [
        ("Ines Cordell", "called", ["the plan", "a train set for adults with nothing to do"])
    ]


def test_word_outside_a_plain_quotation_is_none_of_its_words() -> None:
    text = "Regarding the quay, Ines Cordell said: “We will rebuild it within the year.”"
    found = tagged(text, "Ines Cordell", "said", "Regarding", "We will rebuild it within the year")
    assert kept(text, found) == [("Ines Cordell", "said", ["We will rebuild it within the year."])]


@pytest.mark.parametrize(
    "topic",
    ["As for the old quay and all that had been said about it", "the old quay and all that had been said"],
)
def test_what_the_words_are_about_is_none_of_them(topic: str) -> None:
    text = "As for the old quay and all that had been said about it, Ines Cordell said: “We will rebuild it.”"
    found = tagged(text, "Ines Cordell", "said:", topic, "We will rebuild it.")
    assert kept(text, found) == [("Ines Cordell", "said:", ["We will rebuild it."])]


def test_noun_before_that_is_none_of_the_words() -> None:
    text = "Ines Cordell repeated the position of her office that the quay must be rebuilt this year."
    found = tagged(
        text, "Ines Cordell", "repeated", "the position of her office that the quay must be rebuilt this year"
    )
    assert [x[2] for x in kept(text, found)] == [["the quay must be rebuilt this year"]]


def test_what_the_report_explains_in_its_own_words_is_none_of_them() -> None:
    text = "Ines Cordell said that the only way is to close the yard, i.e. to dismiss the crew."
    found = tagged(
        text, "Ines Cordell", "said", "the only way is to close the yard, i.e. to dismiss the crew"
    )
    assert [x[2] for x in kept(text, found)] == [["the only way is to close the yard"]]


def test_plain_quotation_that_the_model_missed_is_added() -> None:
    text = "“We will rebuild the quay,” said Ines Cordell."
    assert kept(text) == [("Ines Cordell", "said", ["We will rebuild the quay,"])]


def test_indirect_words_that_only_the_rules_see_are_not_added() -> None:
    text = "Ines Cordell said the quay would be rebuilt."
    assert CueRules().tag(text, [Span(0, len(text))]).attributions[0]
    assert kept(text) == []


def test_part_that_the_rules_give_to_a_cue_of_its_own_goes_to_that() -> None:
    text = "Ines Cordell says she has no plans, explaining that the port has no money."
    found = tagged(text, "Ines Cordell", "says", "she has no plans", "the port has no money")
    assert kept(text, found) == [
        ("Ines Cordell", "says", ["she has no plans"]),
        ("Ines Cordell", "explaining", ["the port has no money"]),
    ]


def test_content_cut_short_before_its_noun_goes_on_as_the_rules_have_it() -> None:
    text = "Ines Cordell said the port had been closed since the strike."
    found = tagged(text, "Ines Cordell", "said", "the port had been closed since the")
    assert kept(text, found) == [("Ines Cordell", "said", ["the port had been closed since the strike"])]


def test_source_that_the_model_missed_is_the_one_the_rules_saw() -> None:
    text = "“The quay is safe,” the Harbour Board wrote."
    found = tagged(text, "", "wrote", "The quay is safe")
    assert kept(text, found) == [("the Harbour Board", "wrote", ["The quay is safe,"])]


def test_agreement_makes_an_attribution_likelier_and_a_missing_source_less_likely() -> None:
    text = "Ines Cordell said the quay would be rebuilt."
    passage = Span(0, len(text))
    found = tagged(text, "Ines Cordell", "said", "the quay would be rebuilt", confidence=0.6)
    (rules,) = CueRules().tag(text, [passage]).attributions
    (agreed,) = reconcile(text, passage, [found], rules)
    (alone,) = reconcile(text, passage, [found], [])
    (nobody,) = reconcile(
        text, passage, [tagged(text, "", "said", "the quay would be rebuilt", confidence=0.6)], []
    )
    assert agreed.confidence > alone.confidence > nobody.confidence


@pytest.mark.parametrize("confidence", [0.05, 0.3])
def test_attribution_that_is_more_often_wrong_than_right_is_left_out(confidence: float) -> None:
    text = "All-out support for the quay has grown."
    assert kept(text, tagged(text, "", "support for", "the quay", confidence=confidence)) == []
