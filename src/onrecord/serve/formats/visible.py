"""Text from outside, made safe and short enough to show to a person."""

import re
import unicodedata

#: Directional embeddings, overrides and isolates: they reorder what stands around them.
_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BEYOND_ONE_BYTE = 0x100
#: What an omission of ours looks like; the brackets set it off from the report's own dots.
OMISSION = " […] "


def visible(text: str) -> str:
    r"""Return `text` in one line, with an escape for each character that would steer a terminal.

    White space runs become one space. Marks that Arabic, Hebrew and Persian
    spelling needs (U+200C to U+200F) stay.

    >>> visible("red \x1b[31mink\nnext\u202e")
    'red \\x1b[31mink next\\u202e'
    """
    return " ".join(escaped(text).split())


def escaped(text: str) -> str:
    """Return `text` in one line with an escape for each steering character, its spacing as it is."""
    return "".join(_shown(char) for char in text)


def _shown(char: str) -> str:
    if char.isspace():
        return " "
    if unicodedata.category(char) in {"Cc", "Cs"} or _REORDERING.match(char):
        code = ord(char)
        return f"\\x{code:02x}" if code < _BEYOND_ONE_BYTE else f"\\u{code:04x}"
    return char


def visible_lines(text: str) -> str:
    """Return `text` with its lines and tabs, and an escape for each other steering character."""
    return "".join(char if char in "\n\t" else _shown(char) for char in text.replace("\r\n", "\n"))


def shorten(text: str, most: int) -> str:
    """Return `text` with its middle left out at word boundaries where it is longer than `most` characters.

    >>> shorten("one two three four five six seven", 24)
    'one two […] six seven'
    """
    if len(text) <= most:
        return text
    half = (most - len(OMISSION)) // 2
    if half < 1:
        return text[: max(most - 1, 0)] + "…"
    head, tail = text[: half + 1], text[-half - 1 :]
    # A text without spaces (Chinese, one long token) is cut where it must be.
    head = head.rpartition(" ")[0] or head[:-1]
    tail = tail.partition(" ")[2] or tail[1:]
    return head + OMISSION + tail


def joined(words: tuple[str, ...]) -> str:
    """Return the stretches of one statement in one line, what stands between them as `[…]`."""
    return OMISSION.join(" ".join(stretch.split()) for stretch in words)


def counted(number: int, noun: str) -> str:
    """Return a number of things in words.

    >>> counted(1, "report"), counted(0, "report")
    ('1 report', '0 reports')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
