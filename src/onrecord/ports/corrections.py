"""What persons put right in what machines read."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from onrecord.model import CorrectedField, Correction, Marked, Reading, Retraction, Value


@dataclass(frozen=True, slots=True)
class NewCorrection:
    """Return a correction to be added; see `model.Correction` for what each field means."""

    report: str
    statement: str | None
    field: CorrectedField
    value: Value
    before: Value
    where: tuple[Marked, ...]
    by: str
    at: datetime
    because: str = ""


class Corrections(Protocol):
    """Keep corrections, and beside them what the machine read of a report that has any.

    What a store shows of a report is the machine's reading with the
    corrections that stand laid over it (`desk.correct.replay`): whoever adds or
    takes back some puts that in its place in the same transaction. Corrections
    of a report go with it when it is removed. Writes happen only inside
    `Store.writing()`. All methods raise `StoreError`.
    """

    def add(self, corrections: Iterable[NewCorrection]) -> list[Correction]:
        """Return the corrections as kept.

        Raises:
            NotFound: There is no such report.
        """
        ...

    def undo(self, n: int, *, by: str, at: datetime, because: str = "") -> Retraction:
        """Return the taking back of correction `n`.

        Raises:
            NotFound: There is no such correction.
            BadRequest: It was taken back before, or is itself the taking back of another.
        """
        ...

    def get(self, n: int) -> Correction:
        """Return a correction by its number.

        Raises:
            NotFound: There is none.
        """
        ...

    def last(self, by: str) -> Correction | None:
        """Return the newest standing correction of a person, None where there is none."""
        ...

    def standing(self, report: str) -> list[Correction]:
        """Return the corrections of a report that stand, oldest first; none for a report that is not kept."""
        ...

    def history(
        self,
        *,
        report: str | None = None,
        statement: str | None = None,
        before: int | None = None,
        limit: int | None = None,
    ) -> Iterator[Correction | Retraction]:
        """Yield what was put right and taken back, newest first.

        Args:
            report: Of this report; None for all.
            statement: Of this statement; None for all.
            before: Only what has a lower number, to go on where a page ended.
            limit: How many at most; None for all.
        """
        ...

    def unfit(self, *, limit: int | None = None) -> Iterator[Correction]:
        """Yield the standing corrections that could not be laid over the newest reading, newest first."""
        ...

    def reports(self) -> Iterator[str]:
        """Yield the ids of reports that have standing corrections, in the order in which they were kept."""
        ...

    def machine(self, report: str) -> Reading | None:
        """Return what the machine read of a report, None where it has no standing corrections and none were laid.

        Raises:
            EvidenceBroken: What is stored of it was changed.
        """
        ...

    def lay(self, machine: Reading, unfit: Mapping[int, str]) -> None:
        """Keep what the machine read, and mark which standing corrections were not fit for it, with the reason.

        Nothing is kept of the machine's reading where no correction of the report stands.
        """
        ...
