"""Who may use the desk, and what they did: `ports.Access` on both databases."""

from onrecord.adapters.store.access.accounts import SqlAccounts
from onrecord.adapters.store.access.audit import SqlAuditLog
from onrecord.adapters.store.access.sessions import SqlSessions
from onrecord.adapters.store.access.tokens import SqlTokens
from onrecord.adapters.store.session import Session

__all__ = ["SqlAccess"]


class SqlAccess:
    """Return all that is kept of who may use an open desk."""

    def __init__(self, session: Session) -> None:
        self._accounts = SqlAccounts(session)
        self._sessions = SqlSessions(session)
        self._tokens = SqlTokens(session)
        self._audit = SqlAuditLog(session)

    @property
    def accounts(self) -> SqlAccounts:
        """Return the accounts."""
        return self._accounts

    @property
    def sessions(self) -> SqlSessions:
        """Return the sessions."""
        return self._sessions

    @property
    def tokens(self) -> SqlTokens:
        """Return the tokens."""
        return self._tokens

    @property
    def audit(self) -> SqlAuditLog:
        """Return the audit log."""
        return self._audit
