"""Whose words an outlet carries, and who carries its."""

from pathlib import Path

from onrecord.desk import Desk, reprints_between
from tests.desk.test_tracing import STORY, put, take


def test_what_went_from_one_outlet_to_another(desk: Desk, tmp_path: Path) -> None:
    take(
        desk,
        put(
            tmp_path,
            wire=f"Harbour stays open\n\n3 March 2026\n\nCoast News Agency\n\n{STORY}",
            copy=f"Winter in the harbour\n\n4 March 2026\n\n{STORY}\n\nSource: Coast News Agency",
        ),
    )
    wire, copy = (desk.store.find_report(f"{name}.txt") for name in ("wire", "copy"))
    (pair,) = desk.store.traces.of([wire])
    (seen,) = reprints_between(desk, "The Ledger", [wire])
    assert (seen.given, seen.taken, seen.shared) == ((1, 0, 0) if pair.origin == wire else (0, 0, 1))
    assert seen.examples == ((wire, copy),)
    (other,) = reprints_between(desk, "The Ledger", [copy])
    assert (other.taken, other.given + other.shared) == ((1, 0) if pair.origin == wire else (0, 1))
    assert reprints_between(desk, "The Ledger", [wire, copy]) == []
