"""Pairs of names in which one part is swapped for another that is near it: what lists of true names rarely show.

Two brothers share a family name and their given names may differ in a letter; two ministries share all but the country.
Given names stand in `data/names/given.toml`, family names in the token lists, the rest here.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler, Levenshtein

from onrecord.text.data import load_table

SCRIPTS = ("latin", "arabic", "hebrew", "cyrillic")
_SERVANTS = (
    ("Rahman", "الرحمن"), ("Rahim", "الرحيم"), ("Karim", "الكريم"), ("Aziz", "العزيز"), ("Qadir", "القادر"),
    ("Latif", "اللطيف"), ("Hamid", "الحميد"), ("Malik", "الملك"), ("Salam", "السلام"), ("Samad", "الصمد"),
    ("Ghafur", "الغفور"), ("Hakim", "الحكيم"), ("Razzaq", "الرزاق"), ("Wahhab", "الوهاب"), ("Jabbar", "الجبار"),
    ("Halim", "الحليم"), ("Nasir", "الناصر"), ("Hadi", "الهادي"), ("Wahid", "الواحد"), ("Majid", "المجيد"),
    ("Jalil", "الجليل"), ("Khaliq", "الخالق"), ("Fattah", "الفتاح"), ("Basit", "الباسط"), ("Haqq", "الحق"),
)  # fmt: skip
_TOPICS = (
    "Health", "Defence", "Interior", "Justice", "Education", "Agriculture", "Oil", "Finance", "Information", "Energy",
    "Foreign Affairs", "Transport", "Culture", "Labour", "Trade", "Industry", "Science and Technology",
)  # fmt: skip
_COUNTRIES = (
    "Iran", "Iraq", "Syria", "Libya", "Lebanon", "Sudan", "Yemen", "Jordan", "Oman", "Russia", "Belarus", "Ukraine",
    "Austria", "Australia", "Niger", "Nigeria", "Slovakia", "Slovenia", "Mali", "Malawi", "Chile", "China", "India",
)  # fmt: skip
_LINES = (
    "Shipping", "Trading", "Steel", "Petroleum", "Airlines", "Insurance", "Construction", "Mining", "Media", "Telecom",
    "Foods", "Textile", "Aviation", "Engineering", "Logistics", "Investment", "Chemical", "Electronics", "Bank",
)  # fmt: skip
_FORMS = ("Ltd", "LLC", "Inc.", "Company", "Co.", "Limited", "Corporation", "GmbH", "JSC", "S.A.")
_OPPOSITES = (
    ("North", "South"), ("East", "West"), ("Heavy", "Light"), ("First", "Second"), ("New", "Old"), ("Upper", "Lower"),
    ("National", "International"), ("Northern", "Eastern"), ("Islamic", "Christian"), ("Men's", "Women's"),
)  # fmt: skip
#: A family name is near another where they are as alike as this, and two letters apart.
_NEAR, _TOO_NEAR, _LETTERS_APART = 0.72, 0.95, 2


class Swapped(NamedTuple):
    """Return two names, whether they name a person, and whether they are one."""

    a: str
    b: str
    is_person: bool
    label: int


def swapped_pairs(folder: Path, chance: random.Random) -> Iterator[Swapped]:
    """Yield pairs in which a part was swapped, and some in which none was."""
    given = _given()
    families = _families(folder)
    yield from _other_given(given, families, chance, 1300)
    yield from _other_family(given, families, chance, 1000)
    yield from _other_servant(families, chance, 250)
    yield from _other_body([family["latin"] for family in families], chance, 300)


def _script(word: str) -> str:
    code = ord(word[0])
    if 0x0590 <= code < 0x0600:  # noqa: PLR2004 -- the blocks of Unicode
        return "hebrew"
    if 0x0600 <= code < 0x0780:  # noqa: PLR2004
        return "arabic"
    return "cyrillic" if 0x0400 <= code < 0x0530 else "latin"  # noqa: PLR2004


def _given() -> list[dict[str, list[str]]]:
    """Return given names, each with its spellings by script."""
    table = load_table("names/given")
    found = []
    for line in (*table["male"], *table["female"]):
        by_script = defaultdict(list)
        for name in line.split():
            by_script[_script(name)].append(name)
        if by_script["latin"]:
            found.append(dict(by_script))
    return found


def _families(folder: Path) -> list[dict[str, str]]:
    """Return words that stand in names, each in Latin letters and as it is usually written in other scripts."""
    seen: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for file, script, least in (
        ("wd_russian_tokens.tsv", "cyrillic", 4),
        ("wd_arabic_tokens.txt", "arabic", 3),
    ):
        for line in (folder / file).open(encoding="utf-8"):
            latin, other, often = line.rstrip("\n").split("\t")
            if int(often) >= least:
                seen[latin][script][other.replace(" ", "")] += int(often)
    for line in (folder / "wd_hebrew.tsv").open(encoding="utf-8"):
        latin_words, hebrew_words = (cell.split() for cell in line.rstrip("\n").split("\t")[:2])
        if len(latin_words) == len(hebrew_words) > 1 and "," not in line:
            seen[latin_words[-1].casefold()]["hebrew"][hebrew_words[-1]] += 2
    found = []
    for latin, others in sorted(seen.items()):
        if len(latin) > 3 and latin.isalpha():  # noqa: PLR2004 -- shorter ones are particles and initials
            usual = {script: counts.most_common(1)[0] for script, counts in others.items()}
            family = {script: name for script, (name, often) in usual.items() if often > 3}  # noqa: PLR2004
            if family:
                found.append({"latin": latin.capitalize(), **family})
    return found


def _pick(chance: random.Random, families: list[dict[str, str]], script: str) -> dict[str, str]:
    while script not in (family := chance.choice(families)):
        pass
    return family


def _other_given(
    given: list[dict[str, list[str]]], families: list[dict[str, str]], chance: random.Random, count: int
) -> Iterator[Swapped]:
    first = [name["latin"][0] for name in given]
    for _ in range(count):
        script = chance.choice(SCRIPTS)
        known = [at for at, name in enumerate(given) if script in name]
        at = chance.choice(known)
        near = process.extract(first[at], [first[k] for k in known], scorer=JaroWinkler.similarity, limit=7)
        other = known[chance.choice(near)[2]]
        family = _pick(chance, families, script)
        a = f"{chance.choice(given[at]['latin'])} {family['latin']}"
        if other != at:
            yield Swapped(
                a, f"{chance.choice(given[other][script])} {family[script]}", is_person=True, label=0
            )
        if chance.random() < 0.5:  # noqa: PLR2004
            yield Swapped(a, f"{chance.choice(given[at][script])} {family[script]}", is_person=True, label=1)


def _other_family(
    given: list[dict[str, list[str]]], families: list[dict[str, str]], chance: random.Random, count: int
) -> Iterator[Swapped]:
    latins = [family["latin"] for family in families]
    for _ in range(count):
        script = chance.choice(SCRIPTS[1:])
        family = _pick(chance, families, script)
        pool = [chance.randrange(len(latins)) for _ in range(1500)]
        near = process.extract(
            family["latin"],
            [latins[k] for k in pool],
            scorer=JaroWinkler.similarity,
            limit=6,
            score_cutoff=_NEAR,
        )
        others = [
            families[pool[k]]
            for name, score, k in near
            if score <= _TOO_NEAR and Levenshtein.distance(name, family["latin"]) >= _LETTERS_APART
        ]
        others = [other for other in others if script in other and other[script] != family[script]]
        name = chance.choice([one for one in given if script in one])
        a = f"{chance.choice(name['latin'])} {family['latin']}"
        if others:
            b = f"{chance.choice(name[script])} {chance.choice(others)[script]}"
            yield Swapped(a, b, is_person=True, label=0)
        if chance.random() < 0.5:  # noqa: PLR2004
            yield Swapped(a, f"{chance.choice(name[script])} {family[script]}", is_person=True, label=1)


def _other_servant(families: list[dict[str, str]], chance: random.Random, count: int) -> Iterator[Swapped]:
    spelled: tuple[Callable[[str], str], ...] = (
        "Abd al-{}".format, "Abdul {}".format, "Abdel {}".format, lambda name: f"Abdul{name.lower()}",
        lambda name: f"Abdel{name.lower()}",
    )  # fmt: skip
    for _ in range(count):
        one, other = chance.sample(_SERVANTS, 2)
        family = _pick(chance, families, "arabic")
        a = f"{chance.choice(spelled)(one[0])} {family['latin']}"
        yield Swapped(a, f"عبد {other[1]} {family['arabic']}", is_person=True, label=0)
        yield Swapped(a, f"{chance.choice(spelled)(other[0])} {family['latin']}", is_person=True, label=0)
        yield Swapped(
            a, f"عبد{' ' * chance.randrange(2)}{one[1]} {family['arabic']}", is_person=True, label=1
        )
        yield Swapped(a, f"{chance.choice(spelled)(one[0])} {family['latin']}", is_person=True, label=1)


def _other_body(names: list[str], chance: random.Random, count: int) -> Iterator[Swapped]:
    for _ in range(count):
        name, stranger = chance.sample(names, 2)
        topic, further = chance.sample(_TOPICS, 2)
        here, there = chance.sample(_COUNTRIES, 2)
        line, trade = chance.sample(_LINES, 2)
        form, shape = chance.sample(_FORMS, 2)
        one, other = chance.choice(_OPPOSITES)
        for a, b, label in (
            (f"Ministry of {topic} of {here}", f"Ministry of {topic} of {there}", 0),
            (f"Ministry of {topic} of {here}", f"Ministry of {further} of {here}", 0),
            (f"Ministry of {topic} of {here}", f"{here} Ministry of {topic}", 1),
            (f"{name} {line} {form}", f"{name} {trade} {form}", 0),
            (f"{name} {line} {form}", f"{stranger} {line} {form}", 0),
            (f"{name} {line} {form}", f"{name} {line} {shape}", 1),
            (f"{one} {name} {line}", f"{other} {name} {line}", 0),
            (f"{name} {line} {form}", f"{name} {line} {here} {form}", 0),
        ):
            yield Swapped(a, b, is_person=False, label=label)
