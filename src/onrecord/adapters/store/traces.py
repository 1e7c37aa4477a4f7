"""Which reports carry each other's words: `ports.Traces` on both databases."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

import numpy as np
import sqlalchemy as sa

from onrecord.adapters.store import fingerprints, places
from onrecord.adapters.store.batches import batches
from onrecord.adapters.store.fingerprints import SqlFingerprints
from onrecord.adapters.store.queries import CREDIT
from onrecord.adapters.store.rows import as_broken, credit_from, report_from
from onrecord.adapters.store.session import Session
from onrecord.adapters.store.tables import (
    captures,
    editions,
    feed_credits,
    report_texts,
    reports,
    reprints,
    sightings,
    traced,
)
from onrecord.errors import NotFound
from onrecord.model import Passage, Report, Reprint, Span
from onrecord.ports import Carrying

#: Rows read at a time while all of a table goes by.
_PAGE = 1_000


class SqlTraces:
    """Return the traces kept in an open desk."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._index = SqlFingerprints(session)

    @property
    def index(self) -> SqlFingerprints:
        """Return the fingerprints of the reports traced so far."""
        return self._index

    def number(self, report_id: str) -> int:
        """Return the number by which the index knows a report; see `ports.Traces.number`."""
        with self._session.reads() as connection:
            return _numbers(connection, [report_id])[report_id]

    def mark(self, number: int) -> None:
        """Mark a report as traced: one that has no fingerprints, too."""
        connection = self._session.writer()
        if connection.scalar(sa.select(traced.c.report_n).where(traced.c.report_n == number)) is None:
            fingerprints.insert(connection, number, np.zeros(0, dtype=np.uint32))

    def ids(self, numbers: Iterable[int]) -> dict[int, str]:
        """Return the ids of reports by their numbers."""
        wanted = sorted(set(numbers))
        found: dict[int, str] = {}
        with self._session.reads() as connection:
            for lot in batches(wanted):
                query = sa.select(reports.c.n, reports.c.id)
                rows = connection.execute(query.where(reports.c.n.in_(lot)))
                found |= {row.n: row.id for row in rows}
        return found

    def known_as(self, number: int) -> tuple[str, str]:
        """Return the id of a report and the hash of its text, by its number; see `ports.Traces.known_as`."""
        query = (
            sa.select(reports.c.id, report_texts.c.text_sha256)
            .join(report_texts, report_texts.c.report_n == reports.c.n)
            .where(reports.c.n == number)
        )
        with self._session.reads() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise NotFound("there is no report with this number", subject=f"report number {number}")
        return row.id, row.text_sha256

    def report(self, number: int) -> Report:
        """Return a report by its number; see `ports.Traces.report`."""
        subject = f"report number {number}"
        with as_broken(subject), self._session.reads() as connection:
            row = connection.execute(_by_number(number)).one_or_none()
            if row is None:
                raise NotFound("there is no report with this number", subject=subject)
            return report_from(row)

    def put(self, found: Iterable[Reprint]) -> None:
        """Keep reprints; see `ports.Traces.put`."""
        new = list(found)
        if not new:
            return
        connection = self._session.writer()
        numbers = _numbers(connection, {id_ for one in new for id_ in (one.a, one.b)})
        for one in new:
            values = _values(one, numbers)
            pair = (reprints.c.a_n == values["a_n"], reprints.c.b_n == values["b_n"])
            connection.execute(reprints.delete().where(*pair))
            connection.execute(reprints.insert(), values)
        places.renew_carried(connection, numbers.values())

    def of(self, report_ids: Iterable[str]) -> list[Reprint]:
        """Return all reprints of which one of these reports is a part, the surest first."""
        wanted = sorted(set(report_ids))
        found: dict[tuple[int, int], Reprint] = {}
        with self._session.reads() as connection:
            for lot in batches(wanted):
                batch = sa.select(reports.c.n).where(reports.c.id.in_(lot))
                numbers = list(connection.scalars(batch))
                # Asked for by each side in turn: either has an index, an OR of the two none.
                for query in _PAIRS:
                    for row in connection.execute(query, {"numbers": numbers}):
                        found[row.a_n, row.b_n] = _reprint(row)
        return sorted(found.values(), key=lambda one: (-one.confidence, one.a, one.b))

    def reports(self, report_ids: Iterable[str]) -> dict[str, Carrying]:
        """Return what tells reports apart in a picture of them, by id."""
        wanted = sorted(set(report_ids))
        found: dict[str, Carrying] = {}
        with self._session.reads() as connection:
            for lot in batches(wanted):
                rows = connection.execute(_CARRYING, {"ids": lot})
                found |= {row.id: _carrying_from(row) for row in rows}
        return found

    def with_credits(self, numbers: Iterable[int]) -> set[int]:
        """Return which of these reports were found by a feed that names somebody as their source."""
        found: set[int] = set()
        with self._session.reads() as connection:
            for lot in batches(sorted(set(numbers))):
                query = sa.select(feed_credits.c.capture_n).where(feed_credits.c.capture_n.in_(lot))
                found.update(connection.scalars(query))
        return found

    def forget(self, report_id: str) -> None:
        """Forget the fingerprints and reprints of a report."""
        connection = self._session.writer()
        delete_traces(connection, _numbers(connection, [report_id])[report_id])

    def untraced(self) -> Iterator[str]:
        """Yield the ids of reports that were never traced, oldest first, a page at a time."""
        last = 0
        while True:
            query = sa.select(reports.c.n, reports.c.id).where(
                reports.c.n > last, ~sa.exists().where(traced.c.report_n == reports.c.n)
            )
            with self._session.reads() as connection:
                page = connection.execute(query.order_by(reports.c.n).limit(_PAGE)).all()
            for row in page:
                yield row.id
            if len(page) < _PAGE:
                return
            last = page[-1].n


