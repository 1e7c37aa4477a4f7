"""What was judged of known identities, and who is one with whom."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from onrecord.model import Judgement, Undoing, Verdict


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
        settles: How many statements would find, or keep, their right speaker by an answer.
    """

    judgement: Judgement
    settles: int


class Judgements(Protocol):
    """Keep judgements, and the clusters that follow from those that stand.

    Clusters depend on nothing but the judgements that stand: whoever adds or
    undoes some asks for the `connected`, has them divided
    (`stages.identify.clusters`), and gives the outcome to `assign`, all in one
    transaction. Writes happen only inside `Store.writing()`. All methods raise
    `StoreError`.
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
            BadRequest: It was taken back before.
        """
        ...

    def connected(self, ids: Iterable[str]) -> tuple[list[str], list[Judgement]]:
        """Return all that standing judgements of sameness connect with these, and what stands among them.

        Cuts do not end the search: whatever a judgement more or less may join or part is in it.

        Returns:
            The ids, in the order in which they became known, and the standing judgements, oldest first.
        """
        ...

    def assign(self, clusters: Mapping[str, str]) -> None:
        """Keep for each known identity the id of its cluster."""
        ...

    def between(self, a: str, b: str) -> list[Judgement]:
        """Return the standing judgements of two known identities, oldest first."""
        ...

    def history(self, of: Iterable[str] = (), *, limit: int | None = None) -> Iterator[Judgement | Undoing]:
        """Yield what was judged and taken back, newest first: of these known identities, or of all for none."""
        ...

    def questions(self, *, limit: int = 20) -> list[Question]:
        """Return the pairs to be reviewed: unsure, nobody has judged them, not one yet; what settles most first."""
        ...
