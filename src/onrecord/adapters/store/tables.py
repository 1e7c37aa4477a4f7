"""The tables, as they stand after the last migration.

Sized for the larger desk of the design: 36 million reports and 500 million
statements on PostgreSQL. What follows from that:

- A report is the integer `n` everywhere inside (8 bytes instead of 24 in every
  row and index); the content id stands once, in `captures` and `reports`.
- A statement's key is `(report_n, position)`: no counter to fetch while
  inserting, a report's statements lie together, and text order is key order.
- `by` and `about` never touch `statements` to find out whom they mean.
  `name_words` leads from a word to the folded names that hold it (a few
  million distinct ones), `statement_names` from a name to its statements,
  newest first, acts of saying apart from thoughts (`role`). One spelling that
  stands whole inside another of the same speaker has no row of its own.
- `day` is `said_on`, else the report's `published`, as a day number (0: neither
  is known), so that "newest first" is one index and unknown days come last.
- Lists that are always read whole with their row (spans, chain) are packed
  into it; see `columns.Packed`.
- What went over the wire stands in a table of its own, for files have none of it.
- The canonical text is kept as UTF-8 bytes, because PostgreSQL's TEXT cannot
  hold NUL, in a table of its own, so that listings do not read past it.
- Indexes over strings of any length (addresses, names) are hash indexes in
  PostgreSQL, whose B-trees refuse entries over 2,704 bytes.

The word indexes (FTS5, tsvector) are in `search`; only the migrations create tables.
"""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSVECTOR

from onrecord.adapters.store.columns import ExactText, Packed, UtcTime, Word

metadata = sa.MetaData()

#: A growing key: SQLite counts up only a column declared INTEGER PRIMARY KEY.
_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

captures = sa.Table(
    "captures",
    metadata,
    sa.Column("n", _BIG, sa.Identity(), primary_key=True),
    sa.Column("id", ExactText, nullable=False),
    sa.Column("sha256", ExactText, nullable=False),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("address", ExactText, nullable=False),
    sa.Column("fetched_at", UtcTime, nullable=False),
    sa.Column("media_type", ExactText, nullable=False),
    sa.Column("charset", ExactText),
    sa.Column("headers", Packed, nullable=False),
    sa.Index("captures_id", "id", unique=True),
    sa.Index("captures_address", "address", postgresql_using="hash"),
    sa.Index("captures_fetched_at", "fetched_at", "n"),
)

#: What went over the wire for captures from the web; files have no row.
capture_exchanges = sa.Table(
    "capture_exchanges",
    metadata,
    sa.Column("capture_n", _BIG, sa.ForeignKey("captures.n"), primary_key=True, autoincrement=False),
    sa.Column("exchanges", Packed, nullable=False),
)

#: Whom the feed that led to a capture names as its source; few have a row.
feed_credits = sa.Table(
    "feed_credits",
    metadata,
    sa.Column("capture_n", _BIG, sa.ForeignKey("captures.n"), primary_key=True, autoincrement=False),
    sa.Column("credit_name", ExactText),
    sa.Column("credit_address", ExactText),
    sa.Column("credit_feed", ExactText, nullable=False),
    sa.Column("credit_seen_at", UtcTime, nullable=False),
)

#: The hash chain; rows are only ever added.
ledger = sa.Table(
    "ledger",
    metadata,
    sa.Column("n", _BIG, primary_key=True, autoincrement=False),
    sa.Column("kind", ExactText, nullable=False),
    sa.Column("at", UtcTime, nullable=False),
    sa.Column("subject", ExactText, nullable=False),
    sa.Column("entry", sa.LargeBinary, nullable=False),
    sa.Column("hash", sa.LargeBinary, nullable=False),
    sa.Index("ledger_subject", "subject", "n"),
)

