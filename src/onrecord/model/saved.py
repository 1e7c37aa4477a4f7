"""A search that somebody keeps, and may show to everybody."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """Return a search under a name: what it finds is a collection, which grows as reports come.

    Attributes:
        id: 24 hexadecimal digits, random.
        name: What it is called, unique among those of one account.
        by: The id of the account that saved it; None for the command line.
        query: What the address of the search says after its question mark.
        is_public: Whether it may be read without signing in, where the desk is served so.
        made_at: When it was saved, aware.
    """

    id: str
    name: str
    by: str | None
    query: str
    is_public: bool
    made_at: datetime
