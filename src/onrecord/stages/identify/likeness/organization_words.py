"""What single words of an organisation's name mean: one English key word for all languages and scripts."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from onrecord.text.data import load_table
from onrecord.text.fold import fold
from onrecord.text.names.words import fold_word, raw_words

_MANY = 16_384
#: Most words in one spelling of the tables.
_LONGEST_PHRASE = 4


class WordKind(StrEnum):
    """Return what a word does in an organisation's name."""

    GENERIC = "generic"
    BODY = "body"
    WORD = "word"
    PLACE = "place"
    NUMBER = "number"
    NAME = "name"


#: How much it says that two names share a word of a kind, from 0 to 1.
WEIGHTS: Mapping[WordKind, float] = MappingProxyType(
    {
        WordKind.GENERIC: 0.15,
        WordKind.BODY: 0.35,
        WordKind.WORD: 0.5,
        WordKind.PLACE: 0.4,
        WordKind.NUMBER: 0.6,
        WordKind.NAME: 1.0,
    }
)


class Word(NamedTuple):
    """Return a word of the tables: its English key word and what it does in a name."""

    key: str
    kind: WordKind


class WordTables(NamedTuple):
    """Return the tables of words, ready for looking up.

    Attributes:
        small: Words that say nothing.
        words: Word by folded spelling.
        stems: Word by folded spelling without its ending, where that leaves no doubt.
        phrases: By the first word of spellings of several, the others and what they are together, longest first.
        wings: Keys of what is often a part of another organisation.
        directions: Keys of words that tell places apart as their names do.
        near: Keys that translators put for each other now and then, by key.
    """

    small: frozenset[str]
    words: Mapping[str, Word]
    stems: Mapping[str, Word]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Word], ...]]
    wings: frozenset[str]
    directions: frozenset[str]
    near: Mapping[str, frozenset[str]]


@lru_cache(maxsize=_MANY)
def look_up(folded: str) -> Word | None:
    """Return what a folded word means, with and without articles, prefixes and endings; None for any other.

    >>> [look_up(word).key for word in ("والامن", "партиями", "partidos")], look_up("selmar")
    (['security', 'party', 'party'], None)
    """
    tables = word_tables()
    for form in bare_forms(folded):
        found = tables.words.get(form)
        if found is not None:
            return found
    for form in bare_forms(folded):
        for stem in (form, *stems_of(form)):
            found = tables.stems.get(stem)
            if found is not None:
                return found
    return None


def is_small(folded: str) -> bool:
    """Return whether a folded word only joins others.

    >>> is_small("of"), is_small("في"), is_small("bank")
    (True, True, False)
    """
    return folded in word_tables().small


@lru_cache(maxsize=_MANY)
def bare_forms(folded: str) -> tuple[str, ...]:
    """Return a word as it is and without what Arabic and Hebrew join to its beginning, the likeliest first.

    >>> bare_forms("والامن"), bare_forms("bank")
    (('والامن', 'امن'), ('bank',))
    """
    table = load_table("names/organization_words")
    found = [folded]
    for prefix, left in table["prefixes"].get(_script(folded), {}).items():
        if folded.startswith(prefix) and len(folded) - len(prefix) >= left:
            found.append(folded[len(prefix) :])
            if len(prefix) > 1:
                break
    return tuple(found)


@lru_cache(maxsize=_MANY)
def stems_of(form: str) -> tuple[str, ...]:
    """Return a folded word without each ending that its script's languages give to nouns and adjectives.

    >>> stems_of("natsionalny")[0], stems_of("военного")[0]
    ('natsionaln', 'военн')
    """
    left, endings = _endings(_script(form))
    longest = len(form) - left
    return tuple(
        form[: -len(ending)] for ending in endings if form.endswith(ending) and len(ending) <= longest
    )


