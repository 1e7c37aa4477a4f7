"""Which blocks of a page are its report, by the report's paragraphs as a person marked them."""

import re
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.stages.read.page.blocks import letters_of

#: Fewer letters than this stand in many places by chance.
TELLING = 25
#: Share of a block's runs of three words that must stand in the report.
ENOUGH = 0.85
#: Below that and above this a block is neither: part of it was marked, or it says the same in other words.
UNCLEAR = 0.5
#: A block of so many letters that holds several others repeats them.
WHOLE_TEXT = 600
REPEATS = 3
#: How far outside the marked text a second copy of a line may stand and still be the marked one.
REACH = 3

Labels = NDArray[np.bool_]


def label_blocks(words: Sequence[str], paragraphs: Sequence[str]) -> tuple[Labels, Labels]:
    """Return which blocks are the report's, and which of the answers to learn from.

    >>> label_blocks(["Menu", "Fees rise in Selm."], ["Fees rise in Selm."])[0].tolist()
    [False, True]
    """
    marked = [letters for letters in map(letters_of, paragraphs) if letters]
    letters = [letters_of(block) for block in words]
    share = _shares(words, letters, paragraphs, marked)
    _join_short(letters, share, marked)
    is_body = share >= ENOUGH
    clear = ~((share > UNCLEAR) & (share < ENOUGH))
    sure = [own for own, body in zip(letters, is_body, strict=True) if body and len(own) > TELLING]
    for i, own in enumerate(letters):
        if is_body[i] and len(own) > WHOLE_TEXT and own not in marked:
            is_body[i] = sum(other in own and other != own for other in sure) < REPEATS
    _drop_copies(letters, is_body, clear, marked)
    return is_body, clear


def _shares(
    words: Sequence[str], letters: Sequence[str], paragraphs: Sequence[str], marked: Sequence[str]
) -> NDArray[np.float64]:
    whole, joined = set(marked), "".join(marked)
    runs = {run for paragraph in paragraphs for run in _runs(paragraph)}
    share = np.zeros(len(words))
    for i, own in enumerate(letters):
        if own in whole or (len(own) >= TELLING and own in joined):
            share[i] = 1.0
        elif len(own) >= TELLING and (told := _runs(words[i])):
            share[i] = sum(run in runs for run in told) / len(told)
    return share


def _runs(words: str) -> list[tuple[str, ...]]:
    found = re.findall(r"\w+", words.lower())
    return list(zip(found, found[1:], found[2:], strict=False))


def _join_short(letters: Sequence[str], share: NDArray[np.float64], marked: Sequence[str]) -> None:
    """Mark short blocks that go on from a marked one within a paragraph."""
    for i, own in enumerate(letters):
        if share[i] or not 1 < len(own) < TELLING:
            continue
        around = [(i - 1, True), (i + 1, False)]
        share[i] = any(
            0 <= j < len(letters)
            and share[j] >= ENOUGH
            and any((letters[j] + own if before else own + letters[j]) in paragraph for paragraph in marked)
            for j, before in around
        )


def _drop_copies(letters: Sequence[str], is_body: Labels, clear: Labels, marked: Sequence[str]) -> None:
    """Leave as many copies of a line as were marked, those nearest to the rest; learn nothing from the others."""
    places: dict[str, list[int]] = defaultdict(list)
    for i, own in enumerate(letters):
        if is_body[i]:
            places[own].append(i)
    single = [at[0] for own, at in places.items() if len(at) == 1 and len(own) > 2 * TELLING]
    if not single:
        return
    for own, at in places.items():
        at.sort(
            key=lambda i: (
                not single[0] - REACH <= i <= single[-1] + 1,
                min(abs(i - other) for other in single),
            )
        )
        for i in at[max(1, marked.count(own)) :]:
            is_body[i] = clear[i] = False
