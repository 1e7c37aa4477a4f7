"""By what a name is found among a million others: keys that spellings of one name share.

No key alone decides. A name is stored under those of its words, of pairs of words, and of a word with the beginning
or the end of another; a name that is looked up asks for the same, and what shares the most and the rarest of them is
compared with it first. Most keys are made of coarse consonant skeletons (`text.names.skeleton`), so that
they are the same in every script; some of what a word means, and some of where two words lie among all (`points`):
a name asks there for the next cells as well, so what is spelled otherwise by no rule is found too. A key is a
number, since it stands in millions of rows.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from hashlib import blake2b
from heapq import nsmallest
from itertools import combinations, islice, pairwise
from typing import TYPE_CHECKING

from onrecord.model import Family, IdentityType, family_of
from onrecord.stages.identify.likeness.organization_parts import OrganizationForm, parse_organization
from onrecord.stages.identify.likeness.organization_words import WordKind
from onrecord.text.data import load_table
from onrecord.text.names.romanize import letters, romanize
from onrecord.text.names.skeleton import skeleton, skeletons

if TYPE_CHECKING:
    from onrecord.stages.identify.points import Point

#: Name and version of how keys are made: a desk whose keys were made otherwise has to make them anew.
MADE_BY = "blocking 2.2"
#: A name of more characters, or words, is a text that slipped in; the rest of it is left out.
MOST_CHARS = 300
MOST_WORDS = 8
#: So many words are combined with each other: those with the longest skeletons, which say the most.
_COMBINED = 5
#: So many skeletons of a word are stored, and asked for.
_STORED, _SOUGHT = 3, 6
#: The same for words that are combined.
_STORED_PAIRED, _SOUGHT_PAIRED = 2, 3
#: In names of no more words, two that may be written as one are combined with the others.
_JOINED = 4
#: Letters of a tail; where in a word the last may begin; words that a word may be made up of.
_TAIL, _TAILS, _TAILED = 4, 9, 4
#: Pairs of cells that are asked for: the nearest.
_SOUGHT_CELLS = 32
#: An initial is spelled with so many letters, at most.
_SPELLED = 3
#: A skeleton with a letter left out says something where so many are left.
_LEFT = 3
_WORD = re.compile(r"[^\W_]+(?:['’‘`´ʿʾʻʼ׳\u064b-\u065f\u0670][^\W_]+)*['’׳]?")
_BITS = (1 << 47) - 1


@dataclass(frozen=True, slots=True)
class BlockingKeys:
    """Return what a name is stored under, and what it asks for.

    Attributes:
        stored: Keys, each from 0 to 2**47 - 1, in no order that means anything.
        sought: Keys with what sharing one weighs, the rarity of the key apart: 0 to 4.
    """

    stored: tuple[int, ...]
    sought: dict[int, float]


def blocking_keys(name: str, type_: IdentityType) -> BlockingKeys:
    """Return what `name` is stored under and what it asks for; nothing where no letter of it is known.

    Persons are found among persons, bodies among bodies, places among places, and what nobody knows the type of
    among all of these and by all of them.

    >>> known = blocking_keys("Naim Qassem", IdentityType.PERSON)
    >>> sought = blocking_keys("نعيم قاسم", IdentityType.PERSON).sought
    >>> len(sought.keys() & set(known.stored)) > 2
    True
    >>> sought.keys() & set(blocking_keys("Naim Qassem", IdentityType.PLACE).stored)
    set()
    """
    return BlockingKeys(stored_keys(name, type_), sought_keys(name, type_))


def stored_keys(name: str, type_: IdentityType) -> tuple[int, ...]:
    """Return what `name` is stored under, alone: see `blocking_keys`, whose time is mostly spent on what is sought."""
    family = family_of(type_)
    readings, acronyms = _read(name, family)
    features = set(acronyms)
    for words in readings:
        features.update(_shared(words, most=_STORED, most_paired=_STORED_PAIRED))
        features.update(_lie_in(_points(words)))
    return tuple({_number(salt, feature) for salt in _salts(family) for feature in features})


def sought_keys(name: str, type_: IdentityType) -> dict[int, float]:
    """Return what `name` asks for, alone, with what sharing each weighs: see `blocking_keys`."""
    family = family_of(type_)
    readings, acronyms = _read(name, family)
    features = set(acronyms)
    for words in readings:
        features.update(_shared(words, most=_SOUGHT, most_paired=_SOUGHT_PAIRED))
        features.update(_look_in(_points(words)))
    return {_number(salt, feature): _WEIGHTS[feature[0]] for salt in _salts(family) for feature in features}


def _salts(family: Family) -> tuple[Family, ...]:
    return _TYPED if family is Family.UNKNOWN else (family,)


def words_of(name: str, type_: IdentityType) -> list[tuple[str, ...]]:
    """Return the words of a name that keys are made of, as written, each with what a table knows it is called by.

    >>> words_of("Sheikh Naim bin Ahmad al-Qassem", IdentityType.PERSON)
    [('Sheikh',), ('Naim',), ('Ahmad',), ('Qassem',)]
    >>> words_of("Bob Moses", IdentityType.PERSON)
    [('Bob', 'robert'), ('Moses',)]
    """
    body = family_of(type_) is Family.BODY
    words = _words_of_body(parse_organization(name)) if body else _words(name)
    return [
        (word.text, *(form[1:] for form in word.coarse if form[0] == _MEANT and (body or _is_listed(word))))
        for word in words
        if word.is_keyed and len(word.text) > 1
    ]


#: What nobody knows the type of is looked for, and found, among all of these.
_TYPED = (Family.PERSON, Family.BODY, Family.PLACE)
#: A feature is its kind, then what it is made of.
_Feature = tuple[str, ...]
#: What sharing one says, by kind.
_WEIGHTS = {
    "word": 1.0,  # as it is spelled
    "strict": 1.0,
    "coarse": 1.0,
    "pair": 1.0,
    "start": 1.0,  # a word, and the beginning of another
    "less": 1.0,  # the only word, with a letter left out
    "acronym": 4.0,  # all that a body's name and its initials share
    "tail": 1.0,  # of words of which one is made up
    "cells": 0.5,  # of two words, or of the only one
}


@dataclass(frozen=True, slots=True)
class _Word:
    """Return one word of a name.

    Attributes:
        text: As it is written.
        latin: Romanised.
        strict: Its strict skeleton.
        coarse: Its coarse ones, the likeliest first; before them what it means, where a table knows it.
        bare: The likeliest without an ending that some languages add, "" where there is none.
        is_keyed: False for articles and particles, which only count as a part of the next word.
    """

    text: str
    latin: str
    strict: str
    coarse: tuple[str, ...]
    is_keyed: bool
    bare: str = ""

    @property
    def heard(self) -> tuple[str, ...]:
        """The coarse skeletons without what the word means."""
        return tuple(form for form in self.coarse if form[0] != _MEANT)

    def forms(self, most: int) -> tuple[str, ...]:
        """Return what it means, so many of its coarse skeletons, and the bare one."""
        meant = len(self.coarse) - len(self.heard)
        return self.coarse[: max(most, meant + 1)] + ((self.bare,) if self.bare else ())


def _words(name: str) -> list[_Word]:
    """Return the words of a name that keys are made of, in their order."""
    plain = name[:MOST_CHARS]
    if not plain.isascii():
        plain = unicodedata.normalize("NFKC", plain)
    found: list[_Word] = []
    word = None
    matches = [*islice(_WORD.finditer(plain), 2 * MOST_WORDS)]
    letter_names = [match.group() in _letter_names() for match in matches]
    for place, match in enumerate(matches):
        token = match.group()
        if not token.isascii() and len(token) <= _SPELLED and plain[match.end() : match.end() + 1] == ".":
            continue  # an initial, by the name of its letter: "ای." for "A."
        if letter_names[place] and any(
            letter_names[max(place - 1, 0) : place] + letter_names[place + 1 : place + 2]
        ):
            continue  # one of several: "ג'יי קיי" for "J. K."
        word = _word(token) or (_order(token) if found else None)
        if word:
            found.append(word)
            if len(found) == MOST_WORDS:
                break
    # What is an article or a particle elsewhere is a name at the beginning, or at the end: "Ed Wood", "Aphra Ben".
    if len(found) > 1 and not found[0].is_keyed and found[0].latin not in _particles() - _opening():
        found[0] = replace(found[0], is_keyed=True)
    if len(found) > 1 and word and not word.is_keyed:
        found[-1] = replace(word, is_keyed=True)
    return found


@lru_cache(maxsize=1 << 16)
def _word(token: str) -> _Word | None:
    """Return a word of a name; None for initials."""
    latin = romanize(token)
    coarse = skeletons(token)
    if not coarse:  # a script without a table, digits: found by what is written
        plain = token.casefold()
        return (
            _Word(token, plain, plain, (), is_keyed=True) if len(plain) > 1 or not plain.isascii() else None
        )
    if len(latin) == 1:
        return None
    strict = skeleton(token)
    meant = tuple(_MEANT + call for call in _calls(token, latin, strict))
    script = letters(token)[0].script
    is_keyed = latin not in _unkeyed(script)
    bare = _without_ending(latin, coarse[0], is_voiced=script in _VOICED)
    return _Word(token, latin, strict, meant + coarse, is_keyed=is_keyed, bare=bare)


def _without_ending(latin: str, form: str, *, is_voiced: bool) -> str:
    """Return a coarse skeleton without what few languages end a name on, or write and do not say; "" for the same."""
    silent = 0
    if form.endswith("s") and latin.endswith("s" if is_voiced else _ENDINGS) and not latin.endswith("ss"):
        silent = 1
    if is_voiced:
        silent = next((many for end, many in _SILENT if latin.endswith(end)), silent)
    return form[:-silent] if silent and len(form) - silent >= _LEFT_BARE else ""


def _order(token: str) -> _Word | None:
    """Return the word of a Roman numeral of one letter, which is no initial behind a name: "Martin I"."""
    number = _called()[0].get(token.casefold())
    return (
        _Word(token, token.casefold(), "", (_MEANT + number,), is_keyed=True)
        if number and token.isupper()
        else None
    )


def _calls(token: str, latin: str, strict: str) -> tuple[str, ...]:
    """Return by what else a person's word is called: a number in order, an epithet, a full given name for a short form.

    Letters of Arabic and Hebrew leave the vowels out, so a word of theirs may be several, and they write some
    consonants alike: "Bob" as "Bov".
    """
    orders, exact, heard = _called()
    number = orders.get(token.casefold())
    if number:
        return (number,)
    if token[0].isascii() or latin in exact:
        return exact.get(latin, ())
    return (heard.get(strict, ()) or heard.get(strict.translate(_ALIKE), ()))[:_CALLS]


@cache
def _called() -> tuple[dict[str, str], dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Return numbers in order and epithets as they are written; short forms as romanised, and as they are heard.

    Heard: by their strict skeletons and, in capitals, by those in which letters that Hebrew writes alike are one.
    """
    table = load_table("names/calls")
    orders = {
        word: words.split()[0]
        for kind in ("orders", "epithets")
        for words in table[kind]
        for word in words.split()
    }
    exact: dict[str, tuple[str, ...]] = {}
    heard: dict[str, tuple[str, ...]] = {}
    for line in table["given"]:
        full = line.split()[0].casefold()
        for form in line.split():
            spoken = skeleton(form)
            for forms, key in ((exact, romanize(form)), (heard, spoken), (heard, spoken.translate(_ALIKE))):
                if full not in forms.get(key, ()):
                    forms[key] = (*forms.get(key, ()), full)
    return orders, exact, heard


