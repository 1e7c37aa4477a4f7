"""Which reports carry words of which: their fingerprints, and the reprints found."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_tables = sa.MetaData()

_reports = sa.Table("reports", _tables, sa.Column("n", _BIG, primary_key=True))

sa.Table(
    "fingerprints",
    _tables,
    sa.Column("hash", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("report_n", _BIG, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

sa.Table(
    "traced",
    _tables,
    sa.Column("report_n", _BIG, sa.ForeignKey("reports.n"), primary_key=True, autoincrement=False),
    sa.Column("hashes", sa.LargeBinary, nullable=False),
)

sa.Table(
    "reprints",
    _tables,
    sa.Column("a_n", _BIG, sa.ForeignKey("reports.n"), primary_key=True, autoincrement=False),
    sa.Column("b_n", _BIG, sa.ForeignKey("reports.n"), primary_key=True, autoincrement=False),
    sa.Column("share_a", sa.Double, nullable=False),
    sa.Column("share_b", sa.Double, nullable=False),
    sa.Column("origin_n", sa.BigInteger),  # NULL: nothing tells
    sa.Column("confidence", sa.Double, nullable=False),
    sa.Column("passages", sa.Text, nullable=False),
    sa.Column("because", _TEXT, nullable=False),
    sa.Column("made_by", _TEXT, nullable=False),
    sa.Index("reprints_b", "b_n"),
)


def upgrade() -> None:
    """Make the tables; reports kept so far are traced by `onrecord trace --all`."""
    made = [table for table in _tables.sorted_tables if table is not _reports]
    _tables.create_all(op.get_bind(), tables=made)
