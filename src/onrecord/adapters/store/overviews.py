"""What came in, who spoke, and when: from what was counted, or from the newest of a period."""

from collections import Counter
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from onrecord.adapters.store.asking import members_of
from onrecord.adapters.store.batches import batches
from onrecord.adapters.store.counts import Scale, stretches
from onrecord.adapters.store.facets import counted, named_clusters
from onrecord.adapters.store.search import Sought, WordIndex
from onrecord.adapters.store.tables import captures, editions, known, report_texts, reports, ties
from onrecord.adapters.store.tables_finding import (
    PLACE_BITS,
    known_clusters,
    known_counts,
    report_places,
    statement_places,
)
from onrecord.ports import Carried, Count, Step, Stretch, Timeline, Today, Total

#: Reports of a period that are counted, the newest.
_REPORTS = 500
#: Questions that are counted.
_QUESTIONS = 1_000
#: Statements of a query that are counted over time, the newest.
_MATCHES = 10_000
#: Of each stretch of a period, those who speak most; who is not among them in any is not among the first in all.
_SPEAKERS = 100
#: Shorter periods are counted by their days.
_DAYS = 366


#: Who speaks most in one stretch; written once, for it is asked of many.
_FIRST = (
    sa.select(known_counts.c.known_n, known_counts.c.said)
    .where(
        known_counts.c.scale == sa.bindparam("of_scale"),
        known_counts.c.start == sa.bindparam("from_start"),
        known_counts.c.said > 0,
    )
    .order_by(known_counts.c.said.desc())
    .limit(_SPEAKERS)
    .subquery()
)
_MOST = sa.select(known.c.cluster_n, _FIRST.c.said).join(known, known.c.n == _FIRST.c.known_n)


def today(connection: sa.Connection, since: datetime, until: datetime, limit: int) -> Today:
    """Return what came in from `since` on and before `until`."""
    newest = (
        sa.select(captures.c.n, captures.c.fetched_at)
        .join(reports, reports.c.n == captures.c.n)
        .where(captures.c.fetched_at >= since, captures.c.fetched_at < until)
        .order_by(captures.c.fetched_at.desc(), captures.c.n.desc())
        .limit(_REPORTS + 1)
        .subquery()
    )
    query = (
        sa.select(
            reports.c.n,
            reports.c.id,
            sa.type_coerce(reports.c.outlet, sa.Text).label("outlet"),
            sa.type_coerce(reports.c.language, sa.Text).label("language"),
            report_texts.c.topics,
            report_places.c.carried,
            editions.c.number,
        )
        .select_from(newest)
        .join(reports, reports.c.n == newest.c.n)
        .join(report_texts, report_texts.c.report_n == reports.c.n)
        .join(report_places, report_places.c.report_n == reports.c.n)
        .outerjoin(editions, editions.c.report_n == reports.c.n)
        .order_by(newest.c.fetched_at.desc(), newest.c.n.desc())
    )
    every = connection.execute(query).all()
    rows = every[:_REPORTS]
    said, speakers = _spoken(connection, [row.n for row in rows])
    return Today(
        reports=len(rows),
        is_all=len(every) <= _REPORTS,
        statements=said,
        outlets=counted((row.outlet for row in rows), limit),
        topics=counted((topic for row in rows for topic in row.topics), limit),
        languages=counted((row.language for row in rows), limit),
        speakers=named_clusters(connection, speakers, limit),
        copied=sum(row.carried == Carried.COPIED for row in rows),
        changed=sum(row.number is not None and row.number > 1 for row in rows),
        questions=_questions(connection),
        newest=tuple(row.id for row in rows[:limit]),
    )


def speakers(
    connection: sa.Connection, since: date | None, until: date | None, limit: int
) -> tuple[Count, ...]:
    """Return the clusters that speak most often in a period."""
    if since is None and until is None:
        query = (
            sa.select(known.c.id, known_clusters.c.name, known_clusters.c.statements)
            .join(known, known.c.n == known_clusters.c.cluster_n)
            .order_by(known_clusters.c.statements.desc(), known_clusters.c.cluster_n)
            .limit(limit)
        )
        return tuple(Count(*row) for row in connection.execute(query))
    times: Counter[int | None] = Counter()
    for scale, start in stretches(connection, since, until):
        for row in connection.execute(_MOST, {"of_scale": int(scale), "from_start": start}):
            times[row.cluster_n] += row.said
    return named_clusters(connection, times, limit)


