"""An address worth fetching."""

from dataclasses import dataclass
from datetime import datetime

from onrecord.model.credit import FeedCredit


@dataclass(frozen=True, slots=True)
class Lead:
    """Return an address worth fetching, the name the user knows it by, and what was said of it where it was found.

    Attributes:
        address: `https://…`, `file:///…`, `imaps://…` or `stdin:`.
        name: What messages and output call it: the path as typed, or the address.
        part: Which part of a container (a mailbox file, an archive) is meant, in the opener's own
            words; None for all of what is at the address.
        title: The title that a feed, sitemap or link gave it, or None.
        published: When it was published, as told there: aware, UTC; None where nothing (believable) is told.
        outlet: The name of the outlet whose source led to it, or None.
        credit: Whom the feed that led to it names as its source; None where it names nobody else.
    """

    address: str
    name: str
    part: str | None = None
    title: str | None = None
    published: datetime | None = None
    outlet: str | None = None
    credit: FeedCredit | None = None
