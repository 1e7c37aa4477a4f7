"""In which cell the name of each known identity lies, and what made its keys: those kept so far are to be made anew."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add both, empty, and take out shapes, which are kept otherwise: `onrecord identities update` fills all three."""
    op.execute("DELETE FROM known_shapes")
    op.add_column("known_shapes", sa.Column("cell", sa.Integer))
    op.create_index("known_shapes_cell", "known_shapes", ["cell", "known_n", "shape"])
    op.add_column("known", sa.Column("keyed_by", _TEXT))
    op.create_index("known_keyed_by", "known", ["keyed_by", "n"])
