"""What one attack is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from onrecord.app import make_fetcher, read_leads
from onrecord.errors import OnRecordError
from onrecord.model import Lead, Source, SourceKind
from onrecord.settings import load_settings
from onrecord.stages.collect import find_leads
from tests.attacks.server import RawSite


def read_report_at(address: str) -> str:
    """Return the text of the report at an address, as `onrecord read` has it."""
    ((_, result),) = read_leads([address])
    if isinstance(result, OnRecordError):
        raise result
    return result.report.text


def find_leads_at(address: str) -> str:
    """Return the leads in the feed (or, at `….xml.gz`, the sitemap) at an address, a line for each."""
    fetched = make_fetcher(load_settings(None)).fetch(Lead(address, address))
    kind = SourceKind.SITEMAP if address.endswith(".gz") else SourceKind.FEED
    found = find_leads(
        Source(kind, address),
        fetched.body,
        media_type=fetched.media_type,
        charset=None,
        now=datetime.now(UTC),
    )
    return "\n".join(f"{lead.address} {lead.title or ''}" for lead in found.leads)


@dataclass(frozen=True, slots=True)
class Attack:
    """Return one attack.

    Attributes:
        group: Where it strikes; a heading of the page.
        what: What is tried, for a reader.
        lay: Put it on a site; returns the address that is then given to the program.
        error: What the program answers, or None where the content is read and does no harm.
        words: What the message says, or, without an error, what the report's text is not allowed to hold ("" for
            nothing in particular).
        door: Take the bytes at the address in; returns the text of what was read, or raises.
        from_own_network: Whether the operator has allowed this machine's network, so that only the attack itself is
            in the way.
    """

    group: str
    what: str
    lay: Callable[[RawSite], str]
    error: type[OnRecordError] | None
    words: str
    from_own_network: bool = True
    door: Callable[[str], str] = read_report_at
