"""Asking an outlet politely, and again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from onrecord.model import Lead
from onrecord.ports.fetcher import Fetched

#: The longest mark that is sent back.
_MOST_CHARS = 500


@dataclass(frozen=True, slots=True)
class Validators:
    """Return what an answer was marked with, to be sent back so that an unchanged page is not sent again.

    Attributes:
        etag: Its `ETag`, or None.
        last_modified: Its `Last-Modified`, as sent, or None.
    """

    etag: str | None = None
    last_modified: str | None = None


#: Of an answer that was marked with nothing.
UNMARKED = Validators()


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Return that the page is as it was when it got those validators (304)."""

    validators: Validators


class Visitor(Protocol):
    """Fetch as a crawler must: by robots.txt, at the host's pace, without asking for what is known."""

    def visit(
        self,
        lead: Lead,
        *,
        known: Validators = UNMARKED,
        as_source: bool = False,
        granted_at: datetime | None = None,
    ) -> Fetched | Unchanged:
        """Return the bytes of `lead`, or that they are what they were.

        Waits for the host's turn before each request, redirects included.

        Args:
            lead: What to fetch.
            known: What the last answer was marked with.
            as_source: Whether a feed or sitemap is wanted, and not an article.
            granted_at: When the first request was given its turn, as with work from `LeadQueue.take`; None: it was not.

        Raises:
            NotFound: It is not there, or no longer.
            BadRequest: It is larger than the limit.
            OutletRefused: The address may not be fetched, or robots.txt forbids it.
            OutletUnreachable: No whole answer within the time, or the host asks to be left alone.
            PageUnreadable: It is there and cannot be read.
        """
        ...

    def stop(self) -> None:
        """End every wait for a turn, now and later, with OutletUnreachable."""
        ...


def validators_of(fetched: Fetched) -> Validators:
    """Return the validators that an answer was marked with.

    >>> validators_of(Fetched(b"", "https://courier.example/a", headers=(("ETag", '"1"'),)))
    Validators(etag='"1"', last_modified=None)
    """
    found = {name.casefold(): value for name, value in fetched.headers}
    return Validators(_line(found.get("etag")), _line(found.get("last-modified")))


def _line(value: str | None) -> str | None:
    """Return a header's value that can be sent back as it is, or None: a longer one serves nobody."""
    if value and len(value) <= _MOST_CHARS and value.isascii() and value.isprintable():
        return value
    return None
