"""Searches that are kept under a name."""

from typing import Protocol

from onrecord.model import SavedSearch


class SavedSearches(Protocol):
    """Keep saved searches. Writes happen only inside `Store.writing()`. All methods raise `StoreError`."""

    def add(self, search: SavedSearch) -> None:
        """Keep a new one.

        Raises:
            BadRequest: The account has one of that name.
        """
        ...

    def get(self, id_: str) -> SavedSearch:
        """Return one by its id.

        Raises:
            NotFound: There is none.
        """
        ...

    def of(self, by: str | None) -> list[SavedSearch]:
        """Return those of an account, or for None those of the command line, by name."""
        ...

    def public(self) -> list[SavedSearch]:
        """Return those that everybody may read, by name."""
        ...

    def put(self, search: SavedSearch) -> None:
        """Keep one as it is now in the place of that with its id; who saved it and when stay.

        Raises:
            BadRequest: The account has another of that name.
        """
        ...

    def remove(self, id_: str) -> None:
        """Forget one."""
        ...
