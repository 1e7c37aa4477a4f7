"""The word index of PostgreSQL: tsvectors with GIN."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSQUERY

from onrecord.adapters.store import tables, tables_finding
from onrecord.adapters.store.batches import batches
from onrecord.adapters.store.latest import earlier
from onrecord.adapters.store.tables_finding import report_places, statement_places
from onrecord.adapters.store.vectors import PLACES_OF_ONE_WORD, vectors
from onrecord.adapters.store.word_index import MarkedText, Of, Sought, newest_places, positive
from onrecord.adapters.store.words import Phrase, Term, Wanted, tsquery, tsquery_phrase

#: Words counted in one query.
_COUNTED_AT_ONCE = 50


class PostgresWords:
    """Keep words as tsvectors: for each text `parts` rows, nearly always one; marks in one tsvector beside them."""

    def add_report(self, connection: sa.Connection, report_n: int, text: MarkedText) -> None:
        """Index a report's text."""
        parts = vectors(text.words)
        connection.execute(
            tables.report_words.insert(),
            [
                {"report_n": report_n, "part": part, "parts": len(parts), "words": vector}
                for part, vector in enumerate(parts)
            ],
        )
        connection.execute(tables_finding.report_marks.insert(), _marks_row(text.place, text.marks))

    def add_statements(
        self, connection: sa.Connection, report_n: int, contents: Sequence[tuple[int, MarkedText]]
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
            for position, text in contents
            for parts in [vectors(text.words)]
            for part, vector in enumerate(parts)
        ]
        if rows:
            connection.execute(tables.statement_words.insert(), rows)
            connection.execute(
                tables_finding.statement_marks.insert(),
                [_marks_row(text.place, text.marks) for _, text in contents],
            )

    def mark_reports(self, connection: sa.Connection, marked: Mapping[int, Sequence[str]]) -> None:
        """Put marks in the place of those that reports have."""
        _mark_rows(connection, tables_finding.report_marks, marked)

    def mark_statements(self, connection: sa.Connection, marked: Mapping[int, Sequence[str]]) -> None:
        """Put marks in the place of those that statements have."""
        _mark_rows(connection, tables_finding.statement_marks, marked)

    def remove(self, connection: sa.Connection, report_n: int) -> None:
        """Take out a report and its statements."""
        self.forget(connection, report_n)
        for marked, places in (
            (tables_finding.report_marks, report_places),
            (tables_finding.statement_marks, statement_places),
        ):
            own = sa.select(places.c.place).where(places.c.report_n == report_n)
            connection.execute(marked.delete().where(marked.c.place.in_(own)))

    def forget(self, connection: sa.Connection, report_n: int) -> None:
        """Take out the words of a report and its statements."""
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

    def ranked(self, wanted: Wanted, limit: int) -> sa.Select[Any]:
        """Return the query for the places of the statements that hold `wanted`, the best first."""
        at, found = statement_places.c, self.statements(wanted)
        here = sa.and_(at.report_n == found.c.report_n, at.position == found.c.position)
        return (
            sa.select(at.place)
            .select_from(found.join(statement_places, here))
            .where(at.report_n.not_in(earlier()))
            .order_by(found.c.score.desc(), *newest_places())
            .limit(limit)
        )

    def places(self, sought: Sought, limit: int, *, newest: bool = True) -> sa.Select[Any]:
        """Return the query for the places of what is sought.

        Texts of one part and those that were cut are asked for apart, each in the order wanted: so the planner may
        walk the newest where nearly all hold a word, and use the word index where few do.
        """
        if sought.words is None:
            return self._marked(sought, limit, None, newest=newest)
        branches = [
            self._marked(sought, limit, held, newest=newest).subquery()
            for held in _held(sought.of, sought.words)
        ]
        both = sa.union_all(*(sa.select(branch.c.place) for branch in branches)).subquery()
        query = sa.select(both.c.place)
        return (query.order_by(both.c.place.desc()) if newest else query).limit(limit)

    def scores(
        self, connection: sa.Connection, of: Of, wanted: Wanted, places: Collection[int]
    ) -> dict[int, float]:
        """Return how well each place answers."""
        table, at = _tables_of(of)
        any_query = _any_of(wanted.phrases)
        found: dict[int, float] = {}
        for lot in batches(places):
            query = (
                sa.select(at.c.place, sa.func.max(_rank(table.c.words, any_query)))
                .join(table, _same_text(table, at))
                .where(at.c.place.in_(lot))
                .group_by(at.c.place)
            )
            found.update({place: float(score) for place, score in connection.execute(query)})
        return found

    def count_held(self, connection: sa.Connection, words: Sequence[str], most: int) -> dict[str, int]:
        """Return in how many statements that are not cut, as nearly all, each word stands, no further than `most`."""
        counts: dict[str, int] = {}
        for batch in batches(words, _COUNTED_AT_ONCE):
            # A query of one size for all batches: to put one together takes longer than to answer it.
            filled = [*batch, *batch[:1] * (_COUNTED_AT_ONCE - len(batch))]
            values: dict[str, Any] = {f"word{n}": tsquery_phrase((word,)) for n, word in enumerate(filled)}
            for row in connection.execute(_HELD, values | {"most": most}):
                counts[filled[row.number]] = row.held
        return counts

    def _marked(
        self, sought: Sought, limit: int, held: sa.ColumnElement[bool] | None, *, newest: bool
    ) -> sa.Select[Any]:
        _, at = _tables_of(sought.of)
        marked = tables_finding.report_marks if sought.of is Of.REPORTS else tables_finding.statement_marks
        place = at.c.place
        query = sa.select(place).where(place >= sought.low, place < sought.high)
        if sought.marks.all_of or sought.marks.none_of:
            query = query.join(marked, marked.c.place == place).where(
                marked.c.marks.op("@@")(sa.cast(tsquery(positive(sought.marks)), TSQUERY))
            )
        if held is not None:
            query = query.where(held)
        if sought.within is not None:
            query = query.where(sought.within(place))
        return (query.order_by(place.desc()) if newest else query).limit(limit)


