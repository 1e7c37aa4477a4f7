"""Who is known across reports: the registry, to whom identities belong, judgements."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_TIME = sa.DateTime().with_variant(sa.DateTime(timezone=True), "postgresql")
_tables = sa.MetaData()

_reports = sa.Table("reports", _tables, sa.Column("n", _BIG, primary_key=True))

sa.Table(
    "known",
    _tables,
    sa.Column("n", _BIG, sa.Identity(), primary_key=True),
    sa.Column("id", _TEXT, nullable=False),
    sa.Column("name", _TEXT, nullable=False),
    sa.Column("type", _TEXT, nullable=False),
    sa.Column("origin", _TEXT, nullable=False),
    sa.Column("cluster_n", sa.BigInteger, nullable=False),
    sa.Column("reports", sa.BigInteger, nullable=False),
    sa.Column("statements", sa.BigInteger, nullable=False),
    sa.Column("first_day", sa.Integer),  # of those reports, as a day number
    sa.Column("last_day", sa.Integer),
    sa.Column("contested", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Index("known_id", "id", unique=True),
    sa.Index("known_cluster", "cluster_n"),
)

sa.Table(
    "known_names",
    _tables,
    sa.Column("n", _BIG, sa.Identity(), primary_key=True),
    sa.Column("known_n", _BIG, sa.ForeignKey("known.n"), nullable=False),
    sa.Column("digest", sa.LargeBinary, nullable=False),
    sa.Column("text", _TEXT, nullable=False),
    sa.Column("script", _TEXT, nullable=False),
    sa.Column("language", _TEXT),
    sa.Column("reports", sa.BigInteger, nullable=False),
    sa.Column("listed", sa.Boolean, nullable=False),
    sa.Index("known_names_known", "known_n"),
    sa.Index("known_names_digest", "digest"),
)

sa.Table(
    "known_keys",
    _tables,
    sa.Column("key", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("known_n", _BIG, sa.ForeignKey("known.n"), primary_key=True, autoincrement=False),
    sa.Index("known_keys_known", "known_n"),
    sqlite_with_rowid=False,
)

sa.Table(
    "known_shapes",
    _tables,
    sa.Column("known_n", _BIG, sa.ForeignKey("known.n"), primary_key=True, autoincrement=False),
    sa.Column("shape", sa.LargeBinary, nullable=False),
)

sa.Table(
    "filings",
    _tables,
    sa.Column("report_n", _BIG, sa.ForeignKey("reports.n"), primary_key=True, autoincrement=False),
    sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("known_n", _BIG, sa.ForeignKey("known.n"), nullable=False),
    sa.Column("statements", sa.Integer, nullable=False),
    sa.Column("score", sa.Double, nullable=False),
    sa.Column("because", _TEXT, nullable=False),
    sa.Column("made_by", _TEXT, nullable=False),
    sa.Index("filings_known", "known_n", "report_n"),
)

sa.Table(
    "judgements",
    _tables,
    sa.Column("n", _BIG, sa.Identity(), primary_key=True),
    sa.Column("a_n", _BIG, sa.ForeignKey("known.n"), nullable=False),
    sa.Column("b_n", _BIG, sa.ForeignKey("known.n"), nullable=False),
    sa.Column("verdict", _TEXT, nullable=False),  # "undo" takes back `undoes`
    sa.Column("undoes", sa.BigInteger),
    sa.Column("by", _TEXT, nullable=False),
    sa.Column("is_person", sa.Boolean, nullable=False),
    sa.Column("at", _TIME, nullable=False),
    sa.Column("score", sa.Double),
    sa.Column("because", _TEXT, nullable=False),
    sa.Column("undone", sa.BigInteger),  # by which row
    sa.Index("judgements_a", "a_n", "b_n", "n"),
    sa.Index("judgements_b", "b_n", "n"),
    sa.Index(
        "judgements_persons",
        "by",
        "n",
        sqlite_where=sa.text("is_person"),
        postgresql_where=sa.text("is_person"),
    ),
)

sa.Table(
    "ties",
    _tables,
    sa.Column("known_n", _BIG, sa.ForeignKey("known.n"), primary_key=True, autoincrement=False),
    sa.Column("other_n", _BIG, primary_key=True, autoincrement=False),
    sa.Column("verdict", sa.SmallInteger, nullable=False),
    sa.Column("is_person", sa.Boolean, nullable=False),
    sa.Column("judgement_n", sa.BigInteger, nullable=False),
    sa.Column("score", sa.Double),
    sa.Column("settles", sa.BigInteger),  # NULL: it is no question
    sa.Column("doubt", sa.Double),  # how far the score is from even
    sa.Index(
        "ties_open",
        sa.text("settles DESC"),
        "doubt",
        "judgement_n",
        sqlite_where=sa.text("settles IS NOT NULL AND known_n < other_n"),
        postgresql_where=sa.text("settles IS NOT NULL AND known_n < other_n"),
    ),
    sa.Index(
        "ties_persons",
        "known_n",
        "other_n",
        sqlite_where=sa.text("is_person"),
        postgresql_where=sa.text("is_person"),
    ),
    sqlite_with_rowid=False,
)

sa.Table(
    "known_roles",
    _tables,
    sa.Column("n", _BIG, sa.Identity(), primary_key=True),
    sa.Column("known_n", _BIG, sa.ForeignKey("known.n"), nullable=False),
    sa.Column("title", _TEXT, nullable=False),
    sa.Column("organization", _TEXT, nullable=False),
    sa.Column("since", _TEXT),
    sa.Column("until", _TEXT),
    sa.Column("source", _TEXT, nullable=False),
    sa.Index("known_roles_known", "known_n"),
)

sa.Table(
    "report_roles",
    _tables,
    sa.Column("report_n", _BIG, sa.ForeignKey("reports.n"), primary_key=True, autoincrement=False),
    sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),  # of the identity
    sa.Column("start", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("title", _TEXT, nullable=False),
    sa.Column("organization", _TEXT, nullable=False),
)

sa.Table(
    "known_links",
    _tables,
    sa.Column("known_n", _BIG, sa.ForeignKey("known.n"), primary_key=True, autoincrement=False),
    sa.Column("scheme", _TEXT, primary_key=True),
    sa.Column("value", _TEXT, primary_key=True),
    sa.Index("known_links_value", "scheme", "value"),
)


def upgrade() -> None:
    """Make the tables."""
    made = [table for table in _tables.sorted_tables if table is not _reports]
    _tables.create_all(op.get_bind(), tables=made)
