"""Which statement of the later reading is which of the earlier one."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.model import Reading, Statement
from onrecord.stages.compare.wording import keys, likeness
from onrecord.text.fold import fold

#: Half of the words in common: less, and two statements of one speaker are two statements.
#: (A sentence cut in half keeps two thirds by this measure; two remarks on one subject share a third.)
SAME_SPEAKER_FLOOR = 0.5
#: Given to somebody else, words must be nearly the same to be those words.
OTHER_SPEAKER_FLOOR = 0.8
#: A report with more unmatched statements than this on both sides is another report; they are not paired.
MOST_UNMATCHED = 600


@dataclass(frozen=True, slots=True)
class Said:
    """Return a statement with what pairing looks at: its words as written, folded, and its speaker's name folded."""

    statement: Statement
    words: str
    keys: tuple[str, ...]
    speaker: str


def said_in(reading: Reading) -> list[Said]:
    """Return the statements of a reading, in text order."""
    names = {identity.id: identity.name for identity in reading.identities}
    return [_said(statement, reading.report.text, names) for statement in reading.statements]


def pair(before: Sequence[Said], after: Sequence[Said]) -> list[tuple[int, int]]:
    """Return the places `(in before, in after)` of statements that are the same one, in the order of `after`.

    First those with the same words by the same speaker, then the same words,
    then, of what is left, the likest first. Each has one partner at most.
    """
    found: dict[int, int] = {}
    _pair_equal(before, after, found, by_speaker=True)
    _pair_equal(before, after, found, by_speaker=False)
    taken = set(found.values())
    left = [i for i in range(len(before)) if i not in taken]
    right = [j for j in range(len(after)) if j not in found]
    if min(len(left), len(right)) <= MOST_UNMATCHED:
        for _, _, i, j in sorted(_scores(before, after, left, right)):
            if j not in found and i not in taken:
                found[j] = i
                taken.add(i)
    return [(found[j], j) for j in sorted(found)]


def moved(pairs: Sequence[tuple[int, int]]) -> set[int]:
    """Return the places in `pairs` of those that no longer stand in the order of the rest.

    >>> moved([(0, 0), (2, 1), (3, 2), (1, 3)])
    {3}
    """
    tails: list[int] = []  # the smallest end of an ascending run of each length
    at: list[int] = []
    back: list[int] = []
    for k, (i, _) in enumerate(pairs):
        length = bisect_left(tails, i)
        tails[length:] = [i, *tails[length + 1 :]] if length < len(tails) else [i]
        at[length : length + 1] = [k]
        back.append(at[length - 1] if length else -1)
    stays: set[int] = set()
    k = at[-1] if at else -1
    while k >= 0:
        stays.add(k)
        k = back[k]
    return set(range(len(pairs))) - stays


def same_speaker(one: str, other: str) -> bool:
    """Return whether two folded names may be one person's: the words of one stand in the other's.

    >>> same_speaker("ada lindqvist", "lindqvist"), same_speaker("ada lindqvist", "tomas okoro")
    (True, False)
    """
    first, second = set(one.split()), set(other.split())
    return first == second or bool(first and second and (first <= second or second <= first))


def _pair_equal(
    before: Sequence[Said], after: Sequence[Said], found: dict[int, int], *, by_speaker: bool
) -> None:
    taken = set(found.values())
    waiting: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, said in enumerate(before):
        if i not in taken:
            waiting[said.keys].append(i)
    for j, said in enumerate(after):
        if j in found:
            continue
        fitting = [
            i for i in waiting[said.keys] if not by_speaker or same_speaker(before[i].speaker, said.speaker)
        ]
        if fitting:
            # Of equal ones, the one of the same form goes first, then text order.
            i = min(fitting, key=lambda i: (before[i].statement.kind is not said.statement.kind, i))
            found[j] = i
            waiting[said.keys].remove(i)


def _scores(
    before: Sequence[Said], after: Sequence[Said], left: Iterable[int], right: Sequence[int]
) -> Iterable[tuple[float, int, int, int]]:
    """Yield for each two that are like enough how unlike they are, how far apart, and their places."""
    for i in left:
        for j in right:
            one, other = before[i], after[j]
            shorter, longer = sorted((len(one.keys), len(other.keys)))
            floor = SAME_SPEAKER_FLOOR if same_speaker(one.speaker, other.speaker) else OTHER_SPEAKER_FLOOR
            if 2 * shorter < floor * (shorter + longer):
                continue  # cannot reach it, whatever the words
            score = likeness(one.keys, other.keys)
            if score >= floor:
                yield 1 - score, abs(i - j), i, j


def _said(statement: Statement, text: str, names: dict[str, str]) -> Said:
    words = " ".join(" ".join(span.cut(text) for span in statement.content).split())
    speaker = statement.speaker
    name = (speaker.name or names.get(speaker.id, "")) if speaker else ""
    return Said(statement, words, tuple(keys(words)), fold(name))
