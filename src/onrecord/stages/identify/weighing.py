"""How much what surrounds two names speaks for one bearer, or against it.

Everything is counted in log-odds, so that evidence of different kinds adds up:
`+1` makes what was even odds 73 %, `+3` 95 %, `-4.5` 1 %. The weights are
judgements of ours, set so that of two equal full names (`SAME_NAME`) each of
the contradictions alone tells two people apart, and nothing short of a shared
office does it for a bare family name. `tests/stages/identify/test_weighing.py`
holds them to that.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from onrecord.model import Circumstances, ToldRole
from onrecord.stages.identify.naming import fold
from onrecord.stages.identify.role_words import RoleWords, load_role_words

#: Two full names that are equal but for case and accents, and nothing known beside them: 98 %.
SAME_NAME = 3.9
#: A name that one report gives beside another for one and the same.
CALLED_BOTH = 3.0
#: A family name alone that is equal: one in five.
SAME_FAMILY_NAME = -1.4
_SAME_OFFICE_THERE = 3.5
_SAME_OFFICE = 1.5
_SAME_BODY = 2.0
_SAME_COUNTRY = 0.7
_SAME_WALK = 0.3
_OTHER_WALK = -5.0
_OTHER_COUNTRY = -4.5
_OTHER_GENDER = -6.0
_OTHER_TIME = -4.5
_COMPANY = 0.8
_MUCH_COMPANY = 1.5
#: Both are named, apart, in one report, whose reader took them for two.
NAMED_APART = -4.5
#: Reports farther apart than a working life.
_YEARS = 40
_DAYS_OF_A_YEAR = 365
#: An office passes on: beyond this from the reports that tell of it, it settles nothing.
_TERM_YEARS = 4
#: How far a log-odds from a matcher may go: nothing is certain.
_CERTAIN = 5.0


@dataclass(frozen=True, slots=True)
class Balance:
    """Return what circumstances say of two bearers being one.

    Attributes:
        log_odds: Above 0 for one, below for two.
        because: Why, for a person to read; "" where they say nothing.
        settles: Whether an office with what it is of is the same: then a family name alone will do.
        contradicts: Whether something speaks for two people.
    """

    log_odds: float
    because: str
    settles: bool
    contradicts: bool


@dataclass(frozen=True, slots=True)
class _Standing:
    """Return a role as it is compared."""

    words: str
    office: int | None
    sole: bool
    body: str
    country: str
    walks: frozenset[str]


def weigh(one: Circumstances, other: Circumstances, is_same_body: Callable[[str, str], bool]) -> Balance:
    """Return what the circumstances of two say.

    Args:
        one: Of the one.
        other: Of the other, companies of both by the same ids.
        is_same_body: Whether two names of organisations, as reports have them, mean one.
    """
    words = load_role_words()
    mine = [_standing(role, words) for role in one.roles]
    theirs = [_standing(role, words) for role in other.roles]
    for_it, against, settles = [], [], False
    shared = _shared_role(mine, theirs, is_same_body)
    if shared:
        weight, why, settles = shared
        for_it.append((weight, why))
    countries, others = _gathered(s.country for s in mine), _gathered(s.country for s in theirs)
    if countries & others:
        for_it.append((_SAME_COUNTRY, f"both of {_told(countries & others)}"))
    elif countries and others and not settles:
        against.append((_OTHER_COUNTRY, f"of {_told(countries)} and of {_told(others)}"))
    walks = frozenset().union(*(s.walks for s in mine))
    walked = frozenset().union(*(s.walks for s in theirs))
    if walks & walked:
        if not shared:
            for_it.append((_SAME_WALK, f"both of one walk of life ({_told(walks & walked)})"))
    elif walks and walked and not any((a, b) in words.together for a in walks for b in walked):
        against.append((_OTHER_WALK, f"other walks of life ({_told(walks)}; {_told(walked)})"))
    if one.gender and other.gender and one.gender != other.gender:
        against.append((_OTHER_GENDER, "titles of a man and of a woman"))
    years = _years_between(one, other)
    if years > _YEARS:
        against.append((_OTHER_TIME, f"{years} years apart"))
    if years > _TERM_YEARS:
        settles = False
    met = len(one.company & other.company)
    if met:
        weight = _COMPANY if met == 1 else _MUCH_COMPANY
        for_it.append((weight, f"{met} named beside both" if met > 1 else "one person named beside both"))
    parts = [*for_it, *against]
    return Balance(
        log_odds=sum(weight for weight, _ in parts),
        because="; ".join(why for _, why in sorted(parts, key=lambda part: -abs(part[0]))),
        settles=settles,
        contradicts=bool(against),
    )


def _shared_role(
    mine: Iterable[_Standing], theirs: list[_Standing], is_same_body: Callable[[str, str], bool]
) -> tuple[float, str, bool] | None:
    """Return the weight of the role that most tells the two are one, why, and whether it settles who is meant."""
    best: tuple[float, str, bool] | None = None
    for one in mine:
        for other in theirs:
            found = _role_weight(one, other, is_same_body)
            if found and (best is None or found[0] > best[0]):
                best = found
    return best


def _role_weight(
    one: _Standing, other: _Standing, is_same_body: Callable[[str, str], bool]
) -> tuple[float, str, bool] | None:
    same_office = one.office is not None and one.office == other.office
    same_title = bool(one.words) and one.words == other.words
    if one.country and one.country == other.country:
        same_body = True
    elif one.country and other.country:
        same_body = False
    else:
        same_body = bool(one.body and other.body) and (
            one.body == other.body or is_same_body(one.body, other.body)
        )
    if same_body and (same_office or same_title):
        return _SAME_OFFICE_THERE, f"both {other.words} of {other.body}", True
    if same_body and not one.country:
        return _SAME_BODY, f"both of {other.body}", False
    if (same_office or same_title) and not (one.body and other.body):
        # "Prime Minister X" and "the Israeli prime minister, Y X": there is one at a time.
        return _SAME_OFFICE, f"both {other.words}", one.sole and same_office
    return None


def _standing(role: ToldRole, words: RoleWords) -> _Standing:
    title = [word for word in fold(role.title).split() if word not in words.passing]
    phrase = " ".join(title)
    office = words.offices.get(phrase)
    body = fold(role.organization)
    country = words.countries.get(body, "")
    if not country:
        told = {words.countries[word] for word in body.split() if word in words.countries}
        country = told.pop() if len(told) == 1 and len(body.split()) <= 2 else ""  # noqa: PLR2004 -- "Islamic Republic", "Iranian regime"; a longer name is a body's own
    if title and title[0] in words.countries:
        country = country or words.countries[title[0]]
    kinds = {kind for word in role.title.casefold().split() for kind in words.nouns.get(word, ())}
    walks = frozenset(words.walks[kind] for kind in kinds if kind in words.walks)
    return _Standing(
        words=phrase,
        office=office[0] if office else None,
        sole=office[1] if office else False,
        body=body,
        country=country,
        walks=walks,
    )


def _gathered(countries: Iterable[str]) -> frozenset[str]:
    return frozenset(country for country in countries if country)


def _told(things: Iterable[str]) -> str:
    return ", ".join(sorted(things))


def _years_between(one: Circumstances, other: Circumstances) -> int:
    if not (one.first_day and one.last_day and other.first_day and other.last_day):
        return 0
    days = max((other.first_day - one.last_day).days, (one.first_day - other.last_day).days)
    return max(days, 0) // _DAYS_OF_A_YEAR


def log_odds(chance: float) -> float:
    """Return a probability as log-odds, within ±5.

    >>> log_odds(0.5), round(log_odds(0.9), 1), log_odds(1.0)
    (0.0, 2.2, 5.0)
    """
    if chance <= 0:
        return -_CERTAIN
    if chance >= 1:
        return _CERTAIN
    return max(-_CERTAIN, min(_CERTAIN, math.log(chance / (1 - chance))))


def chance(odds: float) -> float:
    """Return log-odds as a probability.

    >>> chance(0.0), round(chance(SAME_NAME), 2), round(chance(SAME_FAMILY_NAME), 1)
    (0.5, 0.98, 0.2)
    """
    return 1 / (1 + math.exp(-odds))
