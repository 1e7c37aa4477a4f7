"""The word indexes: FTS5 in SQLite, tsvector with GIN in PostgreSQL, behind one interface.

FTS5 runs with its `ascii` tokenizer, which cuts at spaces and leaves all else
alone: the words are folded before they come here (see `words`), for
`unicode61` knows no script younger than Unicode 6.1. The FTS5 tables keep
their folded text: without it ("contentless") a row can be removed only by
giving the very words that went in, and those may fold otherwise in a later
Python. It costs a laptop desk about the size of its texts again, and once more
for texts with words like "Hizbullah’s", which stand in a second column without
the particle (in PostgreSQL both forms stand at the same place).
"""

from collections.abc import Sequence
from typing import Any, Protocol

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSQUERY

from onrecord.adapters.store import tables
from onrecord.adapters.store.vectors import vectors
from onrecord.adapters.store.words import (
    Term,
    Wanted,
    fts5,
    index_text,
    tsquery,
    tsquery_phrase,
    without_particles,
)

#: Statements of one report share its number in the upper bits of an FTS5 rowid;
#: 16 million statements to a report, 549 billion reports.
_POSITION_BITS = 24


class WordIndex(Protocol):
    """Keep the words of reports and statements; find those that hold what is wanted."""

    def add_report(self, connection: sa.Connection, report_n: int, text: str) -> None:
        """Index a report's text."""
        ...

    def add_statements(
        self, connection: sa.Connection, report_n: int, contents: Sequence[tuple[int, str]]
    ) -> None:
        """Index the contents of a report's statements, given as `(position, words)`."""
        ...

    def remove(self, connection: sa.Connection, report_n: int) -> None:
        """Take out a report and its statements."""
        ...

    def reports(self, wanted: Wanted) -> sa.Subquery:
        """Return `report_n` and `score` (higher is better) of the reports that hold `wanted`."""
        ...

    def statements(self, wanted: Wanted) -> sa.Subquery:
        """Return `report_n`, `position` and `score` of the statements that do."""
        ...

    def holding(self, term: sa.ColumnElement[str]) -> sa.Select[Any]:
        """Return the query for the statements that hold one word, given as its `term`, in no order: a row for each."""
        ...

    def term(self, word: str) -> str:
        """Return one word of the index as the database is asked for it."""
        ...


class SqliteWords:
    """Keep words in FTS5 tables."""

    def add_report(self, connection: sa.Connection, report_n: int, text: str) -> None:
        """Index a report's text."""
        connection.execute(_FTS_REPORTS.insert(), {"rowid": report_n, **_fts_columns(text)})

    def add_statements(
        self, connection: sa.Connection, report_n: int, contents: Sequence[tuple[int, str]]
    ) -> None:
        """Index the contents of a report's statements."""
        rows = [
            {"rowid": (report_n << _POSITION_BITS) + position, **_fts_columns(words)}
            for position, words in contents
        ]
        if rows:
            connection.execute(_FTS_STATEMENTS.insert(), rows)

    def remove(self, connection: sa.Connection, report_n: int) -> None:
        """Take out a report and its statements."""
        first = report_n << _POSITION_BITS
        last = first + (1 << _POSITION_BITS) - 1
        connection.execute(_FTS_REPORTS.delete().where(_FTS_REPORTS.c.rowid == report_n))
        connection.execute(_FTS_STATEMENTS.delete().where(_FTS_STATEMENTS.c.rowid.between(first, last)))

    def reports(self, wanted: Wanted) -> sa.Subquery:
        """Return `report_n` and `score` of the reports that hold `wanted`."""
        rows = _FTS_REPORTS.c
        return (
            sa.select(rows.rowid.label("report_n"), (-rows.rank).label("score"))
            .where(sa.literal_column("report_words").op("MATCH")(fts5(wanted)))
            .subquery("found")
        )

    def statements(self, wanted: Wanted) -> sa.Subquery:
        """Return `report_n`, `position` and `score` of the statements that hold `wanted`."""
        rows = _FTS_STATEMENTS.c
        return (
            sa.select(
                rows.rowid.op(">>")(_POSITION_BITS).label("report_n"),
                rows.rowid.op("&")((1 << _POSITION_BITS) - 1).label("position"),
                (-rows.rank).label("score"),
            )
            .where(sa.literal_column("statement_words").op("MATCH")(fts5(wanted)))
            .subquery("found")
        )

    def holding(self, term: sa.ColumnElement[str]) -> sa.Select[Any]:
        """Return the query for the statements that hold one word."""
        return sa.select(_FTS_STATEMENTS.c.rowid).where(
            sa.literal_column("statement_words").op("MATCH")(term)
        )

    def term(self, word: str) -> str:
        """Return one word as the MATCH expression of FTS5."""
        return f'"{word}"'


