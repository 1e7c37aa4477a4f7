"""Pairs of names made from others by rules that hold everywhere: what lists do to names, and what makes two of one.

The labelled pairs come from a few lists. These teach what those lists happen not to show: that a title is not of a
name, that a bare family name is not a person, that an organisation is not its military wing.
"""

import collections
import random
from pathlib import Path
from typing import NamedTuple

from name_swapped import swapped_pairs

from onrecord.model import IdentityType

PERSON, BODY = IdentityType.PERSON, IdentityType.ORGANIZATION
_TITLES = {
    "latin": (
        "Sheikh", "Dr.", "Hajji", "General", "Mullah", "President", "Prof.", "Mr", "Sayyid", "Minister", "Ayatollah",
    ),
    "arabic": ("الشيخ", "الدكتور", "السيد", "الحاج", "الملا", "اللواء", "الرئيس", "د."),
    "hebrew": ('ד"ר', "הרב", "פרופ'", "השר", "שייח'", "מר"),
    "cyrillic": ("шейх", "доктор", "генерал", "президент", "мулла", "г-н"),
}  # fmt: skip
_WINGS = (
    "{}'s military wing", "{} military wing", "the armed wing of {}", "{} youth wing", "{} Youth Organization",
    "{} women's organization", "political bureau of {}", "{} student union", "{} Foundation", "Friends of {}",
)  # fmt: skip
_FORMS = ("Ltd", "LLC", "Inc.", "Company", "Co.", "Limited", "Corporation", "GmbH", "JSC")
#: Of an acronym.
_LEAST_LETTERS, _MOST_LETTERS = 3, 7
#: A body of fewer letters is an acronym already.
_SHORTEST_BODY = 5
_FULL_NAME = 2


class Made(NamedTuple):
    """Return a made pair.

    Attributes:
        a: One name.
        b: The other.
        type: What they name.
        label: 1 where they are one, 0 where they are two.
        weight: How much it counts beside a labelled pair.
        sources: The names it was made from; it is not learned from where one of them is tested.
    """

    a: str
    b: str
    type: IdentityType
    label: int
    weight: float
    sources: tuple[str, ...]


def _script(name: str) -> str:
    for char in name:
        if "\u0590" <= char < "\u0600":
            return "hebrew"
        if "\u0600" <= char < "\u0780":
            return "arabic"
        if "\u0400" <= char < "\u0530":
            return "cyrillic"
    return "latin"


def made_pairs(rows: list[tuple], folder: Path, seed: int = 1) -> list[Made]:
    """Return made pairs from labelled ones (a, b, type, label, stratum) and from the list of names in two scripts."""
    chance = random.Random(seed)
    out: list[Made] = []
    persons = [
        (a, b)
        for a, b, kind, label, _ in rows
        if label and kind is PERSON and len(a.split()) > 1 < len(b.split())
    ]
    bodies = [
        (a, b)
        for a, b, kind, label, _ in rows
        if label and kind is BODY and min(len(a), len(b)) >= _SHORTEST_BODY
    ]
    for a, b in chance.sample(persons, min(len(persons), 900)):
        out += _of_persons(a, b, chance)
    for a, b in chance.sample(bodies, min(len(bodies), 300)):
        out += _of_bodies(a, b, chance)
    out += _of_list(folder, chance)
    out += _at_random(rows, chance)
    out += [
        Made(
            one.a,
            one.b,
            *((PERSON, one.label, 0.5) if one.is_person else (BODY, one.label, 0.25)),
            (one.a, one.b),
        )
        for one in swapped_pairs(folder, chance)
    ]
    return out


