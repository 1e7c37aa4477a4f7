"""The order in which the lines of a sheet are read: columns one after the other, what spans them between."""

from collections.abc import Sequence
from statistics import fmean

from onrecord.stages.read.documents.pdf_lines import Line, join_cells

#: Fewer lines than this beside each other are no columns.
_FEWEST_LINES = 3
#: Cells of a table hold one or two words; the narrowest columns of a newspaper four.
_COLUMN_WORDS = 3.0
_EDGE_POINTS = 2.0
_SAME_BASE = 0.35
#: Sheets with more lines than these are no text for people; they are read from top to bottom.
_MOST_LINES = 3_000
_MOST_EDGES = 40
_DEEPEST = 8
#: So many lines may span two columns for each that does not: titles, pictures, tables.
_SPANNING_SHARE = 0.5


def order_lines(lines: Sequence[Line], *, from_right: bool) -> list[list[Line]]:
    """Return the lines as columns in reading order, each from top to bottom.

    Args:
        lines: Of one sheet, as `make_lines` gives them.
        from_right: Whether the column on the right is read first.
    """
    if len(lines) > _MOST_LINES:
        return [_rows(lines)]
    return [column for column in _ordered(list(lines), from_right=from_right, depth=0) if column]


def _ordered(lines: list[Line], *, from_right: bool, depth: int) -> list[list[Line]]:
    gutter = _find_gutter(lines) if depth < _DEEPEST else None
    if gutter is None:
        return [_rows(lines)]
    ordered: list[list[Line]] = []
    band: list[Line] = []
    for line in sorted(lines, key=lambda one: one.base):
        if _spans(line, gutter):
            ordered += _band(band, gutter, from_right=from_right, depth=depth)
            band = []
            if ordered and ordered[-1] and _spans(ordered[-1][0], gutter):
                ordered[-1].append(line)
            else:
                ordered.append([line])
        else:
            band.append(line)
    return ordered + _band(band, gutter, from_right=from_right, depth=depth)


def _band(band: list[Line], gutter: float, *, from_right: bool, depth: int) -> list[list[Line]]:
    """Return what stands between two lines that span the columns, one side after the other."""
    left = [line for line in band if line.right <= gutter + _EDGE_POINTS]
    right = [line for line in band if line.right > gutter + _EDGE_POINTS]
    if not (left and right):
        return _ordered(band, from_right=from_right, depth=depth + 1) if band else []
    if min(len(left), len(right)) == 1 and max(len(left), len(right)) < _FEWEST_LINES:
        return [_rows(band)]
    sides = (right, left) if from_right else (left, right)
    return [column for side in sides for column in _ordered(side, from_right=from_right, depth=depth + 1)]


def _spans(line: Line, gutter: float) -> bool:
    return line.left < gutter - _EDGE_POINTS and line.right > gutter + _EDGE_POINTS


def _find_gutter(lines: Sequence[Line]) -> float | None:
    """Return where one column ends and the next begins, or None where there is one column only."""
    best: tuple[float, float, float] | None = None
    for x in _edges(lines):
        left = [line for line in lines if line.right <= x + _EDGE_POINTS]
        right = [line for line in lines if line.left >= x - _EDGE_POINTS]
        if not (_is_column(left, right) and _is_column(right, left)):
            continue
        spanning = len(lines) - len(left) - len(right)
        if spanning > _SPANNING_SHARE * (len(left) + len(right)):
            continue
        gap = min(line.left for line in right) - max(line.right for line in left)
        found = (float(-spanning), gap, x)
        best = max(best, found) if best else found
    return best[2] if best else None


def _edges(lines: Sequence[Line]) -> list[float]:
    """Return where enough lines begin or end for a column to begin or end there, the commonest first."""
    counts: dict[tuple[str, int], int] = {}
    for line in lines:
        for side, x in (("left", line.left), ("right", line.right)):
            key = (side, round(x / _EDGE_POINTS))
            counts[key] = counts.get(key, 0) + 1
    often = sorted((key for key, n in counts.items() if n >= _FEWEST_LINES), key=lambda key: -counts[key])
    shift = {"left": -1.0, "right": 1.0}
    return [place * _EDGE_POINTS + shift[side] for side, place in often[:_MOST_EDGES]]


def _is_column(lines: Sequence[Line], others: Sequence[Line]) -> bool:
    """Return whether lines are a column beside others: enough of them, of several words, at the same height."""
    if len(lines) < _FEWEST_LINES or len(others) < _FEWEST_LINES:
        return False
    top, bottom = min(line.base for line in others), max(line.base for line in others)
    beside = [line for line in lines if top - line.size <= line.base <= bottom + line.size]
    return len(beside) >= _FEWEST_LINES and fmean(line.words for line in beside) >= _COLUMN_WORDS


def _rows(lines: Sequence[Line]) -> list[Line]:
    """Return lines from top to bottom, those at the same height as one."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda one: (one.base, one.left)):
        before = rows[-1] if rows else None
        if before and abs(line.base - before[0].base) <= _SAME_BASE * min(line.size, before[0].size):
            before.append(line)
        else:
            rows.append([line])
    return [join_cells(row) for row in rows]
