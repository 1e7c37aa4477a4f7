"""Statements for a spreadsheet: CSV whose cells are never formulas."""

import csv
import io
from collections.abc import Iterable
from datetime import date

from onrecord.ports import StatementHit
from onrecord.serve.formats.visible import joined
from onrecord.text.timecodes import format_timecode

COLUMNS = (
    "report", "title", "outlet", "published", "speaker", "speaker_type", "kind", "act", "words", "said_on",
    "venue", "addressee", "about", "chain", "start_char", "end_char", "confidence", "id", "capture",
    "timecode",
)  # fmt: skip
#: Excel, Calc and Sheets take a cell that begins so as a formula (OWASP, "CSV injection").
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_BETWEEN = "; "


def sheet_head() -> str:
    """Return the line of column names."""
    return sheet_row(COLUMNS)


def sheet_line(hit: StatementHit) -> str:
    """Return one statement's line, cells that would be formulas led by an apostrophe."""
    said = hit.statement
    return sheet_row(
        (
            hit.report_name,
            hit.title or "",
            hit.outlet or "",
            _day(hit.published),
            (said.speaker.name or "") if said.speaker else "",
            str(said.speaker.type) if said.speaker else "",
            str(said.kind),
            str(said.act),
            joined(hit.words),
            _day(said.said_on),
            said.venue or "",
            said.addressee.name if said.addressee else "",
            _BETWEEN.join(one.name for one in said.about),
            _BETWEEN.join(f"{link.name or 'unnamed'} ({link.role})" for link in said.chain),
            str(said.content[0].start),
            str(said.content[-1].end),
            f"{said.confidence:.2f}",
            said.id,
            hit.capture,
            " – ".join(format_timecode(seconds) for seconds in said.time) if said.time else "",
        )
    )


def defused(cell: str) -> str:
    """Return `cell` so that no spreadsheet computes it.

    >>> defused("=1+1"), defused("a=1")
    ("'=1+1", 'a=1')
    """
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell


def sheet_row(cells: Iterable[str]) -> str:
    """Return one line of a sheet, cells that would be formulas led by an apostrophe."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow([defused(cell) for cell in cells])
    return out.getvalue()


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
