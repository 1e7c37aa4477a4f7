"""Who carried the words: which names of outlets, agencies and people in chains are one."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.model import ChainLink, ChainRole, Outlet
from onrecord.stages.trace.origins.accounts import Told
from onrecord.text.data import load_table
from onrecord.text.fold import fold
from onrecord.text.outlets import index_names

#: Words that two names must have in common where one has more than the other.
_SHARED_WORDS = 2
_POSSESSIVE = re.compile(r"['’]s?(?=\s|$)")

#: What tells a carrier from others: what it is, and its name or whose it is.
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Carrier:
    """Return one carrier in the chain of a statement.

    Attributes:
        key: Equal for one and the same carrier; None where it is not named.
        link: As the chain gives it.
    """

    key: Key | None
    link: ChainLink

    @property
    def name(self) -> str:
        """Return its name as written; a source whose name the report has lost is "a source"."""
        return self.link.name or "a source"


class CarrierNames:
    """Return names of carriers and outlets, those that mean the same put together.

    By the outlet tables; else by the words that are left without articles and nouns for media: *Al-Foo TV* and
    *the Al-Foo channel* are one. A name whose words all stand in another, two at least, is the same one's.
    """

    def __init__(self, names: Iterable[str], outlets: tuple[Outlet, ...]) -> None:
        self._known = index_names(outlets)
        bare = {name: frozenset(_bare_words(name)) for name in names if self._table_key(name) is None}
        self._groups = _grouped({name: words for name, words in bare.items() if words})

    def key_of(self, name: str) -> Key | None:
        """Return what tells a name's bearer from others, None for no name ("the network", "local media")."""
        found = self._table_key(name)
        if found is not None:
            return found
        words = _bare_words(name)
        return ("outlet", self._groups.get(name, " ".join(sorted(words)))) if words else None

    def carriers_of(self, told: Told, publisher: str | None) -> tuple[Carrier, ...]:
        """Return the carriers of a statement, nearest to the speaker first, without the report's own outlet."""
        own = self.key_of(publisher) if publisher else None
        found: list[Carrier] = []
        for link in told.statement.chain:
            if link.role is ChainRole.PUBLISHER:
                continue
            key = self._carrier_key(link, told)
            if key is None or (key != own and all(key != one.key for one in found)):
                found.append(Carrier(key, link))
        return tuple(found)

    def is_own(self, name: str, told: Told) -> bool:
        """Return whether an outlet of this name is the speaker's own: its words are the speaker's name."""
        speaker = told.statement.speaker
        if speaker is None or not speaker.name:
            return False
        ours, theirs = set(fold(speaker.name).split()), set(_bare_words(name))
        return bool(theirs) and (theirs <= ours or (len(ours) > 1 and ours <= theirs))

    def _carrier_key(self, link: ChainLink, told: Told) -> Key | None:
        if link.name is None:
            return None
        if link.role is ChainRole.QUOTING:
            folded = fold(link.name)
            return ("person", folded) if folded else None
        folded = fold(_POSSESSIVE.sub("", link.name))
        if folded in _platforms():
            return ("platform", f"{folded} {told.speaker or ''}")
        first = folded.partition(" ")[0]
        is_owned = any(f" {noun} " in f" {folded} " for noun in _owned())
        if is_owned and told.speaker and (first in _table("own") or self.is_own(link.name, told)):
            return ("own", told.speaker)
        return self.key_of(link.name)

    def _table_key(self, name: str) -> Key | None:
        plain = _POSSESSIVE.sub("", name)
        for spelling in (fold(name), fold(plain), " ".join(_without(fold(plain), _owned()))):
            outlet = self._known.get(spelling)
            if outlet is not None:
                return ("outlet", outlet.name)
        return None


def is_author(name: str) -> bool:
    """Return whether a byline names a person, so that two reports with it are one author's.

    >>> is_author("Ada Lindqvist"), is_author("News Desk"), is_author("Ada")
    (True, False, False)
    """
    words = fold(name).split()
    return len(words) >= _SHARED_WORDS and not _table("desks") & set(words)


def _bare_words(name: str) -> list[str]:
    """Return the words of a name without articles and nouns for media, none for what names nobody."""
    words = [word for word in fold(_POSSESSIVE.sub("", name)).split() if word not in _table("small")]
    left = [word for word in words if word not in _media_nouns()]
    if left:
        return left if any(word not in _table("unnamed") for word in left) else []
    # "The Daily News" has nothing but nouns; capitals alone tell it from "the daily news".
    shown = [part for part in name.split() if fold(part) in words]
    is_name = len(shown) > 1 and all(part[:1].isupper() for part in shown)
    return words if is_name and _table("unnamed").isdisjoint(words) else []


def _grouped(bare: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """Return for each name the words of the shortest one that means the same."""
    holders: dict[str, list[frozenset[str]]] = {}
    found: dict[str, str] = {}
    for name in sorted(bare, key=lambda one: (len(bare[one]), one)):
        words = bare[name]
        near = dict.fromkeys(other for word in sorted(words) for other in holders.get(word, ()))
        fits = (other for other in near if other == words or (len(other) >= _SHARED_WORDS and other <= words))
        head = next(fits, words)
        found[name] = " ".join(sorted(head))
        if head is words:
            for word in words:
                holders.setdefault(word, []).append(words)
    return found


def _without(folded: str, phrases: Iterable[str]) -> list[str]:
    text = f" {folded} "
    for phrase in phrases:
        text = text.replace(f" {phrase} ", " ")
    return [word for word in text.split() if word not in _table("small")]


@cache
def _table(name: str) -> frozenset[str]:
    return frozenset(fold(word) for word in load_table("carriers")[name])


@cache
def _owned() -> tuple[str, ...]:
    return _media("owned")


@cache
def _platforms() -> frozenset[str]:
    return frozenset(_media("platforms"))


@cache
def _media_nouns() -> frozenset[str]:
    lists = ("owned", "broadcaster", "agency", "outlet", "descriptors")
    return frozenset(word for name in lists for phrase in _media(name) for word in phrase.split())


def _media(name: str) -> tuple[str, ...]:
    listed = {
        fold(word) for table in load_table("cues/occasions").values() for word in table["media"].get(name, ())
    }
    return tuple(sorted(listed, key=lambda one: (-len(one), one)))
