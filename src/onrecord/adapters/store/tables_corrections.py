"""The tables of corrections: what persons said of what machines read, and what the machines read."""

import sqlalchemy as sa

from onrecord.adapters.store.columns import ExactText, Packed, UtcTime
from onrecord.adapters.store.tables import metadata

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
#: Those that stand and could not be laid over the newest reading: few.
_TO_LOOK_AT = sa.text("unfit IS NOT NULL AND undone IS NULL")

#: What persons put right; rows are only ever added, but for the marks of an undoing and of what did not fit.
corrections = sa.Table(
    "corrections",
    metadata,
    sa.Column("n", _BIG, sa.Identity(), primary_key=True),
    sa.Column("report_n", _BIG, sa.ForeignKey("reports.n"), nullable=False),
    sa.Column("statement", ExactText),  # NULL: it is about the report
    sa.Column("field", ExactText, nullable=False),  # "undo" takes back `undoes`
    sa.Column("undoes", sa.BigInteger),
    sa.Column("value", Packed),
    sa.Column("before", Packed),
    sa.Column("place", Packed),
    sa.Column("by", ExactText, nullable=False),
    sa.Column("at", UtcTime, nullable=False),
    sa.Column("because", ExactText, nullable=False),
    sa.Column("undone", sa.BigInteger),  # by which row
    sa.Column("unfit", ExactText),
    sa.Index("corrections_report", "report_n", "n"),
    sa.Index("corrections_statement", "statement", "n"),
    sa.Index("corrections_by", "by", "n"),
    sa.Index("corrections_unfit", "n", sqlite_where=_TO_LOOK_AT, postgresql_where=_TO_LOOK_AT),
)

#: What the machine read of reports with corrections that stand, without text and blocks, which nobody corrects.
machine_readings = sa.Table(
    "machine_readings",
    metadata,
    sa.Column("report_n", _BIG, sa.ForeignKey("reports.n"), primary_key=True, autoincrement=False),
    sa.Column("reading", Packed, nullable=False),
)
