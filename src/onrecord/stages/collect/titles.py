"""Titles and names as feeds, sitemaps and pages write them, as text in one line."""

import html
import re

from onrecord.text.fold import squeeze

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,1000}>")
_TITLE_CHARS = 500


def plain_title(words: str | None) -> str | None:
    """Return a title as text: without markup, entities undone, in one line; None for an empty one.

    >>> plain_title("Talks &amp; <b>tides</b>  at Selm")
    'Talks & tides at Selm'
    """
    if not words:
        return None
    words = words[: 4 * _TITLE_CHARS]
    if "<" in words:
        words = _TAG.sub("", words)
    if "&" in words:
        words = html.unescape(words)
        if "<" in words:
            words = _TAG.sub("", words)
    return squeeze(words)[:_TITLE_CHARS].rstrip() or None
