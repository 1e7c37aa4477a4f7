"""The questions that the store asks its tables, one statement each, whatever the number of hits."""

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from onrecord.adapters.store.latest import earlier
from onrecord.adapters.store.names import Role, keys_matching
from onrecord.adapters.store.search import WordIndex
from onrecord.adapters.store.tables import (
    capture_exchanges,
    captures,
    feed_credits,
    filings,
    identities,
    known,
    report_texts,
    reports,
    statement_names,
    statements,
)
from onrecord.adapters.store.words import parse, words_of
from onrecord.model import SAYING, THINKING, Act
from onrecord.ports import StatementQuery

Query = sa.Select[tuple[object, ...]]

LINE = (
    reports.c.n,
    reports.c.id,
    reports.c.name,
    reports.c.title,
    reports.c.outlet,
    reports.c.published,
    reports.c.statement_count,
)


#: Whom a feed names as the source of a capture, for `rows.credit_from`.
CREDIT = (
    feed_credits.c.credit_name,
    feed_credits.c.credit_address,
    feed_credits.c.credit_feed,
    feed_credits.c.credit_seen_at,
)


def all_captures() -> Query:
    """Return the query for every capture, with what its feed said, and the id and name of its report."""
    return (
        sa.select(
            captures,
            capture_exchanges.c.exchanges,
            *CREDIT,
            reports.c.id.label("report_id"),
            reports.c.name.label("report_name"),
        )
        .outerjoin_from(captures, capture_exchanges, capture_exchanges.c.capture_n == captures.c.n)
        .outerjoin(feed_credits, feed_credits.c.capture_n == captures.c.n)
        .outerjoin(reports, reports.c.n == captures.c.n)
    )


def one_capture(capture_id: str) -> Query:
    """Return the same for one capture."""
    return all_captures().where(captures.c.id == capture_id)


def how_many(table: sa.Table) -> sa.Select[Any]:
    """Return the query for the number of rows, of earlier editions those of captures only."""
    every = sa.select(sa.func.count()).select_from(table)
    if table is captures:
        return every
    number = table.c.n if table is reports else table.c.report_n
    # All but a few: counting those and taking them off reads each row of the rest once.
    return sa.select(every.scalar_subquery() - every.where(number.in_(earlier())).scalar_subquery())


def whole_report(report_id: str) -> Query:
    """Return the query for one report with its text and its capture's hash."""
    return (
        sa.select(reports, report_texts, captures.c.sha256)
        .join(report_texts, report_texts.c.report_n == reports.c.n)
        .join(captures, captures.c.n == reports.c.n)
        .where(reports.c.id == report_id)
    )


def all_reports(limit: int | None) -> Query:
    """Return the query for the listing: newest publication first, then by name."""
    query = sa.select(*LINE).where(reports.c.n.not_in(earlier()))
    return query.order_by(reports.c.day.desc(), reports.c.name, reports.c.n).limit(limit)


def texts(numbers: list[int]) -> Query:
    """Return the query for the texts of some reports, with the reports' names."""
    return (
        sa.select(report_texts.c.report_n, report_texts.c.text_sha256, report_texts.c.text, reports.c.name)
        .join(reports, reports.c.n == report_texts.c.report_n)
        .where(report_texts.c.report_n.in_(numbers))
    )


def reports_holding(query: str, index: WordIndex, limit: int) -> Query:
    """Return the query for the reports in which `query` stands, best first."""
    found = index.reports(parse(query))
    return (
        sa.select(*LINE)
        .join(found, found.c.report_n == reports.c.n)
        .where(reports.c.n.not_in(earlier()))
        .order_by(found.c.score.desc(), reports.c.day.desc(), reports.c.n)
        .limit(max(limit, 0))
    )


