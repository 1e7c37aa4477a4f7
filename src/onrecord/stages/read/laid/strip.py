"""The last resort for pages: tags out, words left.

Markup nested deeper than a parser follows still shows its words in a browser.
One pass from left to right, so that no markup can make it slow.
"""

import html
import re

#: What is between these tags is never shown.
_HIDDEN = ("script", "style", "template", "noscript", "svg", "head", "iframe", "object", "select")
_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]{0,20})")
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)


def strip_tags(markup: str) -> str:
    r"""Return the words of a page with a line end for every tag that ends a line.

    >>> strip_tags("<p>One <b>two</b>.<script>three()</script><div>4 &lt; 5")
    'One two.\n\n\n4 < 5'
    """
    low = markup.lower()
    words: list[str] = []
    at = 0
    while (opened := markup.find("<", at)) >= 0:
        words.append(markup[at:opened])
        at, gap = _after_tag(markup, low, opened)
        words.append(gap)
    words.append(markup[at:])
    return html.unescape("".join(words)).strip()


def _after_tag(markup: str, low: str, opened: int) -> tuple[int, str]:
    """Return where the text goes on after what opens at `opened`, and what stands in its place."""
    end = len(markup)
    if markup.startswith("<!--", opened):
        closed = markup.find("-->", opened)
        return (closed + 3 if closed >= 0 else end), ""
    name = _NAME.match(markup, opened)
    if not name and markup[opened + 1 : opened + 2] not in {"!", "?"}:
        return opened + 1, "<"  # a sign, not a tag
    closed = markup.find(">", opened)
    if closed < 0:
        return end, ""
    tag = name[1].lower() if name else ""
    if tag in _HIDDEN and markup[opened + 1] != "/":
        over = low.find(f"</{tag}", closed)
        return (over if over >= 0 else closed + 1 if tag == "head" else end), "\n"
    return closed + 1, "" if tag in _INLINE else "\n"
