"""What is printed anew on every sheet: running headers and footers, numbers of pages."""

import re
from collections import defaultdict
from collections.abc import Sequence

from onrecord.ports.documents import Sheet
from onrecord.stages.read.documents.pdf_lines import Line
from onrecord.text.fold import fold

#: Headers and footers stand within these shares of the sheet's height, and are the outermost lines.
_MARGIN_SHARE = 0.12
_MOST_ROWS = 4
_ROW_POINTS = 3.0
#: A line that stands on so many sheets at the same height is printed, not written. Books have one header
#: for left pages and one for right ones.
_FEWEST_SHEETS = 2
_SHEET_SHARE = 0.3
_FEWEST_IN_PLACE = 3
_HEIGHT_POINTS = 12.0

_NUMBER = re.compile(
    r"[\W_]*(?:(?:page|p\.|seite|página|pagina|صفحة|עמוד|стр\.?)\s*)?(?:\d{1,4}|[ivxl]{1,7})"
    r"(?:\s*(?:/|of|von|de|sur|из|\|)\s*\d{1,4})?[\W_]*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")


def part_furniture(
    sheets: Sequence[Sheet], lines: Sequence[Sequence[Line]]
) -> tuple[list[list[Line]], list[str]]:
    """Return the lines without those that are printed on every sheet, and these, each once.

    Numbers of pages are left out of both.

    Args:
        sheets: The sheets.
        lines: The lines of each.
    """
    places: dict[tuple[str, bool], list[Line]] = defaultdict(list)
    edges: list[list[Line]] = []
    for sheet, own in zip(sheets, lines, strict=True):
        outer = _outer(sheet, own)
        edges.append(outer)
        for line in outer:
            places[_key(line), line.base < sheet.height / 2].append(line)
    least = max(_FEWEST_SHEETS, round(_SHEET_SHARE * len(sheets)))
    printed = {
        id(line)
        for same in places.values()
        if len({line.sheet for line in same}) >= least and _are_level(same)
        for line in same
    } | _in_place(lines, len(sheets))
    numbers = {id(line) for outer in edges for line in outer if _NUMBER.fullmatch(line.text)}
    shown, gone = printed - numbers, printed | numbers
    once = {_key(line): line.text for own in reversed(lines) for line in own if id(line) in shown}
    kept = [[line for line in own if id(line) not in gone] for own in lines]
    return kept, list(reversed(once.values()))


def _outer(sheet: Sheet, lines: Sequence[Line]) -> list[Line]:
    """Return the outermost lines in the upper and the lower margin."""
    top = sheet.height * _MARGIN_SHARE
    upper = sorted((line for line in lines if line.base <= top), key=lambda line: line.base)
    lower = sorted((line for line in lines if line.base >= sheet.height - top), key=lambda line: -line.base)
    return [*_first_rows(upper), *_first_rows(lower)]


def _first_rows(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of the first rows: a header may be drawn in many pieces."""
    found: list[Line] = []
    bases: list[float] = []
    for line in lines:
        if not any(abs(line.base - base) <= _ROW_POINTS for base in bases):
            if len(bases) == _MOST_ROWS:
                break
            bases.append(line.base)
        found.append(line)
    return found


def _in_place(lines: Sequence[Sequence[Line]], count: int) -> set[int]:
    """Return lines that stand at the very same place on many sheets, wherever that is: beside the text too."""
    places: dict[tuple[str, int, int], list[Line]] = defaultdict(list)
    for own in lines:
        for line in own:
            key = (_key(line), round(line.base / _ROW_POINTS), round(line.left / _ROW_POINTS))
            places[key].append(line)
    least = max(_FEWEST_IN_PLACE, round(_SHEET_SHARE * count))
    return {
        id(line) for same in places.values() if len({line.sheet for line in same}) >= least for line in same
    }


def _key(line: Line) -> str:
    return _DIGITS.sub("#", fold(line.text))


def _are_level(lines: Sequence[Line]) -> bool:
    bases = sorted(line.base for line in lines)
    return bases[-1] - bases[0] <= _HEIGHT_POINTS or (
        # One of them may stand elsewhere, such as on the first sheet.
        bases[-2] - bases[1] <= _HEIGHT_POINTS
        if len(bases) > 3  # noqa: PLR2004 -- so that two are left
        else False
    )