def wanted_statements(query: StatementQuery, index: WordIndex, keys: Sequence[int] = ()) -> Query:
    """Return the query for the statements wanted: with words, best first; else newest first.

    Args:
        query: What is wanted.
        index: Where words are found.
        keys: The numbers of the names that those of `query.said_of` are called by.
    """
    rows = statements.c
    select = (
        sa.select(
            statements,
            reports.c.id.label("report_id"),
            reports.c.name.label("report_name"),
            reports.c.title,
            reports.c.outlet,
            reports.c.published,
            captures.c.sha256,
        )
        .join(reports, reports.c.n == rows.report_n)
        .join(captures, captures.c.n == rows.report_n)
    )
    order = [rows.day.desc(), rows.report_n, rows.position]
    if query.words is not None:
        found = index.statements(parse(query.words))
        select = select.join(
            found, sa.and_(found.c.report_n == rows.report_n, found.c.position == rows.position)
        )
        order.insert(0, found.c.score.desc())
    acts = query.acts or SAYING
    if query.by is not None:
        select = select.where(_named(query, query.by, acts, Role.SAID_BY, Role.THOUGHT_BY))
    if query.about is not None:
        select = select.where(_named(query, query.about, acts, Role.SAID_ABOUT, Role.THOUGHT_ABOUT))
    if query.said_by:
        select = select.where(_spoken_by(query.said_by))
    if query.said_of:
        select = select.where(_spoken_of(query, acts, keys))
    if query.outlet is not None:
        select = select.where(reports.c.outlet_key.in_(keys_matching(query.outlet)))
    if query.report is not None:
        select = select.where(reports.c.id == query.report)
    elif not query.all_editions:
        select = select.where(rows.report_n.not_in(earlier()))
    if query.kinds:
        select = select.where(rows.kind.in_(sorted(query.kinds)))
    if len(acts) < len(Act):
        select = select.where(rows.act.in_(sorted(acts)))
    return select.where(*_days(rows.day, query)).order_by(*order).limit(max(query.limit, 0))


def count_words(
    connection: sa.Connection, index: WordIndex, words: Iterable[str], most: int
) -> dict[str, int]:
    """Return in how many statements each word stands, counted no further than `most`."""
    wanted = sorted({found[0] for word in words for found in [words_of(word)] if len(found) == 1})
    return index.count_held(connection, wanted, most) if wanted else {}


def _named(
    query: StatementQuery, part: str, acts: frozenset[Act], saying: Role, thinking: Role
) -> sa.ColumnElement[bool]:
    """Return the condition that the statement's speaker, or someone it is about, is called `part`.

    From the word to the names, from each name to its statements of those days:
    the statements themselves are read only for those that are found.
    """
    names = statement_names.c
    roles = [role for role, some in ((saying, acts & SAYING), (thinking, acts & THINKING)) if some]
    return sa.tuple_(statements.c.report_n, statements.c.position).in_(
        sa.select(names.report_n, names.position).where(
            names.role.in_(roles), names.key_n.in_(keys_matching(part)), *_days(names.day, query)
        )
    )


def _spoken_by(known_ids: frozenset[str]) -> sa.ColumnElement[bool]:
    """Return the condition that the speaker is filed with one of the known identities.

    From those to their filings, to the identities of those reports, to the statements there.
    """
    return sa.tuple_(statements.c.report_n, statements.c.speaker_id).in_(
        sa.select(identities.c.report_n, identities.c.id)
        .join(
            filings,
            sa.and_(filings.c.report_n == identities.c.report_n, filings.c.position == identities.c.position),
        )
        .where(filings.c.known_n.in_(_numbers(known_ids)))
    )


def _spoken_of(query: StatementQuery, acts: frozenset[Act], keys: Sequence[int]) -> sa.ColumnElement[bool]:
    """Return the condition that the content names one of the known identities, in a report in which it is filed.

    Whom a statement names is kept by name: so those count that they are called by.
    """
    names = statement_names.c
    saying = [Role.SAID_ABOUT] if acts & SAYING else []
    thinking = [Role.THOUGHT_ABOUT] if acts & THINKING else []
    there = sa.select(filings.c.report_n).where(filings.c.known_n.in_(_numbers(query.said_of)))
    return sa.tuple_(statements.c.report_n, statements.c.position).in_(
        sa.select(names.report_n, names.position).where(
            names.role.in_([*saying, *thinking]),
            names.key_n.in_(keys),
            names.report_n.in_(there),
            *_days(names.day, query),
        )
    )


def _numbers(known_ids: frozenset[str]) -> sa.Select[tuple[int]]:
    return sa.select(known.c.n).where(known.c.id.in_(sorted(known_ids)))


def _days(day: sa.ColumnElement[int], query: StatementQuery) -> list[sa.ColumnElement[bool]]:
    conditions = []
    if query.since is not None:
        conditions.append(day >= query.since.toordinal())
    if query.until is not None:
        conditions.append(day.between(1, query.until.toordinal()))  # 0: nobody knows the day
    return conditions
