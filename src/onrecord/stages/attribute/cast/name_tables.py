"""The words that tell who is named: titles, roles, given names, places, organisations.

All of them come from tables (`data/titles/*.toml`, `data/names/*.toml`); this
module only arranges them for fast look-up.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from onrecord.text.data import load_folder, load_table
from onrecord.text.fold import fold
from onrecord.text.outlets import load_outlets


@dataclass(frozen=True, slots=True)
class NameTables:
    """Return the tables, arranged. All words are in lower case unless said otherwise.

    Attributes:
        honorifics: Title that stands before a name, to the gender it tells: "m", "f" or "".
        roles: Noun for what a person is, to its classes ("official", "journalist").
        role_gender: Such a noun to "m" or "f".
        short_roles: Shortened title to its noun: "sen" to "senator".
        offices: Noun for an office to the one that stands for it: "congressman" to "representative".
        interviewers: Labels of turns whose speaker asks.
        interviewees: Labels of turns whose speaker answers.
        portfolios: What may follow "Secretary of".
        pronouns: By language, pronoun to its kind: he, she, it, they, own, you, relative.
        given: Folded given name to its entry's number, gender ("m", "f", "").
        places: Folded name of a place to the folded name it counts as.
        states: Shortened name of a state, without dots, to the folded words of its name.
        demonyms: Folded demonym or party adjective to the folded word it counts as.
        peoples: Folded plural demonyms: "israelis".
        organizations: Folded well-known names.
        outlets: Folded name of an outlet to its usual name.
        org_words: Words that make a name an organisation's.
        org_nouns: Nouns that stand for an organisation.
        org_kinds: Such a noun to words in the names of organisations that it may stand for.
        outlet_nouns: Those of them that publish.
        place_nouns: Nouns that stand for a place.
        organs: Nouns for what belongs to a person and speaks for them.
        carriers: Nouns for things that carry words.
        people: Plural nouns for persons.
        vague: Words for persons nobody names: "some", "others".
        indefinite: Words that open a description of somebody new.
        definite: Words that open one of somebody known.
        opening: Words with a capital that name nobody.
        calendar: Days, months, feasts.
        things: Last words of names of things that cannot speak.
        articles: Particles joined by a hyphen ("al").
        inside: Particles in lower case inside a name.
        starts: Particles in lower case that may open a name.
        kunya: Particles that count as part of the name ("Abu").
        suffixes: What follows a name: "jr".
        joiners: Words inside names of organisations.
        same: Words of equal meaning in descriptions.
        prepositions: What may follow the head noun of a phrase for somebody.
        relatives: What opens a clause about somebody.
        bounds: Words at which a title before a name begins.
        caseless_prefixes: Letters written joined to the next word in scripts without capitals.
        caseless_stops: Words of those scripts at which a name ends.
        caseless_names: Well-known organisations as those scripts write them.
    """

    honorifics: Mapping[str, str]
    roles: Mapping[str, frozenset[str]]
    role_gender: Mapping[str, str]
    short_roles: Mapping[str, str]
    offices: Mapping[str, str]
    interviewers: frozenset[str]
    interviewees: frozenset[str]
    portfolios: frozenset[str]
    pronouns: Mapping[str, Mapping[str, str]]
    given: Mapping[str, tuple[int, str]]
    places: Mapping[str, str]
    states: Mapping[str, tuple[str, ...]]
    demonyms: Mapping[str, str]
    peoples: frozenset[str]
    organizations: frozenset[str]
    outlets: Mapping[str, str]
    org_words: frozenset[str]
    org_nouns: frozenset[str]
    org_kinds: Mapping[str, frozenset[str]]
    outlet_nouns: frozenset[str]
    place_nouns: frozenset[str]
    organs: frozenset[str]
    carriers: frozenset[str]
    people: frozenset[str]
    vague: frozenset[str]
    indefinite: frozenset[str]
    definite: frozenset[str]
    opening: frozenset[str]
    calendar: frozenset[str]
    things: frozenset[str]
    articles: frozenset[str]
    inside: frozenset[str]
    starts: frozenset[str]
    kunya: frozenset[str]
    suffixes: frozenset[str]
    joiners: frozenset[str]
    same: Mapping[str, str]
    prepositions: frozenset[str]
    relatives: frozenset[str]
    bounds: frozenset[str]
    caseless_prefixes: frozenset[str]
    caseless_stops: frozenset[str]
    caseless_names: tuple[str, ...]

    def pronouns_of(self, language: str | None) -> Mapping[str, str]:
        """Return the pronouns of a language (BCP 47), English where no table knows it."""
        code = (language or "en").split("-")[0]
        shared = self.pronouns["mul"] if code in ("fr", "de", "es", "it", "pt", "tr") else self.pronouns["en"]
        return self.pronouns.get(code, shared)


@cache
def load_name_tables() -> NameTables:
    """Return the tables, read once.

    >>> load_name_tables().honorifics["sheikh"], "official" in load_name_tables().roles["minister"]
    ('m', True)
    """
    titles = load_folder("titles")
    given, particles, plain = (load_table(f"names/{name}") for name in ("given", "particles", "plain"))
    orgs, groups, places = (load_table(f"names/{name}") for name in ("organizations", "groups", "places"))
    place_names, demonyms, peoples = _read_places(places)
    return NameTables(
        honorifics=_read_honorifics(titles),
        roles=_read_roles(titles),
        role_gender=_read_gender(titles),
        short_roles=MappingProxyType({s: w for t in titles for s, w in t.get("short", {}).items()}),
        offices=MappingProxyType(_read_offices(titles)),
        interviewers=_labels(titles, "interviewer"),
        interviewees=_labels(titles, "interviewee"),
        portfolios=frozenset(w for t in titles for w in t.get("portfolios", {}).get("words", ())),
        pronouns=MappingProxyType(_read_pronouns(titles)),
        given=_read_given(given),
        places=place_names,
        states=MappingProxyType(
            {
                s: tuple(fold(name).split())
                for name, short in places["states"].items()
                for s in (*short, fold(name).replace(" ", ""))
            }
        ),
        demonyms=demonyms,
        peoples=peoples,
        organizations=frozenset(fold(n) for n in orgs["known"]),
        outlets=MappingProxyType({fold(n): o.name for o in load_outlets() for n in (o.name, *o.names)}),
        org_words=_lower(orgs["words"]),
        org_nouns=_lower(orgs["nouns"]),
        org_kinds=MappingProxyType({noun: _lower(words) for noun, words in orgs["kinds"].items()}),
        outlet_nouns=_lower(orgs["outlets"]),
        place_nouns=_lower(orgs["places"]),
        organs=_lower(orgs["organs"]),
        carriers=_lower(orgs["carriers"]),
        people=_lower(groups["people"]),
        vague=_lower(groups["vague"]),
        indefinite=_lower(groups["indefinite"]),
        definite=_lower(groups["definite"]),
        opening=_lower(plain["opening"]),
        calendar=_lower(plain["calendar"]),
        things=_lower(plain["things"]),
        articles=_lower(particles["articles"]),
        inside=_lower(particles["inside"]),
        starts=_lower(particles["opening"]),
        kunya=_lower(particles["kunya"]),
        suffixes=_lower(particles["suffixes"]),
        joiners=_lower(particles["joiners"]),
        same=MappingProxyType(dict(places["same"])),
        prepositions=_lower(plain["prepositions"]),
        relatives=_lower(plain["relatives"]),
        bounds=_lower(plain["bounds"]),
        caseless_prefixes=_lower(particles["caseless_prefixes"]),
        caseless_stops=_lower(particles["caseless_stops"]),
        caseless_names=tuple(n for n in orgs["known"] if n.upper() == n.lower()),
    )


def _lower(words: Iterable[str]) -> frozenset[str]:
    return frozenset(w.casefold() for w in words)


def _labels(titles: tuple[Mapping[str, Any], ...], name: str) -> frozenset[str]:
    return frozenset(fold(w) for t in titles for w in t.get("labels", {}).get(name, ()))


def _read_honorifics(titles: tuple[Mapping[str, Any], ...]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for gender, sign in (("any", ""), ("male", "m"), ("female", "f")):
        for table in titles:
            for word in table.get("honorifics", {}).get(gender, ()):
                found.setdefault(word.casefold(), sign)
    return MappingProxyType(found)


def _read_roles(titles: tuple[Mapping[str, Any], ...]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for table in titles:
        for name, words in table.get("roles", {}).items():
            for word in words:
                found.setdefault(word.casefold(), set()).add(name)
    return MappingProxyType({word: frozenset(names) for word, names in found.items()})


def _read_gender(titles: tuple[Mapping[str, Any], ...]) -> Mapping[str, str]:
    pairs = (("male", "m"), ("female", "f"))
    found = {w: sign for t in titles for name, sign in pairs for w in t.get("gender", {}).get(name, ())}
    return MappingProxyType(found)


def _read_offices(titles: tuple[Mapping[str, Any], ...]) -> dict[str, str]:
    named = (words for t in titles for words in t.get("offices", {}).get("names", ()))
    return {word.casefold(): words[0].casefold() for words in named for word in words}


def _read_pronouns(titles: tuple[Mapping[str, Any], ...]) -> dict[str, Mapping[str, str]]:
    return {
        table["language"]: MappingProxyType(
            {word: kind for kind, words in table.get("pronouns", {}).items() for word in words}
        )
        for table in titles
    }


def _read_given(table: Mapping[str, Any]) -> Mapping[str, tuple[int, str]]:
    found: dict[str, tuple[int, str]] = {}
    number = 0
    for key, sign in (("any", ""), ("male", "m"), ("female", "f")):
        for entry in table[key]:
            number += 1
            for spelling in entry.split():
                # A spelling given to both genders tells none.
                name = fold(spelling)
                before = found.get(name)
                if before is None:
                    found[name] = (number, sign)
                elif before[1] != sign:
                    found[name] = (before[0], "")
    return MappingProxyType(found)


def _read_places(
    table: Mapping[str, Any],
) -> tuple[Mapping[str, str], Mapping[str, str], frozenset[str]]:
    names: dict[str, str] = {}
    demonyms: dict[str, str] = {}
    peoples: set[str] = set()
    for country, people, capital in table["countries"]:
        key = fold(country.split("/")[0])
        names.update({fold(n): key for n in country.split("/")})
        names.update({fold(n): fold(n) for n in capital.split("/")})
        for word in people.split("/"):
            demonyms[fold(word)] = key
            if word.endswith("s") and not word.endswith("us"):
                peoples.add(fold(word))
    names.update({fold(n): fold(n) for n in table["others"] if fold(n) not in names})
    for word in table["adjectives"]:
        demonyms.setdefault(fold(word), table["same"].get(fold(word), fold(word)))
        if word.endswith("s"):
            peoples.add(fold(word))
    return MappingProxyType(names), MappingProxyType(demonyms), frozenset(peoples)
