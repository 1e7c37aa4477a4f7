"""The editions of a report, and what changed from each to the next."""

from collections.abc import Iterator
from itertools import pairwise

from onrecord.desk.desk import Desk
from onrecord.errors import NotFound
from onrecord.model import Comparison, Edition, Reading
from onrecord.stages.compare import compare_readings


def list_editions(desk: Desk, key: str) -> list[Edition]:
    """Return the editions of the report that `key` names, first seen first; errors as of `Store.find_report`."""
    return desk.store.editions.of(desk.store.find_report(key))


def find_edition(desk: Desk, key: str, number: int | None) -> str:
    """Return the id of an edition of the report that `key` names: that number, or the one `key` means for None.

    Raises:
        NotFound: No such report, or it has no such edition.
        BadRequest: Several are called that.
    """
    report = desk.store.find_report(key)
    if number is None:
        return report
    editions = desk.store.editions.of(report)
    for edition in editions:
        if edition.number == number:
            return edition.report
    numbers = ", ".join(str(edition.number) for edition in editions)
    raise NotFound(f"has no edition {number}; it has {numbers}", subject=key)


def compare_editions(
    desk: Desk, editions: list[Edition]
) -> Iterator[tuple[tuple[Edition, Reading], tuple[Edition, Reading], Comparison]]:
    """Yield each two consecutive editions with their readings, and what changed; two readings are held at a time."""
    for one, other in pairwise(editions):
        before, after = desk.store.reading(one.report), desk.store.reading(other.report)
        yield (one, before), (other, after), compare_readings(before, after)
