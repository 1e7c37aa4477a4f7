from pathlib import Path

import pytest

from onrecord.desk import (
    Desk,
    Gravity,
    add,
    list_reports,
    plan_leads,
    plan_removal,
    remove,
    search,
    verify,
)
from onrecord.errors import BadRequest, NotFound
from tests.desk.conftest import DISPATCH
from tests.desk.test_keep import fetched, put


@pytest.fixture
def changed(desk: Desk, tmp_path: Path) -> Desk:
    """Return a desk with one report of two editions and another report."""
    for name, text in (
        ("a.txt", DISPATCH),
        ("a.txt", DISPATCH.replace("June", "July")),
        ("b.txt", DISPATCH.replace("June", "August")),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
        list(add(desk, plan_leads(desk.fetcher, [str(tmp_path / name)])))
    return desk


def whole(desk: Desk) -> bool:
    return not [finding for _, findings in verify(desk) for finding in findings]


def test_all_editions_go_with_their_bytes_and_the_rest_stays(changed: Desk) -> None:
    gone = remove(changed, plan_removal(changed, "a.txt"), by="M. Kern", reason="privacy")
    assert [removal.bytes_gone for removal in gone] == [True, True]
    assert [line.name.rpartition("/")[2] for line in list_reports(changed)] == ["b.txt"]
    assert len(list(changed.evidence.hashes())) == 1
    assert search(changed, "July") == []
    assert whole(changed)


def test_one_edition_goes_and_the_other_is_the_report(changed: Desk) -> None:
    taken = plan_removal(changed, "a.txt", edition=2)
    assert [edition.number for edition in taken] == [2]
    remove(changed, taken, by="M. Kern", reason="privacy")
    assert "June" in changed.store.report(changed.store.find_report("a.txt")).text
    assert whole(changed)


def test_bytes_that_another_capture_has_too_stay_and_that_is_told(changed: Desk, tmp_path: Path) -> None:
    body = (tmp_path / "b.txt").read_bytes()
    record = next(r for r in changed.store.captures() if (r.name or "").endswith("b.txt"))
    page = fetched()
    put(changed, page)
    put(changed, fetched(address="https://elsewhere.example/a"))
    (removal,) = remove(changed, plan_removal(changed, page.address), by="M. Kern", reason="order")
    assert removal.removed.shared_with == ("https://elsewhere.example/a",)
    assert not removal.bytes_gone
    assert whole(changed)
    (other,) = remove(
        changed, plan_removal(changed, "https://elsewhere.example/a"), by="M. Kern", reason="order"
    )
    assert other.bytes_gone
    assert whole(changed)
    assert changed.evidence.get(record.capture.sha256) == body


def test_bytes_left_over_by_a_removal_that_was_cut_short_are_told(changed: Desk, tmp_path: Path) -> None:
    body = (tmp_path / "a.txt").read_bytes()
    remove(changed, plan_removal(changed, "a.txt"), by="M. Kern", reason="privacy")
    changed.evidence.put(body)
    told = [f for _, findings in verify(changed) for f in findings if f.gravity is Gravity.BROKEN]
    assert len(told) == 1
    assert "the bytes are still in the evidence" in told[0].message
    assert "delete that file" in told[0].message


def test_removal_without_who_or_why_is_refused(changed: Desk) -> None:
    for by, reason in (("", "x"), ("x", " ")):
        with pytest.raises(BadRequest, match="both --by and --reason"):
            remove(changed, plan_removal(changed, "a.txt"), by=by, reason=reason)
    with pytest.raises(NotFound):
        plan_removal(changed, "nothing.txt")
    assert whole(changed)
