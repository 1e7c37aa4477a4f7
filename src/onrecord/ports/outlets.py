"""Where the outlets are written down that a desk knows."""

from collections.abc import Sequence
from typing import Protocol

from onrecord.model import Outlet


class OutletBook(Protocol):
    """List, add and remove outlets; an outlet is known by its name or one of its spellings, folded."""

    def known(self) -> tuple[Outlet, ...]:
        """Return every outlet, the desk's own first, each put together with what the package knows of it.

        Raises:
            BadRequest: A table of the desk's is wrong; the message names the file, the row and the key.
            StoreError: It cannot be read.
        """
        ...

    def own(self) -> tuple[Outlet, ...]:
        """Return the desk's own outlets, put together with what the package knows of them: those it watches.

        Raises:
            BadRequest: As for `known`.
            StoreError: As for `known`.
        """
        ...

    def get(self, name: str) -> Outlet:
        """Return the outlet that goes by `name`.

        Raises:
            NotFound: None does; the message offers the nearest name.
            BadRequest: As for `known`.
        """
        ...

    def add(self, outlets: Sequence[Outlet]) -> tuple[str, ...]:
        """Write outlets down, and return for each where: the name of its file.

        One that the desk has is not written twice: what is new of it is added to it.

        Raises:
            BadRequest: One of them is wrong, or stands in a table with comments that would be lost;
                nothing is written.
            StoreError: The table cannot be written.
        """
        ...

    def remove(self, name: str) -> str:
        """Remove the desk's own outlet that goes by `name`, and return where it stood.

        Raises:
            NotFound: The desk has none of that name of its own.
            BadRequest: The table cannot be changed by a program; the message says what to do.
            StoreError: It cannot be written.
        """
        ...
