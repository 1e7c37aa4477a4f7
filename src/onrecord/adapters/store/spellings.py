"""How known identities are written: which outlets spell a name so, and in which reports."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import sqlalchemy as sa

from onrecord.adapters.store.batches import batches
from onrecord.adapters.store.newest import filed_with
from onrecord.adapters.store.tables import filings, identities, known, known_names, reports
from onrecord.model import Name, Spelling


@dataclass(slots=True)
class _Written:
    """Return what is known of one spelling so far."""

    name: Name
    listed: bool = False
    reports: set[int] = field(default_factory=set)
    outlets: Counter[str | None] = field(default_factory=Counter)
    newest: tuple[int, int, str, str] | None = None


def spellings(connection: sa.Connection, ids: Iterable[str], *, newest: int | None = None) -> list[Spelling]:
    """Return every spelling of known identities taken as one, by script and language, those of most reports first."""
    found: dict[str, _Written] = {}
    wanted = sorted(set(ids))
    for batch in batches(wanted):
        for row in connection.execute(_listed(batch)):
            written = found.setdefault(row.text, _Written(Name(row.text, row.script, row.language)))
            written.listed = written.listed or row.listed
            if written.name.language is None and row.language is not None:
                written.name = Name(row.text, row.script, row.language)
    for filed in filed_with(connection, wanted, newest=newest):
        for row in connection.execute(_borne(filed)):
            for name in row.names:
                _count(found.setdefault(name[0], _Written(Name(*name))), row)
    sizes = Counter[str]()
    for written in found.values():
        sizes[written.name.script] += len(written.reports)
    ranked = sorted(
        found.values(),
        key=lambda one: (
            -sizes[one.name.script],
            one.name.script,
            one.name.language or "",
            -len(one.reports),
            one.name.text,
        ),
    )
    return [
        Spelling(
            one.name,
            one.listed,
            len(one.reports),
            tuple(one.outlets.most_common()),
            one.newest[2:] if one.newest else None,
        )
        for one in ranked
    ]


def _count(written: _Written, row: "sa.Row[tuple[object, ...]]") -> None:
    if row.report_n in written.reports:
        return
    written.reports.add(row.report_n)
    written.outlets[row.outlet] += 1
    place = (row.day, row.report_n, row.report, row.name)
    if written.newest is None or place > written.newest:
        written.newest = place


def _listed(ids: list[str]) -> sa.Select[tuple[object, ...]]:
    return (
        sa.select(known_names)
        .join(known, known.c.n == known_names.c.known_n)
        .where(known.c.id.in_(ids))
        .order_by(known_names.c.n)
    )


def _borne(filed: sa.ColumnElement[bool]) -> sa.Select[tuple[object, ...]]:
    return (
        sa.select(
            identities.c.report_n,
            identities.c.names,
            reports.c.id.label("report"),
            reports.c.name,
            reports.c.outlet,
            reports.c.day,
        )
        .join(
            filings,
            sa.and_(filings.c.report_n == identities.c.report_n, filings.c.position == identities.c.position),
        )
        .join(known, known.c.n == filings.c.known_n)
        .join(reports, reports.c.n == identities.c.report_n)
        .where(filed)
        .order_by(identities.c.report_n)
    )