#: `n` is its capture's.
reports = sa.Table(
    "reports",
    metadata,
    sa.Column("n", _BIG, sa.ForeignKey("captures.n"), primary_key=True, autoincrement=False),
    sa.Column("id", ExactText, nullable=False),
    sa.Column("name", ExactText, nullable=False),
    sa.Column("name_end", ExactText, nullable=False),  # what follows the last slash of the name
    sa.Column("title", ExactText),
    sa.Column("outlet", ExactText),
    sa.Column("outlet_key", sa.BigInteger, sa.ForeignKey("name_keys.n")),
    sa.Column("series", ExactText),
    sa.Column("number", ExactText),
    sa.Column("published", sa.Date),
    sa.Column("day", sa.Integer, nullable=False),
    sa.Column("section", ExactText),
    sa.Column("language", ExactText),
    sa.Column("reprint_of", ExactText),
    sa.Column("broadcaster", ExactText),
    sa.Column("canonical_address", ExactText),
    sa.Column("encoding", ExactText, nullable=False),
    sa.Column("undecodable", sa.BigInteger, nullable=False),
    sa.Column("made_by", ExactText, nullable=False),
    sa.Column("statement_count", sa.Integer, nullable=False),
    sa.Index("reports_id", "id", unique=True),
    sa.Index("reports_name", "name", postgresql_using="hash"),
    sa.Index("reports_name_end", "name_end", postgresql_using="hash"),
    sa.Index("reports_canonical_address", "canonical_address", postgresql_using="hash"),
    sa.Index("reports_day", "day"),
    sa.Index("reports_outlet_key", "outlet_key"),
)

#: Every report is an edition of its place, nearly always the only one.
editions = sa.Table(
    "editions",
    metadata,
    sa.Column("report_n", _BIG, sa.ForeignKey("reports.n"), primary_key=True, autoincrement=False),
    sa.Column("place", sa.LargeBinary, nullable=False),  # digest of an address, which may be of any length
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("is_latest", sa.Boolean, nullable=False),
    sa.Index("editions_place", "place", "number", unique=True),
    # Few: what searches leave out is found without looking at the rest.
    sa.Index(
        "editions_earlier",
        "report_n",
        sqlite_where=sa.text("NOT is_latest"),
        postgresql_where=sa.text("NOT is_latest"),
    ),
)

#: When each was seen: a row for each stretch of time over which nothing else was.
sightings = sa.Table(
    "sightings",
    metadata,
    sa.Column("n", _BIG, sa.Identity(), primary_key=True),
    sa.Column("report_n", _BIG, sa.ForeignKey("reports.n"), nullable=False),
    sa.Column("first_seen", UtcTime, nullable=False),
    sa.Column("last_seen", UtcTime, nullable=False),
    sa.Column("times", sa.Integer, nullable=False),
    sa.Index("sightings_report_n", "report_n"),
)

#: The canonical text with what lies in it.
report_texts = sa.Table(
    "report_texts",
    metadata,
    sa.Column("report_n", _BIG, sa.ForeignKey("reports.n"), primary_key=True, autoincrement=False),
    sa.Column("text_sha256", ExactText, nullable=False),
    sa.Column("authors", Packed, nullable=False),
    sa.Column("topics", Packed, nullable=False),
    sa.Column("grounds", Packed, nullable=False),
    sa.Column("blocks", Packed, nullable=False),
    sa.Column("footnotes", Packed, nullable=False),
    sa.Column("cross_references", Packed, nullable=False),
    sa.Column("text", sa.LargeBinary, nullable=False),
    sa.Column("times", Packed),  # NULL: the report is no clip's, as most are not
)

identities = sa.Table(
    "identities",
    metadata,
    sa.Column("report_n", _BIG, sa.ForeignKey("reports.n"), primary_key=True, autoincrement=False),
    sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("id", ExactText, nullable=False),
    sa.Column("name", ExactText, nullable=False),
    sa.Column("type", ExactText, nullable=False),
    sa.Column("named", sa.Boolean, nullable=False),
    sa.Column("names", Packed, nullable=False),
    sa.Column("mentions", Packed, nullable=False),
    sa.Index("identities_id", "id"),
)

