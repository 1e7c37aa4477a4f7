"""With 20,000 statements each question is answered from an index."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.sql.elements import ClauseElement

from onrecord.adapters.store import SqlStore, open_store, queries
from onrecord.model import Metadata, Reading
from onrecord.ports import StatementQuery
from tests.factory import make_capture, make_identity, make_report, make_statement

REPORTS, STATEMENTS = 400, 50


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlStore]:
    path = tmp_path_factory.mktemp("desk") / "desk.db"
    with open_store(f"sqlite:///{path}", create=True) as store:
        with store.writing():
            for i in range(REPORTS):
                keep_report(store, i)
        with store._place.engine.begin() as connection:
            connection.exec_driver_sql("ANALYZE")
        yield store


def keep_report(store: SqlStore, i: int) -> None:
    text = "\n\n".join(
        f"“word{j} in report{i}” said Speaker{j % 7} Family{i % 40}." for j in range(STATEMENTS)
    )
    meta = Metadata(outlet=f"Outlet {i % 20}", published=date(2020, 1, 1) + timedelta(days=i))
    report = make_report(text, name=f"{i}.txt", metadata=meta)
    people = [make_identity(report, f"Speaker{j} Family{i % 40}") for j in range(7)]
    said = [
        make_statement(report, f"word{j} in report{i}", by=people[j % 7], about=(people[(j + 1) % 7],))
        for j in range(STATEMENTS)
    ]
    store.add(make_capture(text), Reading(report, tuple(people), tuple(said)))


def plan(store: SqlStore, query: ClauseElement) -> list[str]:
    compiled = query.compile(store._place.engine, compile_kwargs={"literal_binds": True})
    with store._place.engine.connect() as connection:
        lines = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}").all()
    return [str(line[-1]) for line in lines]


def is_scanned(steps: list[str], table: str) -> bool:
    return any(step.startswith(f"SCAN {table}") and "VIRTUAL" not in step for step in steps)


@pytest.mark.parametrize(
    "query",
    [
        StatementQuery(by="Speaker3 Family7"),
        StatementQuery(by="Family7", since=date(2020, 2, 1), until=date(2020, 6, 1)),
        StatementQuery(about="Speaker3 Family7"),
        StatementQuery(words="report17"),
        StatementQuery(words="report17", by="Speaker3"),
        StatementQuery(report="0" * 24),
    ],
    ids=["by", "by and days", "about", "words", "words and by", "report"],
)
def test_statements_are_reached_by_an_index(store: SqlStore, query: StatementQuery) -> None:
    steps = plan(store, queries.wanted_statements(query, store._words))
    for table in ("statements", "statement_names", "name_keys", "name_words", "reports", "captures"):
        assert not is_scanned(steps, table), steps


def test_a_speaker_is_found_from_the_word_to_the_name_to_the_statements(store: SqlStore) -> None:
    steps = plan(store, queries.wanted_statements(StatementQuery(by="Family7"), store._words))
    text = "\n".join(steps)
    assert "SEARCH name_words USING PRIMARY KEY (word=?)" in text
    assert "SEARCH statement_names USING PRIMARY KEY (role=? AND key_n=?)" in text
    assert "SEARCH statements USING INDEX sqlite_autoindex_statements_1 (report_n=? AND position=?)" in text


def test_the_newest_statements_are_read_in_order_and_not_sorted(store: SqlStore) -> None:
    steps = plan(store, queries.wanted_statements(StatementQuery(), store._words))
    assert any("statements_day" in step for step in steps)
    assert not any("TEMP B-TREE" in step for step in steps), steps


def test_the_listing_of_reports_reads_no_text(store: SqlStore) -> None:
    steps = plan(store, queries.all_reports(20))
    assert any("reports_day" in step for step in steps)
    assert not any("report_texts" in step for step in steps)


@pytest.mark.parametrize(
    ("ask", "most"),
    [
        (lambda store: store.statements(StatementQuery(limit=200)), 3),
        (lambda store: store.search_reports("said", limit=100), 2),
        (lambda store: store.reading(next(store.reports(limit=1)).id), 4),
        (lambda store: list(store.reports()), 1),
        (lambda store: list(store.captures()), 1),
    ],
    ids=["statements", "search", "reading", "reports", "captures"],
)
def test_no_question_costs_a_statement_for_each_row(store: SqlStore, ask: object, most: int) -> None:
    asked: list[str] = []

    def count(*args: object) -> None:
        asked.append(str(args[2]))

    engine = store._place.engine
    sa.event.listen(engine, "before_cursor_execute", count)
    try:
        assert callable(ask)
        assert ask(store)
    finally:
        sa.event.remove(engine, "before_cursor_execute", count)
    assert len([line for line in asked if not line.startswith("BEGIN")]) <= most


def test_a_report_is_kept_in_a_few_statements_however_many_it_holds(store: SqlStore) -> None:
    asked: list[str] = []

    def count(*args: object) -> None:
        asked.append(str(args[2]))

    engine = store._place.engine
    sa.event.listen(engine, "before_cursor_execute", count)
    try:
        with store.writing():
            keep_report(store, REPORTS)
    finally:
        sa.event.remove(engine, "before_cursor_execute", count)
    assert len(asked) <= 30
