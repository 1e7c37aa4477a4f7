"""Normal forms of names and words, for comparing; never for showing."""

import re
import unicodedata

#: Marks that transliterations add or leave out: ayn, hamza, apostrophes of all shapes.
_MARKS = re.compile("[’‘'`´ʿʾʼʻ\u02bc]")
_WORD = re.compile(r"\w+")
#: All of Unicode's category Cc.
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")


def fold(words: str) -> str:
    """Return `words` without case, accents, apostrophes and punctuation, single-spaced.

    >>> fold("Sheikh Na’im  Qāssem,")
    'sheikh naim qassem'
    """
    plain = words
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", words)
        plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(_WORD.findall(_MARKS.sub("", plain).casefold()))


def squeeze(words: str) -> str:
    r"""Return `words` with every run of white space or control characters as one space, trimmed.

    For what is shown in one line: names, titles, excerpts.

    >>> squeeze("Al-\u00a0Nour\n radio ")
    'Al- Nour radio'
    """
    return " ".join(_CONTROLS.sub(" ", words).split())
