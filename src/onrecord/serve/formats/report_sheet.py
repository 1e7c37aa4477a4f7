"""Found reports for a spreadsheet and for programs: one line each."""

from collections.abc import Sequence
from typing import Any

from onrecord.ports import ReportFound
from onrecord.serve.formats.sheet import sheet_row

COLUMNS = (
    "report", "title", "outlet", "published", "language", "topics", "series", "number", "statements", "words",
    "editions", "id",
)  # fmt: skip
_BETWEEN = "; "


def report_sheet_head() -> str:
    """Return the line of column names."""
    return sheet_row(COLUMNS)


def report_sheet_line(found: ReportFound) -> str:
    """Return one report's line, cells that would be formulas led by an apostrophe."""
    told = found_object(found)
    return sheet_row([_cell(told[name]) for name in COLUMNS])


def found_object(found: ReportFound) -> dict[str, Any]:
    """Return a found report as an object; `words` tells how its words stand to those of others."""
    line = found.hit.line
    return {
        "report": line.name,
        "title": line.title,
        "outlet": line.outlet,
        "published": line.published.isoformat() if line.published else None,
        "language": found.language,
        "topics": list(found.topics),
        "series": found.series,
        "number": found.number,
        "statements": line.statements,
        "words": str(found.carried),
        "editions": found.editions,
        "id": line.id,
    }


def _cell(value: str | int | Sequence[str] | None) -> str:
    if value is None:
        return ""
    return str(value) if isinstance(value, (str, int)) else _BETWEEN.join(value)
