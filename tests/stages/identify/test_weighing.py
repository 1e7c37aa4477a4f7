from datetime import date

import pytest

from onrecord.model import Circumstances, ToldRole
from onrecord.stages.identify.weighing import SAME_FAMILY_NAME, SAME_NAME, Balance, chance, log_odds, weigh


def around(*roles: tuple[str, str], gender: str = "", year: int = 2024, company: str = "") -> Circumstances:
    told = tuple(ToldRole(title, organization) for title, organization in roles)
    day = date(year, 1, 1)
    return Circumstances(told, gender, frozenset(company.split()), first_day=day, last_day=day)


def balance(one: Circumstances, other: Circumstances) -> Balance:
    return weigh(one, other, lambda a, b: {a, b} == {"harbour front", "جبهة الميناء"})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (around(("mayor", "Selm")), around(("cardiologist", ""))),
        (around(("midfielder", "")), around(("defense minister", ""))),
        (around(("minister", "Iraqi")), around(("minister", "Kenyan"))),
        (around(gender="m"), around(gender="f")),
        (around(year=1950), around(year=2024)),
    ],
)
def test_each_contradiction_alone_tells_two_of_one_full_name_apart(
    one: Circumstances, other: Circumstances
) -> None:
    for found in (balance(one, other), balance(other, one)):
        assert found.contradicts
        assert chance(SAME_NAME + found.log_odds) < 0.5
        assert found.because


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (around(), around()),
        (around(("mayor", "Selm")), around()),
        (around(("general", "")), around(("president", "Selm"))),
        (around(("journalist", "")), around(("spokesman", "Harbour Front"))),
        (around(("minister", "Iraqi")), around(("prime minister", "Iraq"))),
        (around(("spokesman", "Harbour Front")), around(("spokesman", "Dockers’ Union"))),
        (around(year=2000), around(year=2024)),
    ],
)
def test_what_one_life_may_hold_tells_nobody_apart(one: Circumstances, other: Circumstances) -> None:
    assert not balance(one, other).contradicts
    assert chance(SAME_NAME + balance(one, other).log_odds) > 0.9


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (around(("prime minister", "Selm")), around(("Prime Minister", "Selm"))),
        (around(("prime minister", "")), around(("Prime Minister", "Israeli"))),
        (around(("الأمين العام", "جبهة الميناء")), around(("secretary-general", "Harbour Front"))),
        (around(("former president", "Iraqi")), around(("president", "Iraq"))),
        (around(("commander", "Harbour Guard")), around(("commander", "Harbour Guard"))),
    ],
)
def test_shared_office_settles_who_bears_a_family_name(one: Circumstances, other: Circumstances) -> None:
    found = balance(one, other)
    assert found.settles
    assert found.because.startswith("both")
    assert chance(SAME_FAMILY_NAME + found.log_odds) > 0.5


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (around(("spokesman", "")), around(("spokesman", "Harbour Front"))),
        (around(("prime minister", "Iraqi")), around(("prime minister", "Kenyan"))),
        (around(("official", "Harbour Front")), around(("commander", "Harbour Front"))),
        (around(("prime minister", "Selm"), year=1990), around(("prime minister", "Selm"), year=2024)),
    ],
)
def test_less_than_one_office_settles_nothing(one: Circumstances, other: Circumstances) -> None:
    assert not balance(one, other).settles


def test_company_speaks_for_one_and_decides_nothing_alone() -> None:
    one, other = around(company="a b c"), around(company="b c")
    found = balance(one, other)
    assert found.log_odds > 0
    assert "2 named beside both" in found.because
    assert chance(SAME_FAMILY_NAME + found.log_odds) < 0.6


def test_log_odds_and_chance_are_each_other_turned_round_and_nothing_is_certain() -> None:
    assert chance(log_odds(0.73)) == pytest.approx(0.73)
    assert (log_odds(0.0), log_odds(1.0)) == (-5.0, 5.0)
