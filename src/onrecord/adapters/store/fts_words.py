"""The word index of SQLite: FTS5.

FTS5 runs with its `ascii` tokenizer, which cuts at spaces and leaves all else
alone: the words are folded before they come here (see `words`), for
`unicode61` knows no script younger than Unicode 6.1. The FTS5 tables keep
their folded text: without it ("contentless") a row can be removed only by
giving the very words that went in, and those may fold otherwise in a later
Python. It costs a laptop desk about the size of its texts again, and once more
for texts with words like "Hizbullah’s", which stand in a second column without
the particle (in PostgreSQL both forms stand at the same place). A third column
holds marks (see `marks`), which PostgreSQL keeps in tables of their own.

The rowids are places (see `tables_finding`): matches come in the order of days.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from onrecord.adapters.store.batches import batches
from onrecord.adapters.store.gathered import gathered
from onrecord.adapters.store.latest import earlier
from onrecord.adapters.store.tables_finding import report_places, statement_places
from onrecord.adapters.store.word_index import MarkedText, Of, Sought, newest_places, positive
from onrecord.adapters.store.words import Wanted, fts5, index_text, without_particles

#: How fast one more occurrence of a word counts less, and how much a long text does: the usual values of BM25.
_ENOUGH, _LENGTH = 1.2, 0.75
#: How long texts are, about, in words: exactness here would move no text past another.
_USUAL_WORDS = {"reports": 600.0, "statements": 25.0}


class SqliteWords:
    """Keep words and marks in FTS5 tables. Threads may share it."""

    def __init__(self) -> None:
        self._kept: tuple[object, dict[str, int]] = (None, {})

    def add_report(self, connection: sa.Connection, report_n: int, text: MarkedText) -> None:
        """Index a report's text."""
        del report_n
        connection.execute(_FTS_REPORTS.insert(), _fts_row(text))

    def add_statements(
        self, connection: sa.Connection, report_n: int, contents: Sequence[tuple[int, MarkedText]]
    ) -> None:
        """Index the contents of a report's statements."""
        del report_n
        rows = [_fts_row(text) for _, text in contents]
        if rows:
            connection.execute(_FTS_STATEMENTS.insert(), rows)

    def mark_reports(self, connection: sa.Connection, marked: Mapping[int, Sequence[str]]) -> None:
        """Put marks in the place of those that reports have."""
        _mark_fts(connection, _FTS_REPORTS, marked)

    def mark_statements(self, connection: sa.Connection, marked: Mapping[int, Sequence[str]]) -> None:
        """Put marks in the place of those that statements have."""
        _mark_fts(connection, _FTS_STATEMENTS, marked)

    def remove(self, connection: sa.Connection, report_n: int) -> None:
        """Take out a report and its statements."""
        for table, places in ((_FTS_REPORTS, report_places), (_FTS_STATEMENTS, statement_places)):
            own = sa.select(places.c.place).where(places.c.report_n == report_n)
            connection.execute(table.delete().where(table.c.rowid.in_(own)))

    def forget(self, connection: sa.Connection, report_n: int) -> None:
        """Take out nothing: the rows are places."""

    def reports(self, wanted: Wanted) -> sa.Subquery:
        """Return `report_n` and `score` of the reports that hold `wanted`."""
        rows = _FTS_REPORTS.c
        return (
            sa.select(report_places.c.report_n, (-rows.rank).label("score"))
            .join(report_places, report_places.c.place == rows.rowid)
            .where(_match(_FTS_REPORTS, wanted))
            .subquery("found")
        )

    def statements(self, wanted: Wanted) -> sa.Subquery:
        """Return `report_n`, `position` and `score` of the statements that hold `wanted`."""
        rows = _FTS_STATEMENTS.c
        return (
            sa.select(statement_places.c.report_n, statement_places.c.position, (-rows.rank).label("score"))
            .join(statement_places, statement_places.c.place == rows.rowid)
            .where(_match(_FTS_STATEMENTS, wanted))
            .subquery("found")
        )

    def ranked(self, wanted: Wanted, limit: int) -> sa.Select[Any]:
        """Return the query for the places of the statements that hold `wanted`, the best first."""
        rows, at = _FTS_STATEMENTS.c, statement_places.c
        return (
            sa.select(at.place)
            .select_from(_FTS_STATEMENTS.join(statement_places, at.place == rows.rowid))
            .where(_match(_FTS_STATEMENTS, wanted), at.report_n.not_in(earlier()))
            .order_by(rows.rank, *newest_places())
            .limit(limit)
        )

    def places(self, sought: Sought, limit: int, *, newest: bool = True) -> sa.Select[Any]:
        """Return the query for the places of what is sought."""
        table = _FTS_REPORTS if sought.of is Of.REPORTS else _FTS_STATEMENTS
        words = sought.words or Wanted((), ())
        wanted = Wanted(words.all_of + sought.marks.all_of, words.none_of + sought.marks.none_of)
        wanted = positive(wanted)
        place = table.c.rowid
        query = sa.select(place.label("place")).where(
            _match(table, wanted), place >= sought.low, place < sought.high
        )
        if sought.within is not None:
            query = query.where(sought.within(place))
        return (query.order_by(place.desc()) if newest else query).limit(limit)

    def scores(
        self, connection: sa.Connection, of: Of, wanted: Wanted, places: Collection[int]
    ) -> dict[int, float]:
        """Return how well each place answers.

        FTS5's own rank asks first how many texts hold each word: for a common one that takes longer than a page may.
        """
        table = _FTS_REPORTS if of is Of.REPORTS else _FTS_STATEMENTS
        asked = [
            tuple(f" {' '.join(phrase)} " for term in group for phrase in term) for group in wanted.all_of
        ]
        usual = _USUAL_WORDS[of.value]
        found: dict[int, float] = {}
        for lot in batches(places):
            query = sa.select(table.c.rowid, table.c.words, table.c.bare).where(table.c.rowid.in_(lot))
            for place, words, bare in gathered(connection, query):
                found[place] = _weigh(f" {words} ", f" {bare} " if bare else "", asked, usual)
        return found

    def count_held(self, connection: sa.Connection, words: Sequence[str], most: int) -> dict[str, int]:
        """Return in how many statements each word stands, counted no further than `most`.

        What was counted is remembered until the index changes: most words of a text are common, and long to count.
        """
        kept = self._kept_of(connection, most)
        missing = [word for word in words if word not in kept]
        if missing:
            values = {"words": json.dumps(missing), "most": most}
            counted = dict(json.loads(connection.scalar(_HELD, values) or "[]"))
            if len(kept) + len(counted) <= _MOST_KEPT:
                kept.update(counted)
            else:
                kept = kept | counted
        return {word: kept[word] for word in words}

    def _kept_of(self, connection: sa.Connection, most: int) -> dict[str, int]:
        """Return what is remembered for the index as this transaction sees it: nothing for one that may change it."""
        if connection.get_execution_options().get("onrecord_writes", False):
            return {}
        stamp = (most, *map(tuple, connection.execute(_STAMP)))
        kept = self._kept
        if kept[0] != stamp:
            self._kept = kept = (stamp, {})
        return kept[1]


