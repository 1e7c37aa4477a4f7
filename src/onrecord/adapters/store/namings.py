"""Where known identities, or words, stand in reports: what the naming lens and the count of origins are made from."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, groupby
from typing import Any

import sqlalchemy as sa

from onrecord.adapters.store import rows
from onrecord.adapters.store.batches import batches
from onrecord.adapters.store.latest import earlier
from onrecord.adapters.store.search import WordIndex
from onrecord.adapters.store.session import Session
from onrecord.adapters.store.tables import filings, identities, known, report_texts, reports
from onrecord.adapters.store.words import parse
from onrecord.model import Mention, MentionForm, Metadata, Span
from onrecord.ports import MentionedIn, NamedIn

#: Reports whose texts are held at a time.
_TEXTS = 200
#: By their values: there are as many mentions as words in a page.
_FORMS = {form.value: form for form in MentionForm}
_FIRST = known.alias("first")


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
        for lot in batches(members):
            batch = filings.c.known_n.in_(lot)
            numbers.update(
                connection.scalars(_in_days(sa.select(filings.c.report_n), since, until).where(batch))
            )
        if words is not None:
            found = index.reports(parse(words))
            numbers.update(connection.scalars(_in_days(sa.select(found.c.report_n), since, until)))
    ordered = sorted(numbers, reverse=True)
    del numbers
    wanted = set(members)
    for batch_of in batches(ordered, _TEXTS):
        with session.reads() as connection:
            found_rows = connection.execute(_reports(batch_of)).all()
            mentions = _mentions_of(connection, batch_of, wanted)
        yield from (_named(row, mentions.get(row.n, ())) for row in found_rows)


def mentions_in(
    session: Session, report_ids: Iterable[str], *, besides: str | None = None
) -> Iterator[MentionedIn]:
    """Yield whom reports mention, each identity with its cluster, by report; none of the cluster `besides`."""
    wanted = sorted(set(report_ids))
    for lot in batches(wanted):
        query = _clusters(identities.c.id, identities.c.mentions, besides=besides).where(
            reports.c.id.in_(lot)
        )
        with session.reads() as connection:
            found = connection.execute(query).all()
        for row in found:
            yield MentionedIn(row.report_id, row.id, row.cluster, tuple(_mentions(row.mentions)))


def texts(session: Session, report_ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the canonical texts of reports with their ids, a few at a time."""
    wanted = list(dict.fromkeys(report_ids))
    for lot in batches(wanted, _TEXTS):
        query: sa.Select[Any] = (
            sa.select(reports.c.id, reports.c.name, report_texts.c.text, report_texts.c.text_sha256)
            .join(report_texts, report_texts.c.report_n == reports.c.n)
            .where(reports.c.id.in_(lot))
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
        for lot in batches(wanted):
            query: sa.Select[Any] = (
                sa.select(reports, report_texts.c.authors, report_texts.c.topics, report_texts.c.grounds)
                .join(report_texts, report_texts.c.report_n == reports.c.n)
                .where(reports.c.id.in_(lot))
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
    found: list[sa.Row[Any]] = []
    for lot in batches(sorted(members)):
        query: sa.Select[Any] = (
            sa.select(identities.c.report_n, identities.c.mentions)
            .join(
                filings,
                sa.and_(
                    filings.c.report_n == identities.c.report_n, filings.c.position == identities.c.position
                ),
            )
            # By report: the index of a common name would go through all that it names, a batch at a time.
            .where(filings.c.report_n.in_(numbers), (filings.c.known_n + 0).in_(lot))
        )
        found += connection.execute(query).all()
    found.sort(key=lambda row: row.report_n)
    return {
        n: tuple(_mentions(sorted(map(tuple, chain.from_iterable(row.mentions for row in some)))))
        for n, some in groupby(found, key=lambda row: row.report_n)
    }


def _named(row: rows.Row, mentions: tuple[Mention, ...]) -> NamedIn:
    return NamedIn(row.id, row.name, row.outlet, row.published, rows.text_from(row), mentions)


def _mentions(packed: Iterable[Any]) -> Iterator[Mention]:
    for start, end, form in packed:
        yield Mention(Span(start, end), _FORMS[form])


def _clusters(*columns: sa.ColumnElement[Any], besides: str | None) -> sa.Select[Any]:
    """Return the query for the identities of reports, each with the id of the cluster it is filed with."""
    query = (
        sa.select(reports.c.id.label("report_id"), _FIRST.c.id.label("cluster"), *columns)
        .select_from(identities)
        .join(reports, reports.c.n == identities.c.report_n)
        .outerjoin(
            filings,
            sa.and_(filings.c.report_n == identities.c.report_n, filings.c.position == identities.c.position),
        )
        .outerjoin(known, known.c.n == filings.c.known_n)
        .outerjoin(_FIRST, _FIRST.c.n == known.c.cluster_n)
        .order_by(identities.c.report_n, identities.c.position)
    )
    return query if besides is None else query.where(sa.or_(_FIRST.c.id.is_(None), _FIRST.c.id != besides))


def _numbers(connection: sa.Connection, ids: Sequence[str]) -> list[int]:
    wanted = sorted(set(ids))
    return [
        number
        for lot in batches(wanted)
        for number in connection.scalars(sa.select(known.c.n).where(known.c.id.in_(lot)).order_by(known.c.n))
    ]