def _is_listed(word: _Word) -> bool:
    """Return whether a table has the word as it is written, not only as it may be heard."""
    orders, exact, _ = _called()
    return word.text[0].isascii() or word.latin in exact or word.text.casefold() in orders


def _read(name: str, family: Family) -> tuple[list[list[_Word]], list[_Feature]]:
    """Return the words of a name, as a person's and as a body's where it may be either, and its initials.

    Bodies are known by what their words mean as well, and by their initials.
    """
    readings = [] if family is Family.BODY else [_words(name)]
    acronyms: list[_Feature] = []
    if family in {Family.BODY, Family.UNKNOWN}:
        form = parse_organization(name)
        readings.append(_words_of_body(form))
        letters = [initials.letters for initials in form.initials if len(initials.letters) >= _INITIALS]
        letters += [part.text for part in form.parts if _INITIALS <= len(part.text) <= MOST_WORDS]
        acronyms = [("acronym", romanize(some)) for some in letters]
        acronyms += _tails([word.latin for word in readings[-1] if word.is_keyed])
    return readings, acronyms


def _tails(words: Sequence[str]) -> Iterator[_Feature]:
    """Yield what a word made of the beginnings of others shares with them: "Colcerdos" is "Colombiana de Cerdos".

    The first letter of one word with the beginning of one that follows it; of the only word, with each run of letters
    inside.
    """
    if len(words) == 1:
        word = words[0]
        for at in range(2, min(len(word) - _TAIL, _TAILS) + 1):
            yield "tail", word[0], word[at : at + _TAIL]
    for one, other in combinations(words[:_TAILED], 2):
        if one and len(other) >= _TAIL:
            yield "tail", one[0], other[:_TAIL]


