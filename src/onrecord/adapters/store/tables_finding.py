"""Tables that pages are answered from: what statements and reports are found by, and what was counted of them.

- A statement, and a report, has a **place**: its day in the upper bits, a number in the lower ones. "Newest first"
  is the order of places backwards; in SQLite they are the rowids of the word indexes, so that those yield their
  matches in that very order, and a page costs what it shows, not what it could.
- Beside the words of a text its index holds **marks**: tokens that no word looks like, for all that a filter asks
  for (`marks.py`). A question of words and filters is thus one intersection of lists in the order of places.
- Counts are kept for known identities, never for clusters: a judgement moves nothing but `known_clusters`.
"""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSVECTOR

from onrecord.adapters.store.columns import ExactText
from onrecord.adapters.store.tables import metadata, postgres_metadata

#: Bits of a place below its day.
PLACE_BITS = 41

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

#: Where each report stands among all of them, and how its words stand to those of others (`ports.Carried`).
report_places = sa.Table(
    "report_places",
    metadata,
    sa.Column("place", _BIG, primary_key=True, autoincrement=False),
    sa.Column("report_n", _BIG, sa.ForeignKey("reports.n"), nullable=False),
    sa.Column("carried", ExactText, nullable=False),
    sa.Column("is_latest", sa.Boolean, nullable=False),
    sa.Index("report_places_report_n", "report_n", unique=True),
)

#: Where each statement stands, with what facets count.
statement_places = sa.Table(
    "statement_places",
    metadata,
    sa.Column("place", _BIG, primary_key=True, autoincrement=False),
    sa.Column("report_n", _BIG, sa.ForeignKey("reports.n"), nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("kind", ExactText, nullable=False),
    sa.Column("act", ExactText, nullable=False),
    sa.Column("type", ExactText),  # of the speaker
    sa.Column("speaker_n", sa.BigInteger),  # the known identity that it is filed with
    sa.Column("is_counted", sa.Boolean, nullable=False),  # in `known_counts` and `said_of_counts`
    sa.Column("origins", sa.Integer),  # NULL: nobody has counted them
    sa.Index("statement_places_report_n", "report_n", "position", unique=True),
)

#: Which known identities the content of a statement names.
statement_subjects = sa.Table(
    "statement_subjects",
    metadata,
    sa.Column("place", _BIG, sa.ForeignKey("statement_places.place"), primary_key=True, autoincrement=False),
    sa.Column("known_n", _BIG, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

#: How often each known identity speaks, and is spoken of, in each day, month and year (`counts.Scale`).
known_counts = sa.Table(
    "known_counts",
    metadata,
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

#: How often one speaks of another, in each month and year, and in all.
said_of_counts = sa.Table(
    "said_of_counts",
    metadata,
    sa.Column("by_n", _BIG, primary_key=True, autoincrement=False),
    sa.Column("scale", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("start", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("of_n", _BIG, primary_key=True, autoincrement=False),
    sa.Column("times", sa.Integer, nullable=False),
    sa.Index("said_of_counts_of", "of_n", "scale", "start"),
    sa.Index("said_of_counts_most", "scale", "start", sa.text("times DESC")),
    sqlite_with_rowid=False,
)

#: Each cluster as a listing shows it; its number is that of its first.
known_clusters = sa.Table(
    "known_clusters",
    metadata,
    sa.Column("cluster_n", _BIG, primary_key=True, autoincrement=False),
    sa.Column("name", ExactText, nullable=False),  # of the member that most reports name
    sa.Column("type", ExactText, nullable=False),
    sa.Column("statements", sa.BigInteger, nullable=False),
    sa.Column("reports", sa.BigInteger, nullable=False),
    sa.Column("members", sa.Integer, nullable=False),
    sa.Index("known_clusters_most", sa.text("statements DESC"), "cluster_n"),
    sa.Index("known_clusters_type", "type", sa.text("statements DESC"), "cluster_n"),
)


def marks_table(name: str) -> sa.Table:
    """Return where PostgreSQL keeps marks; in SQLite they are a column of the word index."""
    return sa.Table(
        name,
        postgres_metadata,
        sa.Column("place", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("marks", TSVECTOR, nullable=False),
        sa.Index(f"{name}_marks", "marks", postgresql_using="gin"),
    )


report_marks = marks_table("report_marks")
statement_marks = marks_table("statement_marks")
