"""Found reports as lines."""

from datetime import date

from onrecord.ports import Carried, ReportFound, ReportHit, ReportLine
from onrecord.serve.formats.report_sheet import found_object, report_sheet_head, report_sheet_line

FOUND = ReportFound(
    ReportHit(ReportLine("ab", "=1+1.txt", None, "The Ledger", date(2024, 3, 4), 7), "", ()),
    "en",
    ("Fishing", "Harbours"),
    None,
    None,
    Carried.COPIED,
    2,
)


def test_a_line_has_as_many_cells_as_the_head() -> None:
    assert report_sheet_head().count(",") == report_sheet_line(FOUND).count(",")


def test_a_cell_that_would_be_computed_is_made_text() -> None:
    assert report_sheet_line(FOUND) == (
        "'=1+1.txt,,The Ledger,2024-03-04,en,Fishing; Harbours,,,7,copied,2,ab\n"
    )


def test_programs_get_values() -> None:
    assert found_object(FOUND)["topics"] == ["Fishing", "Harbours"]
    assert found_object(FOUND)["title"] is None
