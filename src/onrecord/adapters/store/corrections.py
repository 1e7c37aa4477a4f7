"""What persons put right: `ports.Corrections` on both databases."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from onrecord.adapters.store import queries, rows
from onrecord.adapters.store.machine_readings import (
    machine_identities,
    machine_metadata,
    machine_statements,
    pack_reading,
)
from onrecord.adapters.store.session import Session
from onrecord.adapters.store.tables import reports
from onrecord.adapters.store.tables_corrections import corrections, machine_readings
from onrecord.errors import BadRequest, EvidenceBroken, NotFound
from onrecord.model import CorrectedField, Correction, Reading, Retraction
from onrecord.model.correction import marked_from_facts, value_facts, value_from_facts
from onrecord.ports import NewCorrection

#: What stands in `field` of a row that takes another back.
_UNDO = "undo"
#: Rows of the history read at a time.
_PAGE = 500


class SqlCorrections:
    """Return the corrections of an open desk."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, new: Iterable[NewCorrection]) -> list[Correction]:
        """Return the corrections as kept; see `ports.Corrections.add`."""
        connection = self._session.writer()
        kept = []
        for one in new:
            values = {
                "report_n": _number(connection, one.report),
                "statement": one.statement,
                "field": one.field,
                "value": value_facts(one.value),
                "before": value_facts(one.before),
                "place": value_facts(one.where),
                "by": one.by,
                "at": one.at,
                "because": one.because,
            }
            kept.append(
                Correction(
                    n=_inserted(connection, values),
                    report=one.report,
                    statement=one.statement,
                    field=one.field,
                    value=one.value,
                    before=one.before,
                    where=one.where,
                    by=one.by,
                    at=one.at,
                    because=one.because,
                )
            )
        return kept

    def undo(self, n: int, *, by: str, at: datetime, because: str = "") -> Retraction:
        """Return the taking back of correction `n`; see `ports.Corrections.undo`."""
        connection = self._session.writer()
        row = connection.execute(_all().where(corrections.c.n == n)).one_or_none()
        if row is None:
            raise _none(n)
        if row.field == _UNDO:
            raise BadRequest(
                f"took back correction {row.undoes}; correct it again to bring it back", subject=str(n)
            )
        if row.undone is not None:
            raise BadRequest(f"was taken back before, by number {row.undone}", subject=str(n))
        values = {
            "report_n": row.report_n,
            "statement": row.statement,
            "field": _UNDO,
            "undoes": n,
            "by": by,
            "at": at,
            "because": because,
        }
        own = _inserted(connection, values)
        connection.execute(corrections.update().where(corrections.c.n == n).values(undone=own))
        return Retraction(own, n, row.report, by, at, because)

    def get(self, n: int) -> Correction:
        """Return a correction by its number; see `ports.Corrections.get`."""
        with self._session.reads() as connection:
            row = connection.execute(_kept().where(corrections.c.n == n)).one_or_none()
        if row is None:
            raise _none(n)
        return _correction(row)

    def last(self, by: str) -> Correction | None:
        """Return the newest standing correction of a person, None where there is none."""
        query = _kept().where(corrections.c.by == by, corrections.c.undone.is_(None))
        with self._session.reads() as connection:
            row = connection.execute(query.order_by(corrections.c.n.desc()).limit(1)).one_or_none()
        return None if row is None else _correction(row)

    def standing(self, report: str) -> list[Correction]:
        """Return the corrections of a report that stand, oldest first."""
        query = _kept().where(reports.c.id == report, corrections.c.undone.is_(None))
        with self._session.reads() as connection:
            return [_correction(row) for row in connection.execute(query.order_by(corrections.c.n))]

    def history(
        self,
        *,
        report: str | None = None,
        statement: str | None = None,
        before: int | None = None,
        limit: int | None = None,
    ) -> Iterator[Correction | Retraction]:
        """Yield what was put right and taken back, newest first; see `ports.Corrections.history`."""
        query = _all()
        if report is not None:
            query = query.where(reports.c.id == report)
        if statement is not None:
            query = query.where(corrections.c.statement == statement)
        for row in self._pages(query, before, limit):
            yield _retraction(row) if row.field == _UNDO else _correction(row)

    def unfit(self, *, limit: int | None = None) -> Iterator[Correction]:
        """Yield the standing corrections that could not be laid over the newest reading, newest first."""
        query = _kept().where(sa.text("corrections.unfit IS NOT NULL AND corrections.undone IS NULL"))
        yield from map(_correction, self._pages(query, None, limit))

    def reports(self) -> Iterator[str]:
        """Yield the ids of reports that have standing corrections, in the order in which they were kept."""
        last = -1
        while True:
            stands = sa.exists().where(
                corrections.c.report_n == reports.c.n,
                corrections.c.field != _UNDO,
                corrections.c.undone.is_(None),
            )
            # Few reports have a reading of the machine's beside their own: those with corrections.
            query = (
                sa.select(reports.c.n, reports.c.id)
                .join(machine_readings, machine_readings.c.report_n == reports.c.n)
                .where(reports.c.n > last, stands)
                .order_by(reports.c.n)
                .limit(_PAGE)
            )
            with self._session.reads() as connection:
                found = connection.execute(query).all()
            yield from (row.id for row in found)
            if len(found) < _PAGE:
                return
            last = found[-1].n

    def machine(self, report: str) -> Reading | None:
        """Return what the machine read of a report; see `ports.Corrections.machine`."""
        query = (
            sa.select(machine_readings.c.reading)
            .join(reports, reports.c.n == machine_readings.c.report_n)
            .where(reports.c.id == report)
        )
        with rows.as_broken(report), self._session.reads() as connection:
            packed = connection.scalar(query)
            if packed is None:
                return None
            kept = rows.report_from(connection.execute(queries.whole_report(report)).one())
        return Reading(
            replace(kept, metadata=machine_metadata(packed, kept.name)),
            machine_identities(packed, kept.name),
            machine_statements(packed, kept.id, kept.name),
        )

    def lay(self, machine: Reading, unfit: Mapping[int, str]) -> None:
        """Keep what the machine read, and mark what did not fit it; see `ports.Corrections.lay`."""
        connection = self._session.writer()
        n = _number(connection, machine.report.id)
        connection.execute(machine_readings.delete().where(machine_readings.c.report_n == n))
        stand = sa.and_(
            corrections.c.report_n == n, corrections.c.field != _UNDO, corrections.c.undone.is_(None)
        )
        if connection.scalar(sa.select(corrections.c.n).where(stand).limit(1)) is None:
            return
        connection.execute(machine_readings.insert(), {"report_n": n, "reading": pack_reading(machine)})
        connection.execute(
            corrections.update().where(stand, corrections.c.unfit.is_not(None)).values(unfit=None)
        )
        for number, reason in sorted(unfit.items()):
            connection.execute(
                corrections.update().where(stand, corrections.c.n == number).values(unfit=reason)
            )

    def _pages(self, query: sa.Select[Any], before: int | None, limit: int | None) -> Iterator[sa.Row[Any]]:
        given = 0
        while limit is None or given < limit:
            size = _PAGE if limit is None else min(_PAGE, limit - given)
            page = query if before is None else query.where(corrections.c.n < before)
            with self._session.reads() as connection:
                found = connection.execute(page.order_by(corrections.c.n.desc()).limit(size)).all()
            yield from found
            given += len(found)
            if len(found) < size:
                return
            before = found[-1].n