def _words_of_body(form: OrganizationForm) -> list[_Word]:
    """Return the words of a body's name; what one means stands before its skeletons, as another."""
    found: list[_Word] = []
    for part in form.parts[:MOST_WORDS]:
        word = _word(part.text)
        if part.kind is not WordKind.NAME:
            latin, strict, coarse = (
                (word.latin, word.strict, word.coarse) if word else (part.text, part.text, ())
            )
            found.append(_Word(part.text, latin, strict, (_MEANT + part.key, *coarse), is_keyed=True))
        elif word:
            found.append(word)
    return found


def _shared(words: list[_Word], *, most: int, most_paired: int) -> Iterator[_Feature]:
    """Yield what the words of a name share with those of its other spellings, and some of it twice.

    Args:
        words: Of the name, in their order.
        most: How many coarse skeletons of a word count.
        most_paired: How many where it is combined with another.
    """
    for place, (one, other) in enumerate(pairwise(words)):
        if not other.is_keyed:
            continue
        # "Abd al-Rahman" is "Abdurrahman" elsewhere, "Ben David" is "Bendavid".
        joined = dict.fromkeys(
            form for first in one.heard[:2] for second in other.heard[:2] for form in _joined(first, second)
        )
        yield from (("coarse", form) for form in joined)
        if one.is_keyed and len(words) <= _JOINED:
            for third in words[:place] + words[place + 2 :]:
                if third.is_keyed and third.coarse:
                    yield from (
                        ("pair", *sorted((form, third.coarse[0]))) for form in [*joined][:most_paired]
                    )
    words = [word for word in words if word.is_keyed]
    for word in words:
        yield "word", word.latin
        if word.strict:
            yield "strict", word.strict
        for form in word.forms(most):
            yield "coarse", form
    if len(words) == 1:
        for form in words[0].heard[:2]:
            if len(form) > _LEFT:
                yield "less", form
                for i in range(len(form)):
                    yield "less", form[:i] + form[i + 1 :]
    yield from _paired(words, most_paired)


