"""Whom an item of a feed names as its source.

Three ways of saying so are defined, and no other is read: RSS 2.0's `<source url="…">Name</source>` (the feed that the
item came from), Atom's `<source>`, also within other feeds (that feed's own title and links), and Dublin Core's
`<dc:source>`, a name or an address. JSON Feed has none: its `external_url` is what a link blog writes about.
"""

from collections.abc import Iterable
from typing import NamedTuple

from onrecord.stages.collect.titles import plain_title
from onrecord.stages.collect.xml import Element, local_name
from onrecord.text.addresses import linked_address

_ATOM = frozenset({"http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#"})
_DUBLIN_CORE = "http://purl.org/dc/"
_NAME_CHARS = 200
#: Links that one Atom source may have before the rest is left alone.
_MOST_LINKS = 20


class Credited(NamedTuple):
    """Return whom an item names as its source: by name, by address, or by both."""

    name: str | None
    address: str | None


def find_credited(item: Element, *, base: str) -> Credited | None:
    """Return whom an item or entry names as its source; None where it names nobody.

    What the feed's own format says goes before Dublin Core.

    Args:
        item: The item.
        base: What its links start from.
    """
    found = [
        (rank, credited)
        for child in item
        if local_name(child) == "source"
        and (rank := _rank(child, item)) is not None
        and (credited := _read(child, base))
    ]
    return min(found, key=lambda one: one[0])[1] if found else None


def _rank(child: Element, item: Element) -> int | None:
    """Return how good a source is, 0 the best; None for an element of that name in nobody's format."""
    space = _namespace(child)
    if space == _namespace(item) or space in _ATOM:
        return 0
    return 1 if space.startswith(_DUBLIN_CORE) else None


def _read(source: Element, base: str) -> Credited | None:
    if len(source) and (_namespace(source) in _ATOM or not (source.text or "").strip()):
        parts = [child for child in source if local_name(child) in {"title", "link", "id"}]
        titles = (_words(child) for child in parts if local_name(child) == "title")
        name = next((named for title in titles if (named := plain_title(title))), None)
        return _made(name, _links(parts), base)
    words = _words(source)
    link = source.get("url")
    if _is_web(words):
        return _made(None, (link, words), base)
    return _made(plain_title(words), (link,), base)


def _made(name: str | None, links: Iterable[str | None], base: str) -> Credited | None:
    address = next((whole for link in links if link and (whole := linked_address(link, base=base))), None)
    name = name[:_NAME_CHARS].rstrip() if name else None
    return Credited(name or None, address) if name or address else None


def _links(parts: list[Element]) -> list[str | None]:
    """Return the links of an Atom source: to its page, to its feed, and its id where that is an address."""
    ranked: list[tuple[int, str | None]] = []
    for child in parts[:_MOST_LINKS]:
        if local_name(child) == "link":
            relation = (child.get("rel") or "alternate").strip().casefold()
            rank = {"alternate": 0, "self": 1}.get(relation)
            if rank is not None:
                ranked.append((rank, child.get("href")))
        elif local_name(child) == "id" and _is_web(child.text):
            ranked.append((2, child.text))
    return [link for _, link in sorted(ranked, key=lambda one: one[0])]


def _words(element: Element) -> str:
    # A title of Atom may be marked up in place.
    return "".join(map(str, element.itertext())) if len(element) else element.text or ""


def _is_web(words: str | None) -> bool:
    return (words or "").strip().casefold().startswith(("http://", "https://"))


def _namespace(element: Element) -> str:
    return str(element.tag).rpartition("}")[0].removeprefix("{")
