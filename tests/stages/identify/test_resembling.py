import pytest

from onrecord.model import Circumstances, IdentityType, Known, KnownFrom, KnownName, Name
from onrecord.stages.identify.identify import JOINS_FROM
from onrecord.stages.identify.matching import load_matcher
from onrecord.stages.identify.naming import weigh_name
from onrecord.stages.identify.resembling import NameAnswer, Sought, answer_by_name
from onrecord.stages.identify.weighing import chance
from onrecord.text.scripts import script_of

PERSON, BODY, PLACE = IdentityType.PERSON, IdentityType.ORGANIZATION, IdentityType.PLACE


def answers(name: str, known: str, type_: IdentityType, *others: str) -> list[NameAnswer]:
    names = tuple(KnownName(Name(text, script_of(text)), 1, listed=False) for text in (known, *others))
    one = Known("k", known, type_, KnownFrom.REPORTS, "k", names)
    sought = Sought((name,), type_, weigh_name(name, type_), Circumstances())
    return answer_by_name([sought], [[one]], load_matcher)[0]


def best(name: str, known: str, type_: IdentityType, *others: str) -> float:
    return max((chance(answer.odds) for answer in answers(name, known, type_, *others)), default=0.0)


@pytest.mark.parametrize(
    ("name", "known", "type_"),
    [
        ("Samir Haddad", "Sameer Hadad", PERSON),
        ("Samir Haddad", "سمير حداد", PERSON),
        ("Harbour Dockers Front", "Harbor Dockers’ Front", BODY),
    ],
)
def test_other_spellings_of_one_name_answer_each_other(name: str, known: str, type_: IdentityType) -> None:
    assert best(name, known, type_) > JOINS_FROM
    assert all(answer.because and not answer.is_exact for answer in answers(name, known, type_))


@pytest.mark.parametrize(
    ("name", "known", "type_"),
    [
        ("Samir Haddad", "Samir Haddad Jr", PERSON),
        ("Samir Haddad", "Samir Haddad Karam", PERSON),
        ("Norland", "North Norland", PLACE),
        ("Selm", "Selm Holding", BODY),
        ("Harbour Front", "Harbour Front’s armed wing", BODY),
        ("Iranians", "Iranian Front", BODY),
        ("Samir Haddad", "Tomas Okoro", PERSON),
    ],
)
def test_word_more_makes_another_of_it_or_nobody_can_tell(name: str, known: str, type_: IdentityType) -> None:
    assert best(name, known, type_) < JOINS_FROM
    assert best(known, name, type_) < JOINS_FROM


def test_name_given_beside_the_fullest_counts_unless_it_is_one_plain_word() -> None:
    assert best("HDF", "Harbour Dockers’ Front", BODY, "HDF") > JOINS_FROM
    assert answers("HDF", "Harbour Dockers’ Front", BODY, "HDF")[0].because.endswith("so as well")
    assert best("Century", "Harbour Centre of the Century", BODY, "Century") < JOINS_FROM


def test_family_name_is_answered_by_whoever_is_called_so_in_short() -> None:
    found = answers("Haddad", "Samir Haddad", PERSON, "Haddad")
    assert [answer.because for answer in found] == ["the same family name"]
    assert answers("Haddad", "Samir Haddad", PERSON) == []
