"""Named texts in one form, whatever set they come from: types, outlets, peoples.

The sets disagree about nationalities, newspapers and determiners; this module settles it once for all of them.
No torch. It reads the tables of the package `onrecord`, which must be importable.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from onrecord.stages.attribute.cast.name_tables import NameTables, load_name_tables
from onrecord.text.data import load_table
from onrecord.text.fold import fold
from onrecord.text.outlets import index_names, load_outlets

NAME_TYPES = ("person", "organization", "group", "outlet", "place")
UNKNOWN = "unknown"  # a name, or not, or of a type that the source does not tell: nothing to learn here

Name = tuple[int, int, str]
"""First character, the character after, and one of NAME_TYPES or UNKNOWN."""

_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
_NEXT_WORD = re.compile(r"\s+[^\W\d_]")
_LAST_WORD = re.compile(r"([^\W\d_]+)\s+$")


@dataclass(frozen=True, slots=True)
class Annotated:
    """Return a text with its names.

    Attributes:
        doc: Where it comes from: "gum/dev/GUM_news_iodine", "wikigold/0017".
        text: Paragraphs on lines of their own, spaces as a newspaper has them.
        names: In order, none inside another.
    """

    doc: str
    text: str
    names: list[Name]


@cache
def name_tables() -> NameTables:
    """Return the package's words for titles and places."""
    return load_name_tables()


@cache
def _words() -> Mapping[str, list[str]]:
    return tomllib.loads((Path(__file__).parent / "peoples.toml").read_text(encoding="utf-8"))


@cache
def peoples() -> frozenset[str]:
    """Return the words for peoples, nationalities, faiths and members of parties, as they are written.

    >>> {"French", "Iraqis", "Democrats", "Democratic", "West"} & peoples() == {"French", "Iraqis", "Democrats"}
    True
    """
    demonyms = (word for _, words, *_ in load_table("names/places")["countries"] for word in words.split("/"))
    return frozenset((*demonyms, *_words()["peoples"], *_words()["parties_plural"]))


@cache
def _people_word() -> re.Pattern[str]:
    words = sorted((*peoples(), *_words()["parties_singular"]), key=lambda w: (-len(w), w))
    return re.compile(rf"\b(?:{'|'.join(re.escape(w) for w in words)})\b")


@cache
def _outlets() -> frozenset[str]:
    return frozenset(index_names(load_outlets()))


def is_outlet(text: str, start: int, end: int) -> bool:
    """Return whether text[start:end], or what it is with the article before it, is in the tables of outlets.

    >>> is_outlet("She told the Guardian", 13, 21), is_outlet("a guardian angel", 2, 10)
    (True, False)
    """
    name = fold(text[start:end])
    with_article = text[:start].rstrip().lower().endswith("the")
    return text[start].isupper() and (name in _outlets() or (with_article and f"the {name}" in _outlets()))


def settle_type(text: str, name: Name) -> Name | None:
    """Return a name without its article, its type settled; None if nothing is left.

    An organisation (or what nobody knows) that the tables have as an outlet is one; a person or organisation
    called by a people's name is a group; a mere noun with a capital is unknown.
    """
    start, end, kind = name
    if article := _ARTICLE.match(text, start, end):
        start = article.end()
    while end > start and (text[end - 1].isspace() or text.endswith(("'s", "’s"), start, end)):
        end -= 1 if text[end - 1].isspace() else 2
    if start >= end:
        return None
    if kind in ("organization", UNKNOWN) and is_outlet(text, start, end):
        kind = "outlet"
    elif kind in ("person", "organization", UNKNOWN) and text[start:end] in peoples():
        kind = "group"
    elif kind in ("organization", "place") and is_common(text[start:end]):
        kind = UNKNOWN  # "the Court": a name in some papers, a noun in others
    return start, end, kind


def is_common(name: str) -> bool:
    """Return whether a name is one word that is a noun for organisations or places.

    >>> is_common("Court"), is_common("Supreme Court")
    (True, False)
    """
    tables, low = name_tables(), name.lower()
    return any(low in words for words in (tables.org_words, tables.org_nouns, tables.place_nouns))


def outermost(names: Iterable[Name]) -> list[Name]:
    """Return names in order; of those that overlap the longest stays, at equal length the one that is known.

    >>> outermost([(11, 18, "place"), (0, 18, "organization"), (20, 22, "person")])
    [(0, 18, 'organization'), (20, 22, 'person')]
    """
    kept: list[Name] = []
    for name in sorted(set(names), key=lambda n: (n[0] - n[1], n[2] == UNKNOWN, n)):
        if all(name[1] <= start or name[0] >= end for start, end, _ in kept):
            kept.append(name)
    return sorted(kept)


def people_words(text: str) -> list[Name]:
    """Return the words for peoples in a text; unknown where the word may be a language or an adjective of party.

    >>> people_words("The Iraqi told them in French.")
    [(4, 9, 'group'), (23, 29, 'unknown')]
    """
    out: list[Name] = []
    for found in _people_word().finditer(text):
        before = _LAST_WORD.search(text, max(0, found.start() - 20), found.start())
        led_by = before.group(1).lower() if before else ""
        alone = not _NEXT_WORD.match(text, found.end()) and led_by in _words()["before_languages_alone"]
        known = found.group() in peoples() and not alone and led_by not in _words()["before_languages"]
        out.append((*found.span(), "group" if known else UNKNOWN))
    return out


def annotate(doc: str, text: str, names: Iterable[Name], *, add_peoples: bool) -> Annotated:
    """Return a text with its names settled; with `add_peoples` also the words for peoples outside of them."""
    settled = [s for name in names if (s := settle_type(text, name)) is not None]
    kept = outermost(settled)
    if add_peoples:
        free = [p for p in people_words(text) if all(p[1] <= s or p[0] >= e for s, e, _ in kept)]
        kept = sorted([*kept, *free])
    return Annotated(doc, text, kept)
