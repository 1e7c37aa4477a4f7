"""Whom feeds name as the source of what they list: kept with leads, and with the captures made of them."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_TIME = sa.DateTime().with_variant(sa.DateTime(timezone=True), "postgresql")
_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add both, empty: of what is kept so far nobody noted what its feed said."""
    op.create_table(
        "feed_credits",
        sa.Column("capture_n", _BIG, sa.ForeignKey("captures.n"), primary_key=True, autoincrement=False),
        sa.Column("credit_name", _TEXT),
        sa.Column("credit_address", _TEXT),
        sa.Column("credit_feed", _TEXT, nullable=False),
        sa.Column("credit_seen_at", _TIME, nullable=False),
    )
    for name in ("credit_name", "credit_address", "credit_feed"):
        op.add_column("leads", sa.Column(name, _TEXT))
    op.add_column("leads", sa.Column("credit_seen_at", _TIME))
