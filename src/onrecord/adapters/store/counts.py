"""How often who speaks, and of whom, by day, month and year: kept in step with the statements."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from onrecord.adapters.store.batches import batches
from onrecord.adapters.store.tables_finding import known_counts, said_of_counts

#: Rows of one batch.
_BATCH = 1_000


class Scale(IntEnum):
    """Return how long the stretches are that are counted."""

    DAY = 0
    MONTH = 1
    YEAR = 2
    ALL = 3


@dataclass(frozen=True, slots=True)
class Said:
    """Return one act of saying: its day, who speaks, and of whom, as numbers of known identities."""

    day: int
    by: int | None
    of: frozenset[int]


def start_of(scale: Scale, day: int) -> int:
    """Return the first day of the stretch of a day, as a day number; 0 where no day is known.

    >>> date.fromordinal(start_of(Scale.MONTH, date(2024, 3, 5).toordinal())).isoformat()
    '2024-03-01'
    """
    if day == 0 or scale is Scale.ALL:
        return 0
    if scale is Scale.DAY:
        return day
    found = date.fromordinal(day).replace(day=1)
    return (found if scale is Scale.MONTH else found.replace(month=1)).toordinal()


def stretches(
    connection: sa.Connection, since: date | None, until: date | None, *, by_day: bool = True
) -> Iterator[tuple[Scale, int]]:
    """Yield whole years and months, and days, that make up a period, as far as anything is counted there.

    Args:
        connection: To read on.
        since: The first day; None for the first of all.
        until: The last.
        by_day: Else the period is made of whole months.
    """
    years = sa.select(sa.func.min(known_counts.c.start), sa.func.max(known_counts.c.start)).where(
        known_counts.c.scale == int(Scale.YEAR), known_counts.c.start > 0
    )
    first, last = connection.execute(years).one()
    if first is None:
        return
    end = _end_of(Scale.YEAR, last)
    end = end if until is None else min(end, until.toordinal())
    day = first if since is None else max(first, since.toordinal())
    while day <= end:
        for scale in (Scale.YEAR, Scale.MONTH, Scale.DAY) if by_day else (Scale.YEAR, Scale.MONTH):
            stop = _end_of(scale, day)
            if start_of(scale, day) == day and (stop <= end or (scale is Scale.MONTH and not by_day)):
                yield scale, day
                day = stop + 1
                break


def month_of(day: date) -> tuple[date, date]:
    """Return the first and the last day of a day's month."""
    return day.replace(day=1), date.fromordinal(_end_of(Scale.MONTH, day.toordinal()))


def _end_of(scale: Scale, day: int) -> int:
    """Return the last day of the stretch of a day."""
    here = date.fromordinal(day)
    if scale is Scale.DAY:
        return day
    if scale is Scale.YEAR or here.month == date.max.month:
        return date(here.year, date.max.month, date.max.day).toordinal()
    return date(here.year, here.month + 1, 1).toordinal() - 1


def add(connection: sa.Connection, said: Iterable[Said], sign: int) -> None:
    """Count acts of saying, or take them back where `sign` is -1."""
    spoken: Counter[tuple[int, int, int]] = Counter()
    told: Counter[tuple[int, int, int]] = Counter()
    edges: Counter[tuple[int, int, int, int]] = Counter()
    for one in said:
        starts = {scale: start_of(scale, one.day) for scale in Scale}
        for scale in (Scale.DAY, Scale.MONTH, Scale.YEAR):
            if one.by is not None:
                spoken[one.by, scale, starts[scale]] += 1
            for of in one.of:
                told[of, scale, starts[scale]] += 1
        if one.by is not None:
            for scale in (Scale.MONTH, Scale.YEAR, Scale.ALL):
                for of in one.of - {one.by}:
                    edges[one.by, scale, starts[scale], of] += 1
    rows = [
        {
            "known_n": known_n,
            "scale": int(scale),
            "start": start,
            "said": sign * spoken[known_n, scale, start],
            "said_of": sign * told[known_n, scale, start],
        }
        for known_n, scale, start in sorted({*spoken, *told})
    ]
    between = [
        {"by_n": by, "scale": int(scale), "start": start, "of_n": of, "times": sign * times}
        for (by, scale, start, of), times in sorted(edges.items())
    ]
    _add(connection, known_counts, rows, ("said", "said_of"))
    _add(connection, said_of_counts, between, ("times",))
    if sign < 0:
        _drop_empty(connection, known_counts, rows, ("said", "said_of"))
        _drop_empty(connection, said_of_counts, between, ("times",))


def _add(
    connection: sa.Connection, table: sa.Table, rows: Sequence[dict[str, int]], counted: Sequence[str]
) -> None:
    dialect: Any = postgresql if connection.dialect.name == "postgresql" else sqlite
    insert = dialect.insert(table)
    upsert = insert.on_conflict_do_update(
        index_elements=[column.name for column in table.primary_key],
        set_={name: table.c[name] + insert.excluded[name] for name in counted},
    )
    for lot in batches(rows, _BATCH):
        connection.execute(upsert, lot)


def _drop_empty(
    connection: sa.Connection, table: sa.Table, rows: Sequence[dict[str, int]], counted: Sequence[str]
) -> None:
    keys = [column.name for column in table.primary_key]
    statement = table.delete().where(
        *(table.c[name] == sa.bindparam(f"which_{name}") for name in keys),
        *(table.c[name] == 0 for name in counted),
    )
    for lot in batches(rows, _BATCH):
        connection.execute(statement, [{f"which_{name}": row[name] for name in keys} for row in lot])
