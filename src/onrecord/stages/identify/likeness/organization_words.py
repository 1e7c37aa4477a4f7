"""What single words of an organisation's name mean: one English key word for all languages and scripts."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from onrecord.text.data import load_table
from onrecord.text.fold import fold

_MANY = 65_536
#: Longest name that is read; what follows is left out.
LONGEST_NAME = 300
#: Most words of one name that are read.
MOST_WORDS = 40
#: Most words in one spelling of the tables.
_LONGEST_PHRASE = 4

_MARKS = re.compile("[’‘'`´ʿʾʼʻ\u02bcʹ׳ـ]")
_POSSESSIVE = re.compile(r"(?<=[\w.])['’]s\b")
_INNER_QUOTES = re.compile('(?<=[\u0590-\u05ff])["״”](?=[\u0590-\u05ff])')
_JOINED_BY_AND = re.compile(r"(?<=\w)&(?=\w)|(?<=\b\w) & (?=\w\b)")
_INITIALS = re.compile(r"(?<![\w])(?:\w\.){2,}\w?(?!\w)")
_WORD = re.compile(r"[^\W_]+")
_FOLDED = str.maketrans(
    {
        **dict(zip("ةىیکےۀھہگ", "هييكيهههك", strict=True)),
        "ء": "",
        **dict(zip("ךםןףץ", "כמנפצ", strict=True)),
        **dict(zip("іієґўәөү", "ииегуаоу", strict=True)),
        **dict(zip("łøđðıəħ", "loddieh", strict=True)),
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        **{chr(start + i): str(i) for start in (0x660, 0x6F0) for i in range(10)},
    }
)


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
    """

    small: frozenset[str]
    words: Mapping[str, Word]
    stems: Mapping[str, Word]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Word], ...]]
    wings: frozenset[str]


def raw_words(name: str) -> list[str]:
    """Return the words of a name in lower case, without vowel marks and apostrophes; initials are put together.

    >>> raw_words("Bank of A.B.C.'s Harbour"), raw_words('צה"ל')
    (['bank', 'of', 'abc', 'harbour'], ['צהל'])
    """
    text = unicodedata.normalize("NFKC", name[:LONGEST_NAME])
    text = _INNER_QUOTES.sub("", _POSSESSIVE.sub("", text))
    text = _JOINED_BY_AND.sub("", text).replace("&", " and ")
    text = _INITIALS.sub(lambda found: found[0].replace(".", ""), text)
    if not text.isascii():
        text = "".join(c for c in text if unicodedata.category(c) != "Mn")
    return _WORD.findall(_MARKS.sub("", text).casefold())[:MOST_WORDS]


@lru_cache(maxsize=_MANY)
def fold_word(word: str) -> str:
    """Return a word without accents, its letters folded over languages of one script.

    >>> fold_word("gıda"), fold_word("أمة"), fold_word("خبرگزاری"), fold_word("לוחמים")
    ('gida', 'امه', 'خبركزاري', 'לוחמימ')
    """
    plain = word
    if not word.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return plain.casefold().translate(_FOLDED)


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
    prefixes = _PREFIXES.get(_script(folded), ())
    found = [folded]
    for prefix, left in prefixes:
        if folded.startswith(prefix) and len(folded) - len(prefix) >= left:
            found.append(folded[len(prefix) :])
            if len(prefix) > 1:
                break
    return tuple(found)


def without_article(folded: str) -> str:
    """Return a word without a joined Arabic article, for comparing words that no table knows.

    >>> without_article("الحسام"), without_article("والحسام"), without_article("bank")
    ('حسام', 'حسام', 'bank')
    """
    for prefix in _ARTICLES:
        if folded.startswith(prefix) and len(folded) - len(prefix) >= _LEFT:
            return folded[len(prefix) :]
    return folded


@lru_cache(maxsize=_MANY)
def stems_of(form: str) -> tuple[str, ...]:
    """Return a folded word without each ending that its script's languages give to nouns and adjectives.

    >>> stems_of("natsionalny")[0], stems_of("военного")[0]
    ('natsionaln', 'военн')
    """
    script = _script(form)
    left = _STEM_LEFT.get(script, 99)
    return tuple(
        form[: len(form) - len(ending)]
        for ending in _ENDINGS.get(script, ())
        if form.endswith(ending) and len(form) - len(ending) >= left
    )


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
    )


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

_LEFT = 3
_ARTICLES = ("وال", "بال", "لل", "ال")
#: What is joined to the beginning of a word, and how much of the word is left at least.
_PREFIXES: Mapping[str, tuple[tuple[str, int], ...]] = {
    "Arab": (("وال", 2), ("بال", 2), ("لل", 2), ("ال", 2), ("و", 3), ("ل", 3), ("ب", 3)),
    "Hebr": (("וה", 2), ("בה", 3), ("לה", 3), ("מה", 3), ("ה", 2), ("ו", 3), ("ל", 3), ("ב", 3), ("מ", 3)),
}
#: How much of a word its ending leaves at least.
_STEM_LEFT: Mapping[str, int] = {"Latn": 4, "Cyrl": 3, "Arab": 3, "Hebr": 3}
_ENDINGS: Mapping[str, tuple[str, ...]] = {
    "Latn": (
        *(
            "skogo",
            "skaya",
            "skoye",
            "skoe",
            "ogo",
            "aya",
            "oye",
            "oe",
            "iye",
            "ykh",
            "ikh",
            "oy",
            "oi",
            "yi",
            "iy",
        ),
        *("ii", "yj", "ij", "iyah", "iyya", "iya", "ah", "eh", "es", "os", "as", "en", "er", "em"),
        *("s", "y", "i", "a", "e", "o", "u"),
    ),
    "Cyrl": (
        *(
            "ского",
            "ская",
            "ское",
            "ский",
            "скои",
            "ского",
            "ских",
            "ского",
            "ому",
            "ого",
            "его",
            "ыми",
            "ими",
        ),
        *(
            "ая",
            "яя",
            "ое",
            "ее",
            "ые",
            "ие",
            "ыи",
            "ии",
            "ои",
            "еи",
            "ую",
            "ых",
            "их",
            "ам",
            "ям",
            "ах",
            "ях",
            "ов",
        ),
        *("ев", "ив", "ом", "ем", "ия", "ию", "а", "я", "о", "е", "ы", "и", "у", "ю", "ь", "и"),
    ),
    "Arab": ("يات", "هاي", "يه", "ات", "ين", "ون", "ها", "ان", "ه", "ي"),
    "Hebr": ("יימ", "יות", "ית", "ימ", "ות", "ה", "ת", "י"),
}
