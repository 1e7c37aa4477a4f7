"""Tags that would stop a parser: an element with thousands of attributes.

libxml2 compares each attribute of an element with all before it, so a hundred
thousand of them take minutes. Real elements have a few dozen.
"""

import re

#: Real pages have tags of up to some 100,000 characters (data in one attribute), with few attributes.
_MOST_ATTRIBUTES = 1_000
#: A tag with more attributes than that is at least this long.
_LONG_TAG = 2 * _MOST_ATTRIBUTES

#: As parsers read a tag: a quotation mark opens a value only after an equals sign. Nothing is tried twice
#: (possessive), so the time is linear in any text.
_TAG = re.compile(r"""<([A-Za-z][^\s/>"'=]*+)(?>[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')|=)*+""")
_QUOTED = re.compile(r"""=\s*+(?:"[^"]*+"|'[^']*+')""")
_NAME = re.compile(r"[^\s=/]+")


def tame_tags(markup: str) -> str:
    """Return markup in which no tag has more than 1,000 attributes: those that had lose all of them.

    >>> tame_tags('<p class="a">Selm</p>')
    '<p class="a">Selm</p>'
    >>> tame_tags("<p " + "a=1 " * 1_001 + ">Selm</p>")
    '<p>Selm</p>'
    """
    return _TAG.sub(_tamed, markup)


def _tamed(tag: re.Match[str]) -> str:
    words = tag[0]
    if (
        len(words) < _LONG_TAG
        or sum(1 for _ in _NAME.finditer(_QUOTED.sub(" ", words))) <= 2 * _MOST_ATTRIBUTES
    ):
        return words
    return f"<{tag[1]}"