def delete_traces(connection: sa.Connection, n: int) -> None:
    """Delete the fingerprints and reprints of report `n`, where it has any."""
    fingerprints.delete(connection, n)
    beside: set[int] = set()
    for side, other in ((reprints.c.a_n, reprints.c.b_n), (reprints.c.b_n, reprints.c.a_n)):
        beside.update(connection.scalars(sa.select(other).where(side == n)))
        connection.execute(reprints.delete().where(side == n))
    if beside:
        places.renew_carried(connection, [*beside, n])


def _numbers(connection: sa.Connection, ids: Iterable[str]) -> dict[str, int]:
    """Return the numbers of reports.

    Raises:
        NotFound: One is not kept.
    """
    wanted = sorted(set(ids))
    found: dict[str, int] = {}
    for lot in batches(wanted):
        query = sa.select(reports.c.id, reports.c.n)
        rows = connection.execute(query.where(reports.c.id.in_(lot)))
        found |= {row.id: row.n for row in rows}
    for id_ in wanted:
        if id_ not in found:
            raise NotFound("there is no report with this id", subject=id_)
    return found


def _values(one: Reprint, numbers: Mapping[str, int]) -> dict[str, Any]:
    """Return a reprint as values of `reprints`, the report of the lower number as `a`."""
    a, b, shares = numbers[one.a], numbers[one.b], (one.share_a, one.share_b)
    passages = [(p.a.start, p.a.end, p.b.start, p.b.end) for p in one.passages]
    if a > b:
        a, b, shares = b, a, (one.share_b, one.share_a)
        passages = sorted((p.b.start, p.b.end, p.a.start, p.a.end) for p in one.passages)
    return {
        "a_n": a,
        "b_n": b,
        "share_a": shares[0],
        "share_b": shares[1],
        "origin_n": numbers[one.origin] if one.origin is not None else None,
        "confidence": one.confidence,
        "passages": passages,
        "because": one.because,
        "made_by": one.made_by,
    }


def _reprint(row: Any) -> Reprint:
    return Reprint(
        a=row.a_id,
        b=row.b_id,
        share_a=row.share_a,
        share_b=row.share_b,
        origin=row.origin_id,
        confidence=row.confidence,
        passages=tuple(Passage(Span(a, b), Span(c, d)) for a, b, c, d in row.passages),
        because=row.because,
        made_by=row.made_by,
    )


def _by_number(number: int) -> sa.Select[Any]:
    return (
        sa.select(reports, report_texts, captures.c.sha256)
        .join(report_texts, report_texts.c.report_n == reports.c.n)
        .join(captures, captures.c.n == reports.c.n)
        .where(reports.c.n == number)
    )


def _pairs(side: "sa.Column[int]") -> sa.Select[Any]:
    a, b, origin = (reports.alias(name) for name in ("a", "b", "origin"))
    return (
        sa.select(reprints, a.c.id.label("a_id"), b.c.id.label("b_id"), origin.c.id.label("origin_id"))
        .join(a, a.c.n == reprints.c.a_n)
        .join(b, b.c.n == reprints.c.b_n)
        .outerjoin(origin, origin.c.n == reprints.c.origin_n)
        .where(side.in_(sa.bindparam("numbers", expanding=True)))
    )


def _carrying() -> sa.Select[Any]:
    first = (
        sa.select(sa.func.min(sightings.c.first_seen))
        .where(sightings.c.report_n == reports.c.n)
        .scalar_subquery()
        .label("seen_at")
    )
    return (
        sa.select(
            reports,
            captures.c.address,
            captures.c.fetched_at,
            first,
            editions.c.place,
            editions.c.is_latest,
            *CREDIT,
        )
        .join(captures, captures.c.n == reports.c.n)
        .outerjoin(feed_credits, feed_credits.c.capture_n == reports.c.n)
        .join(editions, editions.c.report_n == reports.c.n)
        .where(reports.c.id.in_(sa.bindparam("ids", expanding=True)))
    )


# Written once: to put such queries together takes as long as to answer them.
_PAIRS = (_pairs(reprints.c.a_n), _pairs(reprints.c.b_n))
_CARRYING = _carrying()


def _carrying_from(row: Any) -> Carrying:
    seen: datetime | None = row.seen_at
    return Carrying(
        id=row.id,
        name=row.name,
        title=row.title,
        outlet=row.outlet,
        published=row.published,
        seen_at=min(seen, row.fetched_at) if seen else row.fetched_at,
        address=row.address,
        reprint_of=row.reprint_of,
        place=bytes(row.place).hex(),
        is_latest=row.is_latest,
        credit=credit_from(row),
    )
