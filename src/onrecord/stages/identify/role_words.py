"""The words that tell who is meant: titles, offices, walks of life, countries, organs of states.

All of them come from tables (`data/roles.toml`, `data/titles/*.toml`, `data/names/*.toml`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from onrecord.text.data import load_folder, load_table
from onrecord.text.fold import fold

#: Classes of nouns that anybody may be: they tell nobody apart ("witness", "martyr", "father").
_UNTELLING = frozenset({"person", "either", "kin", "partisan"})


@dataclass(frozen=True, slots=True)
class RoleWords:
    """Return the tables, arranged. Words are in lower case; phrases are folded.

    Attributes:
        honorifics: Title that is no office, to the gender it tells: "m", "f" or "".
        nouns: Noun for what a person is, to its classes ("official", "journalist").
        gender: Such a noun to "m" or "f".
        modifiers: Words that stand before such a noun and belong to it.
        passing: Those of them that make no other office of it.
        offices: What an office is called, to its number and whether there is one holder at a time.
        walks: Class of nouns to the walk of life.
        together: Pairs of walks that one life often joins, both ways.
        stops: Words at which a title before a name ends.
        countries: Folded country or demonym, to the folded name of the country.
        generations: What tells a son from a father of his name ("jr").
        peoples: Folded names of peoples, and adjectives of faith, party and region.
        organs: Words in names of state organs that every country has.
        kunya: Particles that make a full name of one word ("Abu").
        joiners: Small words inside names.
        openings: Words that carry a capital at the start of a sentence and name nobody.
    """

    honorifics: Mapping[str, str]
    nouns: Mapping[str, frozenset[str]]
    gender: Mapping[str, str]
    modifiers: frozenset[str]
    passing: frozenset[str]
    offices: Mapping[str, tuple[int, bool]]
    walks: Mapping[str, str]
    together: frozenset[tuple[str, str]]
    stops: frozenset[str]
    countries: Mapping[str, str]
    generations: frozenset[str]
    peoples: frozenset[str]
    organs: frozenset[str]
    kunya: frozenset[str]
    joiners: frozenset[str]
    openings: frozenset[str]


@cache
def load_role_words() -> RoleWords:
    """Return the tables, read once.

    >>> words = load_role_words()
    >>> words.offices[fold("prime minister")] == words.offices[fold("رئيس الوزراء")]
    True
    """
    roles, particles = load_table("roles"), load_table("names/particles")
    titles = load_folder("titles")
    nouns: dict[str, set[str]] = {}
    for table in (*(title.get("roles", {}) for title in titles), roles["nouns"]):
        for kind, words in table.items():
            for word in words:
                nouns.setdefault(word.casefold(), set()).add(kind)
    offices: dict[str, tuple[int, bool]] = {}
    for number, office in enumerate(roles["office"]):
        for name in office["names"]:
            offices.setdefault(fold(name), (number, office.get("sole", False)))
            for word in name.casefold().split():
                nouns.setdefault(word, set()) if " " not in name else None
    nouns = {noun: kinds for noun, kinds in nouns.items() if not kinds or kinds - _UNTELLING}
    portfolios = {word for title in titles for word in title.get("portfolios", {}).get("words", ())}
    of_portfolios = frozenset(word for phrase in portfolios for word in phrase.casefold().split())
    return RoleWords(
        honorifics=_honorifics(nouns),
        nouns=MappingProxyType({noun: frozenset(kinds) for noun, kinds in nouns.items()}),
        gender=MappingProxyType(
            {
                word.casefold(): sign
                for title in titles
                for kind, sign in (("male", "m"), ("female", "f"))
                for word in title.get("gender", {}).get(kind, ())
            }
        ),
        modifiers=frozenset(roles["modifiers"]["words"]) | of_portfolios,
        passing=frozenset(roles["modifiers"]["passing"]),
        offices=MappingProxyType(offices),
        walks=MappingProxyType({kind: walk for walk, kinds in roles["walks"].items() for kind in kinds}),
        together=_both_ways(roles["together"]["pairs"]),
        stops=frozenset(roles["stops"]["words"]),
        countries=_countries(),
        generations=frozenset(roles["generations"]["words"]),
        peoples=_peoples(),
        organs=frozenset(map(fold, roles["organs"]["words"])) | frozenset(map(fold, of_portfolios)),
        kunya=frozenset(particles["kunya"]),
        joiners=frozenset(particles["joiners"]),
        openings=frozenset(word.casefold() for word in load_table("names/plain")["opening"]),
    )


def _honorifics(nouns: Mapping[str, set[str]]) -> Mapping[str, str]:
    """Return titles that go with a name and are no office; those of one gender are never taken for one."""
    found: dict[str, str] = {}
    for kind, sign in (("male", "m"), ("female", "f"), ("any", "")):
        for title in load_folder("titles"):
            for word in title.get("honorifics", {}).get(kind, ()):
                if sign or word.casefold() not in nouns:
                    found.setdefault(word.casefold(), sign)
    return MappingProxyType(found)


def _both_ways(pairs: list[str]) -> frozenset[tuple[str, str]]:
    split = [tuple(pair.split()) for pair in pairs]
    return frozenset((a, b) for one, other in split for a, b in ((one, other), (other, one)))


def _countries() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for country, people, _ in load_table("names/places")["countries"]:
        key = fold(country.split("/")[0])
        for word in (*country.split("/"), *people.split("/")):
            found.setdefault(fold(word), key)
    return MappingProxyType(found)


def _peoples() -> frozenset[str]:
    places = load_table("names/places")
    people = [word for _, words, _ in places["countries"] for word in words.split("/")]
    return frozenset(map(fold, (*people, *places["adjectives"])))
