"""What found statements and reports have in common: counted over the newest matches, in one query."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

import sqlalchemy as sa

from onrecord.adapters.store.batches import batches
from onrecord.adapters.store.columns import unescape
from onrecord.adapters.store.gathered import gathered
from onrecord.adapters.store.places import day_of_place
from onrecord.adapters.store.search import Sought, WordIndex
from onrecord.adapters.store.tables import known, reports
from onrecord.adapters.store.tables_finding import known_clusters, report_places, statement_places
from onrecord.ports import Count, Facets

#: Matches that are counted, the newest: what a page has time for.
COUNTED = 1_000


@dataclass(frozen=True, slots=True)
class Match:
    """Return one match with what is counted of it; texts as they are stored, see `columns.unescape`."""

    place: int
    report_n: int
    kind: str
    act: str
    type: str | None
    cluster_n: int | None
    outlet: str | None
    language: str | None


def matches(
    connection: sa.Connection, index: WordIndex, sought: Sought | None, most: int
) -> tuple[list[Match], bool]:
    """Return the newest matches, and whether they are all."""
    if sought is None:
        return [], True
    places = index.places(sought, most + 1).subquery()
    at = statement_places.c
    query = (
        sa.select(
            at.place,
            at.report_n,
            _plain(at.kind),
            _plain(at.act),
            _plain(at.type),
            known.c.cluster_n,
            _plain(reports.c.outlet),
            _plain(reports.c.language),
        )
        .select_from(places)
        .join(statement_places, at.place == places.c.place)
        .join(reports, reports.c.n == at.report_n)
        .outerjoin(known, known.c.n == at.speaker_n)
    )
    found = [Match(*row) for row in gathered(connection, query)]
    found.sort(key=lambda one: -one.place)
    return found[:most], len(found) <= most


def of_statements(connection: sa.Connection, index: WordIndex, sought: Sought | None, limit: int) -> Facets:
    """Return what the newest statements sought have in common."""
    found, is_all = matches(connection, index, sought, COUNTED)
    return Facets(
        counted=len(found),
        is_all=is_all,
        speakers=named_clusters(connection, Counter(map(attrgetter("cluster_n"), found)), limit),
        outlets=counted(map(attrgetter("outlet"), found), limit),
        kinds=counted(map(attrgetter("kind"), found), limit),
        acts=counted(map(attrgetter("act"), found), limit),
        types=counted(map(attrgetter("type"), found), limit),
        languages=counted(map(attrgetter("language"), found), limit),
        months=months(map(attrgetter("place"), found), limit),
    )


def of_reports(connection: sa.Connection, index: WordIndex, sought: Sought, limit: int) -> Facets:
    """Return what the newest reports sought have in common."""
    places = index.places(sought, COUNTED + 1).subquery()
    query = (
        sa.select(report_places.c.place, _plain(reports.c.outlet), _plain(reports.c.language))
        .select_from(places)
        .join(report_places, report_places.c.place == places.c.place)
        .join(reports, reports.c.n == report_places.c.report_n)
    )
    rows = gathered(connection, query)
    found = sorted(rows, key=lambda row: -row[0])[:COUNTED]
    return Facets(
        counted=len(found),
        is_all=len(rows) <= COUNTED,
        speakers=(),
        outlets=counted((outlet for _, outlet, _ in found), limit),
        kinds=(),
        acts=(),
        types=(),
        languages=counted((language for _, _, language in found), limit),
        months=months((place for place, _, _ in found), limit),
    )


def counted(values: Iterable[str | None], limit: int) -> tuple[Count, ...]:
    """Return the most frequent of stored texts, but for None."""
    times = Counter(values)
    times.pop(None, None)
    told = [(value, count) for value, count in _most(times, limit) if value is not None]
    return tuple(Count(unescape(value), unescape(value), count) for value, count in told)


def months(places: Iterable[int], limit: int) -> tuple[Count, ...]:
    """Return the last months of places, undated ones left out."""
    days = Counter(day for day in map(day_of_place, places) if day)
    times: Counter[str] = Counter()
    for day, count in days.items():
        times[date.fromordinal(day).isoformat()[:7]] += count
    return tuple(Count(month, month, times[month]) for month in sorted(times, reverse=True)[:limit])


def named_clusters(connection: sa.Connection, times: "Counter[int | None]", limit: int) -> tuple[Count, ...]:
    """Return the most frequent clusters, given by their numbers, but for None."""
    most = _most(Counter({n: count for n, count in times.items() if n is not None}), limit)
    named = names_of(connection, [n for n, _ in most])
    return tuple(Count(*named[n], count) for n, count in most if n in named)


def names_of(connection: sa.Connection, clusters: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Return the ids and names of clusters by their numbers."""
    found: dict[int, tuple[str, str]] = {}
    for lot in batches(clusters):
        query = (
            sa.select(known.c.n, known.c.id, known_clusters.c.name)
            .join(known_clusters, known_clusters.c.cluster_n == known.c.n)
            .where(known.c.n.in_(lot))
        )
        found.update({row.n: (row.id, row.name) for row in connection.execute(query)})
    return found


def _most(times: "Counter[Any]", limit: int) -> list[tuple[Any, int]]:
    return sorted(times.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]


def _plain(column: "sa.Column[Any]") -> sa.ColumnElement[Any]:
    """Return a text as it is stored: thousands are counted, of which few are shown."""
    return sa.type_coerce(column, sa.Text)
