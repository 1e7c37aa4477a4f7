from dataclasses import replace
from pathlib import Path

from onrecord.desk import Desk, Reread, Unchanged, add, plan_leads, reread
from onrecord.errors import OnRecordError, PageUnreadable
from onrecord.model import Capture, Reading


class Refusing:
    """Return a reader that can no longer read some reports."""

    def __init__(self, desk: Desk) -> None:
        self._read = desk.read

    def __call__(self, capture: Capture, body: bytes, *, name: str) -> Reading:
        if b"June" in body:
            raise PageUnreadable("this reader knows no June", subject=name)
        return self._read(capture, body, name=name)


def filled(desk: Desk, reports: Path) -> Desk:
    list(add(desk, plan_leads(desk.fetcher, [str(reports)])))
    return desk


def test_report_that_reads_the_same_is_left_alone(desk: Desk, reports: Path) -> None:
    assert [result for _, result in reread(filled(desk, reports))] == [Unchanged(), Unchanged()]


def test_report_that_reads_otherwise_is_replaced_under_its_name(desk: Desk, reports: Path) -> None:
    filled(desk, reports)

    def fewer(capture: Capture, body: bytes, *, name: str) -> Reading:
        reading = desk.read(capture, body, name=name)
        return replace(reading, statements=reading.statements[:1])

    results = dict(reread(replace(desk, read=fewer)))
    assert results == {f"{reports}/a.txt": Reread(2, 1), f"{reports}/more/b.txt": Reread(2, 1)}
    assert desk.store.counts()["statements"] == 2


def test_report_that_can_no_longer_be_read_keeps_its_old_reading(desk: Desk, reports: Path) -> None:
    filled(desk, reports)
    results = [result for _, result in reread(replace(desk, read=Refusing(desk)))]
    assert sorted(type(result).__name__ for result in results) == ["PageUnreadable", "Unchanged"]
    assert any(isinstance(result, OnRecordError) for result in results)
    assert desk.store.counts()["statements"] == 4
