"""What a page's head says that helps to find its text: its titles, its description, its text for machines."""

import json
import re
from dataclasses import dataclass

from lxml import html as lxml_html

from onrecord.stages.read.page.blocks import letters_of

#: Larger scripts are programs or whole archives.
_MOST_SCRIPT_CHARS = 500_000
_MOST_ITEMS = 30
_DEEPEST = 8
_SHORTEST_NAME = 3
_BREAKS = re.compile(r"<[^>]{0,200}>|&[a-z#0-9]{2,8};|\\[nrt]")
_METAS = frozenset({"og:title", "og:description", "description", "twitter:title", "author"})
_HOLDERS = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """Return what the page's head says and its text can be held against, as `letters_of` gives it.

    Attributes:
        titles: What its title may be, the surest first.
        summary: Its description.
        body: Its text as its data for machines gives it, or "".
        authors: Who wrote it.
    """

    titles: tuple[str, ...] = ()
    summary: str = ""
    body: str = ""
    authors: tuple[str, ...] = ()


def read_facts(tree: lxml_html.HtmlElement) -> PageFacts:
    """Return what a page's head says about its text."""
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name")
        if name in _METAS:
            metas.setdefault(name, meta.get("content") or "")
    found = _Found([], [], [metas.get("author", "")])
    scripts = [s.text or "" for s in tree.iter("script") if "ld+json" in (s.get("type") or "")]
    for words in scripts[:_MOST_ITEMS]:
        if len(words) <= _MOST_SCRIPT_CHARS and ("articleBody" in words or "headline" in words):
            found.gather(_load(words), 0)
    shown = tree.findtext(".//title") or ""
    titles = [metas.get("og:title", ""), *found.titles, metas.get("twitter:title", ""), shown]
    letters = [letters_of(words) for words in titles]
    return PageFacts(
        titles=tuple(dict.fromkeys(words for words in letters if words)),
        summary=letters_of(metas.get("og:description", "") or metas.get("description", "")),
        body=letters_of(_BREAKS.sub(" ", max(found.bodies, key=len, default=""))),
        authors=tuple(name for name in map(letters_of, found.authors) if len(name) >= _SHORTEST_NAME),
    )


def _load(words: str) -> object:
    try:
        return json.loads(words, strict=False)
    except (ValueError, RecursionError):  # no JSON, or nested to do harm: the page shows its text anyway
        return None


@dataclass(frozen=True, slots=True)
class _Found:
    titles: list[str]
    bodies: list[str]
    authors: list[str]

    def gather(self, data: object, depth: int) -> None:
        if depth > _DEEPEST:
            return
        if isinstance(data, list):
            for item in data[:_MOST_ITEMS]:
                self.gather(item, depth + 1)
        elif isinstance(data, dict):
            for key, into in (("headline", self.titles), ("articleBody", self.bodies)):
                if isinstance(data.get(key), str):
                    into.append(data[key])
            authors = data.get("author")
            for author in authors[:_MOST_ITEMS] if isinstance(authors, list) else [authors]:
                name = author.get("name") if isinstance(author, dict) else author
                if isinstance(name, str):
                    self.authors.append(name)
            for key in _HOLDERS:
                self.gather(data.get(key), depth + 1)
