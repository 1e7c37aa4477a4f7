"""What persons put right in what machines read, and what the machines read."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_TIME = sa.DateTime().with_variant(sa.DateTime(timezone=True), "postgresql")
_TO_LOOK_AT = sa.text("unfit IS NOT NULL AND undone IS NULL")
_tables = sa.MetaData()

_reports = sa.Table("reports", _tables, sa.Column("n", _BIG, primary_key=True))

sa.Table(
    "corrections",
    _tables,
    sa.Column("n", _BIG, sa.Identity(), primary_key=True),
    sa.Column("report_n", _BIG, sa.ForeignKey("reports.n"), nullable=False),
    sa.Column("statement", _TEXT),
    sa.Column("field", _TEXT, nullable=False),
    sa.Column("undoes", sa.BigInteger),
    sa.Column("value", sa.Text),
    sa.Column("before", sa.Text),
    sa.Column("place", sa.Text),
    sa.Column("by", _TEXT, nullable=False),
    sa.Column("at", _TIME, nullable=False),
    sa.Column("because", _TEXT, nullable=False),
    sa.Column("undone", sa.BigInteger),
    sa.Column("unfit", _TEXT),
    sa.Index("corrections_report", "report_n", "n"),
    sa.Index("corrections_statement", "statement", "n"),
    sa.Index("corrections_by", "by", "n"),
    sa.Index("corrections_unfit", "n", sqlite_where=_TO_LOOK_AT, postgresql_where=_TO_LOOK_AT),
)

sa.Table(
    "machine_readings",
    _tables,
    sa.Column("report_n", _BIG, sa.ForeignKey("reports.n"), primary_key=True, autoincrement=False),
    sa.Column("reading", sa.Text, nullable=False),
)


def upgrade() -> None:
    """Make the tables."""
    _tables.create_all(
        op.get_bind(), tables=[table for table in _tables.sorted_tables if table is not _reports]
    )