def _joined(first: str, second: str) -> Iterator[str]:
    """Yield the skeletons of two words written as one."""
    joined = first + second.lstrip("ah")
    yield joined
    if "ts" in joined:  # as in one word
        yield joined.replace("ts", "s")


def _paired(words: Sequence[_Word], most_paired: int) -> Iterator[_Feature]:
    """Yield pairs of words, and of a word with the beginning of another, of those that say the most."""
    said = sorted(words, key=lambda word: -len(word.strict))[:_COMBINED]
    for one, other in combinations(said, 2):
        for first in one.forms(most_paired):
            for second in other.forms(most_paired):
                yield "pair", *sorted((first, second))
                if len(second) > 1 and second[0] != _MEANT:
                    yield "start", first, second[:2]
                if len(first) > 1 and first[0] != _MEANT:
                    yield "start", second, first[:2]


def _points(words: Sequence[_Word]) -> list["Point"]:
    """Return where the first words of a name lie, those with letters."""
    # Here, for it loads a model: who only reads or searches makes no keys.
    from onrecord.stages.identify.points import points_of  # noqa: PLC0415 -- as the line above says

    keyed = [word.text for word in words if word.is_keyed and len(word.text) > 1][:_COMBINED]
    found = points_of(keyed)
    return [found[word] for word in keyed if found[word].cells]


