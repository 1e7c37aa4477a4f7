"""Normal forms of names and words, for comparing; never for showing."""

import re
import unicodedata

#: Marks that transliterations add or leave out: ayn, hamza, apostrophes of all shapes.
_MARKS = re.compile("[’‘'`´ʿʾʼʻ\u02bc]")
_WORD = re.compile(r"\w+")


def fold(words: str) -> str:
    """Return `words` without case, accents, apostrophes and punctuation, single-spaced.

    >>> fold("Sheikh Na’im  Qāssem,")
    'sheikh naim qassem'
    """
    plain = unicodedata.normalize("NFKD", words)
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(_WORD.findall(_MARKS.sub("", plain).casefold()))


def squeeze(words: str) -> str:
    r"""Return `words` with every run of white space or control characters as one space, trimmed.

    For what is shown in one line: names, titles, excerpts.

    >>> squeeze("Al-\u00a0Nour\n radio ")
    'Al- Nour radio'
    """
    return " ".join("".join(" " if _is_gap(c) else c for c in words).split())


def _is_gap(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) == "Cc"
