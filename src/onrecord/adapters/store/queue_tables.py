"""The tables of what a watcher has before it; they stand beside `tables`, in the same database.

Sized for 20,000 leads a day over five years: what is settled for good has no
`next_at` and so no place in the indexes that are asked for work, which hold
the leads of a week.
"""

import sqlalchemy as sa

from onrecord.adapters.store.columns import ExactText, UtcTime
from onrecord.adapters.store.tables import metadata

#: A growing key: SQLite counts up only a column declared INTEGER PRIMARY KEY.
_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
#: The few rows that a watcher looks through, of millions.
_DUE = sa.text("next_at IS NOT NULL")
_LEASED = sa.text("lease_owner IS NOT NULL")

#: Where leads are looked for. `host` is what `text.hosts` says, here and below.
sources = sa.Table(
    "sources",
    metadata,
    sa.Column("n", _BIG, sa.Identity(), primary_key=True),
    sa.Column("digest", sa.LargeBinary, nullable=False),  # of kind and address, which may be of any length
    sa.Column("kind", ExactText, nullable=False),
    sa.Column("address", ExactText, nullable=False),
    sa.Column("outlet", ExactText),
    sa.Column("host", ExactText, nullable=False),
    sa.Column("hops", sa.Integer, nullable=False),
    sa.Column("root_n", _BIG),  # the outlet's own source that led here; NULL for such a one itself
    sa.Column("etag", ExactText),
    sa.Column("last_modified", ExactText),
    sa.Column("interval_seconds", sa.Double),
    sa.Column("next_at", UtcTime),  # NULL: not watched any longer
    sa.Column("last_at", UtcTime),
    sa.Column("failures", sa.Integer, nullable=False),
    sa.Column("last_error", ExactText),
    sa.Column("lease_owner", ExactText),
    sa.Index("sources_digest", "digest", unique=True),
    sa.Index("sources_due", "host", "next_at", sqlite_where=_DUE, postgresql_where=_DUE),
    sa.Index("sources_lease", "lease_owner", sqlite_where=_LEASED, postgresql_where=_LEASED),
)

#: What was found there. A lease is `lease_owner`, and lasts until `next_at`: then the lead is due again.
leads = sa.Table(
    "leads",
    metadata,
    sa.Column("n", _BIG, sa.Identity(), primary_key=True),
    sa.Column("digest", sa.LargeBinary, nullable=False),  # of address and part
    sa.Column("address", ExactText, nullable=False),
    sa.Column("part", ExactText),
    sa.Column("name", ExactText, nullable=False),
    sa.Column("outlet", ExactText),
    sa.Column("title", ExactText),
    sa.Column("published", UtcTime),
    sa.Column("host", ExactText, nullable=False),
    sa.Column("source_n", _BIG),
    sa.Column("found_at", UtcTime, nullable=False),
    sa.Column("state", ExactText, nullable=False),
    sa.Column("tries", sa.Integer, nullable=False),
    sa.Column("rechecks", sa.Integer, nullable=False),
    sa.Column("begun", sa.Integer, nullable=False),  # how often it was taken since it was last settled
    sa.Column("next_at", UtcTime),  # NULL: nothing is due any more
    sa.Column("lease_owner", ExactText),
    sa.Column("settled_at", UtcTime),
    sa.Column("capture", ExactText),  # the newest capture's id
    sa.Column("etag", ExactText),
    sa.Column("last_modified", ExactText),
    sa.Column("last_error", ExactText),
    sa.Column("credit_name", ExactText),  # as in `feed_credits`; NULL where no feed named a source
    sa.Column("credit_address", ExactText),
    sa.Column("credit_feed", ExactText),
    sa.Column("credit_seen_at", UtcTime),
    sa.Index("leads_digest", "digest", unique=True),
    sa.Index("leads_due", "host", "next_at", sqlite_where=_DUE, postgresql_where=_DUE),
    sa.Index("leads_lease", "lease_owner", sqlite_where=_LEASED, postgresql_where=_LEASED),
    sa.Index("leads_state", "state"),
)

#: Whose turn it is.
hosts = sa.Table(
    "hosts",
    metadata,
    sa.Column("host", ExactText, primary_key=True),
    sa.Column("next_at", UtcTime, nullable=False),
    sa.Column("delay_seconds", sa.Double),  # what its robots.txt asks for; 0 for what is no host at all
    sa.Index("hosts_next_at", "next_at"),
)

robots = sa.Table(
    "robots",
    metadata,
    sa.Column("origin", ExactText, primary_key=True),
    sa.Column("verdict", ExactText, nullable=False),
    sa.Column("until", UtcTime, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
)
