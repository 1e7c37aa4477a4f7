"""What was judged of known identities, and who is one with whom."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from onrecord.model import Judgement, Tie, Undoing, Verdict


@dataclass(frozen=True, slots=True)
class NewJudgement:
    """Return a judgement to be added; see `model.Judgement` for what each field means."""

    a: str
    b: str
    verdict: Verdict
    by: str
    is_person: bool
    at: datetime
    because: str
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """Return a pair that nobody is sure of.

    Attributes:
        judgement: The machine's judgement that it is unsure.
        settles: How many statements would find, or keep, their right speaker by an answer: those of the smaller of
            the two clusters.
    """

    judgement: Judgement
    settles: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Return where a known identity stands.

    Attributes:
        cluster: The id of its cluster.
        contested: Whether a word may have been overruled in what hangs together with it.
    """

    cluster: str
    contested: bool


#: How many members went from one cluster to another, by the ids of the two.
Moves = Mapping[tuple[str, str], int]


class Judgements(Protocol):
    """Keep judgements, and the clusters that follow from those that stand.

    Clusters depend on nothing but the judgements that stand: whoever adds or
    undoes some brings them up to date in the same transaction. That is what
    `stages.identify.clusters` plans: with `unite` and `part`, which look at no
    more than they must, or by dividing all that is `connected`, and giving the
    outcome to `assign`. Writes happen only inside `Store.writing()`. All
    methods raise `StoreError`.
    """

    def add(self, judgements: Iterable[NewJudgement]) -> list[Judgement]:
        """Return the judgements as kept.

        Raises:
            NotFound: One of the two is not known.
            BadRequest: The two are one and the same known identity.
        """
        ...

    def undo(self, n: int, *, by: str, at: datetime, because: str = "") -> Undoing:
        """Return the taking back of judgement `n`.

        Raises:
            NotFound: There is no such judgement.
            BadRequest: It was taken back before, or is itself the taking back of another.
        """
        ...

    def get(self, n: int) -> Judgement:
        """Return a judgement by its number.

        Raises:
            NotFound: There is none.
        """
        ...

    def last(self, by: str) -> Judgement | None:
        """Return the newest standing judgement of a person, None where there is none."""
        ...

    def tie(self, a: str, b: str) -> Tie[str] | None:
        """Return what holds between two known identities, None where nothing stands."""
        ...

    def standings(self, ids: Iterable[str]) -> dict[str, Standing]:
        """Return where known identities stand; those that are not known are left out."""
        ...

    def members(self, clusters: Iterable[str]) -> dict[str, int]:
        """Return how many members each cluster has; ids that are none have none."""
        ...

    def unite(self, a: str, b: str) -> Moves | None:
        """Return what moved when the clusters of two became one.

        None, and nothing is done, where a word keeps any of them apart, or where it is not quickly seen that none
        does: then all that is connected is to be divided.
        """
        ...

    def part(self, a: str, b: str) -> Moves | None:
        """Return what moved when two of one cluster were parted, each with what is connected with it.

        Nothing moves where words of sameness still connect them, in a cluster that is not contested. None, and nothing
        is done, where all that is connected is to be divided.
        """
        ...

    def are_strangers(self, a: str, b: str) -> bool:
        """Return whether no words of sameness lead from one to the other; False where that is not quickly seen."""
        ...

    def contest(self, ids: Iterable[str]) -> None:
        """Mark the clusters of known identities as contested, until they are divided anew."""
        ...

    def connected(self, ids: Iterable[str]) -> tuple[list[int], list[Tie[int]]]:
        """Return all that words of sameness connect with these, and what holds among them.

        Cuts do not end the search: whatever a judgement more or less may join or part is in it.

        Returns:
            The numbers of the known identities, in the order in which they became known; and the ties, of which some
            may lead to others.
        """
        ...

    def assign(self, clusters: Mapping[int, int], *, contested: bool) -> Moves:
        """Return what moved when these were given their clusters, by number; and whether any word was overruled."""
        ...

    def between(self, a: str, b: str) -> list[Judgement]:
        """Return the standing judgements of two known identities, oldest first."""
        ...

    def history(
        self, of: Sequence[str] | None = None, *, limit: int | None = None
    ) -> Iterator[Judgement | Undoing]:
        """Yield what was judged and taken back, newest first: of these known identities, or of all for None."""
        ...

    def questions(self, *, limit: int = 20) -> list[Question]:
        """Return the pairs to be reviewed: unsure, nobody has judged them, not one yet; what settles most first."""
        ...