#: Words whose counts are remembered, some 100 bytes each.
_MOST_KEPT = 100_000
#: What FTS5 knows of the whole index: its totals, and which segments it has. They are written with every change,
#: and a segment never changes: where these are the same, so is the index (the format is described in fts5_index.c).
_STAMP = sa.text("SELECT id, block FROM statement_words_data WHERE id IN (1, 10) ORDER BY id")
#: All words in one question, and one row for all answers: to put such a query together takes as long as to answer it.
_HELD = sa.text(
    """
    SELECT json_group_array(json_array(word.value, (
        SELECT count(*) FROM (
            SELECT 1 FROM statement_words WHERE statement_words MATCH '"' || word.value || '"' LIMIT :most
        )
    )))
    FROM json_each(:words) AS word
    """
)
_FTS_REPORTS = sa.table(
    "report_words",
    sa.column("rowid", sa.Integer),
    sa.column("words"),
    sa.column("bare"),
    sa.column("marks"),
    sa.column("rank"),
)
_FTS_STATEMENTS = sa.table(
    "statement_words",
    sa.column("rowid", sa.Integer),
    sa.column("words"),
    sa.column("bare"),
    sa.column("marks"),
    sa.column("rank"),
)


def _match(table: sa.TableClause, wanted: Wanted) -> sa.ColumnElement[bool]:
    return sa.literal_column(table.name).op("MATCH")(fts5(wanted))


def _fts_row(text: MarkedText) -> dict[str, Any]:
    bare = without_particles(text.words)
    return {
        "rowid": text.place,
        "words": index_text(text.words),
        "bare": "" if bare == text.words else index_text(bare),
        "marks": " ".join(text.marks),
    }


def _mark_fts(connection: sa.Connection, table: sa.TableClause, marked: Mapping[int, Sequence[str]]) -> None:
    """Put new marks in; rows that have them already are left alone, for all words of a row are indexed anew."""
    wanted = {place: " ".join(some) for place, some in marked.items()}
    changed: list[dict[str, Any]] = []
    for lot in batches(wanted):
        query = sa.select(table.c.rowid, table.c.marks).where(table.c.rowid.in_(lot))
        changed += [
            {"which": place, "new": wanted[place]}
            for place, there in connection.execute(query)
            if there != wanted[place]
        ]
    if changed:
        connection.execute(
            table.update().where(table.c.rowid == sa.bindparam("which")).values(marks=sa.bindparam("new")),
            changed,
        )


def _weigh(words: str, bare: str, asked: Sequence[Sequence[str]], usual: float) -> float:
    """Return how well words, with a space at each end, answer groups of phrases given likewise."""
    length = 1 - _LENGTH + _LENGTH * words.count(" ") / usual
    score = 0.0
    for group in asked:
        times = sum(max(words.count(phrase), bare.count(phrase)) for phrase in group)
        score += times * (_ENOUGH + 1) / (times + _ENOUGH * length)
    return score
