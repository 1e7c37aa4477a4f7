"""The tables of who may use the desk; what holds for `tables` holds here.

Secrets stand here as digests: of passwords by `ports.Passwords`, of keys, links and tokens, which are random and of
256 bits, by SHA-256. The log takes no change and no removal, whoever asks the database for it.
"""

import sqlalchemy as sa

from onrecord.adapters.store.columns import ExactText, Packed, UtcTime
from onrecord.adapters.store.tables import metadata

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

accounts = sa.Table(
    "accounts",
    metadata,
    sa.Column("n", _BIG, sa.Identity(), primary_key=True),
    sa.Column("id", ExactText, nullable=False),
    sa.Column("name", ExactText, nullable=False),
    sa.Column("folded", ExactText, nullable=False),
    sa.Column("role", ExactText, nullable=False),
    sa.Column("made_at", UtcTime, nullable=False),
    sa.Column("disabled_at", UtcTime),
    sa.Column("password", ExactText),
    sa.Column("password_at", UtcTime),
    sa.Column("issuer", ExactText),
    sa.Column("subject", ExactText),
    sa.Index("accounts_id", "id", unique=True),
    sa.Index("accounts_folded", "folded", unique=True),
    sa.Index("accounts_subject", "issuer", "subject", unique=True),
)

account_links = sa.Table(
    "account_links",
    metadata,
    sa.Column("digest", sa.LargeBinary, primary_key=True),
    sa.Column("account_n", _BIG, sa.ForeignKey("accounts.n"), nullable=False),
    sa.Column("made_at", UtcTime, nullable=False),
    sa.Column("expires_at", UtcTime, nullable=False),
    sa.Index("account_links_account", "account_n"),
)

#: Failed tries to sign in, by a digest of the name or of the address: what was typed may have been a password.
sign_in_failures = sa.Table(
    "sign_in_failures",
    metadata,
    sa.Column("key", sa.LargeBinary, primary_key=True),
    sa.Column("count", sa.Integer, nullable=False),
    sa.Column("last_at", UtcTime, nullable=False),
    sa.Column("until", UtcTime, nullable=False),
    sa.Index("sign_in_failures_last", "last_at"),
)

sessions = sa.Table(
    "sessions",
    metadata,
    sa.Column("digest", sa.LargeBinary, primary_key=True),
    sa.Column("id", ExactText, nullable=False),
    sa.Column("account_n", _BIG, sa.ForeignKey("accounts.n"), nullable=False),
    sa.Column("made_at", UtcTime, nullable=False),
    sa.Column("seen_at", UtcTime, nullable=False),
    sa.Column("expires_at", UtcTime, nullable=False),
    sa.Column("address", ExactText, nullable=False),
    sa.Column("agent", ExactText, nullable=False),
    sa.Index("sessions_id", "id", unique=True),
    sa.Index("sessions_account", "account_n"),
)

tokens = sa.Table(
    "tokens",
    metadata,
    sa.Column("n", _BIG, sa.Identity(), primary_key=True),
    sa.Column("id", ExactText, nullable=False),
    sa.Column("digest", sa.LargeBinary, nullable=False),
    sa.Column("account_n", _BIG, sa.ForeignKey("accounts.n"), nullable=False),
    sa.Column("name", ExactText, nullable=False),
    sa.Column("scopes", Packed, nullable=False),
    sa.Column("made_at", UtcTime, nullable=False),
    sa.Column("expires_at", UtcTime),
    sa.Column("used_at", UtcTime),
    sa.Column("revoked_at", UtcTime),
    sa.Index("tokens_id", "id", unique=True),
    sa.Index("tokens_digest", "digest", unique=True),
    sa.Index("tokens_account", "account_n"),
)

audit = sa.Table(
    "audit",
    metadata,
    sa.Column("n", _BIG, sa.Identity(), primary_key=True),
    sa.Column("at", UtcTime, nullable=False),
    sa.Column("account", ExactText),
    sa.Column("name", ExactText, nullable=False),
    sa.Column("via", ExactText, nullable=False),
    sa.Column("address", ExactText, nullable=False),
    sa.Column("act", ExactText, nullable=False),
    sa.Column("subject", ExactText, nullable=False),
    sa.Column("facts", Packed, nullable=False),
    sa.Index("audit_at", "at"),
    sa.Index("audit_account", "account", "n"),
    sa.Index("audit_act", "act", "n"),
    sa.Index("audit_subject", "subject", "n"),
)

saved_searches = sa.Table(
    "saved_searches",
    metadata,
    sa.Column("n", _BIG, sa.Identity(), primary_key=True),
    sa.Column("id", ExactText, nullable=False),
    sa.Column("name", ExactText, nullable=False),
    sa.Column("account_n", _BIG, sa.ForeignKey("accounts.n")),
    sa.Column("query", ExactText, nullable=False),
    sa.Column("is_public", sa.Boolean, nullable=False),
    sa.Column("made_at", UtcTime, nullable=False),
    sa.Index("saved_searches_id", "id", unique=True),
    sa.Index("saved_searches_name", "account_n", "name", unique=True),
)

#: What keeps the log as it is, for each database; the migration says the same.
_REFUSE = "BEGIN SELECT RAISE(ABORT, 'the audit log takes no change'); END"
_GUARDS = {
    "sqlite": (
        f"CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit {_REFUSE}",
        f"CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit {_REFUSE}",
    ),
    "postgresql": (
        """CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
           'BEGIN RAISE EXCEPTION ''the audit log takes no change''; END'""",
        """CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
           FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()""",
    ),
}


@sa.event.listens_for(audit, "after_create")
def _guard(table: sa.Table, connection: sa.Connection, **options: object) -> None:
    del table, options
    for guard in _GUARDS[connection.dialect.name]:
        connection.exec_driver_sql(guard)
