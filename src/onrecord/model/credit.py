"""Whom a feed names as the source of an item: RSS `<source>`, `atom:source`, `dc:source`."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class FeedCredit:
    """Return what a feed said of where an item came from; it stands in the feed, and not in the item's own bytes.

    Attributes:
        name: The source's name, in one line; None where the feed gives its address alone.
        address: The source's web address (of its feed, its site, or the article there), or None.
        feed: Address of the feed that says so.
        seen_at: When it was read there, aware, UTC.
    """

    name: str | None
    address: str | None
    feed: str
    seen_at: datetime
