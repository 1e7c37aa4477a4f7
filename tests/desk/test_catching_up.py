from onrecord.desk import Desk
from onrecord.desk.catching_up import catch_up
from onrecord.errors import EvidenceBroken
from onrecord.model import Reading
from tests.desk.test_filing import keep, read


def two(desk: Desk) -> tuple[Reading, Reading]:
    first, second = (read(f"{name} said: “No.”", name) for name in ("Tomas Okoro", "Ada Lindqvist"))
    return keep(desk, first, filed=False), keep(desk, second, filed=False)


def text_of(desk: Desk, reading: Reading) -> str:
    assert desk.store.counts()["reports"] == 2
    return reading.report.text


def test_work_is_done_for_each_report_under_its_name_in_the_order_wanted(desk: Desk) -> None:
    first, second = two(desk)
    done = list(catch_up(desk, [second.report.id, first.report.id], text_of))
    assert done == [(one.report.name, one.report.text) for one in (second, first)]
    assert list(catch_up(desk, [], text_of)) == []


def test_report_that_no_longer_fits_its_text_is_told_and_the_rest_goes_on(desk: Desk) -> None:
    first, second = two(desk)

    def work(desk: Desk, reading: Reading) -> str:
        if reading == first:
            raise EvidenceBroken("a stored span lies outside the report's text", subject=reading.report.name)
        return text_of(desk, reading)

    (name, error), worked = catch_up(desk, [first.report.id, second.report.id], work)
    assert name == first.report.id
    assert isinstance(error, EvidenceBroken)
    assert worked == (second.report.name, second.report.text)