statements = sa.Table(
    "statements",
    metadata,
    sa.Column("report_n", _BIG, sa.ForeignKey("reports.n"), primary_key=True, autoincrement=False),
    sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("day", sa.Integer, nullable=False),
    sa.Column("confidence", sa.Double, nullable=False),
    sa.Column("id", ExactText, nullable=False),
    sa.Column("kind", ExactText, nullable=False),
    sa.Column("act", ExactText, nullable=False),
    sa.Column("speaker_id", ExactText),  # NULL: the report gives nobody at all
    sa.Column("speaker_name", ExactText),
    sa.Column("speaker_type", ExactText),
    sa.Column("speaker_mention", Packed),
    sa.Column("source", Packed, nullable=False),
    sa.Column("cue", Packed, nullable=False),
    sa.Column("content", Packed, nullable=False),
    sa.Column("addressee_id", ExactText),
    sa.Column("addressee_name", ExactText),
    sa.Column("about", Packed, nullable=False),
    sa.Column("said_on", sa.Date),
    sa.Column("said_on_basis", ExactText),
    sa.Column("venue", ExactText),
    sa.Column("chain", Packed, nullable=False),
    sa.Column("nested_in", ExactText),
    sa.Column("made_by", ExactText, nullable=False),
    sa.Column("because", ExactText, nullable=False),
    sa.Column("start_seconds", sa.Double),  # within a clip; NULL with the next one
    sa.Column("end_seconds", sa.Double),
    sa.Index("statements_id", "id"),
    sa.Index("statements_day", sa.text("day DESC"), "report_n", "position"),
)

#: Every distinct folded name, words single-spaced, a space at each end: " naim qassem ".
name_keys = sa.Table(
    "name_keys",
    metadata,
    sa.Column("n", _BIG, sa.Identity(), primary_key=True),
    sa.Column("digest", sa.LargeBinary, nullable=False),  # of `key`, which may be of any length
    sa.Column("key", sa.Text, nullable=False),
    sa.Index("name_keys_digest", "digest", unique=True),
)

