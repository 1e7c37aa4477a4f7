"""Two wordings of one statement, word by word."""

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from onrecord.model import Fate, Wording
from onrecord.text.fold import fold

#: Aligning takes the product of both lengths; longer ones are given whole, before and after.
ALIGNED_WORDS = 3_000


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """Return the share of words that two lists have in common, whatever their order, 0 to 1.

    >>> likeness(["we", "will", "go"], ["we", "will", "stay"])
    0.6666666666666666
    """
    if not one and not other:
        return 1.0
    common = sum((Counter(one) & Counter(other)).values())
    return 2 * common / (len(one) + len(other))


def keys(words: str) -> list[str]:
    """Return the words of a statement for comparing: case, accents and punctuation folded."""
    return fold(words).split()


def align(before: str, after: str) -> tuple[Wording, ...]:
    """Return both wordings as one run of stretches kept, dropped and added.

    Words are compared as written, so that a changed capital or comma shows.

    >>> [(part.fate.value, part.words) for part in align("We will go.", "We may go.")]
    [('kept', 'We'), ('dropped', 'will'), ('added', 'may'), ('kept', 'go.')]
    """
    old, new = before.split(), after.split()
    if len(old) > ALIGNED_WORDS or len(new) > ALIGNED_WORDS:
        return (Wording(Fate.DROPPED, " ".join(old)), Wording(Fate.ADDED, " ".join(new)))
    parts: list[Wording] = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            parts.append(Wording(Fate.KEPT, " ".join(old[i:j])))
            continue
        if i < j:
            parts.append(Wording(Fate.DROPPED, " ".join(old[i:j])))
        if k < m:
            parts.append(Wording(Fate.ADDED, " ".join(new[k:m])))
    return tuple(parts)
