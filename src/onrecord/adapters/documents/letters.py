"""Letters as they are typed: from the shapes that a page shows, in the order in which they are read."""

import unicodedata
from functools import lru_cache

#: Ligatures (fi, fl, ﬀ), and the joined shapes of Arabic letters that some programs write out.
_SHAPES = ((0xFB00, 0xFB06), (0xFB13, 0xFB17), (0xFB1D, 0xFB4F), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC))
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_LARGEST_CODE = 0x10FFFF


@lru_cache(maxsize=8_192)
def plain_letters(code: int) -> str:
    r"""Return the letters that a code point on a page stands for; "" where it stands for none.

    >>> plain_letters(0xFB01), plain_letters(0xFEFB), plain_letters(0x41), plain_letters(0x03)
    ('fi', 'لا', 'A', '')
    """
    if not 0 < code <= _LARGEST_CODE or 0xD800 <= code <= 0xDFFF:  # noqa: PLR2004 -- surrogates
        return ""
    char = chr(code)
    if any(first <= code <= last for first, last in _SHAPES):
        return unicodedata.normalize("NFKC", char).strip()
    category = unicodedata.category(char)
    return "" if category in {"Cc", "Cn", "Cs"} else char


def reading_order(placed: list[tuple[str, float]]) -> str:
    """Return the letters of one word in reading order.

    Args:
        placed: Each letter with where its middle stands on the line, in the order of the document, which for
            scripts written from the right may be either.

    >>> reading_order([("ם", 1), ("ו", 2), ("ל", 3), ("ש", 4)])
    'שלום'
    """
    if not any(is_right_to_left(text) for text, _ in placed):
        return "".join(text for text, _ in placed)
    runs: list[list[tuple[str, float]]] = []
    # From right to left; marks over a letter stand where it stands and follow it.
    for letter in sorted(placed, key=lambda one: (-one[1], _is_mark(one[0]))):
        number = _is_number(letter[0]) and bool(runs) and _is_number(runs[-1][-1][0])
        if number:
            runs[-1].insert(0, letter)
        else:
            runs.append([letter])
    word = "".join(text for run in runs for text, _ in run)
    # Some programs keep the bracket that was typed, others the one that is seen.
    return word.translate(_MIRRORED) if word[0] in _CLOSING or word[-1] in _OPENING else word


def is_right_to_left(text: str) -> bool:
    """Return whether any letter is of a script written from the right."""
    return not text.isascii() and any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in text)


def _is_number(text: str) -> bool:
    return unicodedata.bidirectional(text[:1]) in {"EN", "AN", "L"}


def _is_mark(text: str) -> bool:
    return unicodedata.category(text[:1]) == "Mn"