def delete_corrections(connection: sa.Connection, n: int) -> None:
    """Delete all that was said of report `n`, and what the machine read of it."""
    for table in (corrections, machine_readings):
        connection.execute(table.delete().where(table.c.report_n == n))


def _all() -> sa.Select[Any]:
    return sa.select(corrections, reports.c.id.label("report")).join(
        reports, reports.c.n == corrections.c.report_n
    )


def _kept() -> sa.Select[Any]:
    """Return the query for corrections; those that take others back are left out."""
    return _all().where(corrections.c.field != _UNDO)


def _inserted(connection: sa.Connection, values: dict[str, Any]) -> int:
    key = connection.execute(corrections.insert(), values).inserted_primary_key
    return int(key[0]) if key else 0


def _number(connection: sa.Connection, report: str) -> int:
    n: int | None = connection.scalar(sa.select(reports.c.n).where(reports.c.id == report))
    if n is None:
        raise NotFound("there is no report with this id", subject=report)
    return n


def _correction(row: sa.Row[Any]) -> Correction:
    try:
        field = CorrectedField(row.field)
        value = value_from_facts(field, row.value)
        before = None if row.before is None else value_from_facts(field, row.before)
        where = marked_from_facts(row.place or ())
    except (TypeError, ValueError) as error:
        raise EvidenceBroken(
            "was changed behind the desk's back; restore the database from a backup",
            subject=f"correction {row.n}",
        ) from error
    return Correction(
        n=row.n,
        report=row.report,
        statement=row.statement,
        field=field,
        value=value,
        before=before,
        where=where,
        by=row.by,
        at=row.at,
        because=row.because,
        undone=row.undone,
        unfit=row.unfit,
    )


def _retraction(row: sa.Row[Any]) -> Retraction:
    return Retraction(row.n, row.undoes, row.report, row.by, row.at, row.because)


def _none(n: int) -> NotFound:
    return NotFound("there is no such correction; see `onrecord corrections list`", subject=str(n))
