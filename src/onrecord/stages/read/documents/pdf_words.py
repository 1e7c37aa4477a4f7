"""Lines to running words: hyphens at the ends of lines undone where they only part a word."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

from onrecord.text.data import load_table

_BROKEN = re.compile(r"([^\W\d_]+)([-\u2010\u00ad])$")
_WHOLE = re.compile(r"[^\W_]+(?:[-\u2010][^\W_]+)*")
_FIRST = re.compile(r"[^\W\d_]+")
#: A dash without a space before it joins what stands on both sides: "2023–24".
_DASHED = re.compile(r"\w[–—/]$")
_NUMBERED = re.compile(r"\w[-\u2010]$")
#: The longest word that a hyphen at a line's end is looked for behind.
_TAIL_CHARS = 60
_SOFT = "\u00ad"


class Vocabulary:
    """Return the words that stand unbroken in a document; they tell which hyphens are its own.

    Args:
        lines: All its lines.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: set[str] = set()
        for line in lines:
            found = _WHOLE.findall(line)
            # The last word of a line may be half of one.
            self._words.update(
                word.lower() for word in (found[:-1] if _BROKEN.search(line[-_TAIL_CHARS:]) else found)
            )

    def join(self, lines: Sequence[str]) -> str:
        r"""Return lines as running words.

        >>> Vocabulary(["a well-known light"]).join(["the har-", "bour and its well-", "known light"])
        'the harbour and its well-known light'
        """
        rows = [line for line in lines if line]
        parts: list[str] = []
        for before, line in pairwise([*rows, ""]):
            parts.append(self._ended(before, line))
        return "".join(parts).replace(_SOFT, "")

    def _ended(self, text: str, line: str) -> str:
        """Return a line as it stands before the next one: without its hyphen, or with a space after it."""
        if not line:
            return text
        tail = text[-_TAIL_CHARS:]
        broken, following = _BROKEN.search(tail), _FIRST.match(line)
        if broken and following:
            return text[:-1] if self._is_parted(broken[1], following[0], soft=broken[2] == _SOFT) else text
        if (_NUMBERED.search(tail) and line[:1].isdigit()) or _DASHED.search(tail):
            return text
        return text + ("" if _is_wide(text[-1:]) and _is_wide(line[:1]) else " ")

    def _is_parted(self, first: str, second: str, *, soft: bool) -> bool:
        """Return whether a hyphen only parts a word."""
        if soft:
            return True
        one, other = first.lower(), second.lower()
        if f"{one}-{other}" in self._words:
            return False
        if one + other in self._words:
            return True
        return second[0].islower() and one not in _prefixes()


@cache
def _prefixes() -> frozenset[str]:
    return frozenset(load_table("layout")["hyphens"]["kept_after"])


def _is_wide(char: str) -> bool:
    return (
        char > "\u10ff"
        and unicodedata.east_asian_width(char) in {"W", "F"}
        and not "\uac00" <= char <= "\ud7a3"
    )