@cache
def _endings(script: str) -> tuple[int, tuple[str, ...]]:
    """Return how many letters the endings of a script leave at least, and the endings."""
    row = load_table("names/organization_words")["endings"].get(script)
    return (row["left"], tuple(row["endings"].split())) if row else (0, ())


@cache
def word_tables() -> WordTables:
    """Return the tables of `data/names/organization_*.toml` and of places, folded."""
    table = load_table("names/organization_words")
    words: dict[str, Word] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Word]]] = {}
    for spelling, word in _spelled(table):
        parts = tuple(fold_word(part) for part in raw_words(spelling))
        if len(parts) == 1:
            words.setdefault(parts[0], word)
        elif 1 < len(parts) <= _LONGEST_PHRASE:
            phrases.setdefault(parts[0], []).append((parts[1:], word))
    stems: dict[str, Word | None] = {}
    for form, word in words.items():
        for stem in {form, *stems_of(form)}:
            if stems.setdefault(stem, word) != word:
                stems[stem] = None
    small = {fold_word(word) for row in table["small"].values() for word in row.split()}
    return WordTables(
        small=frozenset(small - words.keys()),
        words=MappingProxyType(words),
        stems=MappingProxyType({stem: word for stem, word in stems.items() if word is not None}),
        phrases=MappingProxyType(
            {first: tuple(sorted(rest, key=lambda one: -len(one[0]))) for first, rest in phrases.items()}
        ),
        wings=frozenset(table["wings"]["keys"]),
        directions=frozenset(table["directions"]["keys"]),
        near=MappingProxyType(_near(table["near"]["groups"])),
    )


def _near(groups: Iterable[list[str]]) -> dict[str, frozenset[str]]:
    near: dict[str, frozenset[str]] = {}
    for group in groups:
        for key in group:
            near[key] = near.get(key, frozenset()) | set(group) - {key}
    return near


def _spelled(table: Mapping[str, Any]) -> Iterator[tuple[str, Word]]:
    """Yield every spelling of the tables with what it means; the first to claim a spelling keeps it."""
    for number, row in table["numbers"].items():
        yield from _row(number, row, Word(number, WordKind.NUMBER))
    sections = (("generic", WordKind.GENERIC), ("bodies", WordKind.BODY), ("words", WordKind.WORD))
    for section, kind in sections:
        for key, row in table[section].items():
            yield from _row(key, row, Word(key, kind))
    for key, spellings in _places():
        for spelling in spellings:
            yield spelling, Word(key, WordKind.PLACE)


def _row(key: str, row: str, word: Word) -> Iterator[tuple[str, Word]]:
    yield key.replace("-", " "), word
    for spelling in row.split():
        yield spelling.replace("_", " "), word


def _places() -> Iterator[tuple[str, Iterable[str]]]:
    """Yield places and peoples under the English name of the place."""
    keys: dict[str, str] = {}
    for key, row in load_table("names/organization_places")["places"].items():
        spellings = [key.replace("-", " "), *(spelling.replace("_", " ") for spelling in row.split())]
        keys |= {fold(spelling): key for spelling in spellings}
        yield key, spellings
    for names, demonyms, capitals in load_table("names/places")["countries"]:
        spellings = [*names.split("/"), *demonyms.split("/")]
        yield _place_key(spellings, keys), spellings
        for capital in capitals.split("/"):
            yield _place_key([capital], keys), [capital]


def _place_key(spellings: list[str], keys: Mapping[str, str]) -> str:
    folded = [fold(spelling) for spelling in spellings]
    return next((keys[one] for one in folded if one in keys), folded[0].replace(" ", "-"))


def _script(word: str) -> str:
    char = word[:1]
    return next((name for name, holds in _SCRIPTS if holds(char)), "")


_SCRIPTS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("Latn", lambda char: char < "\u0250"),
    ("Arab", lambda char: "\u0600" <= char < "\u0780"),
    ("Hebr", lambda char: "\u0590" <= char < "\u0600"),
    ("Cyrl", lambda char: "\u0400" <= char < "\u0530"),
)
