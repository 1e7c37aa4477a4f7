"""Credits in the state that a page's scripts carry: the data from which the site's program draws the report.

Publishing systems keep there who distributed a story, though readers are shown only the site's own name. A page's
state tells of many things (pictures, teasers, other stories), so only what is said of the page's own report counts.
"""

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from lxml import html as lxml_html

from onrecord.stages.read.head.articles import place_of
from onrecord.stages.read.head.jsonld import shown
from onrecord.stages.read.head.metas import markup_words
from onrecord.text.fold import fold

#: All scripts of a page that are parsed, tries that fail counted as far as they went.
_MOST_CHARS = 3_000_000
_MOST_SCRIPTS = 200
_MOST_STARTS = 40
_MOST_NODES = 60_000
_DEEPEST = 40
_MOST_VALUES = 20
#: `Site.state = {…}`, `window["state"]={…}`.
_ASSIGNED = re.compile(r"=\s*(?=[{\[])")


def find_state_credits(
    tree: lxml_html.HtmlElement, *, titles: Collection[str], addresses: Collection[str]
) -> list[tuple[str, str]]:
    """Return whom a page's scripts credit with its report, each with the key that does, in page order.

    Args:
        tree: The whole page.
        titles: What the page shows or declares as its title, in any form.
        addresses: Those under which the page is known.
    """
    own = (frozenset(map(fold, titles)) - {""}, frozenset(map(place_of, addresses)) - {""})
    keys = frozenset(markup_words("state", "credits")) | frozenset(markup_words("state", "syndicated"))
    found: dict[tuple[str, str], None] = {}
    for value in _states(tree, keys):
        for node, is_single in _nodes(value):
            for key in keys & node.keys():
                if _is_of_report(node, key, is_single=is_single, own=own):
                    found.update(dict.fromkeys((words, key) for words in _names(node[key])))
    return list(found)


def _states(tree: lxml_html.HtmlElement, keys: Collection[str]) -> Iterator[Any]:
    """Yield the values in scripts that have one of the keys."""
    left = _MOST_CHARS
    for script in islice(tree.iter("script"), _MOST_SCRIPTS):
        kind = (script.get("type") or "").lower()
        words = script.text or ""
        if "ld+json" in kind or not any(f'"{key}"' in words for key in keys):
            continue
        starts = [0] if "json" in kind else (match.end() for match in _ASSIGNED.finditer(words))
        at = 0
        for start in islice(starts, _MOST_STARTS):
            if start < at:
                continue  # within what was read
            if left <= 0:
                return
            value, end = _decode(words, start, start + left)
            left -= end - start
            if value is not None:
                at = end
                yield value


def _decode(words: str, start: int, end: int) -> tuple[Any, int]:
    """Return the value that begins at `start`, or None for none, and how far it was read."""
    # Numbers stay words: none is needed, and thousands of digits take long to turn into one.
    decoder = json.JSONDecoder(strict=False, parse_int=str, parse_float=str)
    words = words[start:end]
    skipped = len(words) - len(words.lstrip())
    try:
        value, size = decoder.raw_decode(words, skipped)
    except json.JSONDecodeError as error:
        return None, start + max(error.pos, 1)
    except RecursionError:
        return None, end
    return value, start + size


def _nodes(value: Any) -> Iterator[tuple[Mapping[str, Any], bool]]:
    """Yield the objects in a value, each with whether it stands in no list."""
    stack: list[tuple[Any, int, bool]] = [(value, 0, True)]
    seen = 0
    while stack and seen < _MOST_NODES:
        value, depth, is_single = stack.pop()
        seen += 1
        if depth > _DEEPEST:
            continue
        if isinstance(value, list):
            stack.extend((inner, depth + 1, False) for inner in reversed(value))
        elif isinstance(value, dict):
            yield value, is_single
            stack.extend((inner, depth + 1, is_single) for inner in reversed(value.values()))


def _is_of_report(
    node: Mapping[str, Any], key: str, *, is_single: bool, own: tuple[Collection[str], Collection[str]]
) -> bool:
    """Return whether an object describes the page's own report, or the page."""
    kinds = markup_words("state", "others")
    if isinstance(node.get("type"), str) and node["type"].lower() in kinds:
        return False
    titles = [fold(words) for name in markup_words("state", "titles") for words in _texts(node.get(name))]
    places = [
        place_of(words) for name in markup_words("state", "addresses") for words in _texts(node.get(name))
    ]
    titles, places = [t for t in titles if t], [p for p in places if p]
    if titles or places:
        return any(t in own[0] for t in titles) or any(p in own[1] for p in places)
    # A page's own settings name nothing; in a list they would be somebody else's.
    return is_single and key in markup_words("state", "syndicated")


def _texts(value: Any) -> list[str]:
    """Return the strings of a field: itself, or those of an object ({"basic": "Fees rise"})."""
    if isinstance(value, Mapping):
        value = list(islice(value.values(), _MOST_VALUES))
    values: Sequence[Any] = value if isinstance(value, list) else [value]
    return [shown(words) for words in values[:_MOST_VALUES] if isinstance(words, str)]


def _names(value: Any) -> list[str]:
    """Return the names in a credit; none for what the site's own people made."""
    if isinstance(value, list):
        return [
            words for inner in value[:_MOST_VALUES] if not isinstance(inner, list) for words in _names(inner)
        ]
    if isinstance(value, Mapping):
        if str(value.get("category") or "").lower() in markup_words("state", "own"):
            return []
        value = value.get("name") or value.get("url")
    return [words for words in _texts(value) if any(map(str.isalpha, words))]
