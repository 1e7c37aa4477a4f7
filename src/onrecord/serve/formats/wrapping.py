"""Lines that fit a width in a picture, where no font can be asked: a wide guess for each letter."""

from unicodedata import category, east_asian_width

#: How wide a letter is at most, as a part of the size of its font.
_WIDE, _LARGE, _USUAL, _NARROW = 1.05, 0.74, 0.58, 0.34
_BOLD = 1.06
_THIN = frozenset("iljtfrI.,:;'’‘|!()[]{} ·")


def width_of(words: str, size: float, *, bold: bool = False) -> float:
    """Return how wide words are at most, in the unit of `size`, which is that of the font.

    >>> width_of("ill", 10) < width_of("wow", 10) < width_of("日本語", 10)
    True
    """
    return sum(map(_letter, words)) * size * (_BOLD if bold else 1.0)


def wrap_line(words: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Return words in lines that fit a width, broken between words where there are any; none for no words.

    >>> wrap_line("The Selm Courier", 60, 10)
    ['The Selm', 'Courier']
    >>> wrap_line("/reports/2026/harbour.txt", 60, 10)
    ['/reports/20', '26/harbour.t', 'xt']
    """
    lines: list[str] = []
    for word in words.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(joined, size, bold=bold) <= width:
            lines[-1] = joined
            continue
        rest = word
        while width_of(rest, size, bold=bold) > width:
            cut = _fitting(rest, width, size, bold=bold)
            lines.append(rest[:cut])
            rest = rest[cut:]
        lines.append(rest)
    return lines


def _fitting(word: str, width: float, size: float, *, bold: bool) -> int:
    """Return how many letters fit, one at least; a mark stays with its letter."""
    cut = 1
    while cut < len(word) and width_of(word[: cut + 1], size, bold=bold) <= width:
        cut += 1
    while cut < len(word) and category(word[cut]).startswith("M"):
        cut += 1
    return cut


def _letter(char: str) -> float:
    if category(char).startswith("M"):
        return 0.0
    if east_asian_width(char) in "WF":
        return _WIDE
    if char in _THIN:
        return _NARROW
    return _LARGE if char.isupper() or char in "mwMW@%" else _USUAL
