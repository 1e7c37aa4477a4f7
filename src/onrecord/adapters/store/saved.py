"""Searches kept under a name: `ports.SavedSearches` on both databases."""

from typing import Any

import sqlalchemy as sa

from onrecord.adapters.store.access.accounts import account_number
from onrecord.adapters.store.session import Session
from onrecord.adapters.store.tables_access import accounts, saved_searches
from onrecord.errors import BadRequest, NotFound
from onrecord.model import SavedSearch

_SAVED: tuple[sa.ColumnElement[Any], ...] = (
    saved_searches.c.id,
    saved_searches.c.name,
    accounts.c.id.label("by"),
    saved_searches.c.query,
    saved_searches.c.is_public,
    saved_searches.c.made_at,
)


class SqlSavedSearches:
    """Return the saved searches of an open desk."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, search: SavedSearch) -> None:
        """Keep a new one; see `ports.SavedSearches.add`."""
        connection = self._session.writer()
        self._check_name(search)
        connection.execute(
            saved_searches.insert(),
            {
                "id": search.id,
                "name": search.name,
                "account_n": None if search.by is None else account_number(connection, search.by),
                "query": search.query,
                "is_public": search.is_public,
                "made_at": search.made_at,
            },
        )

    def get(self, id_: str) -> SavedSearch:
        """Return one by its id; see `ports.SavedSearches.get`."""
        found = self._some(saved_searches.c.id == id_)
        if not found:
            raise _none(id_)
        return found[0]

    def of(self, by: str | None) -> list[SavedSearch]:
        """Return those of an account, or for None those of the command line, by name."""
        return self._some(saved_searches.c.account_n.is_(None) if by is None else accounts.c.id == by)

    def public(self) -> list[SavedSearch]:
        """Return those that everybody may read, by name."""
        return self._some(saved_searches.c.is_public)

    def put(self, search: SavedSearch) -> None:
        """Keep one as it is now; see `ports.SavedSearches.put`."""
        self._check_name(search)
        values = {"name": search.name, "query": search.query, "is_public": search.is_public}
        done = self._session.writer().execute(
            saved_searches.update().where(saved_searches.c.id == search.id).values(**values)
        )
        if not done.rowcount:
            raise _none(search.id)

    def remove(self, id_: str) -> None:
        """Forget one."""
        self._session.writer().execute(saved_searches.delete().where(saved_searches.c.id == id_))

    def _some(self, which: sa.ColumnElement[bool]) -> list[SavedSearch]:
        query = (
            sa.select(*_SAVED)
            .outerjoin_from(saved_searches, accounts)
            .where(which)
            .order_by(saved_searches.c.name, saved_searches.c.n)
        )
        with self._session.reads() as connection:
            return [_saved_from(row) for row in connection.execute(query)]

    def _check_name(self, search: SavedSearch) -> None:
        # The index cannot see to those without an account: to a database, no NULL is like another.
        if any(one.name == search.name and one.id != search.id for one in self.of(search.by)):
            raise BadRequest("is the name of another saved search; choose another", subject=search.name)


def _saved_from(row: sa.Row[Any]) -> SavedSearch:
    return SavedSearch(row.id, row.name, row.by, row.query, bool(row.is_public), row.made_at)


def _none(id_: str) -> NotFound:
    return NotFound("there is no saved search with this id", subject=id_)
