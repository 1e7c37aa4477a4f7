"""What was found, by its places, as it is shown."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from onrecord.adapters.store import marks, queries, rows
from onrecord.adapters.store.asking import statements_sought
from onrecord.adapters.store.batches import batches
from onrecord.adapters.store.excerpts import quick_excerpt
from onrecord.adapters.store.search import Sought
from onrecord.adapters.store.tables import captures, editions, report_texts, reports, statements
from onrecord.adapters.store.tables_finding import report_places, statement_places
from onrecord.adapters.store.words import Phrase, Wanted
from onrecord.errors import EvidenceBroken
from onrecord.ports import Carried, ReportFound, ReportHit, ReportLine, StatementHit, StatementsWanted


def below(sought: Sought, place: int) -> Sought:
    """Return the same of what stands below a place."""
    return replace(sought, high=min(sought.high, place))


def between(sought: Sought, low: int, high: int) -> Sought:
    """Return the same of what stands from one place to another."""
    return replace(sought, low=max(sought.low, low), high=min(sought.high, high + 1))


def without_origins(connection: sa.Connection, wanted: StatementsWanted) -> Sought | None:
    """Return what looks for statements that fit but for their origins, which nobody has counted."""
    sought = statements_sought(connection, replace(wanted, origins=0))
    if sought is None:
        return None
    left_out = Wanted(sought.marks.all_of, (*sought.marks.none_of, ((marks.COUNTED,),)))
    return replace(sought, marks=left_out)


def statement_hits(connection: sa.Connection, places: Sequence[int]) -> tuple[StatementHit, ...]:
    """Return the statements at places, in their order.

    Raises:
        EvidenceBroken: The stored text of one of their reports was changed.
    """
    by_place: dict[int, rows.Row] = {}
    for lot in batches(places):
        by_place.update({row.place: row for row in connection.execute(_STATEMENTS, {"at": lot})})
    numbers = sorted({row.report_n for row in by_place.values()})
    texts = {
        row.report_n: rows.text_from(row)
        for lot in batches(numbers)
        for row in connection.execute(queries.texts(lot))
    }
    return tuple(
        statement_hit(by_place[place], texts[by_place[place].report_n])
        for place in places
        if place in by_place
    )


def statement_hit(row: rows.Row, text: str) -> StatementHit:
    """Return the statement of a row with its report's text.

    Raises:
        EvidenceBroken: A span lies outside the text.
    """
    with rows.as_broken(row.report_name):
        statement = rows.statement_from(row, row.report_id)
    if any(span.end > len(text) for span in (*statement.content, *statement.source, *statement.cue)):
        raise EvidenceBroken("a stored span lies outside the report's text", subject=row.report_name)
    return StatementHit(
        statement=statement,
        words=tuple(span.cut(text) for span in statement.content),
        report_name=row.report_name,
        title=row.title,
        outlet=row.outlet,
        published=row.published,
        capture=row.sha256,
        source=tuple(span.cut(text) for span in statement.source),
        cues=tuple(span.cut(text) for span in statement.cue),
    )


def report_hits(
    connection: sa.Connection, places: Sequence[int], phrases: tuple[Phrase, ...]
) -> tuple[ReportFound, ...]:
    """Return the reports at places, in their order, each with the passage in which a phrase stands.

    Raises:
        EvidenceBroken: The stored text of one was changed.
    """
    by_place: dict[int, ReportFound] = {}
    for lot in batches(places):
        for row in connection.execute(_REPORTS, {"at": lot}):
            words, matches = quick_excerpt(rows.text_from(row), phrases)
            with rows.as_broken(row.name):
                topics = tuple(row.topics)
            line = ReportLine(row.id, row.name, row.title, row.outlet, row.published, row.statement_count)
            by_place[row.place] = ReportFound(
                hit=ReportHit(line, words, matches),
                language=row.language,
                topics=topics,
                series=row.series,
                number=row.number,
                carried=Carried(row.carried),
                editions=row.editions or 1,
            )
    return tuple(by_place[place] for place in places if place in by_place)


def _statements() -> sa.Select[Any]:
    return (
        sa.select(
            statement_places.c.place,
            statements,
            reports.c.id.label("report_id"),
            reports.c.name.label("report_name"),
            reports.c.title,
            reports.c.outlet,
            reports.c.published,
            captures.c.sha256,
        )
        .select_from(statement_places)
        .join(
            statements,
            sa.and_(
                statements.c.report_n == statement_places.c.report_n,
                statements.c.position == statement_places.c.position,
            ),
        )
        .join(reports, reports.c.n == statement_places.c.report_n)
        .join(captures, captures.c.n == statement_places.c.report_n)
    )


def _reports() -> sa.Select[Any]:
    own, others = editions.alias("own"), editions.alias("others")
    count = (
        sa.select(sa.func.count())
        .select_from(own)
        .join(others, others.c.place == own.c.place)
        .where(own.c.report_n == reports.c.n)
        .scalar_subquery()
    )
    return (
        sa.select(
            report_places.c.place,
            report_places.c.carried,
            reports,
            report_texts.c.topics,
            report_texts.c.text,
            report_texts.c.text_sha256,
            count.label("editions"),
        )
        .select_from(report_places)
        .join(reports, reports.c.n == report_places.c.report_n)
        .join(report_texts, report_texts.c.report_n == report_places.c.report_n)
    )


# Written once: to put such a query together takes as long as to answer it.
_STATEMENTS = _statements().where(statement_places.c.place.in_(sa.bindparam("at", expanding=True)))
_REPORTS = _reports().where(report_places.c.place.in_(sa.bindparam("at", expanding=True)))
