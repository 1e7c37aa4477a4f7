"""Who may use the desk, what they did, and the searches they keep."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_TIME = sa.DateTime().with_variant(sa.DateTime(timezone=True), "postgresql")
_tables = sa.MetaData()

sa.Table(
    "accounts",
    _tables,
    sa.Column("n", _BIG, sa.Identity(), primary_key=True),
    sa.Column("id", _TEXT, nullable=False),
    sa.Column("name", _TEXT, nullable=False),
    sa.Column("folded", _TEXT, nullable=False),
    sa.Column("role", _TEXT, nullable=False),
    sa.Column("made_at", _TIME, nullable=False),
    sa.Column("disabled_at", _TIME),
    sa.Column("password", _TEXT),
    sa.Column("password_at", _TIME),
    sa.Column("issuer", _TEXT),
    sa.Column("subject", _TEXT),
    sa.Index("accounts_id", "id", unique=True),
    sa.Index("accounts_folded", "folded", unique=True),
    sa.Index("accounts_subject", "issuer", "subject", unique=True),
)

sa.Table(
    "account_links",
    _tables,
    sa.Column("digest", sa.LargeBinary, primary_key=True),
    sa.Column("account_n", _BIG, sa.ForeignKey("accounts.n"), nullable=False),
    sa.Column("made_at", _TIME, nullable=False),
    sa.Column("expires_at", _TIME, nullable=False),
    sa.Index("account_links_account", "account_n"),
)

sa.Table(
    "sign_in_failures",
    _tables,
    sa.Column("key", sa.LargeBinary, primary_key=True),
    sa.Column("count", sa.Integer, nullable=False),
    sa.Column("last_at", _TIME, nullable=False),
    sa.Column("until", _TIME, nullable=False),
    sa.Index("sign_in_failures_last", "last_at"),
)

sa.Table(
    "sessions",
    _tables,
    sa.Column("digest", sa.LargeBinary, primary_key=True),
    sa.Column("id", _TEXT, nullable=False),
    sa.Column("account_n", _BIG, sa.ForeignKey("accounts.n"), nullable=False),
    sa.Column("made_at", _TIME, nullable=False),
    sa.Column("seen_at", _TIME, nullable=False),
    sa.Column("expires_at", _TIME, nullable=False),
    sa.Column("address", _TEXT, nullable=False),
    sa.Column("agent", _TEXT, nullable=False),
    sa.Index("sessions_id", "id", unique=True),
    sa.Index("sessions_account", "account_n"),
)

sa.Table(
    "tokens",
    _tables,
    sa.Column("n", _BIG, sa.Identity(), primary_key=True),
    sa.Column("id", _TEXT, nullable=False),
    sa.Column("digest", sa.LargeBinary, nullable=False),
    sa.Column("account_n", _BIG, sa.ForeignKey("accounts.n"), nullable=False),
    sa.Column("name", _TEXT, nullable=False),
    sa.Column("scopes", sa.Text, nullable=False),
    sa.Column("made_at", _TIME, nullable=False),
    sa.Column("expires_at", _TIME),
    sa.Column("used_at", _TIME),
    sa.Column("revoked_at", _TIME),
    sa.Index("tokens_id", "id", unique=True),
    sa.Index("tokens_digest", "digest", unique=True),
    sa.Index("tokens_account", "account_n"),
)

_audit = sa.Table(
    "audit",
    _tables,
    sa.Column("n", _BIG, sa.Identity(), primary_key=True),
    sa.Column("at", _TIME, nullable=False),
    sa.Column("account", _TEXT),
    sa.Column("name", _TEXT, nullable=False),
    sa.Column("via", _TEXT, nullable=False),
    sa.Column("address", _TEXT, nullable=False),
    sa.Column("act", _TEXT, nullable=False),
    sa.Column("subject", _TEXT, nullable=False),
    sa.Column("facts", sa.Text, nullable=False),
    sa.Index("audit_at", "at"),
    sa.Index("audit_account", "account", "n"),
    sa.Index("audit_act", "act", "n"),
    sa.Index("audit_subject", "subject", "n"),
)

sa.Table(
    "saved_searches",
    _tables,
    sa.Column("n", _BIG, sa.Identity(), primary_key=True),
    sa.Column("id", _TEXT, nullable=False),
    sa.Column("name", _TEXT, nullable=False),
    sa.Column("account_n", _BIG, sa.ForeignKey("accounts.n")),
    sa.Column("query", _TEXT, nullable=False),
    sa.Column("is_public", sa.Boolean, nullable=False),
    sa.Column("made_at", _TIME, nullable=False),
    sa.Index("saved_searches_id", "id", unique=True),
    sa.Index("saved_searches_name", "account_n", "name", unique=True),
)

#: What keeps the log as it is.
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


def upgrade() -> None:
    """Make the tables."""
    connection = op.get_bind()
    _tables.create_all(connection)
    for guard in _GUARDS[connection.dialect.name]:
        connection.exec_driver_sql(guard)