def _marks_row(place: int, some: Sequence[str]) -> dict[str, Any]:
    places: dict[str, list[str]] = {}
    for at, one in enumerate(some, 1):
        places.setdefault(one, []).append(str(at))
    return {
        "place": place,
        "marks": " ".join(f"'{one}':{','.join(at[:PLACES_OF_ONE_WORD])}" for one, at in places.items()),
    }


def _mark_rows(connection: sa.Connection, table: sa.Table, marked: Mapping[int, Sequence[str]]) -> None:
    values = [
        {"which": row["place"], "new": row["marks"]}
        for row in (_marks_row(place, some) for place, some in marked.items())
    ]
    if values:
        connection.execute(
            table.update().where(table.c.place == sa.bindparam("which")).values(marks=sa.bindparam("new")),
            values,
        )


def _tables_of(of: Of) -> tuple[sa.Table, sa.Table]:
    """Return where the words and the places of what is looked for are."""
    if of is Of.REPORTS:
        return tables.report_words, report_places
    return tables.statement_words, statement_places


def _same_text(table: sa.Table, at: sa.Table) -> sa.ColumnElement[bool]:
    same = table.c.report_n == at.c.report_n
    return same if at is report_places else sa.and_(same, table.c.position == at.c.position)


def _held(of: Of, wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    """Return the conditions that a place's text holds `wanted`: as a whole one, and as one that was cut."""
    table, at = _tables_of(of)
    if not wanted.all_of:
        none = sa.exists().where(
            _same_text(table, at),
            table.c.words.op("@@")(_any_of([phrase for term in wanted.none_of for phrase in term])),
        )
        return [sa.not_(none)]
    whole = sa.exists().where(
        _same_text(table, at),
        sa.text(f"{table.name}.parts = 1"),
        table.c.words.op("@@")(sa.cast(tsquery(wanted), TSQUERY)),
    )
    key = [table.c.report_n] if of is Of.REPORTS else [table.c.report_n, table.c.position]
    cut = _cut(table, key, wanted).subquery()
    own = [at.c.report_n] if of is Of.REPORTS else [at.c.report_n, at.c.position]
    among = sa.tuple_(*own).in_(sa.select(*(cut.c[column.name] for column in key)))
    return [whole, among]


def _any_of(phrases: Sequence[Phrase]) -> sa.ColumnElement[Any]:
    return sa.cast(" | ".join(f"({tsquery_phrase(phrase)})" for phrase in sorted(set(phrases))), TSQUERY)


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

    return sa.union_all(whole, _cut(table, key, wanted)).subquery("found")


def _cut(table: sa.Table, key: list[sa.Column[Any]], wanted: Wanted) -> sa.Select[Any]:
    """Return the query for the texts of several parts that hold `wanted`."""
    words = table.c.words

    def somewhere(term: Term) -> sa.ColumnElement[bool]:
        return sa.and_(
            *(sa.func.bool_or(words.op("@@")(sa.cast(tsquery_phrase(phrase), TSQUERY))) for phrase in term)
        )

    phrases = {*wanted.phrases, *(phrase for term in wanted.none_of for phrase in term)}
    any_query = _any_of(sorted(phrases))
    return (
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


def _rank(words: sa.ColumnElement[Any], query: sa.ColumnElement[Any]) -> sa.ColumnElement[float]:
    # 1: divided by the logarithm of the length, so that a short text about it comes first.
    return sa.func.ts_rank(words, query, 1, type_=sa.Float)


def _holding_one(number: int) -> sa.Select[Any]:
    """Return the query for how many statements hold the word of a number."""
    table = tables.statement_words
    word = sa.cast(sa.bindparam(f"word{number}", type_=sa.Text), TSQUERY)
    held = sa.select(table.c.report_n).where(sa.text("parts = 1"), table.c.words.op("@@")(word))
    some = held.limit(sa.bindparam("most", type_=sa.Integer)).subquery()
    told: list[sa.ColumnElement[Any]] = [sa.literal(number).label("number"), sa.func.count().label("held")]
    return sa.select(*told).select_from(some)


_HELD = sa.union_all(*map(_holding_one, range(_COUNTED_AT_ONCE)))
