"""When words are said in a clip: times of captions, and of each statement."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the columns; what is kept so far was read without times."""
    op.add_column("report_texts", sa.Column("times", sa.Text))
    op.add_column("statements", sa.Column("start_seconds", sa.Double))
    op.add_column("statements", sa.Column("end_seconds", sa.Double))
