"""Words on a sheet to lines: which words stand beside each other, and in which order they are read."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from onrecord.ports.documents import Sheet, Word

#: Words whose lines lie this much of their size apart still stand on the same one.
_SAME_BASE = 0.3
#: A space in justified text stays below; a column or a cell begins beyond.
_SPACE = 0.7
_CELL_GAP = 2.0
_TOUCHING = 0.1
#: A number so much smaller and higher than what it follows refers to a note.
_RAISED_SIZE = 0.82
_RAISED_BASE = 0.12
_LONGEST_MARK = 3
_LINE_NUMBER_DIGITS = 3
#: So many numbers below each other that count up are no column of a table.
_FEWEST_LINE_NUMBERS = 10
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_RAISED = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_PARTED = " | "


@dataclass(frozen=True, slots=True)
class Line:
    """Return words on one line of a column.

    Attributes:
        text: In reading order.
        left: Where it begins, in points from the sheet's left edge.
        right: Where it ends.
        base: The line its letters stand on, in points from the top.
        size: Of most of its letters.
        bold: Whether most of its letters are.
        tallest: The size of its largest letters.
        words: How many.
        sheet: Index of the sheet.
        from_right: Whether it is read from the right.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    tallest: float
    words: int
    sheet: int
    from_right: bool = False


def make_lines(sheet: Sheet, number: int, *, from_right: bool = False) -> list[Line]:
    """Return the lines of a sheet, columns apart, in no order.

    Args:
        sheet: The sheet.
        number: Its index.
        from_right: Whether the document is written from the right, so that a line of it with a
            longer name from the left is too.
    """
    runs: list[list[Word]] = []
    for word in _without_line_numbers(sheet.words):
        if runs and word.follows:
            runs[-1].append(word)
        else:
            runs.append([word])
    return [_line(run, number, from_right=from_right) for run in _joined(runs)]


def join_cells(lines: Sequence[Line]) -> Line:
    """Return lines that stand beside each other as one: words apart by a space, cells of a table by a bar.

    Args:
        lines: At least one; all on the same sheet and base, none over another.
    """
    if len(lines) == 1:
        return lines[0]
    from_right = sum(len(line.text) if line.from_right else -len(line.text) for line in lines) > 0
    ordered = sorted(lines, key=lambda line: line.left, reverse=from_right)
    text = ordered[0].text
    for before, line in pairwise(ordered):
        gap = before.left - line.right if from_right else line.left - before.right
        text += (_PARTED if gap > _CELL_GAP * max(before.size, line.size) else " ") + line.text
    longest = max(lines, key=lambda line: len(line.text))
    return replace(
        longest,
        text=text,
        left=min(line.left for line in lines),
        right=max(line.right for line in lines),
        bold=all(line.bold for line in lines),
        words=sum(line.words for line in lines),
        from_right=from_right,
    )


def is_from_right(text: str) -> bool:
    """Return whether most letters are of a script that is written from the right.

    >>> is_from_right("שלום"), is_from_right("harbour"), is_from_right("2026")
    (True, False, False)
    """
    sides = [unicodedata.bidirectional(char) for char in text if char.isalpha()]
    return sum(side in _RIGHT_TO_LEFT for side in sides) * 2 > len(sides)


def _without_line_numbers(words: Sequence[Word]) -> list[Word]:
    """Return words without the numbers of lines that courts and parliaments print in the margin."""
    numbers = sorted(
        (w for w in words if w.text.isascii() and w.text.isdecimal() and len(w.text) <= _LINE_NUMBER_DIGITS),
        key=lambda word: word.base,
    )
    chains: dict[int, list[Word]] = {}
    for word in numbers:
        value = int(word.text)
        for step in (1, 5):
            chain = chains.get(value - step)
            if chain and abs(chain[-1].right - word.right) <= word.size and chain[-1].base < word.base:
                chains[value] = [*chains.pop(value - step), word]
                break
        else:
            chains.setdefault(value, [word])
    gone = {id(word) for chain in chains.values() if len(chain) >= _FEWEST_LINE_NUMBERS for word in chain}
    if not gone:
        return list(words)
    kept: list[Word] = []
    apart = False
    for word in words:
        if id(word) in gone:
            apart = True
            continue
        kept.append(replace(word, follows=False) if apart else word)
        apart = False
    return kept