name_words = sa.Table(
    "name_words",
    metadata,
    sa.Column("word", ExactText, primary_key=True),
    sa.Column("key_n", _BIG, sa.ForeignKey("name_keys.n"), primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

#: Who speaks and who is spoken of; `role` is `names.Role`.
statement_names = sa.Table(
    "statement_names",
    metadata,
    sa.Column("role", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("key_n", _BIG, sa.ForeignKey("name_keys.n"), primary_key=True, autoincrement=False),
    sa.Column("day", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("report_n", _BIG, sa.ForeignKey("reports.n"), primary_key=True, autoincrement=False),
    sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
    sa.Index("statement_names_report_n", "report_n"),
    sqlite_with_rowid=False,
)


#: Who is known across reports: a name, or one report's own, or a list's. `cluster_n` is the first of its cluster.
known = sa.Table(
    "known",
    metadata,
    sa.Column("n", _BIG, sa.Identity(), primary_key=True),
    sa.Column("id", ExactText, nullable=False),
    sa.Column("name", ExactText, nullable=False),
    sa.Column("type", ExactText, nullable=False),
    sa.Column("origin", ExactText, nullable=False),
    sa.Column("cluster_n", sa.BigInteger, nullable=False),
    sa.Column("reports", sa.BigInteger, nullable=False),
    sa.Column("statements", sa.BigInteger, nullable=False),
    sa.Column("first_day", sa.Integer),  # of those reports, as a day number
    sa.Column("last_day", sa.Integer),
    # Of the first of a cluster: whether a word may have been overruled in what hangs together with it.
    sa.Column("contested", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("keyed_by", ExactText),  # what made its keys and its shape
    sa.Index("known_id", "id", unique=True),
    sa.Index("known_cluster", "cluster_n"),
    sa.Index("known_counted", "cluster_n", "reports", "statements"),
    sa.Index("known_keyed_by", "keyed_by", "n"),
)

#: What each is called. `digest` is that of the family and the folded name: how an exact name is found.
known_names = sa.Table(
    "known_names",
    metadata,
    sa.Column("n", _BIG, sa.Identity(), primary_key=True),
    sa.Column("known_n", _BIG, sa.ForeignKey("known.n"), nullable=False),
    sa.Column("digest", sa.LargeBinary, nullable=False),
    sa.Column("text", ExactText, nullable=False),
    sa.Column("script", ExactText, nullable=False),
    sa.Column("language", ExactText),
    sa.Column("reports", sa.BigInteger, nullable=False),
    sa.Column("listed", sa.Boolean, nullable=False),
    sa.Index("known_names_known", "known_n"),
    sa.Index("known_names_digest", "digest"),
)

#: By what a name is found that is spelled otherwise: hashes of parts of it.
known_keys = sa.Table(
    "known_keys",
    metadata,
    sa.Column("key", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("known_n", _BIG, sa.ForeignKey("known.n"), primary_key=True, autoincrement=False),
    sa.Index("known_keys_known", "known_n"),
    sqlite_with_rowid=False,
)

#: Where the fullest name of each lies among all names: a signed byte for each number of a vector, and in which cell.
known_shapes = sa.Table(
    "known_shapes",
    metadata,
    sa.Column("known_n", _BIG, sa.ForeignKey("known.n"), primary_key=True, autoincrement=False),
    sa.Column("shape", sa.LargeBinary, nullable=False),
    sa.Column("cell", sa.Integer),
    # Holds the shape, so that those of one cell are read from one place.
    sa.Index("known_shapes_cell", "cell", "known_n", "shape"),
)

#: To whom the identities of reports belong; `statements` are those it makes there.
filings = sa.Table(
    "filings",
    metadata,
    sa.Column("report_n", _BIG, sa.ForeignKey("reports.n"), primary_key=True, autoincrement=False),
    sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("known_n", _BIG, sa.ForeignKey("known.n"), nullable=False),
    sa.Column("statements", sa.Integer, nullable=False),
    sa.Column("score", sa.Double, nullable=False),
    sa.Column("because", ExactText, nullable=False),
    sa.Column("made_by", ExactText, nullable=False),
    sa.Index("filings_known", "known_n", "report_n"),
)

#: What was judged of two known identities; rows are only ever added, but for the mark of an undoing.
judgements = sa.Table(
    "judgements",
    metadata,
    sa.Column("n", _BIG, sa.Identity(), primary_key=True),
    sa.Column("a_n", _BIG, sa.ForeignKey("known.n"), nullable=False),
    sa.Column("b_n", _BIG, sa.ForeignKey("known.n"), nullable=False),
    sa.Column("verdict", ExactText, nullable=False),  # "undo" takes back `undoes`
    sa.Column("undoes", sa.BigInteger),
    sa.Column("by", ExactText, nullable=False),
    sa.Column("is_person", sa.Boolean, nullable=False),
    sa.Column("at", UtcTime, nullable=False),
    sa.Column("score", sa.Double),
    sa.Column("because", ExactText, nullable=False),
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

#: What holds for each pair by the judgements that stand, in both directions: made from `judgements` alone.
ties = sa.Table(
    "ties",
    metadata,
    sa.Column("known_n", _BIG, sa.ForeignKey("known.n"), primary_key=True, autoincrement=False),
    sa.Column("other_n", _BIG, primary_key=True, autoincrement=False),
    sa.Column("verdict", Word, nullable=False),
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

#: Roles and memberships that lists give; those of reports are read from their texts.
known_roles = sa.Table(
    "known_roles",
    metadata,
    sa.Column("n", _BIG, sa.Identity(), primary_key=True),
    sa.Column("known_n", _BIG, sa.ForeignKey("known.n"), nullable=False),
    sa.Column("title", ExactText, nullable=False),
    sa.Column("organization", ExactText, nullable=False),
    sa.Column("since", ExactText),
    sa.Column("until", ExactText),
    sa.Column("source", ExactText, nullable=False),
    sa.Index("known_roles_known", "known_n"),
)

#: What reports call somebody: the role's words stand at these places of the canonical text.
report_roles = sa.Table(
    "report_roles",
    metadata,
    sa.Column("report_n", _BIG, sa.ForeignKey("reports.n"), primary_key=True, autoincrement=False),
    sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),  # of the identity
    sa.Column("start", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("title", ExactText, nullable=False),
    sa.Column("organization", ExactText, nullable=False),
)

#: Ids that others have for it.
known_links = sa.Table(
    "known_links",
    metadata,
    sa.Column("known_n", _BIG, sa.ForeignKey("known.n"), primary_key=True, autoincrement=False),
    sa.Column("scheme", ExactText, primary_key=True),
    sa.Column("value", ExactText, primary_key=True),
    sa.Index("known_links_value", "scheme", "value"),
)

#: Which reports hold a hash of a few words in a row. No reference leads to `reports`: the check on each removal
#: would need an index as large again, and `traced` says what a report put here.
fingerprints = sa.Table(
    "fingerprints",
    metadata,
    sa.Column("hash", sa.Integer, primary_key=True, autoincrement=False),  # 32 bits, the highest as the sign
    sa.Column("report_n", _BIG, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

#: Reports that were traced, and their fingerprints: four bytes each, little-endian.
traced = sa.Table(
    "traced",
    metadata,
    sa.Column("report_n", _BIG, sa.ForeignKey("reports.n"), primary_key=True, autoincrement=False),
    sa.Column("hashes", sa.LargeBinary, nullable=False),
)

#: Reports that carry the same words; `a_n` is always the lower number.
reprints = sa.Table(
    "reprints",
    metadata,
    sa.Column("a_n", _BIG, sa.ForeignKey("reports.n"), primary_key=True, autoincrement=False),
    sa.Column("b_n", _BIG, sa.ForeignKey("reports.n"), primary_key=True, autoincrement=False),
    sa.Column("share_a", sa.Double, nullable=False),
    sa.Column("share_b", sa.Double, nullable=False),
    sa.Column("origin_n", sa.BigInteger),  # NULL: nothing tells
    sa.Column("confidence", sa.Double, nullable=False),
    sa.Column("passages", Packed, nullable=False),
    sa.Column("because", ExactText, nullable=False),
    sa.Column("made_by", ExactText, nullable=False),
    sa.Index("reprints_b", "b_n"),
)


def words_table(name: str, *, per_statement: bool) -> sa.Table:
    """Return one of PostgreSQL's word indexes: `parts` rows for a text, see `search.PostgresWords`."""
    position = (
        [sa.Column("position", sa.Integer, primary_key=True, autoincrement=False)] if per_statement else []
    )
    return sa.Table(
        name,
        postgres_metadata,
        sa.Column("report_n", sa.BigInteger, primary_key=True, autoincrement=False),
        *position,
        sa.Column("part", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("parts", sa.Integer, nullable=False),
        sa.Column("words", TSVECTOR, nullable=False),
        # Nearly every text is one part and asked in one scan; the others apart.
        sa.Index(f"{name}_whole", "words", postgresql_using="gin", postgresql_where=sa.text("parts = 1")),
        sa.Index(f"{name}_cut", "words", postgresql_using="gin", postgresql_where=sa.text("parts > 1")),
    )


#: Tables that only PostgreSQL has; SQLite has FTS5 tables of the same names.
postgres_metadata = sa.MetaData()
report_words = words_table("report_words", per_statement=False)
statement_words = words_table("statement_words", per_statement=True)
