"""What a watcher has before it: sources, leads, hosts, robots.txt."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_TIME = sa.DateTime().with_variant(sa.DateTime(timezone=True), "postgresql")
_DUE = sa.text("next_at IS NOT NULL")
_LEASED = sa.text("lease_owner IS NOT NULL")
_tables = sa.MetaData()

sa.Table(
    "sources",
    _tables,
    sa.Column("n", _BIG, sa.Identity(), primary_key=True),
    sa.Column("digest", sa.LargeBinary, nullable=False),
    sa.Column("kind", _TEXT, nullable=False),
    sa.Column("address", _TEXT, nullable=False),
    sa.Column("outlet", _TEXT),
    sa.Column("host", _TEXT, nullable=False),
    sa.Column("hops", sa.Integer, nullable=False),
    sa.Column("root_n", _BIG),
    sa.Column("etag", _TEXT),
    sa.Column("last_modified", _TEXT),
    sa.Column("interval_seconds", sa.Double),
    sa.Column("next_at", _TIME),
    sa.Column("last_at", _TIME),
    sa.Column("failures", sa.Integer, nullable=False),
    sa.Column("last_error", _TEXT),
    sa.Column("lease_owner", _TEXT),
    sa.Index("sources_digest", "digest", unique=True),
    sa.Index("sources_due", "host", "next_at", sqlite_where=_DUE, postgresql_where=_DUE),
    sa.Index("sources_lease", "lease_owner", sqlite_where=_LEASED, postgresql_where=_LEASED),
)

sa.Table(
    "leads",
    _tables,
    sa.Column("n", _BIG, sa.Identity(), primary_key=True),
    sa.Column("digest", sa.LargeBinary, nullable=False),
    sa.Column("address", _TEXT, nullable=False),
    sa.Column("part", _TEXT),
    sa.Column("name", _TEXT, nullable=False),
    sa.Column("outlet", _TEXT),
    sa.Column("title", _TEXT),
    sa.Column("published", _TIME),
    sa.Column("host", _TEXT, nullable=False),
    sa.Column("source_n", _BIG),
    sa.Column("found_at", _TIME, nullable=False),
    sa.Column("state", _TEXT, nullable=False),
    sa.Column("tries", sa.Integer, nullable=False),
    sa.Column("rechecks", sa.Integer, nullable=False),
    sa.Column("begun", sa.Integer, nullable=False),
    sa.Column("next_at", _TIME),
    sa.Column("lease_owner", _TEXT),
    sa.Column("settled_at", _TIME),
    sa.Column("capture", _TEXT),
    sa.Column("etag", _TEXT),
    sa.Column("last_modified", _TEXT),
    sa.Column("last_error", _TEXT),
    sa.Index("leads_digest", "digest", unique=True),
    sa.Index("leads_due", "host", "next_at", sqlite_where=_DUE, postgresql_where=_DUE),
    sa.Index("leads_lease", "lease_owner", sqlite_where=_LEASED, postgresql_where=_LEASED),
    sa.Index("leads_state", "state"),
)

sa.Table(
    "hosts",
    _tables,
    sa.Column("host", _TEXT, primary_key=True),
    sa.Column("next_at", _TIME, nullable=False),
    sa.Column("delay_seconds", sa.Double),
    sa.Index("hosts_next_at", "next_at"),
)

sa.Table(
    "robots",
    _tables,
    sa.Column("origin", _TEXT, primary_key=True),
    sa.Column("verdict", _TEXT, nullable=False),
    sa.Column("until", _TIME, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
)


def upgrade() -> None:
    """Make the tables."""
    _tables.create_all(op.get_bind())
