"""Why two names are one or not, in words that a person can read."""

import numpy as np

from onrecord.stages.identify.likeness.alignment import align, places
from onrecord.stages.identify.likeness.resemblance import CHANNELS, resemblances
from onrecord.stages.identify.likeness.words import NameWords, Word
from onrecord.text.names.parts import PartKind

_SAME_LETTERS = 0.999
_NEAR = 0.6


def explain(one: NameWords, other: NameWords) -> str:
    """Return which parts of two names answer each other and how, and what is left over."""
    size = max(len(one.words), len(other.words), 2)
    known = places(size)
    row = [*one.words, *[None] * (size - len(one.words)), *one.joins]
    column = [*other.words, *[None] * (size - len(other.words)), *other.joins]
    row += [None] * (2 * size - 1 - len(row))
    column += [None] * (2 * size - 1 - len(column))
    pairs = [(row[i], column[j]) for i, j in zip(known.left.tolist(), known.right.tolist(), strict=True)]
    words: list[Word] = []
    at = []
    for number, (left, right) in enumerate(pairs):
        if left is not None and right is not None:
            at.append(number)
            words += [left, right]
    count = np.arange(len(at))
    likely = np.full((1, len(pairs)), -1.0, dtype=np.float32)
    scores = resemblances(words, 2 * count, 2 * count + 1)
    likely[0, at] = scores[:, CHANNELS.index("likely")]
    said: list[str] = []
    used_left: set[int] = set()
    used_right: set[int] = set()
    for place in align(likely, size)[0].tolist():
        if place < 0 or likely[0, place] < _NEAR:
            continue
        left, right = pairs[place]
        if left is None or right is None:
            continue
        said.append(_answer(left, right))
        for used, k in ((used_left, int(known.left[place])), (used_right, int(known.right[place]))):
            used.update((k,) if k < size else (k - size, k - size + 1))
    said += [_alone(word) for k, word in enumerate(one.words) if k not in used_left]
    said += [_alone(word) for k, word in enumerate(other.words) if k not in used_right]
    return "; ".join(said) or "neither has a word that can be compared"


def _answer(left: Word, right: Word) -> str:
    if left.text == right.text:
        return left.text
    shown = f"{left.text} = {right.text}"
    if left.latin == right.latin:
        return shown
    if PartKind.INITIAL in (left.kind, right.kind):
        return f"{shown} as an initial"
    if left.fine == right.fine and left.fine:
        return f"{shown} by its consonants {'-'.join(left.fine.lower())}"
    return f"{left.text} ~ {right.text}"


def _alone(word: Word) -> str:
    if word.kind == PartKind.TITLE:
        return f"“{word.text}” is a title"
    return f"“{word.text}” has no counterpart"
