"""Normal forms of names and words, for comparing; never for showing."""

import re
import unicodedata
from functools import cache

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
        plain = _combining().sub("", unicodedata.normalize("NFKD", words))
    return " ".join(_WORD.findall(_MARKS.sub("", plain).casefold()))


@cache
def _combining() -> re.Pattern[str]:
    """Return what finds the marks that combine with the sign before: to ask each sign takes thrice as long."""
    marks = [
        char for char in map(chr, range(0x20000)) if unicodedata.combining(char)
    ]  # no later plane has any
    return re.compile(f"[{re.escape(''.join(marks))}]")


def squeeze(words: str) -> str:
    r"""Return `words` with every run of white space or control characters as one space, trimmed.

    For what is shown in one line: names, titles, excerpts.

    >>> squeeze("Al-\u00a0Nour\n radio ")
    'Al- Nour radio'
    """
    return " ".join(_CONTROLS.sub(" ", words).split())


def fold_case(name: str) -> str:
    """Return a name as it is compared where each sign counts, as in names to sign in with: whatever its case.

    >>> fold_case(" Mila  KERN "), fold_case("m.kern") == fold_case("m-kern")
    ('mila kern', False)
    """
    return squeeze(unicodedata.normalize("NFKC", name)).casefold()
