"""A desk's database: the `Store` port over SQLAlchemy Core, on SQLite and PostgreSQL."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Self

import sqlalchemy as sa

from onrecord.adapters.store import namings, queries, removal, rows, writes
from onrecord.adapters.store.access import SqlAccess
from onrecord.adapters.store.connect import WAIT_SECONDS, Place, check_server, place_of
from onrecord.adapters.store.corrections import SqlCorrections
from onrecord.adapters.store.editions import SqlEditions, edition_number, insert_edition
from onrecord.adapters.store.excerpts import excerpt
from onrecord.adapters.store.faults import as_store_errors
from onrecord.adapters.store.finding import SqlFinding
from onrecord.adapters.store.found import statement_hit
from onrecord.adapters.store.judgements import SqlJudgements
from onrecord.adapters.store.keys import named_report, named_statement
from onrecord.adapters.store.ledger import SqlLedger
from onrecord.adapters.store.migrate import ensure_schema
from onrecord.adapters.store.names import keys_of_known
from onrecord.adapters.store.queue import SqlQueue
from onrecord.adapters.store.registry import SqlRegistry
from onrecord.adapters.store.saved import SqlSavedSearches
from onrecord.adapters.store.search import WordIndex, index_of
from onrecord.adapters.store.session import Session
from onrecord.adapters.store.tables import captures, identities, reports, statements
from onrecord.adapters.store.traces import SqlTraces
from onrecord.adapters.store.words import parse
from onrecord.errors import BadRequest, NotFound
from onrecord.model import Capture, EntryKind, Facts, FeedCredit, Metadata, Reading, Report
from onrecord.model.ledger import bound_facts
from onrecord.ports import (
    CaptureRecord,
    MentionedIn,
    NamedIn,
    Removed,
    ReportHit,
    ReportLine,
    StatementHit,
    StatementQuery,
)

#: Rows read at a time while all of a table goes by.
_PAGE = 1_000
#: Texts held at a time while words are cut from many reports.
_TEXTS = 100


def open_store(
    url: str, *, create: bool = False, read_only: bool = False, wait_seconds: float = WAIT_SECONDS
) -> "SqlStore":
    """Return the desk's store at `url`, its schema brought up to date.

    Args:
        url: `sqlite:///PATH` (whatever characters the path holds) or
            `postgresql://USER:PASSWORD@HOST:PORT/DATABASE`.
        create: Make a desk's database where there is none yet.
        read_only: Change nothing, not even an older schema.
        wait_seconds: How long to wait for another writer.

    Raises:
        BadRequest: The address is of no kind we know, or asks to create read-only.
        StoreError: There is no desk, it cannot be opened, it was made by a newer
            OnRecord, or the driver for PostgreSQL is not installed.
    """
    if create and read_only:
        raise BadRequest("a desk cannot be made read-only; choose one of the two")
    place = place_of(url, create=create, read_only=read_only, wait_seconds=wait_seconds)
    try:
        with as_store_errors(place.subject, place.secret):
            with place.engine.connect() as connection:
                check_server(connection, place.subject)
            ensure_schema(place.engine, place.subject, create=create, read_only=read_only)
    except BaseException:
        place.engine.dispose()
        raise
    return SqlStore(place)


class SqlStore:
    """Return a store over an open database; get one from `open_store`.

    Threads may share it: each reads on a connection of its own, and writers
    take turns (also writers of other programs). Within `writing()` a thread
    reads what it has just written.
    """

    def __init__(self, place: Place) -> None:
        self._session = Session(place)
        self._place = place
        self._turn = self._session.turn
        self._words: WordIndex = index_of(place.dialect)
        self._ledger = SqlLedger(self._session)
        self._editions = SqlEditions(self._session)
        self._registry = SqlRegistry(self._session)
        self._judgements = SqlJudgements(self._session)
        self._corrections = SqlCorrections(self._session)
        self._traces = SqlTraces(self._session)
        self._access = SqlAccess(self._session)
        self._saved = SqlSavedSearches(self._session)
        self._finding = SqlFinding(self._session, self._words)
        self.queue = SqlQueue(place, self._session.briefly, self._session.reads)

    @property
    def ledger(self) -> SqlLedger:
        """Return the chained record of what is kept and removed here."""
        return self._ledger

    @property
    def editions(self) -> SqlEditions:
        """Return what is known of editions here."""
        return self._editions

    @property
    def registry(self) -> SqlRegistry:
        """Return who is known here."""
        return self._registry

    @property
    def judgements(self) -> SqlJudgements:
        """Return what was judged of those who are known here."""
        return self._judgements

    @property
    def corrections(self) -> SqlCorrections:
        """Return what persons put right in what was read here."""
        return self._corrections

    @property
    def traces(self) -> SqlTraces:
        """Return which reports here carry each other's words."""
        return self._traces

    @property
    def access(self) -> SqlAccess:
        """Return who may use this desk, and what they did."""
        return self._access

    @property
    def saved(self) -> SqlSavedSearches:
        """Return the searches that are kept here."""
        return self._saved

    @property
    def finding(self) -> SqlFinding:
        """Return what finds and counts page by page."""
        return self._finding

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def writing(self) -> AbstractContextManager[None]:
        """Return a transaction: committed at the end, rolled back on any error.

        One inside another is a part of it that can fail alone: what it wrote is
        taken back, and the outer one goes on.
        """
        return self._session.writing()

    def has_capture(self, capture_id: str) -> bool:
        """Return whether that capture is kept and its report read."""
        with self._session.reads() as connection:
            return connection.scalar(sa.select(reports.c.n).where(reports.c.id == capture_id)) is not None

    def add(
        self,
        capture: Capture,
        reading: Reading,
        *,
        place: str | None = None,
        at: datetime | None = None,
        via: Facts | None = None,
        credit: FeedCredit | None = None,
    ) -> int:
        """Keep a capture with its reading; the same capture again changes nothing. See `ports.Store.add`.

        Raises:
            BadRequest: The two do not belong together.
        """
        _check_fit(capture, reading)
        with self.writing():
            connection = self._session.writer()
            query = sa.select(captures.c.n, reports.c.n.label("read")).outerjoin_from(
                captures, reports, reports.c.n == captures.c.n
            )
            kept = connection.execute(query.where(captures.c.id == capture.id)).one_or_none()
            if kept is not None and kept.read is not None:
                return edition_number(connection, kept.n)
            if kept is None:
                n = writes.insert_capture(connection, capture, credit)
                facts = bound_facts(capture, via, credit=credit)
                self._ledger.append(EntryKind.CAPTURE, capture.sha256, facts, at=at or capture.fetched_at)
            else:
                n = kept.n
            writes.insert_reading(connection, self._words, n, reading)
            return insert_edition(connection, n, capture.id, place, capture.fetched_at)

    def remove(self, capture_id: str, *, by: str, reason: str, at: datetime) -> Removed:
        """Remove a capture with all that was made of it; see `ports.Store.remove`.

        Raises:
            NotFound: No such capture.
        """
        with self.writing():
            connection = self._session.writer()
            row = connection.execute(queries.one_capture(capture_id)).one_or_none()
            if row is None:
                raise NotFound("there is no capture with this id", subject=capture_id)
            capture = rows.capture_from(row)
            removal.delete_capture(connection, self._words, row.n)
            facts = {
                "id": capture_id,
                "sha256": capture.sha256,
                "size": capture.size,
                "by": by,
                "reason": reason,
            }
            self._ledger.append(EntryKind.REMOVAL, capture.sha256, facts, at=at)
            return Removed(capture, row.report_id, removal.sharing(connection, capture.sha256, row.n))

    def wipe(self) -> None:
        """Overwrite what removed rows have left in the database's own files; see `ports.Store.wipe`."""
        with as_store_errors(self._place.subject, self._place.secret):
            removal.wipe(self._session)

    def capture(self, capture_id: str) -> CaptureRecord | None:
        """Return the capture kept under an id, None where there is none."""
        with self._session.reads() as connection:
            row = connection.execute(queries.one_capture(capture_id)).one_or_none()
            return None if row is None else _record(row)

    def replace(self, reading: Reading) -> None:
        """Put a new reading of a kept capture in the old one's place.

        Raises:
            NotFound: Its capture is not kept.
            BadRequest: It was read from other bytes than those of its capture.
        """
        _check_statements(reading)
        report = reading.report
        with self.writing():
            connection = self._session.writer()
            query = (
                sa.select(captures.c.n, captures.c.sha256, reports.c.n.label("read"))
                .outerjoin_from(captures, reports, reports.c.n == captures.c.n)
                .where(captures.c.id == report.id)
            )
            kept = connection.execute(query).one_or_none()
            if kept is None:
                raise NotFound("its capture is not kept; add it first", subject=report.name)
            if kept.sha256 != report.capture:
                raise BadRequest("was not read from the bytes of its capture", subject=report.name)
            put = writes.insert_reading if kept.read is None else writes.replace_reading
            put(connection, self._words, kept.n, reading)

    def captures(self) -> Iterator[CaptureRecord]:
        """Yield every capture, oldest first, a page at a time; others may write meanwhile."""
        query = queries.all_captures().order_by(captures.c.fetched_at, captures.c.n).limit(_PAGE)
        page = query
        while True:
            with self._session.reads() as connection:
                found = connection.execute(page).all()
            yield from map(_record, found)
            if len(found) < _PAGE:
                return
            # The moment and number of the last one: a place that stays put
            # however many captures are added before or behind it.
            last = sa.tuple_(sa.literal(found[-1].fetched_at, captures.c.fetched_at.type), found[-1].n)
            page = query.where(sa.tuple_(captures.c.fetched_at, captures.c.n) > last)

    def reports(self, *, limit: int | None = None) -> Iterator[ReportLine]:
        """Yield every report, newest publication first, then by name."""
        query = queries.all_reports(None if limit is None else max(limit, 0))
        with self._session.reads() as connection:
            for row in connection.execute(query.execution_options(yield_per=_PAGE)):
                yield _line(row)

    def find_report(self, key: str) -> str:
        """Return the id of the one report that `key` names.

        A key is an id or the start of one (4 digits at least), a name as given
        when added, the last part of such a name, or an address. A whole id or
        name goes before a part of one.

        Raises:
            NotFound: None does.
            BadRequest: Several do; the message lists them.
        """
        with self._session.reads() as connection:
            return named_report(connection, key)

    def find_statement(self, key: str) -> tuple[str, str]:
        """Return the ids of the report and of the one statement in it that `key`, an id or its start, names.

        Raises:
            NotFound: None does.
            BadRequest: Several do; the message lists them.
        """
        with self._session.reads() as connection:
            return named_statement(connection, key)

    def reading(self, report_id: str) -> Reading:
        """Return a report with its identities and statements, as added.

        Raises:
            NotFound: No such report.
            EvidenceBroken: Its stored text was changed.
        """
        with rows.as_broken(report_id), self._session.reads() as connection:
            row = self._report_row(connection, report_id)
            named = connection.execute(
                sa.select(identities).where(identities.c.report_n == row.n).order_by(identities.c.position)
            ).all()
            said = connection.execute(
                sa.select(statements).where(statements.c.report_n == row.n).order_by(statements.c.position)
            ).all()
            return Reading(
                rows.report_from(row),
                tuple(map(rows.identity_from, named)),
                tuple(rows.statement_from(statement, row.id) for statement in said),
            )

    def report(self, report_id: str) -> Report:
        """Return a report alone, as added.

        Raises:
            NotFound: No such report.
            EvidenceBroken: Its stored text was changed.
        """
        with rows.as_broken(report_id), self._session.reads() as connection:
            return rows.report_from(self._report_row(connection, report_id))

    def search_reports(self, query: str, *, limit: int = 20) -> list[ReportHit]:
        """Return the reports in which `query` stands, best first.

        Raises:
            BadRequest: There is no word to look for.
            EvidenceBroken: The stored text of a found report was changed.
        """
        phrases = parse(query).phrases
        hits: list[ReportHit] = []
        with self._session.reads() as connection:
            found = connection.execute(queries.reports_holding(query, self._words, limit)).all()
            for batch, texts in self._with_texts(connection, found, "n"):
                for row in batch:
                    words, matches = excerpt(texts[row.n], phrases)
                    hits.append(ReportHit(_line(row), words, matches))
        return hits

    def statements(self, query: StatementQuery) -> list[StatementHit]:
        """Return the statements wanted: with words, best first; else newest first, in text order.

        Raises:
            BadRequest: `query.words`, or a name asked for, holds no word to look for.
            EvidenceBroken: The stored text of a found report was changed.
        """
        hits: list[StatementHit] = []
        with self._session.reads() as connection:
            keys = keys_of_known(connection, query.said_of)
            found = connection.execute(queries.wanted_statements(query, self._words, keys)).all()
            for batch, texts in self._with_texts(connection, found, "report_n"):
                hits.extend(statement_hit(row, texts[row.report_n]) for row in batch)
        return hits

    def texts(self, report_ids: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield the canonical texts of reports with their ids; see `ports.Store.texts`."""
        return namings.texts(self._session, report_ids)

    def heads(self, report_ids: Iterable[str]) -> dict[str, Metadata]:
        """Return what reports say about themselves; see `ports.Store.heads`."""
        return namings.heads(self._session, report_ids)

    def named_in(
        self,
        ids: Iterable[str],
        *,
        words: str | None = None,
        since: date | None = None,
        until: date | None = None,
    ) -> Iterator[NamedIn]:
        """Yield the reports that name known identities, or hold words; see `ports.Store.named_in`."""
        return namings.named_in(self._session, self._words, list(ids), words, since=since, until=until)

    def mentions_in(self, report_ids: Iterable[str], *, besides: str | None = None) -> Iterator[MentionedIn]:
        """Yield whom reports mention; see `ports.Store.mentions_in`."""
        return namings.mentions_in(self._session, report_ids, besides=besides)

    def count_words(self, words: Iterable[str], *, most: int) -> dict[str, int]:
        """Return in how many statements each word stands, counted no further than `most`."""
        with self._session.reads() as connection:
            return queries.count_words(connection, self._words, words, most)

    def counts(self) -> dict[str, int]:
        """Return how many captures, reports, identities and statements are kept, by those names."""
        with self._session.reads() as connection:
            return {
                table.name: connection.scalar(queries.how_many(table)) or 0
                for table in (captures, reports, identities, statements)
            }

    def close(self) -> None:
        """Let go of the database."""
        self._session.close()

    def _report_row(self, connection: sa.Connection, report_id: str) -> rows.Row:
        row = connection.execute(queries.whole_report(report_id)).one_or_none()
        if row is None:
            raise NotFound("there is no report with this id", subject=report_id)
        return row

    def _with_texts(
        self, connection: sa.Connection, found: Sequence[rows.Row], key: str
    ) -> Iterator[tuple[Sequence[rows.Row], dict[int, str]]]:
        """Yield `found` in batches with the texts that each needs, by report number."""
        for start in range(0, len(found), _TEXTS):
            batch = found[start : start + _TEXTS]
            numbers = sorted({getattr(row, key) for row in batch})
            yield (
                batch,
                {row.report_n: rows.text_from(row) for row in connection.execute(queries.texts(numbers))},
            )


def _record(row: rows.Row) -> CaptureRecord:
    return CaptureRecord(rows.capture_from(row), row.report_id, row.report_name, rows.credit_from(row))


def _line(row: rows.Row) -> ReportLine:
    return ReportLine(row.id, row.name, row.title, row.outlet, row.published, row.statement_count)


def _check_fit(capture: Capture, reading: Reading) -> None:
    report = reading.report
    if report.id != capture.id or report.capture != capture.sha256:
        raise BadRequest("was not read from this capture", subject=report.name)
    if capture.fetched_at.tzinfo is None:
        raise BadRequest("the time of its capture has no time zone; give it one", subject=report.name)
    _check_statements(reading)


def _check_statements(reading: Reading) -> None:
    if any(statement.report != reading.report.id for statement in reading.statements):
        raise BadRequest("holds a statement of another report", subject=reading.report.name)
