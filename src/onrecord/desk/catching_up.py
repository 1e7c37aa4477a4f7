"""Doing what is done with each report that is added for those that a desk kept before it was done."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from onrecord.desk.desk import Desk
from onrecord.errors import EvidenceBroken, OnRecordError
from onrecord.model import Reading

Result = TypeVar("Result")


def catch_up(
    desk: Desk, reports: Iterable[str], work: Callable[[Desk, Reading], Result]
) -> Iterator[tuple[str, Result | OnRecordError]]:
    """Yield the name of each report with what `work` came to; one whose stored text was changed is told, and passed.

    Each in a transaction of its own: stopped at any point, the next run goes on from there.

    Args:
        desk: The desk.
        reports: Ids of those for which it was never done, in the order wanted.
        work: Does it for one reading, in the transaction.

    Raises:
        StoreError: The desk cannot be written.
    """
    for report in reports:
        try:
            reading = desk.store.reading(report)
            with desk.store.writing():
                result = work(desk, reading)
        except EvidenceBroken as error:
            yield report, error
        else:
            yield reading.report.name, result
