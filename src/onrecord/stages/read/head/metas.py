"""A page's own statements about itself in its head: what its <meta> elements say, by name."""

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import islice

from lxml import html as lxml_html

from onrecord.text.data import load_table
from onrecord.text.fold import squeeze

#: News pages have 30 to 200; more are hostile or of no use.
_MOST_METAS = 2_000
#: Titles and lists of topics stay far below.
_LONGEST = 4_000
#: Soft hyphens and zero-width spaces that only the layout needs, and halves of characters; marks of direction stay.
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\ud800-\udfff]")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")

Metas = Mapping[str, Sequence[str]]


def read_metas(tree: lxml_html.HtmlElement) -> Metas:
    """Return what each <meta> element says, by its name or property in small letters, in page order."""
    found: dict[str, list[str]] = {}
    for element in islice(tree.iter("meta"), _MOST_METAS):
        words = as_shown((element.get("content") or "")[:_LONGEST])
        for attribute in ("property", "name"):
            name = (element.get(attribute) or "").strip().lower()
            if name and words and words not in found.setdefault(name, []):
                found[name].append(words)
    return found


def metas_named(metas: Metas, table: str, key: str) -> Iterable[str]:
    """Yield what the elements under the names of a list in `data/markup.toml` say, in the list's order."""
    for name in markup_words(table, key):
        yield from metas.get(name, ())


def first_meta(metas: Metas, *names: str) -> str:
    """Return what the first of these says, or ""."""
    return next((words for name in names for words in metas.get(name, ())), "")


def as_shown(words: str) -> str:
    """Return a value of markup as a reader would see it: entities resolved, tags and invisible marks gone.

    Some sites escape twice, so that "&amp;quot;" stands for a quotation mark.

    >>> as_shown("The &amp;quot;Har\u00adbour&amp;quot; <b>fees</b>")
    'The "Harbour" fees'
    """
    if "&" in words:
        words = html.unescape(html.unescape(words))
    if "<" in words:
        words = _TAG.sub("", words)
    return squeeze(_INVISIBLE.sub("", words))


@cache
def markup_words(table: str, key: str) -> tuple[str, ...]:
    """Return one list of `data/markup.toml`, in its order."""
    return tuple(load_table("markup")[table][key])
