from onrecord.model import Span
from onrecord.stages.attribute.structure.nested import find_nested
from tests.stages.attribute.said import RULES


def nested(words: str) -> list[str]:
    return [a.content[0].cut(words) for a in find_nested(words, Span(0, len(words)), RULES)]


def test_others_words_inside_a_quotation_are_found() -> None:
    assert nested("The Northerners lost one boat. They said the boat was empty. Whatever.") == [
        "the boat was empty"
    ]
    assert nested("This is what he meant when he said 'Vale filled the hands of the pilots.' We saw it.") == [
        "Vale filled the hands of the pilots."
    ]


def test_the_speakers_own_saying_is_not_nested() -> None:
    assert nested("I say that the harbour is open.") == []
    assert nested("We declare that the harbour is open.") == []


def test_facts_that_show_are_no_speakers() -> None:
    assert nested("The storm indicates that our old ties will soon be mended.") == []
    assert nested("The storm made it clear that the boats are ours.") == []