def timeline(
    connection: sa.Connection, ids: Collection[str], step: Step, since: date | None, until: date | None
) -> Timeline:
    """Return how much some said over time, and how much was said of them."""
    is_by_month = step is Step.MONTH and all(
        day is None or day.day == 1 for day in (since, _day_after(until))
    )
    row = known_counts.c
    times: dict[int, list[int]] = {}
    for lot in batches(members_of(connection, ids)):
        query = (
            sa.select(row.start, sa.func.sum(row.said), sa.func.sum(row.said_of))
            .where(
                row.known_n.in_(lot),
                row.scale == int(Scale.MONTH if is_by_month else Scale.DAY),
                row.start >= (since.toordinal() if since else 1),
            )
            .group_by(row.start)
        )
        if until is not None:
            query = query.where(row.start <= until.toordinal())
        for start, said, said_of in connection.execute(query):
            both = times.setdefault(_start(step, start), [0, 0])
            both[0] += int(said)
            both[1] += int(said_of)
    found = tuple(
        Stretch(date.fromordinal(start), said, said_of) for start, (said, said_of) in sorted(times.items())
    )
    return Timeline(step, found, sum(one.said + one.said_of for one in found), is_all=True)


def timeline_of(connection: sa.Connection, index: WordIndex, sought: Sought | None, step: Step) -> Timeline:
    """Return how many of what is sought there were over time."""
    if sought is None:
        return Timeline(step, (), 0, is_all=True)
    found = index.places(sought, _MATCHES + 1).subquery()
    # Written out: PostgreSQL shifts by an INTEGER only, and is told the type of what is bound.
    bits: sa.ColumnElement[int] = sa.literal_column(str(PLACE_BITS))
    day = found.c.place.op(">>", return_type=sa.BigInteger())(bits).label("day")
    times: Counter[int] = Counter()
    matched = 0
    for start, count in connection.execute(sa.select(day, sa.func.count()).group_by(day)):
        matched += count
        if start:
            times[_start(step, start)] += count
    return Timeline(
        step,
        tuple(Stretch(date.fromordinal(start), count, 0) for start, count in sorted(times.items())),
        sum(times.values()),
        is_all=matched <= _MATCHES,
    )


def outlets(connection: sa.Connection, limit: int) -> tuple[Count, ...]:
    """Return the outlets of reports, those with most first."""
    # Each is counted in its index; a name is read once, of the report added first.
    times = (
        sa.select(sa.func.min(reports.c.n).label("first"), sa.func.count().label("held"))
        .where(reports.c.outlet_key.is_not(None))
        .group_by(reports.c.outlet_key)
        .subquery()
    )
    query = (
        sa.select(reports.c.outlet, times.c.held)
        .join(times, times.c.first == reports.c.n)
        .order_by(times.c.held.desc(), reports.c.n)
        .limit(limit)
    )
    return tuple(Count(outlet, outlet, held) for outlet, held in connection.execute(query))


def _spoken(connection: sa.Connection, numbers: list[int]) -> tuple[int, "Counter[int | None]"]:
    """Return how many acts of saying stand in reports, and how many of each cluster."""
    times: Counter[int | None] = Counter()
    row = statement_places.c
    for lot in batches(numbers):
        query = (
            sa.select(known.c.cluster_n, sa.func.count())
            .select_from(statement_places)
            .outerjoin(known, known.c.n == row.speaker_n)
            .where(row.report_n.in_(lot), row.is_counted)
            .group_by(known.c.cluster_n)
        )
        for cluster_n, count in connection.execute(query):
            times[cluster_n] += count
    return sum(times.values()), times


def _questions(connection: sa.Connection) -> Total:
    query = sa.select(sa.literal(1)).select_from(ties)
    waiting = query.where(sa.text("ties.settles IS NOT NULL AND ties.known_n < ties.other_n"))
    count: Any = connection.scalar(
        sa.select(sa.func.count()).select_from(waiting.limit(_QUESTIONS + 1).subquery())
    )
    return Total(min(count, _QUESTIONS), is_exact=count <= _QUESTIONS)


def _start(step: Step, day: int) -> int:
    """Return the first day of the stretch that a day is in; day 1 was a Monday."""
    if step is Step.DAY:
        return day
    if step is Step.WEEK:
        return max(1, day - (day - 1) % 7)
    return date.fromordinal(day).replace(day=1).toordinal()


def _day_after(day: date | None) -> date | None:
    return None if day is None or day == date.max else date.fromordinal(day.toordinal() + 1)
