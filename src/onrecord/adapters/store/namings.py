"""Where known identities, or words, stand in reports: what the naming lens and the count of origins are made from."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from onrecord.adapters.store import rows
from onrecord.adapters.store.editions import earlier
from onrecord.adapters.store.search import WordIndex
from onrecord.adapters.store.session import Session
from onrecord.adapters.store.tables import filings, identities, known, report_texts, reports
from onrecord.adapters.store.words import parse
from onrecord.model import Mention, MentionForm, Metadata, Span
from onrecord.ports import MentionedIn, NamedIn

#: Values in one IN list: below the variable limits of both databases.
_BATCH = 500
#: Reports whose texts are held at a time.
_TEXTS = 200


def named_in(
    session: Session,
    index: WordIndex,
    ids: Sequence[str],
    words: str | None,
    *,
    since: date | None,
    until: date | None,
) -> Iterator[NamedIn]:
    """Yield the reports that name known identities, or hold words, those added last first."""
    with session.reads() as connection:
        members = _numbers(connection, ids)
        numbers: set[int] = set()
        for start in range(0, len(members), _BATCH):
            batch = filings.c.known_n.in_(members[start : start + _BATCH])
            numbers.update(
                connection.scalars(_in_days(sa.select(filings.c.report_n), since, until).where(batch))
            )
        if words is not None:
            found = index.reports(parse(words))
            numbers.update(connection.scalars(_in_days(sa.select(found.c.report_n), since, until)))
    ordered = sorted(numbers, reverse=True)
    del numbers
    wanted = set(members)
    for start in range(0, len(ordered), _TEXTS):
        batch_of = ordered[start : start + _TEXTS]
        with session.reads() as connection:
            found_rows = connection.execute(_reports(batch_of)).all()
            mentions = _mentions_of(connection, batch_of, wanted)
        yield from (_named(row, mentions.get(row.n, ())) for row in found_rows)


def mentions_in(session: Session, report_ids: Iterable[str]) -> Iterator[MentionedIn]:
    """Yield whom reports mention, each identity with its cluster, by report."""
    wanted = sorted(set(report_ids))
    for start in range(0, len(wanted), _BATCH):
        query = _clusters(identities.c.id, identities.c.mentions).where(
            reports.c.id.in_(wanted[start : start + _BATCH])
        )
        with session.reads() as connection:
            found = connection.execute(query).all()
        for row in found:
            yield MentionedIn(row.report_id, row.id, row.cluster, tuple(_mentions(row.mentions)))


def texts(session: Session, report_ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the canonical texts of reports with their ids, a few at a time."""
    wanted = list(dict.fromkeys(report_ids))
    for start in range(0, len(wanted), _TEXTS):
        query: sa.Select[Any] = (
            sa.select(reports.c.id, reports.c.name, report_texts.c.text, report_texts.c.text_sha256)
            .join(report_texts, report_texts.c.report_n == reports.c.n)
            .where(reports.c.id.in_(wanted[start : start + _TEXTS]))
        )
        with session.reads() as connection:
            found = connection.execute(query).all()
        for row in found:
            yield row.id, rows.text_from(row)


def heads(session: Session, report_ids: Iterable[str]) -> dict[str, Metadata]:
    """Return what reports say about themselves, by their ids."""
    wanted = sorted(set(report_ids))
    found: dict[str, Metadata] = {}
    with session.reads() as connection:
        for start in range(0, len(wanted), _BATCH):
            query: sa.Select[Any] = (
                sa.select(reports, report_texts.c.authors, report_texts.c.topics, report_texts.c.grounds)
                .join(report_texts, report_texts.c.report_n == reports.c.n)
                .where(reports.c.id.in_(wanted[start : start + _BATCH]))
            )
            for row in connection.execute(query):
                with rows.as_broken(row.name):
                    found[row.id] = rows.metadata_from(row)
    return found


def _in_days(query: sa.Select[tuple[int]], since: date | None, until: date | None) -> sa.Select[tuple[int]]:
    """Return a query for numbers of reports with the latest editions of those days alone left."""
    number = query.selected_columns[0]
    query = query.where(number.not_in(earlier()))
    if since is None and until is None:
        return query
    query = query.join(reports, reports.c.n == number)
    if since is not None:
        query = query.where(reports.c.day >= since.toordinal())
    return query if until is None else query.where(reports.c.day.between(1, until.toordinal()))


def _reports(numbers: Sequence[int]) -> sa.Select[Any]:
    return (
        sa.select(
            reports.c.n,
            reports.c.id,
            reports.c.name,
            reports.c.outlet,
            reports.c.published,
            report_texts.c.text,
            report_texts.c.text_sha256,
        )
        .join(report_texts, report_texts.c.report_n == reports.c.n)
        .where(reports.c.n.in_(numbers))
        .order_by(reports.c.n.desc())
    )


def _mentions_of(
    connection: sa.Connection, numbers: Sequence[int], members: set[int]
) -> dict[int, tuple[Mention, ...]]:
    """Return the mentions of known identities in reports, by the reports' numbers, in text order."""
    filed = connection.execute(
        sa.select(filings.c.report_n, filings.c.position, filings.c.known_n).where(
            filings.c.report_n.in_(numbers)
        )
    )
    places = sorted((row.report_n, row.position) for row in filed if row.known_n in members)
    found: list[sa.Row[Any]] = []
    for start in range(0, len(places), _BATCH):
        key = sa.tuple_(identities.c.report_n, identities.c.position)
        query: sa.Select[Any] = sa.select(identities.c.report_n, identities.c.mentions)
        found += connection.execute(query.where(key.in_(places[start : start + _BATCH]))).all()
    found.sort(key=lambda row: row.report_n)
    return {
        n: tuple(sorted(mention for row in some for mention in _mentions(row.mentions)))
        for n, some in groupby(found, key=lambda row: row.report_n)
    }


def _named(row: rows.Row, mentions: tuple[Mention, ...]) -> NamedIn:
    return NamedIn(row.id, row.name, row.outlet, row.published, rows.text_from(row), mentions)


def _mentions(packed: Iterable[Any]) -> Iterator[Mention]:
    for start, end, form in packed:
        yield Mention(Span(start, end), MentionForm(form))


def _clusters(*columns: sa.ColumnElement[Any]) -> sa.Select[Any]:
    """Return the query for the identities of reports, each with the id of the cluster it is filed with."""
    first = known.alias("first")
    return (
        sa.select(reports.c.id.label("report_id"), first.c.id.label("cluster"), *columns)
        .select_from(identities)
        .join(reports, reports.c.n == identities.c.report_n)
        .outerjoin(
            filings,
            sa.and_(filings.c.report_n == identities.c.report_n, filings.c.position == identities.c.position),
        )
        .outerjoin(known, known.c.n == filings.c.known_n)
        .outerjoin(first, first.c.n == known.c.cluster_n)
        .order_by(identities.c.report_n, identities.c.position)
    )


def _numbers(connection: sa.Connection, ids: Sequence[str]) -> list[int]:
    wanted = sorted(set(ids))
    return [
        number
        for start in range(0, len(wanted), _BATCH)
        for number in connection.scalars(
            sa.select(known.c.n).where(known.c.id.in_(wanted[start : start + _BATCH])).order_by(known.c.n)
        )
    ]
