"""Who is one with whom, by the judgements that stand, and by nothing else."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from onrecord.model import Judgement, Tie, Verdict

Key = TypeVar("Key")


def find_ties(judgements: Iterable[Judgement]) -> list[Tie[str]]:
    """Return what holds between each two known identities, by the judgements that stand; oldest first.

    It is the newest word of a person, else the newest of a machine: what a
    person has said of a pair stands until it is taken back, whatever machines
    say later.
    """
    held: dict[tuple[str, str], Judgement] = {}
    for one in judgements:
        if one.undone is not None:
            continue
        pair = (one.a, one.b) if one.a < one.b else (one.b, one.a)
        other = held.get(pair)
        if other is None or (one.is_person, one.n) > (other.is_person, other.n):
            held[pair] = one
    return sorted(
        (Tie(a, b, one.verdict, one.is_person, one.n, one.score) for (a, b), one in held.items()),
        key=lambda tie: tie.n,
    )


def divide(ids: Sequence[Key], ties: Iterable[Tie[Key]]) -> dict[Key, Key]:
    """Return the cluster of each known identity, called by the member known first.

    A word of sameness unites two clusters, unless a word that keeps them apart
    is of the same authority at least: persons' words of sameness are taken
    first, the newest first, and give way to persons' words of difference
    alone; then those of machines, the likeliest first (of equal ones the
    oldest), which give way to any. So where words contradict each other, the
    weakest link of a chain breaks. "Unsure" neither joins nor cuts.

    The outcome depends on nothing but `ids` and what the ties say: not on how they came
    about, nor on their order. It takes time near to the number of both.

    Args:
        ids: The known identities, in the order in which they became known.
        ties: One for a pair at most; those with others than `ids` count for nothing.

    >>> same = Tie("a", "b", Verdict.SAME, False, 1, 0.9)
    >>> divide(["a", "b", "c"], [same])
    {'a': 'a', 'b': 'a', 'c': 'c'}
    >>> divide(["a", "b", "c"], [same, Tie("b", "c", Verdict.SAME, True, 2), Tie("a", "c", Verdict.DIFFERENT, True, 3)])
    {'a': 'a', 'b': 'b', 'c': 'b'}
    """
    places = {id_: place for place, id_ in enumerate(ids)}
    apart: tuple[list[tuple[int, int]], ...] = ([], [])
    same: tuple[list[tuple[float, int, int, int]], ...] = ([], [])
    for one, other, verdict, is_person, n, score in ties:
        a, b = places.get(one), places.get(other)
        if a is None or b is None:
            continue
        authority = 0 if is_person else 1
        if verdict is Verdict.DIFFERENT:
            apart[authority].append((a, b))
        elif verdict is Verdict.SAME:
            # In the order in which they are taken: the least first.
            same[authority].append((0.0, -n, a, b) if is_person else (-(score or 0.0), n, a, b))
    parts = _Parts(len(places))
    for cuts, words in zip(apart, same, strict=True):
        for a, b in cuts:
            parts.keep_apart(a, b)
        words.sort()
        for _, _, a, b in words:
            parts.unite(a, b)
    # The first that is met of a part is the one that was known first.
    first: dict[int, Key] = {}
    return {id_: first.setdefault(parts.find(place), id_) for id_, place in places.items()}


def is_overruled(clusters: Mapping[Key, Key], tie: Tie[Key]) -> bool:
    """Return whether a word gave way to others: it says same of two that are apart, or different of two that are one.

    >>> is_overruled({"a": "a", "b": "b"}, Tie("a", "b", Verdict.SAME, False, 1, 0.9))
    True
    """
    together = clusters[tie.a] == clusters[tie.b]
    return tie.verdict is (Verdict.DIFFERENT if together else Verdict.SAME)


class Step(StrEnum):
    """Return what a changed word asks for, so that the clusters are those that `divide` gives."""

    NOTHING = "nothing"
    UNITE = "unite"  # the two clusters, unless something keeps them apart
    PART = "part"  # what is connected with one from what is connected with the other, where nothing connects both
    LOOK = "look"  # whether anything connects the two: where nothing does, nothing changes
    DIVIDE = "divide"  # all that is connected with either, anew


def plan_step(before: Verdict | None, after: Verdict | None, *, together: bool, contested: bool) -> Step:
    """Return what a changed word on a pair asks for first; `DIVIDE` is what remains where that cannot be done.

    Where no words contradict each other, clusters are what words of sameness connect, and a change needs a look at the
    pair's two clusters only. Where some do, each word counts against all others it hangs together with; but a word of
    sameness that alone connects two parts, between which nothing else is said to be different, joins and parts them
    without touching what each part is by itself.

    Args:
        before: What held between the two, None for nothing.
        after: What holds now.
        together: Whether the two were in one cluster.
        contested: Whether a word may have been overruled in what hangs together with either.

    >>> plan_step(None, Verdict.SAME, together=False, contested=False)
    <Step.UNITE: 'unite'>
    """
    was = None if before is Verdict.UNSURE else before
    now = None if after is Verdict.UNSURE else after
    if was is now:
        return Step.DIVIDE if contested and now is not None else Step.NOTHING
    if now is Verdict.SAME:
        return Step.UNITE if not together else Step.DIVIDE if contested else Step.NOTHING
    if was is Verdict.SAME:
        return Step.PART if together else Step.DIVIDE
    if contested:
        return Step.DIVIDE if together else Step.LOOK
    return Step.DIVIDE if together else Step.NOTHING


class _Parts:
    """Return numbers in parts that unite, some of which are kept apart."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))
        self._apart: dict[int, set[int]] = {}

    def find(self, place: int) -> int:
        """Return what stands for the part of a number."""
        above = self._above
        while above[place] != place:
            above[place] = above[above[place]]
            place = above[place]
        return place

    def keep_apart(self, a: int, b: int) -> None:
        """Let the parts of two numbers never unite, unless they are one already."""
        a, b = self.find(a), self.find(b)
        if a != b:
            self._apart.setdefault(a, set()).add(b)
            self._apart.setdefault(b, set()).add(a)

    def unite(self, a: int, b: int) -> None:
        """Unite the parts of two numbers, unless they are kept apart."""
        a, b = self.find(a), self.find(b)
        if a == b or b in self._apart.get(a, ()):
            return
        # The one with more to keep apart stays what it is: so each entry moves a few times at most.
        if len(self._apart.get(a, ())) < len(self._apart.get(b, ())):
            a, b = b, a
        self._above[b] = a
        for other in self._apart.pop(b, ()):
            self._apart[other].discard(b)
            self._apart[other].add(a)
            self._apart[a].add(other)
