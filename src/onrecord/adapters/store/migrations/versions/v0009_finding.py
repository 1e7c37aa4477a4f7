"""Places, marks and counts: what pages are answered from."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

from onrecord.adapters.store import known_clusters, places
from onrecord.adapters.store.search import index_of

revision = "0009"
down_revision = "0008"

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_tables = sa.MetaData()
_postgres = sa.MetaData()
_FTS = (
    "CREATE VIRTUAL TABLE report_words USING fts5(words, bare, marks, tokenize = \"ascii tokenchars '_'\")",
    "CREATE VIRTUAL TABLE statement_words USING fts5(words, bare, marks, tokenize = \"ascii tokenchars '_'\")",
)
#: Reports, or clusters, brought up to date at a time.
_PAGE = 500

_reports = sa.Table("reports", _tables, sa.Column("n", _BIG, primary_key=True))

sa.Table(
    "report_places",
    _tables,
    sa.Column("place", _BIG, primary_key=True, autoincrement=False),
    sa.Column("report_n", _BIG, sa.ForeignKey("reports.n"), nullable=False),
    sa.Column("carried", _TEXT, nullable=False),
    sa.Column("is_latest", sa.Boolean, nullable=False),
    sa.Index("report_places_report_n", "report_n", unique=True),
)

sa.Table(
    "statement_places",
    _tables,
    sa.Column("place", _BIG, primary_key=True, autoincrement=False),
    sa.Column("report_n", _BIG, sa.ForeignKey("reports.n"), nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("kind", _TEXT, nullable=False),
    sa.Column("act", _TEXT, nullable=False),
    sa.Column("type", _TEXT),  # of the speaker
    sa.Column("speaker_n", sa.BigInteger),  # the known identity that it is filed with
    sa.Column("is_counted", sa.Boolean, nullable=False),  # in `known_counts` and `said_of_counts`
    sa.Column("origins", sa.Integer),  # NULL: nobody has counted them
    sa.Index("statement_places_report_n", "report_n", "position", unique=True),
)

sa.Table(
    "statement_subjects",
    _tables,
    sa.Column("place", _BIG, sa.ForeignKey("statement_places.place"), primary_key=True, autoincrement=False),
    sa.Column("known_n", _BIG, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

sa.Table(
    "known_counts",
    _tables,
    sa.Column("known_n", _BIG, primary_key=True, autoincrement=False),
    sa.Column("scale", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column(
        "start", sa.Integer, primary_key=True, autoincrement=False
    ),  # its first day; 0: no day is known
    sa.Column("said", sa.Integer, nullable=False),
    sa.Column("said_of", sa.Integer, nullable=False),
    sa.Index("known_counts_most", "scale", "start", sa.text("said DESC"), "known_n"),
    sqlite_with_rowid=False,
)

sa.Table(
    "said_of_counts",
    _tables,
    sa.Column("by_n", _BIG, primary_key=True, autoincrement=False),
    sa.Column("scale", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("start", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("of_n", _BIG, primary_key=True, autoincrement=False),
    sa.Column("times", sa.Integer, nullable=False),
    sa.Index("said_of_counts_of", "of_n", "scale", "start"),
    sa.Index("said_of_counts_most", "scale", "start", sa.text("times DESC")),
    sqlite_with_rowid=False,
)

sa.Table(
    "known_clusters",
    _tables,
    sa.Column("cluster_n", _BIG, primary_key=True, autoincrement=False),
    sa.Column("name", _TEXT, nullable=False),  # of the member that most reports name
    sa.Column("type", _TEXT, nullable=False),
    sa.Column("statements", sa.BigInteger, nullable=False),
    sa.Column("reports", sa.BigInteger, nullable=False),
    sa.Column("members", sa.Integer, nullable=False),
    sa.Index("known_clusters_most", sa.text("statements DESC"), "cluster_n"),
    sa.Index("known_clusters_type", "type", sa.text("statements DESC"), "cluster_n"),
)

for _name in ("report_marks", "statement_marks"):
    sa.Table(
        _name,
        _postgres,
        sa.Column("place", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("marks", TSVECTOR, nullable=False),
        sa.Index(f"{_name}_marks", "marks", postgresql_using="gin"),
    )


def upgrade() -> None:
    """Make the tables, and fill them from the reports kept so far."""
    connection = op.get_bind()
    _tables.create_all(connection, tables=[table for table in _tables.sorted_tables if table is not _reports])
    op.create_index("known_counted", "known", ["cluster_n", "reports", "statements"])
    if connection.dialect.name == "postgresql":
        _postgres.create_all(connection)
    else:
        for table in ("report_words", "statement_words"):
            connection.exec_driver_sql(f"DROP TABLE {table}")
        for statement in _FTS:
            connection.exec_driver_sql(statement)
    _fill(connection)


def _fill(connection: sa.Connection) -> None:
    index = index_of(connection.dialect.name)
    last = 0
    while page := connection.scalars(
        sa.select(_reports.c.n).where(_reports.c.n > last).order_by(_reports.c.n).limit(_PAGE)
    ).all():
        for n in page:
            places.enter_again(connection, index, n)
        last = page[-1]
    last = 0
    known = sa.table("known", sa.column("n"), sa.column("cluster_n"))
    while page := connection.scalars(
        sa.select(known.c.n).where(known.c.n > last).order_by(known.c.n).limit(_PAGE)
    ).all():
        known_clusters.recount_of(connection, page)
        last = page[-1]
