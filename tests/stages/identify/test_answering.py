from dataclasses import replace

import pytest

from onrecord.model import IdentityType, Known, KnownFrom, KnownName, Name
from onrecord.stages.identify import answer_name, load_matcher
from onrecord.text.scripts import script_of


def known(name: str, *others: str) -> Known:
    names = tuple(KnownName(Name(text, script_of(text)), 1, listed=False) for text in (name, *others))
    return Known(name, name, IdentityType.PERSON, KnownFrom.REPORTS, name, names)


EVERYBODY = [
    known("Tomas Okoro", "Okoro"),
    known("Ada Okoro"),
    known("Samir Haddad"),
    known("Okoro Valley Brandt"),
]


@pytest.mark.parametrize(
    ("name", "answers"),
    [
        ("Tomas Okoro", {"Tomas Okoro"}),
        ("tómas  OKORO", {"Tomas Okoro"}),
        ("okoro", {"Tomas Okoro", "Ada Okoro", "Okoro Valley Brandt"}),
        ("سمير حداد", {"Samir Haddad"}),
        ("Quux", set()),
    ],
)
def test_name_answers_whom_it_may_mean(name: str, answers: set[str]) -> None:
    assert {
        one.name for one, answer in answer_name(name, EVERYBODY, load_matcher) if answer.score > 0.4
    } == answers


def test_name_that_is_hardly_like_another_is_no_answer() -> None:
    body = replace(known("Hizbullah"), type=IdentityType.GROUP)
    scales = load_matcher()
    (likeness,) = scales.compare([("Zebulon", "Hizbullah", IdentityType.GROUP)])
    assert scales.unsure_from < likeness.score < scales.threshold
    assert answer_name("Zebulon", [body], load_matcher) == []
    assert [one.name for one, _ in answer_name("Hezbollah", [body], load_matcher)] == ["Hizbullah"]


def test_part_of_a_name_prefers_nobody() -> None:
    found = answer_name("Okoro", EVERYBODY, load_matcher)
    assert {answer.score for _, answer in found} == {0.5}
    assert {answer.because for _, answer in found} == {
        "the name it is called by in short",
        "a part of its name",
    }


def test_same_name_is_told_from_one_that_is_like_it() -> None:
    exact = {one.name: answer for one, answer in answer_name("Samir Haddad", EVERYBODY, load_matcher)}
    like = {one.name: answer for one, answer in answer_name("Sameer Hadad", EVERYBODY, load_matcher)}
    assert exact["Samir Haddad"].because == "the same name"
    assert like["Samir Haddad"].because != "the same name"
    assert answer_name("Samir", [], load_matcher) == []