def _lie_in(points: Sequence["Point"]) -> Iterator[_Feature]:
    """Yield the pairs of cells in which two words of a name lie; the cell of the only one."""
    if len(points) == 1:
        yield _cell(points[0].cells[0], points[0].cells[0])
    for one, other in combinations(points, 2):
        yield _cell(one.cells[0], other.cells[0])


def _look_in(points: Sequence["Point"]) -> list[_Feature]:
    """Return the nearest of the pairs of cells in which two words like those of a name may lie."""
    if len(points) == 1:
        return [_cell(cell, cell) for cell in points[0].cells]
    near = [
        (-nearness - more, first, second)
        for one, other in combinations(points, 2)
        for first, nearness in zip(one.cells, one.nearness, strict=True)
        for second, more in zip(other.cells, other.nearness, strict=True)
    ]
    # Its own first, which of many words need not be the nearest of all: a name is to be found by itself. Cells that two
    # pairs of words share take up two of the places that are looked through.
    found = dict.fromkeys(_lie_in(points))
    found.update((_cell(first, second), None) for _, first, second in nsmallest(2 * _SOUGHT_CELLS, near))
    return list(found)[:_SOUGHT_CELLS]


def _cell(one: int, other: int) -> _Feature:
    return "cells", str(min(one, other)), str(max(one, other))


#: Scripts that write vowels.
_VOICED = frozenset(("Latn", "Cyrl", "Grek"))
#: Endings of names that Latin, Greek and the Baltic languages add, and others leave out, romanised: "Hakans". Where
#: vowels are written, an s is enough.
_ENDINGS = ("us", "os", "as", "is", "es", "vs")
#: What French ends names on, with how many consonants of their skeleton nobody says: "Giraud", "Barrot".
_SILENT = (
    ("ault", 2), ("auld", 2), ("aud", 1), ("oux", 2), ("eux", 2), ("aux", 2), ("ot", 1), ("et", 1), ("oit", 1),
    ("ard", 1), ("art", 1), ("ert", 1), ("ort", 1), ("ord", 1), ("ier", 1),
)  # fmt: skip
#: So much of a skeleton is left without one.
_LEFT_BARE = 2
#: Given names that one word may be short for.
_CALLS = 2
#: Before a word's meaning, which stands among its skeletons.
_MEANT = "="
#: Of strict skeletons: Hebrew writes b and v alike, p and f, and the k that Latin writes ch; in capitals, so that they
#: are told from the others.
_ALIKE = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ABKDEPGHIJKLMNOPQRSTUBWXYZ")
_INITIALS = 3


@lru_cache(maxsize=1 << 18)
def _number(salt: Family, feature: _Feature) -> int:
    """Return a feature as a key: the same on every machine, and for good."""
    spelled = "\x00".join((salt, *feature)).encode("utf-8", "backslashreplace")
    return int.from_bytes(blake2b(spelled, digest_size=6).digest()) & _BITS


@cache
def _unkeyed(script: str) -> frozenset[str]:
    """Return the words of a script that no key is made of, romanised.

    The forms that the Arabic article takes before some letters ("an-", "ed-") are written in Latin and Cyrillic alone.
    """
    table = load_table("names/unkeyed")
    voiced = script not in table["of_script"]
    own = [*load_table("names/particles")["articles"]] if voiced else table["of_script"][script]
    return _particles() | frozenset(romanize(word) for word in [*own, *table["words"]])


@cache
def _letter_names() -> frozenset[str]:
    """Return what scripts without small letters call those of the Latin alphabet."""
    return frozenset(load_table("names/unkeyed")["letters"])


@cache
def _opening() -> frozenset[str]:
    """Return the particles that are given names as well, where they open a name, romanised."""
    return frozenset(load_table("names/unkeyed")["opening"])


@cache
def _particles() -> frozenset[str]:
    """Return the words that are particles wherever they stand but at the end, in any script, romanised."""
    particles = load_table("names/particles")
    lists = [particles["inside"], particles["opening"], load_table("names/unkeyed")["particles"]]
    return frozenset(romanize(word) for words in lists for word in words)