class PostgresWords:
    """Keep words as tsvectors: for each text `parts` rows, nearly always one."""

    def add_report(self, connection: sa.Connection, report_n: int, text: str) -> None:
        """Index a report's text."""
        parts = vectors(text)
        connection.execute(
            tables.report_words.insert(),
            [
                {"report_n": report_n, "part": part, "parts": len(parts), "words": vector}
                for part, vector in enumerate(parts)
            ],
        )

    def add_statements(
        self, connection: sa.Connection, report_n: int, contents: Sequence[tuple[int, str]]
    ) -> None:
        """Index the contents of a report's statements."""
        rows = [
            {
                "report_n": report_n,
                "position": position,
                "part": part,
                "parts": len(parts),
                "words": vector,
            }
            for position, words in contents
            for parts in [vectors(words)]
            for part, vector in enumerate(parts)
        ]
        if rows:
            connection.execute(tables.statement_words.insert(), rows)

    def remove(self, connection: sa.Connection, report_n: int) -> None:
        """Take out a report and its statements."""
        for table in (tables.report_words, tables.statement_words):
            connection.execute(table.delete().where(table.c.report_n == report_n))

    def reports(self, wanted: Wanted) -> sa.Subquery:
        """Return `report_n` and `score` of the reports that hold `wanted`."""
        table = tables.report_words
        return _holding(table, [table.c.report_n], wanted)

    def statements(self, wanted: Wanted) -> sa.Subquery:
        """Return `report_n`, `position` and `score` of the statements that hold `wanted`."""
        table = tables.statement_words
        return _holding(table, [table.c.report_n, table.c.position], wanted)

    def holding(self, term: sa.ColumnElement[str]) -> sa.Select[Any]:
        """Return the query for the statements that hold one word and are not cut, as nearly all."""
        table = tables.statement_words
        return sa.select(table.c.report_n).where(
            sa.text("parts = 1"), table.c.words.op("@@")(sa.cast(term, TSQUERY))
        )

    def term(self, word: str) -> str:
        """Return one word as the text of a tsquery."""
        return tsquery_phrase((word,))


_FTS_REPORTS = sa.table(
    "report_words", sa.column("rowid", sa.Integer), sa.column("words"), sa.column("bare"), sa.column("rank")
)
_FTS_STATEMENTS = sa.table(
    "statement_words",
    sa.column("rowid", sa.Integer),
    sa.column("words"),
    sa.column("bare"),
    sa.column("rank"),
)


def _fts_columns(text: str) -> dict[str, str]:
    bare = without_particles(text)
    return {"words": index_text(text), "bare": "" if bare == text else index_text(bare)}


def _holding(table: sa.Table, key: list[sa.Column[Any]], wanted: Wanted) -> sa.Subquery:
    """Return the texts that hold `wanted`: those of one part in one scan, the others part by part.

    Which texts are cut is written into the query (not bound to it), so that
    the planner can take the partial index made for each kind.
    """
    words = table.c.words
    whole_query = sa.cast(tsquery(wanted), TSQUERY)
    whole = sa.select(*key, _rank(words, whole_query).label("score")).where(
        sa.text("parts = 1"), words.op("@@")(whole_query)
    )

    def somewhere(term: Term) -> sa.ColumnElement[bool]:
        return sa.and_(
            *(sa.func.bool_or(words.op("@@")(sa.cast(tsquery_phrase(phrase), TSQUERY))) for phrase in term)
        )

    phrases = {*wanted.phrases, *(phrase for term in wanted.none_of for phrase in term)}
    any_query = sa.cast(" | ".join(f"({tsquery_phrase(phrase)})" for phrase in sorted(phrases)), TSQUERY)
    cut = (
        sa.select(*key, sa.func.max(_rank(words, any_query)).label("score"))
        .where(sa.text("parts > 1"), words.op("@@")(any_query))
        .group_by(*key)
        .having(
            sa.and_(
                *(sa.or_(*map(somewhere, group)) for group in wanted.all_of),
                *(sa.not_(somewhere(term)) for term in wanted.none_of),
            )
        )
    )
    return sa.union_all(whole, cut).subquery("found")


def _rank(words: sa.ColumnElement[Any], query: sa.ColumnElement[Any]) -> sa.ColumnElement[float]:
    # 1: divided by the logarithm of the length, so that a short text about it comes first.
    return sa.func.ts_rank(words, query, 1, type_=sa.Float)
