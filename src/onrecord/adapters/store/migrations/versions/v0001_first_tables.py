"""The first tables.

Written out, not imported from `tables`: that module follows the newest
version, this one stays as it was released.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0001"
down_revision = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_TIME = sa.DateTime().with_variant(sa.DateTime(timezone=True), "postgresql")
_tables = sa.MetaData()
_postgres = sa.MetaData()
_SQLITE = (
    "CREATE VIRTUAL TABLE report_words USING fts5(words, bare, tokenize = \"ascii tokenchars '_'\")",
    "CREATE VIRTUAL TABLE statement_words USING fts5(words, bare, tokenize = \"ascii tokenchars '_'\")",
)


sa.Table(
    "captures",
    _tables,
    sa.Column("n", _BIG, sa.Identity(), primary_key=True),
    sa.Column("id", _TEXT, nullable=False),
    sa.Column("sha256", _TEXT, nullable=False),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("address", _TEXT, nullable=False),
    sa.Column("fetched_at", _TIME, nullable=False),
    sa.Column("media_type", _TEXT, nullable=False),
    sa.Column("charset", _TEXT),
    sa.Column("headers", sa.Text, nullable=False),
    sa.Index("captures_id", "id", unique=True),
    sa.Index("captures_address", "address", postgresql_using="hash"),
    sa.Index("captures_fetched_at", "fetched_at", "n"),
)

sa.Table(
    "reports",
    _tables,
    sa.Column("n", _BIG, sa.ForeignKey("captures.n"), primary_key=True, autoincrement=False),
    sa.Column("id", _TEXT, nullable=False),
    sa.Column("name", _TEXT, nullable=False),
    sa.Column("name_end", _TEXT, nullable=False),
    sa.Column("title", _TEXT),
    sa.Column("outlet", _TEXT),
    sa.Column("outlet_key", sa.BigInteger, sa.ForeignKey("name_keys.n")),
    sa.Column("series", _TEXT),
    sa.Column("number", _TEXT),
    sa.Column("published", sa.Date),
    sa.Column("day", sa.Integer, nullable=False),
    sa.Column("section", _TEXT),
    sa.Column("language", _TEXT),
    sa.Column("reprint_of", _TEXT),
    sa.Column("broadcaster", _TEXT),
    sa.Column("canonical_address", _TEXT),
    sa.Column("encoding", _TEXT, nullable=False),
    sa.Column("undecodable", sa.BigInteger, nullable=False),
    sa.Column("made_by", _TEXT, nullable=False),
    sa.Column("statement_count", sa.Integer, nullable=False),
    sa.Index("reports_id", "id", unique=True),
    sa.Index("reports_name", "name", postgresql_using="hash"),
    sa.Index("reports_name_end", "name_end", postgresql_using="hash"),
    sa.Index("reports_canonical_address", "canonical_address", postgresql_using="hash"),
    sa.Index("reports_day", "day"),
    sa.Index("reports_outlet_key", "outlet_key"),
)

sa.Table(
    "report_texts",
    _tables,
    sa.Column("report_n", _BIG, sa.ForeignKey("reports.n"), primary_key=True, autoincrement=False),
    sa.Column("text_sha256", _TEXT, nullable=False),
    sa.Column("authors", sa.Text, nullable=False),
    sa.Column("topics", sa.Text, nullable=False),
    sa.Column("grounds", sa.Text, nullable=False),
    sa.Column("blocks", sa.Text, nullable=False),
    sa.Column("footnotes", sa.Text, nullable=False),
    sa.Column("cross_references", sa.Text, nullable=False),
    sa.Column("text", sa.LargeBinary, nullable=False),
)

sa.Table(
    "identities",
    _tables,
    sa.Column("report_n", _BIG, sa.ForeignKey("reports.n"), primary_key=True, autoincrement=False),
    sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("id", _TEXT, nullable=False),
    sa.Column("name", _TEXT, nullable=False),
    sa.Column("type", _TEXT, nullable=False),
    sa.Column("named", sa.Boolean, nullable=False),
    sa.Column("names", sa.Text, nullable=False),
    sa.Column("mentions", sa.Text, nullable=False),
    sa.Index("identities_id", "id"),
)

sa.Table(
    "statements",
    _tables,
    sa.Column("report_n", _BIG, sa.ForeignKey("reports.n"), primary_key=True, autoincrement=False),
    sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("day", sa.Integer, nullable=False),
    sa.Column("confidence", sa.Double, nullable=False),
    sa.Column("id", _TEXT, nullable=False),
    sa.Column("kind", _TEXT, nullable=False),
    sa.Column("act", _TEXT, nullable=False),
    sa.Column("speaker_id", _TEXT),
    sa.Column("speaker_name", _TEXT),
    sa.Column("speaker_type", _TEXT),
    sa.Column("speaker_mention", sa.Text),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("cue", sa.Text, nullable=False),
    sa.Column("content", sa.Text, nullable=False),
    sa.Column("addressee_id", _TEXT),
    sa.Column("addressee_name", _TEXT),
    sa.Column("about", sa.Text, nullable=False),
    sa.Column("said_on", sa.Date),
    sa.Column("said_on_basis", _TEXT),
    sa.Column("venue", _TEXT),
    sa.Column("chain", sa.Text, nullable=False),
    sa.Column("nested_in", _TEXT),
    sa.Column("made_by", _TEXT, nullable=False),
    sa.Column("because", _TEXT, nullable=False),
    sa.Index("statements_id", "id"),
    sa.Index("statements_day", sa.text("day DESC"), "report_n", "position"),
)

sa.Table(
    "name_keys",
    _tables,
    sa.Column("n", _BIG, sa.Identity(), primary_key=True),
    sa.Column("digest", sa.LargeBinary, nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Index("name_keys_digest", "digest", unique=True),
)

sa.Table(
    "name_words",
    _tables,
    sa.Column("word", _TEXT, primary_key=True),
    sa.Column("key_n", _BIG, sa.ForeignKey("name_keys.n"), primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

sa.Table(
    "statement_names",
    _tables,
    sa.Column("role", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("key_n", _BIG, sa.ForeignKey("name_keys.n"), primary_key=True, autoincrement=False),
    sa.Column("day", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("report_n", _BIG, sa.ForeignKey("reports.n"), primary_key=True, autoincrement=False),
    sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
    sa.Index("statement_names_report_n", "report_n"),
    sqlite_with_rowid=False,
)


def _words_table(name: str, *, per_statement: bool) -> sa.Table:
    position = (
        [sa.Column("position", sa.Integer, primary_key=True, autoincrement=False)] if per_statement else []
    )
    return sa.Table(
        name,
        _postgres,
        sa.Column("report_n", sa.BigInteger, primary_key=True, autoincrement=False),
        *position,
        sa.Column("part", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("parts", sa.Integer, nullable=False),
        sa.Column("words", TSVECTOR, nullable=False),
        sa.Index(f"{name}_whole", "words", postgresql_using="gin", postgresql_where=sa.text("parts = 1")),
        sa.Index(f"{name}_cut", "words", postgresql_using="gin", postgresql_where=sa.text("parts > 1")),
    )


_words_table("report_words", per_statement=False)
_words_table("statement_words", per_statement=True)


def upgrade() -> None:
    """Make the tables."""
    connection = op.get_bind()
    _tables.create_all(connection)
    if connection.dialect.name == "postgresql":
        _postgres.create_all(connection)
    else:
        for line in _SQLITE:
            op.execute(line)
