"""JSON-LD of a page: the nodes that its scripts describe, however they are packed, broken ones mended.

Everything is bounded: the scripts read, their size, how deep and how many nodes.
Nothing a page writes there raises.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from lxml import html as lxml_html

from onrecord.stages.read.head.metas import as_shown, markup_words

#: News pages have one to twenty.
_MOST_SCRIPTS = 60
#: All scripts of a page together: a live report's can be near a million, with every update in it.
_MOST_CHARS = 2_000_000
_MOST_NODES = 5_000
#: Levels of lists and holders around the nodes; real pages have up to four.
_DEEPEST = 12
#: Values of one field, and characters of one value.
_MOST_VALUES = 60
_LONGEST_VALUE = 4_000

#: What hides a script from old browsers and XML parsers.
_OPENINGS = ("<!--", "//<![CDATA[", "// <![CDATA[", "/*<![CDATA[*/", "/* <![CDATA[ */", "<![CDATA[")
_CLOSINGS = ("-->", "//]]>", "// ]]>", "/*]]>*/", "/* ]]> */", "]]>", ";")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
#: Fields that can be read from a script that no parser reads.
_LOOSE_TYPE = re.compile(r'"@type"\s*:\s*\[?\s*"(\w{3,40})"')
_LOOSE_FIELD = re.compile(
    r'"(headline|datePublished|dateModified|articleSection)"\s*:\s*"((?:[^"\\\n]|\\.){1,600})"'
)
_LOOSE_AUTHORS = re.compile(
    r'"author"\s*:\s*(\[[^\[\]]{0,3000}\]|\{[^{}]{0,1500}\}|"(?:[^"\\\n]|\\.){1,300}")'
)
_LOOSE_NAME = re.compile(r'"name"\s*:\s*"((?:[^"\\\n]|\\.){1,300})"')

Node = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Graph:
    """Return the nodes of a page's JSON-LD.

    Attributes:
        nodes: Those that stand for themselves (not inside another's field), in page order.
        by_id: Each node that has an "@id" and says something under it.
    """

    nodes: tuple[Node, ...] = ()
    by_id: Mapping[str, Node] = field(default_factory=dict)

    def resolve(self, value: object) -> object:
        """Return the node that a mere reference ({"@id": …}) stands for, else the value itself."""
        if isinstance(value, Mapping) and "name" not in value:
            target = value.get("@id")
            return self.by_id.get(target, value) if isinstance(target, str) else value
        return value

    def values(self, value: object) -> Iterator[object]:
        """Yield the single values of a field, lists opened and references resolved."""
        stack, seen = [value], 0
        while stack and seen < _MOST_VALUES:
            value = stack.pop()
            seen += 1
            if isinstance(value, Sequence) and not isinstance(value, str):
                stack.extend(reversed(value[:_MOST_VALUES]))
            elif value is not None:
                yield self.resolve(value)

    def words(self, value: object) -> list[str]:
        """Return the words of a field: its strings, and the names of the nodes in it."""
        found = []
        for single in self.values(value):
            if isinstance(single, str):
                found.append(shown(single))
            elif isinstance(single, Mapping):
                found += [shown(name) for name in self.values(single.get("name")) if isinstance(name, str)]
        return [words for words in found if words]

    def text(self, node: Node, *keys: str) -> str:
        """Return the first words that a node has under any of these keys, or ""."""
        return next((words for key in keys for words in self.words(node.get(key))), "")


def shown(words: str) -> str:
    """Return a JSON-LD string as a reader would see it, cut where no title or name goes."""
    return as_shown(words[:_LONGEST_VALUE])


def types_of(node: Node) -> tuple[str, ...]:
    """Return a node's types in small letters, without the vocabulary's address.

    >>> types_of({"@type": ["https://schema.org/NewsArticle", "Product"]})
    ('newsarticle', 'product')
    """
    types = node.get("@type")
    listed = types if isinstance(types, list) else [types]
    return tuple(
        t.rsplit("/", 1)[-1].rsplit(":", 1)[-1].strip().lower()
        for t in listed[:_MOST_VALUES]
        if isinstance(t, str)
    )


def read_graph(tree: lxml_html.HtmlElement) -> Graph:
    """Return the nodes of every JSON-LD script of a page; what cannot be read is left out."""
    nodes: list[Node] = []
    by_id: dict[str, Node] = {}
    left = _MOST_CHARS
    scripts = (s for s in tree.iter("script") if "ld+json" in (s.get("type") or "").lower())
    for script in islice(scripts, _MOST_SCRIPTS):
        words = script.text_content()
        left -= len(words)
        if left < 0:
            break
        for node in islice(_nodes_in(parse_json_ld(words)), max(0, _MOST_NODES - len(nodes))):
            nodes.append(node)
            _index(node, by_id)
    return Graph(tuple(nodes), by_id)


def parse_json_ld(words: str) -> list[Any]:
    """Return the values that a script holds: one, several after another, or what can be saved of it.

    >>> parse_json_ld('//<![CDATA[ {"@type": "NewsArticle", "headline": "Fees",} //]]>')
    [{'@type': 'NewsArticle', 'headline': 'Fees'}]
    >>> parse_json_ld('{"@type": "NewsArticle", "headline": "Fees in "Selm" rise", "datePublished": "2021-05-28"')
    [{'@type': 'NewsArticle', 'headline': 'Fees in', 'datePublished': '2021-05-28'}]
    """
    words = words.strip()
    for opening in _OPENINGS:
        words = words.removeprefix(opening)
    for closing in _CLOSINGS:
        words = words.removesuffix(closing).rstrip()
    for form in (words, _TRAILING_COMMA.sub("", words)):
        values = _decode(form)
        if values:
            return values
    return _salvage(words)


def _decode(words: str) -> list[Any]:
    # Numbers stay words: none is needed, and thousands of digits take long to turn into one.
    decoder = json.JSONDecoder(strict=False, parse_int=str, parse_float=str)
    values: list[Any] = []
    at = 0
    try:
        while at < len(words) and len(values) < _MOST_SCRIPTS:
            value, at = decoder.raw_decode(words, at)
            values.append(value)
            while at < len(words) and (words[at].isspace() or words[at] in ",;"):
                at += 1
    except (ValueError, RecursionError):
        return values if at else []
    return values


def _salvage(words: str) -> list[Any]:
    """Return one node with the plain fields of the first report in a script that does not parse."""
    kinds = [
        m for m in _LOOSE_TYPE.finditer(words) if m[1].lower().endswith(markup_words("jsonld", "articles"))
    ]
    if not kinds:
        return []
    node: dict[str, Any] = {"@type": kinds[0][1]}
    for found in _LOOSE_FIELD.finditer(words):
        node.setdefault(found[1], _unescape(found[2]))
    authors = _LOOSE_AUTHORS.search(words)
    if authors:
        names = [_unescape(m[1]) for m in _LOOSE_NAME.finditer(authors[1])]
        node["author"] = names or ([_unescape(authors[1][1:-1])] if authors[1][0] == '"' else [])
    return [node]


def _unescape(words: str) -> str:
    try:
        return str(json.loads(f'"{words}"', strict=False)).strip()
    except ValueError:
        return words.strip()


def _nodes_in(values: list[Any]) -> Iterator[Node]:
    """Yield the nodes that stand for themselves: in lists, graphs and as what a page is mainly about."""
    holders = markup_words("jsonld", "holders")
    stack: list[tuple[Any, int]] = [(value, 0) for value in reversed(values)]
    while stack:
        value, depth = stack.pop()
        if depth > _DEEPEST:
            continue
        if isinstance(value, list):
            stack.extend((inner, depth + 1) for inner in reversed(value[:_MOST_NODES]))
        elif isinstance(value, dict):
            yield value
            inside = [inner for key, inner in value.items() if key.lower() in holders]
            stack.extend((inner, depth + 1) for inner in reversed(inside))


def _index(node: Node, by_id: dict[str, Node]) -> None:
    """Remember a node, and those in its fields, by their ids."""
    for value in [node, *islice(node.values(), _MOST_VALUES)]:
        for inner in value[:_MOST_VALUES] if isinstance(value, list) else [value]:
            target = inner.get("@id") if isinstance(inner, Mapping) else None
            if isinstance(target, str) and inner.get("name"):
                by_id.setdefault(target, inner)
