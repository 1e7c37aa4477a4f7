"""What a page's site calls itself: to tell its name from titles and authors."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from onrecord.stages.read.head.jsonld import Graph, Node, types_of
from onrecord.stages.read.head.metas import Metas, markup_words, metas_named
from onrecord.text.fold import fold
from onrecord.text.hosts import bare_host, label_of

#: A longer "site name" is a slogan or a page's title.
NAME_CHARS = 40
_PUBLISHES = ("website", "newsmediaorganization", "organization", "corporation", "broadcastservice")
#: Names so short could stand in others by chance.
_SHORT = 3


@dataclass(frozen=True, slots=True)
class Site:
    """Return the names of the site that shows a page.

    Attributes:
        name: The one it gives itself, or None.
        names: Every one that it goes by, folded, without what companies add.
    """

    name: str | None
    names: frozenset[str]

    def is_named(self, words: str) -> bool:
        """Return whether `words` are a name of the site, be it with what companies add.

        >>> Site("Selm Post", frozenset({"selm post"})).is_named("The Selm Post GmbH")
        True
        """
        plain = _plain(words)
        return bool(plain) and (plain in self.names or plain.replace(" ", "") in self._joined())

    def is_in(self, words: str) -> bool:
        """Return whether a name of the site stands in `words`, with other words around it.

        >>> Site("Selm Post", frozenset({"selm post"})).is_in("Breaking news: Selm Post")
        True
        """
        padded = f" {_plain(words)} "
        return any(f" {name} " in padded for name in self.names if len(name) > _SHORT)

    def _joined(self) -> set[str]:
        return {name.replace(" ", "") for name in self.names}


def read_site(metas: Metas, graph: Graph, articles: Iterable[Node], *, addresses: Iterable[str]) -> Site:
    """Return what a page's site calls itself, in its head, in its JSON-LD and in its address."""
    declared = [words for words in metas_named(metas, "site", "metas") if len(words) <= NAME_CHARS]
    publishers = [words for node in articles for words in graph.words(node.get("publisher"))]
    own = [
        words
        for node in graph.nodes
        if set(types_of(node)) & set(_PUBLISHES)
        for key in ("name", "alternateName", "legalName")
        for words in graph.words(node.get(key))
    ]
    hosts = [host for host in map(bare_host, addresses) if host]
    names = [*declared, *publishers, *own, *hosts, *map(label_of, hosts)]
    first = next((w for w in metas.get("og:site_name", ())), "")
    if not 0 < len(first) <= NAME_CHARS:
        first = next((w for w in [*publishers, *own, *declared] if len(w) <= NAME_CHARS), "")
    return Site(first or None, frozenset(plain for plain in map(_plain, names) if plain))


def slug_of(address: str) -> str:
    """Return the last part of an address's path, which many sites make from a title, or "".

    >>> slug_of("https://selm.example/a/harbour-fees-rise?ref=1"), slug_of("http://[")
    ('harbour-fees-rise', '')
    """
    try:
        path = urlsplit(address.strip()).path
    except ValueError:  # brackets that enclose no address
        return ""
    return unquote(path.rstrip("/").rsplit("/", 1)[-1])


def _plain(words: str) -> str:
    legal = set(markup_words("site", "legal"))
    folded = fold(re.sub(r"^(?:https?://)?(?:www\.)?", "", words.strip()))
    kept = [word for word in folded.split() if word not in legal]
    return " ".join(kept) or folded