def _at_random(rows: list[tuple], chance: random.Random, count: int = 1200) -> list[Made]:
    """Return names that have nothing to do with each other, names beside themselves, and letters that are no name."""
    names = [name for a, b, *_ in rows for name in (a, b)]
    made = []
    for _ in range(count):
        one, other = chance.choice(names), chance.choice(names)
        kind = chance.choice((PERSON, BODY, IdentityType.UNKNOWN))
        if one != other:
            made.append(Made(one, other, kind, 0, 0.5, (one, other)))
    for _ in range(count // 4):
        one = chance.choice(names)
        kind = chance.choice((PERSON, BODY, IdentityType.UNKNOWN))
        made.append(Made(one, one, kind, 1, 0.5, (one,)))
        noise = " ".join(
            chance.choice("xyzwqk") * chance.choice((1, 1, 3, 12)) for _ in range(chance.randrange(1, 14))
        )
        further = chance.choice(
            (one, "".join(chance.choice("aeiourstln ") for _ in range(20)).strip() or "a")
        )
        made.append(Made(noise, further, kind, 0, 0.5, (one,)))
    return made


def _of_persons(a: str, b: str, chance: random.Random) -> list[Made]:
    plain = [word for word in b.replace(",", " ").split() if len(word.strip(".'")) > 1]
    known = a.split()
    made = []
    if len(plain) < _FULL_NAME:
        return []
    one = chance.choice((a, b))
    made.append(Made(plain[-1], a, PERSON, 0, 0.6, (a, b)))
    made.append(Made(chance.choice((known[0], known[-1])), b, PERSON, 0, 0.2, (a, b)))
    made.append(Made(f"{chance.choice(_TITLES[_script(b)])} {b}", a, PERSON, 1, 0.3, (a, b)))
    made.append(Made(f"{chance.choice(_TITLES[_script(one)])} {one}", one, PERSON, 1, 0.2, (a, b)))
    if "," not in b:
        made.append(Made(f"{plain[-1]}, {' '.join(plain[:-1])}", a, PERSON, 1, 0.3, (a, b)))
    made.append(Made(one, one.upper(), PERSON, 1, 0.1, (a, b)))
    if _script(a) == "latin" and len(known) == _FULL_NAME < len(known[0]):
        made.append(Made(f"{known[0][0]}. {known[1]}", b, PERSON, 1, 0.15, (a, b)))
        other = chance.choice([c for c in "ABDEFGHJKLMNRST" if c != known[0][0].upper()])
        made.append(Made(f"{other}. {known[1]}", a, PERSON, 0, 0.3, (a, b)))
    return made


def _of_bodies(a: str, b: str, chance: random.Random) -> list[Made]:
    one = chance.choice((a, b))
    made = [
        Made(chance.choice(_WINGS).format(one), chance.choice((a, b)), BODY, 0, 0.3, (a, b)) for _ in range(2)
    ]
    made.append(Made(f"The {one}", one, BODY, 1, 0.15, (a, b)))
    made.append(Made(f"{one} {chance.choice(_FORMS)}", one, BODY, 1, 0.15, (a, b)))
    low, high = chance.sample(range(1, 60), 2)
    made.append(Made(f"{one} {low}", f"{one} {high}", BODY, 0, 0.3, (a, b)))
    words = [
        w
        for w in one.replace("-", " ").split()
        if w.casefold() not in {"of", "the", "and", "for", "de", "in"} and w[0].isalpha()
    ]
    if _LEAST_LETTERS <= len(words) <= _MOST_LETTERS and _script(one) == "latin":
        acronym = "".join(word[0].upper() for word in words)
        made.append(Made(acronym, one, BODY, 1, 0.2, (a, b)))
        at = chance.randrange(len(acronym))
        wrong = acronym[:at] + chance.choice("BCDFGHKLMNPRSTUVZ") + acronym[at + 1 :]
        if wrong != acronym:
            made.append(Made(wrong, one, BODY, 0, 0.2, (a, b)))
    return made


def _of_list(folder: Path, chance: random.Random, count: int = 1500) -> list[Made]:
    """Return names of the list with their other script, and with the names of others that share a word."""
    listed = []
    for line in (folder / "wd_hebrew.tsv").open(encoding="utf-8"):
        latin, hebrew = line.rstrip("\n").split("\t")[:2]
        if len(latin.split()) > 1 and "," not in line and len(latin.split()) == len(hebrew.split()):
            listed.append((latin, hebrew))
    by_word = collections.defaultdict(list)
    for at, (latin, _) in enumerate(listed):
        for word in latin.split():
            by_word[word].append(at)
    made = []
    for at in chance.sample(range(len(listed)), count):
        latin, hebrew = listed[at]
        made.append(Made(latin, hebrew, PERSON, 1, 0.3, (latin, hebrew)))
        others = [k for word in latin.split() for k in by_word[word] if k != at and listed[k][0] != latin]
        made.extend(
            Made(latin, listed[other][chance.randrange(2)], PERSON, 0, 0.3, (latin, hebrew, *listed[other]))
            for other in chance.sample(others, min(2, len(others)))
        )
    return made
