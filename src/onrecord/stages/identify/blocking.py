"""By what a name is found among a million others: keys that spellings of one name share.

No key alone decides. A name is stored under those of its words, of pairs of words, and of a word with the beginning
or the end of another; a name that is looked up asks for the same, and what shares the most and the rarest of them is
compared with it first. All keys are made of coarse consonant skeletons (`text.names.skeleton`), so that
they are the same in every script; a key is a number, since it stands in millions of rows.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b
from itertools import combinations, pairwise

from onrecord.model import Family, IdentityType, family_of
from onrecord.stages.identify.likeness.organization_parts import OrganizationForm, parse_organization
from onrecord.stages.identify.likeness.organization_words import WordKind
from onrecord.text.data import load_table
from onrecord.text.names.romanize import romanize
from onrecord.text.names.skeleton import skeleton, skeletons

#: Name and version of how keys are made: a desk whose keys were made otherwise has to make them anew.
MADE_BY = "blocking 1.0"
#: A name of more characters, or words, is a text that slipped in; the rest of it is left out.
MOST_CHARS = 300
MOST_WORDS = 8
#: So many words are combined with each other: those with the longest skeletons, which say the most.
_COMBINED = 5
#: So many skeletons of a word are stored, and asked for.
_STORED, _SOUGHT = 3, 6
#: The same for words that are combined.
_STORED_PAIRED, _SOUGHT_PAIRED = 2, 3
#: A skeleton with a letter left out says something where so many are left.
_LEFT = 3
_WORD = re.compile(r"[^\W_]+(?:['’‘`´ʿʾʻʼ׳\u064b-\u065f\u0670][^\W_]+)*['’׳]?")
_BITS = (1 << 47) - 1


@dataclass(frozen=True, slots=True)
class BlockingKeys:
    """Return what a name is stored under, and what it asks for.

    Attributes:
        stored: Keys, each from 0 to 2**47 - 1, in no order that means anything.
        sought: Keys with what sharing one weighs, the rarity of the key apart: 0 to 1.
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
    family = family_of(type_)
    salts = _TYPED if family is Family.UNKNOWN else (family,)
    readings, acronyms = _read(name, family)
    stored, sought = set(acronyms), set(acronyms)
    for words in readings:
        stored.update(_shared(words, most=_STORED, most_paired=_STORED_PAIRED))
        sought.update(_shared(words, most=_SOUGHT, most_paired=_SOUGHT_PAIRED))
    return BlockingKeys(
        tuple({_number(salt, feature) for salt in salts for feature in stored}),
        {_number(salt, feature): _WEIGHTS[feature[0]] for salt in salts for feature in sought},
    )


def words_of(name: str, type_: IdentityType) -> list[str]:
    """Return the words of a name that keys are made of, as they are written.

    >>> words_of("Sheikh Naim bin Ahmad al-Qassem", IdentityType.PERSON)
    ['Sheikh', 'Naim', 'Ahmad', 'Qassem']
    """
    body = family_of(type_) is Family.BODY
    words = _words_of_body(parse_organization(name)) if body else _words(name)
    return [word.text for word in words if word.is_keyed]


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
    "acronym": 1.0,
}


@dataclass(frozen=True, slots=True)
class _Word:
    """Return one word of a name.

    Attributes:
        text: As it is written.
        latin: Romanised.
        strict: Its strict skeleton.
        coarse: Its coarse ones, the likeliest first; before them what it means, where a table knows it.
        is_keyed: False for articles and particles, which only count as a part of the next word.
    """

    text: str
    latin: str
    strict: str
    coarse: tuple[str, ...]
    is_keyed: bool

    @property
    def heard(self) -> tuple[str, ...]:
        """The coarse skeletons without what the word means."""
        return self.coarse[1:] if self.coarse and self.coarse[0][0] == _MEANT else self.coarse


def _words(name: str) -> list[_Word]:
    """Return the words of a name that keys are made of, in their order."""
    plain = name[:MOST_CHARS]
    if not plain.isascii():
        plain = unicodedata.normalize("NFKC", plain)
    found: list[_Word] = []
    for match in _WORD.finditer(plain):
        word = _word(match.group())
        if word:
            found.append(word)
            if len(found) == MOST_WORDS:
                break
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
    return _Word(token, latin, skeleton(token), coarse, is_keyed=latin not in _unkeyed())


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
    return readings, acronyms


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


def _shared(words: Sequence[_Word], *, most: int, most_paired: int) -> Iterator[_Feature]:
    """Yield what the words of a name share with those of its other spellings, and some of it twice.

    Args:
        words: Of the name, in their order.
        most: How many coarse skeletons of a word count.
        most_paired: How many where it is combined with another.
    """
    for one, other in pairwise(
        words
    ):  # "Abd al-Rahman" is "Abdurrahman" elsewhere, "Ben David" is "Bendavid"
        for first in one.heard[:2] if other.is_keyed else ():
            for second in other.heard[:2]:
                yield "coarse", first + second.lstrip("ah")
    words = [word for word in words if word.is_keyed]
    for word in words:
        yield "word", word.latin
        yield "strict", word.strict
        for form in word.coarse[:most]:
            yield "coarse", form
    if len(words) == 1:
        for form in words[0].heard[:2]:
            if len(form) > _LEFT:
                yield "less", form
                for i in range(len(form)):
                    yield "less", form[:i] + form[i + 1 :]
    said = sorted(words, key=lambda word: -len(word.strict))[:_COMBINED]
    for one, other in combinations(said, 2):
        for first in one.coarse[:most_paired]:
            for second in other.coarse[:most_paired]:
                yield "pair", *sorted((first, second))
                if len(second) > 1 and second[0] != _MEANT:
                    yield "start", first, second[:2]
                if len(first) > 1 and first[0] != _MEANT:
                    yield "start", second, first[:2]


#: Before a word's meaning, which stands among its skeletons.
_MEANT = "="
_INITIALS = 3


@lru_cache(maxsize=1 << 18)
def _number(salt: Family, feature: _Feature) -> int:
    """Return a feature as a key: the same on every machine, and for good."""
    spelled = "\x00".join((salt, *feature)).encode("utf-8", "backslashreplace")
    return int.from_bytes(blake2b(spelled, digest_size=6).digest()) & _BITS


@cache
def _unkeyed() -> frozenset[str]:
    """Return the words that no key is made of, romanised."""
    particles = load_table("names/particles")
    lists = [particles[name] for name in ("articles", "inside", "opening")]
    lists += load_table("names/unkeyed").values()
    return frozenset(romanize(word) for words in lists for word in words)