def _joined(runs: list[list[Word]]) -> Iterable[list[Word]]:
    """Return runs of words, those that a document draws piece by piece put together again."""
    rest = sorted(runs, key=lambda run: (round(run[0].base), min(w.left for w in run)))
    joined: list[list[Word]] = []
    end = tallest = 0.0
    for run in rest:
        left, size = min(w.left for w in run), max(w.size for w in run)
        most = max(size, tallest)
        if (
            joined
            and abs(joined[-1][0].base - run[0].base) <= _SAME_BASE * most / 2
            and -_SAME_BASE * most <= left - end < _SPACE * most
        ):
            joined[-1].extend(run)
            end, tallest = max(end, *(w.right for w in run)), most
        else:
            joined.append(list(run))
            end, tallest = max(w.right for w in run), size
    return joined


def _line(run: list[Word], number: int, *, from_right: bool) -> Line:
    size = _commonest(run)
    base = max((word.base for word in run if word.size >= _RAISED_SIZE * size), default=run[0].base)
    words = [_lowered(word, base, size) for word in run]
    text = "".join(word.text for word in run)
    from_right = is_from_right(text) or (from_right and any(is_from_right(word.text) for word in run))
    letters = sum(len(word.text) for word in run)
    return Line(
        text=_written(words, from_right=from_right),
        left=min(word.left for word in run),
        right=max(word.right for word in run),
        base=base,
        size=size,
        bold=sum(len(word.text) for word in run if word.bold) * 2 > letters,
        tallest=max(word.size for word in run),
        words=len(run),
        sheet=number,
        from_right=from_right,
    )


def _commonest(run: Sequence[Word]) -> float:
    counts: dict[float, int] = {}
    for word in run:
        counts[round(word.size, 1)] = counts.get(round(word.size, 1), 0) + len(word.text)
    return max(counts, key=lambda size: (counts[size], size))


def _lowered(word: Word, base: float, size: float) -> Word:
    """Return a word, a raised number as such a number is typed: `¹`."""
    if (
        word.text.isdecimal()
        and word.text.isascii()
        and len(word.text) <= _LONGEST_MARK
        and word.size <= _RAISED_SIZE * size
        and word.base < base - _RAISED_BASE * size
    ):
        return replace(word, text=word.text.translate(_SUPERSCRIPT))
    return word


def _written(words: Sequence[Word], *, from_right: bool) -> str:
    """Return the words in reading order: those of the other direction are runs within the line."""
    ordered = sorted(words, key=lambda word: word.left)
    if from_right:
        ordered.reverse()
    shown: list[Word] = []
    for other, group in groupby(ordered, key=_Direction(from_right=from_right)):
        run = list(group)
        shown += reversed(run) if other else run
    text = ""
    for k, word in enumerate(shown):
        before = shown[k - 1] if k else None
        tight = before is not None and _is_tight(before, word, from_right=from_right)
        text += ("" if before is None or tight else " ") + word.text
    return text


def _is_tight(before: Word, word: Word, *, from_right: bool) -> bool:
    """Return whether two words that are read one after the other stand without a space between."""
    first, second = (before, word) if before.left <= word.left else (word, before)
    if set(word.text) <= _RAISED:
        return True  # a number that refers to a note stands at the word, whatever space is drawn
    if not (word.tight or before.tight):
        # In a line from the right, brackets and numbers are drawn apart from each other.
        plain = not any(char.isalpha() for char in before.text + word.text)
        return from_right and plain and second.left - first.right < _TOUCHING * max(first.size, second.size)
    return second.left - first.right < _SAME_BASE / 2 * max(first.size, second.size)


class _Direction:
    """Tell for each word of a line whether it runs against it; numbers by themselves do not."""

    def __init__(self, *, from_right: bool) -> None:
        self._from_right = from_right
        self._last = False

    def __call__(self, word: Word) -> bool:
        if any(char.isalpha() for char in word.text):
            self._last = is_from_right(word.text) != self._from_right
        else:
            self._last = False
        return self._last
