import pytest

from onrecord.stages.trace.spelling import normal_spelling

PAIRS = """neighbourhood neighborhood
realisation realization
theatres theaters
defence defense
travelling traveling
analysed analyzed
programme program
dialogues dialogs"""


@pytest.mark.parametrize(("british", "american"), [line.split() for line in PAIRS.splitlines()])
def test_british_and_american_spelling_are_one(british: str, american: str) -> None:
    assert normal_spelling(british) == normal_spelling(american.upper())


def test_short_words_stay_what_they_are() -> None:
    assert normal_spelling("four") != normal_spelling("for")
    assert normal_spelling("our") == "our"
