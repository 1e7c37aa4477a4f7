"""How much a name says of who bears it: all, a family name alone, or what every country has."""

import re
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache

from onrecord.model import Family, Identity, IdentityType, content_id, family_of
from onrecord.stages.identify.role_words import load_role_words
from onrecord.text.fold import fold as fold_once
from onrecord.text.names.parts import PartKind, split_name
from onrecord.text.scripts import script_of

#: Names come again and again while a report is filed, each in a dozen comparisons.
fold = lru_cache(maxsize=1 << 14)(fold_once)
_POSSESSIVE = re.compile(r"['’](?:s|S)?\s")


class Weight(Enum):
    """Return how much a name says."""

    FULL = 1
    BARE = 2  # a family name, with or without an initial: of many
    GENERIC = 3  # "Interior Ministry": of every country
    NOTHING = 4  # no letter in it


@lru_cache(maxsize=1 << 14)
def weigh_name(name: str, type_: IdentityType) -> Weight:
    """Return how much a name says of who bears it.

    >>> weigh_name("Naim Qassem", IdentityType.PERSON).name, weigh_name("Mr. Qassem", IdentityType.PERSON).name
    ('FULL', 'BARE')
    >>> weigh_name("N. Qassem", IdentityType.PERSON).name, weigh_name("Abu Obaida", IdentityType.PERSON).name
    ('BARE', 'FULL')
    >>> weigh_name("Hamas", IdentityType.GROUP).name, weigh_name("Ministry of Health", IdentityType.GROUP).name
    ('FULL', 'GENERIC')
    """
    folded = fold(name)
    if not any(char.isalpha() for char in folded):
        return Weight.NOTHING
    family = family_of(type_)
    if family is Family.PERSON:
        return Weight.FULL if _given_and_family(name) else Weight.BARE
    words = load_role_words()
    if family is Family.BODY and all(
        word in words.organs or word in words.joiners for word in folded.split()
    ):
        return Weight.GENERIC
    return Weight.FULL


def is_people(name: str) -> bool:
    """Return whether a name is that of a people or of those of one faith: nobody's but theirs.

    >>> is_people("Palestinians"), is_people("Palestinian Authority")
    (True, False)
    """
    return fold(name) in load_role_words().peoples


def is_organ_of(one: str, other: str) -> bool:
    """Return whether one of two names is what belongs to the other: "the Front's military wing" is not the Front.

    >>> is_organ_of("Harbour Front", "Harbour Front’s military wing"), is_organ_of("Selm", "Selm Bank")
    (True, False)
    """
    return fold(other) in _owners(one) or fold(one) in _owners(other)


def _owners(name: str) -> set[str]:
    return {fold(name[: found.start()]) for found in _POSSESSIVE.finditer(name)}


def generation_of(name: str) -> str:
    """Return what tells a son from a father of his name ("jr"), "" where nothing does.

    >>> generation_of("Tomas Okoro, Jr."), generation_of("Tomas Okoro")
    ('jr', '')
    """
    words = fold(name).split()
    return words[-1] if words and words[-1] in load_role_words().generations else ""


def says_enough(name: str, type_: IdentityType) -> bool:
    """Return whether a name that stands beside the fullest is looked up elsewhere: one word of a body says too little.

    But abbreviations do, and names in scripts in which one word may be several.

    >>> says_enough("ISIS", IdentityType.GROUP), says_enough("Century", IdentityType.GROUP)
    (True, False)
    """
    if family_of(type_) is not Family.BODY or len(fold(name).split()) > 1:
        return True
    return (name.isupper() and len(name) > 1) or script_of(name) != "Latn"


def words_of_name(name: str) -> int:
    """Return how many words a name has: no titles, articles, particles and initials.

    >>> words_of_name("Sheikh Tomas K. al-Okoro")
    2
    """
    return sum(part.kind is PartKind.WORD for part in split_name(name).parts)


def _given_and_family(name: str) -> bool:
    """Return whether a person's name has two words of its own, titles and initials not counted."""
    kunya = load_role_words().kunya
    parts = split_name(name).parts
    return sum(part.kind is PartKind.WORD or part.text in kunya for part in parts) > 1


def full_spellings(identity: Identity) -> list[str]:
    """Return the spellings by which an identity may be known elsewhere, the fullest first.

    Short forms of the fullest ("Qassem", "the Front") say too little; other names that the
    report gives it ("Islamic State (ISIS)") say as much as the first.

    >>> from onrecord.model import Name
    >>> names = (Name("Islamic State", "Latn"), Name("ISIS", "Latn"), Name("State", "Latn"))
    >>> full_spellings(Identity("i", "Islamic State", IdentityType.GROUP, True, names, ()))
    ['Islamic State', 'ISIS']
    """
    found = [identity.name]
    seen = {fold(identity.name)}
    words = set(fold(identity.name).split())
    for name in identity.names:
        folded = fold(name.text)
        if folded in seen or weigh_name(name.text, identity.type) is not Weight.FULL:
            continue
        if set(folded.split()) < words:
            continue
        seen.add(folded)
        found.append(name.text)
    return found


@lru_cache(maxsize=1 << 14)
def known_id(family: Family, name: str, country: str = "") -> str:
    """Return the id of the known identity that all reports mean by a full name, unless they say otherwise.

    Args:
        family: Of what kind it is.
        name: The full name.
        country: Folded, for names that every country has; else "".

    >>> known_id(Family.PERSON, "Na’im Qassem") == known_id(Family.PERSON, "Naim  Qassem")
    True
    """
    folded = fold(name) or name
    return (
        content_id("known", str(family), folded, country)
        if country
        else content_id("known", str(family), folded)
    )


def fullest(names: Sequence[str]) -> list[str]:
    """Return distinct names, by their folded words, in their order."""
    return list({fold(name): name for name in reversed(names)}.values())[::-1]
