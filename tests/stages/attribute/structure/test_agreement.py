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


def test_part_of_what_is_quoted_becomes_the_whole_where_the_cue_is_the_same() -> None:
    text = "“Fear. I am afraid of the quay. It has done great harm. It must be rebuilt now.” ― Ines Cordell"
    found = tagged(text, "Ines Cordell", "―", "It must be rebuilt now")
    assert kept(text, found) == [("Ines Cordell", "―", [text[1 : text.index("”")]])]


def test_part_of_what_is_quoted_stays_one_where_another_cue_gives_it_to_somebody_else() -> None:
    text = (
        "“The board was here all day. The pilots told us to wait for the tide and left,” Ines Cordell said."
    )
    found = tagged(text, "The pilots", "told", "to wait for the tide")
    assert ("The pilots", "told", ["to wait for the tide"]) in kept(text, found)


@pytest.mark.parametrize("found_from", ["after", "Tomas Orvel had left"])
def test_when_something_was_said_is_none_of_the_words(found_from: str) -> None:
    setting = "after Tomas Orvel had left the room for the third time since the storm"
    text = f"“It is safe,” Ines Cordell said {setting}. “It was safe before.”"
    found = tagged(
        text, "Ines Cordell", "said", "It is safe", setting[setting.index(found_from) :], "It was safe"
    )
    assert [x[2] for x in kept(text, found)] == [["It is safe,", "It was safe before."]]


def test_words_with_a_quotation_after_when_they_were_said_keep_the_quotation() -> None:
    text = "“It is safe,” Ines Cordell said after a long talk with the crews. “It was safe before.”"
    found = tagged(text, "Ines Cordell", "said", "It is safe", text[text.index("after") : text.rindex(".")])
    assert [x[2] for x in kept(text, found)] == [["It is safe,", "It was safe before."]]


@pytest.mark.parametrize("words", ["that the crews had looked at it", "in winter, it would be closed"])
def test_words_that_go_on_without_marks_stay(words: str) -> None:
    text = f"The quay is “a wreck,” Ines Cordell said, {words}."
    found = tagged(text, "Ines Cordell", "said", "The quay is “a wreck", words)
    assert words in kept(text, found)[0][2][-1]


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


@pytest.mark.parametrize("confidence", [0.05, 0.25])
def test_attribution_that_is_more_often_wrong_than_right_is_left_out(confidence: float) -> None:
    text = "All-out support for the quay has grown."
    assert kept(text, tagged(text, "", "support for", "the quay", confidence=confidence)) == []
