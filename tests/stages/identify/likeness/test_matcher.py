import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import IdentityType
from onrecord.stages.identify.likeness import MADE_BY, NameMatcher
from onrecord.text.names.aliases import AliasSource, load_aliases

PERSON = IdentityType.PERSON
BODY = IdentityType.ORGANIZATION


@pytest.fixture(scope="module")
def matcher() -> NameMatcher:
    return NameMatcher.load()


def score(matcher: NameMatcher, one: str, other: str, kind: IdentityType = PERSON) -> float:
    return matcher.compare([(one, other, kind)])[0].score


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Na'im Qassem", "نعيم قاسم"),
        ("Isma'il Haniya", "Ismail Haniyeh"),
        ("Sheikh Naim Qassem", "Naim Kassem"),
        ("Abdulrahman Sarwan", "عبد الرحمن سروان"),
        ("Adel Sarwan", "Sarwan, Adel"),
        ("Олег Саранов", "Oleg Saranov"),
    ],
)
def test_spellings_of_one_name_are_one(matcher: NameMatcher, one: str, other: str) -> None:
    (found,) = matcher.compare([(one, other, PERSON)])
    assert found.same
    assert found.made_by == MADE_BY


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Naim Qassem", "Qassem Soleimani"),
        ("Muhammad Qassem Tahan", "Naim Qassem"),
        ("Adel Sarwan", "Adel Marzouk"),
        ("Oleg Ivanovich Saranov", "Oleg Petrovich Saranov"),
    ],
)
def test_names_with_a_part_in_common_are_two(matcher: NameMatcher, one: str, other: str) -> None:
    assert not matcher.compare([(one, other, PERSON)])[0].same


def test_a_bare_family_name_is_not_a_person(matcher: NameMatcher) -> None:
    assert not matcher.compare([("Saranov", "Oleg Saranov", PERSON)])[0].same


def test_hamas_and_its_military_wing_are_two(matcher: NameMatcher) -> None:
    (found,) = matcher.compare([("Hamas", "Hamas's military wing", BODY)])
    assert not found.same


def test_reasons_name_the_parts(matcher: NameMatcher) -> None:
    because = matcher.compare([("Sheikh Na'im Sarwan", "Muhammad Serwan Naim", PERSON)])[0].because
    assert "“Sheikh” is a title" in because
    assert "“Muhammad” has no counterpart" in because
    assert "by the consonants s-r-v-n" in because
    assert "the order differs" in because
    assert matcher.compare([("A. Saranov", "Oleg Saranov", PERSON)], reasons=False)[0].because == ""


def test_contradicting_patronymics_are_told(matcher: NameMatcher) -> None:
    because = matcher.compare([("Oleg Ivanovich Saranov", "Oleg Petrovich Saranov", PERSON)])[0].because
    assert "the patronymics contradict: Ivanovich, Petrovich" in because or "Petrovich, Ivanovich" in because


def test_alias_table_decides_over_letters() -> None:
    own = AliasSource(
        "names/aliases.toml", '[[alias]]\nnames = ["Selm Front", "Blue Banner"]\ntype = "group"'
    )
    matcher = NameMatcher.load(load_aliases(own))
    (found,) = matcher.compare([("Selm Front", "The Blue Banner", IdentityType.GROUP)])
    assert found.same
    assert "alias table" in found.because
    assert not NameMatcher.load().compare([("Selm Front", "The Blue Banner", IdentityType.GROUP)])[0].same


def test_a_name_without_a_word_is_nobody(matcher: NameMatcher) -> None:
    for one, other in (("", ""), ("", "Adel Sarwan"), ("—", "…")):
        (found,) = matcher.compare([(one, other, PERSON)])
        assert (found.score, found.same) == (0.0, False)


def test_letters_that_nobody_romanises_are_still_compared(matcher: NameMatcher) -> None:
    assert score(matcher, "习近平", "习近平") > score(matcher, "习近平", "李克强")


def test_thresholds_leave_room_to_be_unsure(matcher: NameMatcher) -> None:
    assert 0 < matcher.unsure_from < matcher.threshold < 1


def test_a_score_does_not_depend_on_what_stands_beside_it(matcher: NameMatcher) -> None:
    names = [
        "Na'im Qassem",
        "نعيم قاسم",
        "Олег Саранов",
        "Oleg Saranov",
        "Adel Sarwan Bey",
        "הרב משה לוי",
        "Selm Bank Ltd",
    ]
    pairs = [
        (one, other, kind)
        for one in names
        for other in names
        for kind in (PERSON, BODY, IdentityType.UNKNOWN)
    ]
    together = [found.score for found in matcher.compare(pairs)]
    alone = [matcher.compare([pair])[0].score for pair in pairs]
    assert together == alone


NAMES = st.text(alphabet=st.sampled_from("aeklmrsşʿ'- .,محعدقنאבגклм12"), max_size=40)


@given(NAMES, NAMES, st.sampled_from(list(IdentityType)))
@settings(deadline=None, max_examples=150)
def test_order_of_two_names_makes_no_difference(one: str, other: str, kind: IdentityType) -> None:
    matcher = NameMatcher.load()
    (here,), (there,) = matcher.compare([(one, other, kind)]), matcher.compare([(other, one, kind)])
    assert here == there
    assert 0.0 <= here.score <= 1.0
    assert here.because


@given(st.text(max_size=300), st.text(max_size=300))
@settings(deadline=None, max_examples=100)
def test_any_two_texts_can_be_compared(one: str, other: str) -> None:
    (found,) = NameMatcher.load().compare([(one, other, IdentityType.UNKNOWN)])
    assert 0.0 <= found.score <= 1.0


def test_names_of_a_million_letters_take_no_time(matcher: NameMatcher) -> None:
    started = time.process_time()
    matcher.compare([("x" * 1_000_000, "y " * 500_000, PERSON), ("-" * 1_000_000, "ال" * 500_000, BODY)])
    assert time.process_time() - started < 2
