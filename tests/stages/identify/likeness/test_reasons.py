import pytest

from onrecord.model import IdentityType
from onrecord.stages.identify.likeness.features import measure
from onrecord.stages.identify.likeness.reasons import explain
from onrecord.stages.identify.likeness.weights import Weights
from onrecord.stages.identify.likeness.words import words_of


def reason(one: str, other: str, kind: IdentityType = IdentityType.PERSON) -> str:
    pairs = [(words_of(one), words_of(other), kind)]
    return explain(pairs, measure(pairs, Weights({})))[0]


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("Sarwan", "Serwan", "Sarwan = Serwan by the consonants s-r-v-n"),
        ("A. Sarwan", "Adel Sarwan", "A = Adel as an initial"),
        ("Bob Sarwan", "Robert Sarwan", "Bob = Robert, forms of one given name"),
        ("Hajji Adel", "Adel", "“Hajji” is a title"),
        ("Adel Sarwan", "Sarwan Adel", "the order differs"),
        ("Adel Marzouk", "Adel", "“Marzouk” has no counterpart"),
        ("Mae Selm", "Maeselm", "Mae Selm"),
        ("Олег Иванович", "Oleg Petrovich", "the patronymics contradict: Иванович, Petrovich"),
        ("Na’im Sarwan", "نعيم", "Na’im = نعيم letter by letter"),
        ("", "Adel", "a name without a word cannot be compared"),
    ],
)
def test_reason_says(one: str, other: str, said: str) -> None:
    assert said in reason(one, other)


def test_organisations_have_reasons_of_their_own() -> None:
    assert "the numbers differ: 12; 21" in reason("Brigade 12", "Brigade 21", IdentityType.GROUP)


def test_reason_of_a_very_long_name_is_short() -> None:
    assert len(reason("x" * 400, " ".join("abcdefghijklmn"))) < 600
