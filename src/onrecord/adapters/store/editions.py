"""Which reports are editions of one place, and when each was seen: `ports.Editions` on both databases."""

import hashlib
from datetime import datetime

import sqlalchemy as sa

from onrecord.adapters.store import places
from onrecord.adapters.store.session import Session
from onrecord.adapters.store.tables import captures, editions, report_texts, reports, sightings
from onrecord.errors import NotFound
from onrecord.model import Edition, Sighting

#: What a place of its own is called: no address looks like it.
_ALONE = "capture "


class SqlEditions:
    """Return what is known of editions in an open desk."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def at(self, place: str) -> list[Edition]:
        """Return the editions of a place, first seen first."""
        with self._session.reads() as connection:
            return _listed(connection, editions.c.place == place_digest(place))

    def holding(self, place: str, text_sha256: str) -> tuple[str, int] | None:
        """Return the id and number of the edition of a place that has this text; None where none has."""
        query = (
            sa.select(reports.c.id, editions.c.number)
            .join(reports, reports.c.n == editions.c.report_n)
            .join(report_texts, report_texts.c.report_n == editions.c.report_n)
            .where(editions.c.place == place_digest(place), report_texts.c.text_sha256 == text_sha256)
            # Desks from before editions hold some texts twice: the latest goes on being seen.
            .order_by(editions.c.is_latest.desc(), editions.c.number.desc())
            .limit(1)
        )
        with self._session.reads() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else (row.id, row.number)

    def of(self, report_id: str) -> list[Edition]:
        """Return all editions of the report of which this is one, first seen first."""
        this = sa.select(editions.c.place).join(reports, reports.c.n == editions.c.report_n)
        with self._session.reads() as connection:
            found = _listed(connection, editions.c.place.in_(this.where(reports.c.id == report_id)))
        if not found:
            raise NotFound("there is no report with this id", subject=report_id)
        return found

    def see(self, report_id: str, at: datetime) -> None:
        """Record that the address was seen to hold this edition."""
        connection = self._session.writer()
        n = connection.scalar(sa.select(reports.c.n).where(reports.c.id == report_id))
        if n is None:
            raise NotFound("there is no report with this id", subject=report_id)
        record_sighting(connection, n, at)


def place_digest(place: str) -> bytes:
    """Return 16 bytes that stand for a place, whose name may be of any length."""
    return hashlib.sha256(place.encode("utf-8", "surrogatepass")).digest()[:16]


def insert_edition(connection: sa.Connection, n: int, report_id: str, place: str | None, at: datetime) -> int:
    """Return the number under which report `n` is now an edition of its place, seen at `at`."""
    digest = place_digest(_ALONE + report_id if place is None else place)
    last = connection.scalar(sa.select(sa.func.max(editions.c.number)).where(editions.c.place == digest))
    number = (last or 0) + 1
    connection.execute(
        editions.insert(), {"report_n": n, "place": digest, "number": number, "is_latest": last is None}
    )
    if last is None:
        _insert_sighting(connection, n, at)
    else:
        places.renew(connection, n)  # not the latest, as far as is known before its sighting is recorded
        record_sighting(connection, n, at)
    return number


def edition_number(connection: sa.Connection, n: int) -> int:
    """Return which edition of its place report `n` is."""
    return connection.scalar(sa.select(editions.c.number).where(editions.c.report_n == n)) or 1


def record_sighting(connection: sa.Connection, n: int, at: datetime) -> None:
    """Record that report `n` was seen at `at`, and which edition of its place is the latest now.

    Where it goes on from the last sighting of the place, that one is drawn out;
    another text in between, or an earlier time, makes a sighting of its own.
    What lies within one that is known says nothing new.
    """
    place = sa.select(editions.c.place).where(editions.c.report_n == n).scalar_subquery()
    query = (
        sa.select(sightings)
        .join(editions, editions.c.report_n == sightings.c.report_n)
        .where(editions.c.place == place)
    )
    newest = connection.execute(
        query.order_by(sightings.c.last_seen.desc(), sightings.c.n.desc()).limit(1)
    ).one_or_none()
    within = connection.execute(
        query.where(
            sightings.c.report_n == n, sightings.c.first_seen <= at, sightings.c.last_seen >= at
        ).limit(1)
    ).one_or_none()
    if within is not None:
        return  # an archive added again tells of the same fetches
    if newest is not None and newest.report_n == n and at > newest.last_seen:
        connection.execute(
            sightings.update().where(sightings.c.n == newest.n).values(last_seen=at, times=newest.times + 1)
        )
        return
    _insert_sighting(connection, n, at)
    if newest is None or newest.report_n != n:
        mark_latest(connection, connection.scalar(sa.select(place)) or b"")


def _insert_sighting(connection: sa.Connection, n: int, at: datetime) -> None:
    connection.execute(sightings.insert(), {"report_n": n, "first_seen": at, "last_seen": at, "times": 1})


def mark_latest(connection: sa.Connection, place: bytes) -> None:
    """Mark the edition of a place that was seen last."""
    newest = connection.execute(
        sa.select(editions.c.report_n)
        .join(sightings, sightings.c.report_n == editions.c.report_n)
        .where(editions.c.place == place)
        .order_by(sightings.c.last_seen.desc(), sightings.c.n.desc())
        .limit(1)
    ).one_or_none()
    if newest is None:
        return
    of_place = editions.update().where(editions.c.place == place)
    changed = list(
        connection.scalars(
            sa.select(editions.c.report_n).where(
                editions.c.place == place, editions.c.is_latest != (editions.c.report_n == newest.report_n)
            )
        )
    )
    connection.execute(
        of_place.where(editions.c.report_n != newest.report_n, editions.c.is_latest).values(is_latest=False)
    )
    connection.execute(of_place.where(editions.c.report_n == newest.report_n).values(is_latest=True))
    for n in changed:
        places.renew(connection, n)


def _listed(connection: sa.Connection, condition: sa.ColumnElement[bool]) -> list[Edition]:
    rows = connection.execute(
        sa.select(
            editions.c.report_n,
            editions.c.number,
            editions.c.place,
            editions.c.is_latest,
            reports.c.id,
            reports.c.name,
            reports.c.title,
            reports.c.statement_count,
            captures.c.sha256,
            report_texts.c.text_sha256,
        )
        .join(reports, reports.c.n == editions.c.report_n)
        .join(captures, captures.c.n == editions.c.report_n)
        .join(report_texts, report_texts.c.report_n == editions.c.report_n)
        .where(condition)
        .order_by(editions.c.number)
    ).all()
    seen: dict[int, list[Sighting]] = {row.report_n: [] for row in rows}
    if rows:
        times = (
            sa.select(sightings)
            .where(sightings.c.report_n.in_(sa.select(editions.c.report_n).where(condition)))
            .order_by(sightings.c.first_seen, sightings.c.n)
        )
        for row in connection.execute(times):
            seen[row.report_n].append(Sighting(row.first_seen, row.last_seen, row.times))
    found = [
        Edition(
            number=row.number,
            report=row.id,
            name=row.name,
            title=row.title,
            capture=row.sha256,
            text_sha256=row.text_sha256,
            statements=row.statement_count,
            is_latest=row.is_latest,
            place=bytes(row.place).hex(),
            sightings=tuple(seen[row.report_n]),
        )
        for row in rows
    ]
    return sorted(found, key=_order)


def _order(edition: Edition) -> tuple[bool, tuple[datetime, ...], int]:
    # One without a sighting, which only a change behind our back leaves, comes last.
    first = tuple(seen.first_seen for seen in edition.sightings[:1])
    return not first, first, edition.number
