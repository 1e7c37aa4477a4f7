"""Sources as invented outlets write them, and a short way to look for leads in them."""

from datetime import UTC, datetime, timedelta

from onrecord.model import Outlet, Source, SourceKind
from onrecord.stages.collect import WINDOW, Found, find_leads

NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)
HOME = "https://selmcourier.example"
COURIER = Outlet("Selm Courier", "newspaper", domains=("selmcourier.example",))

_ADDRESSES = {SourceKind.FEED: "/feed.xml", SourceKind.SITEMAP: "/sitemap.xml", SourceKind.LISTING: "/news/"}


def look(
    body: str | bytes,
    kind: SourceKind = SourceKind.FEED,
    *,
    media_type: str | None = None,
    charset: str | None = None,
    outlet: Outlet | None = None,
    window: timedelta = WINDOW,
) -> Found:
    """Return what is found in `body`, served by the Selm Courier."""
    return find_leads(
        Source(kind, HOME + _ADDRESSES[kind], "Selm Courier"),
        body.encode() if isinstance(body, str) else body,
        media_type=media_type,
        charset=charset,
        now=NOW,
        outlet=outlet,
        window=window,
    )


def rss(*items: str, head: str = "", version: str = "2.0") -> str:
    """Return an RSS feed of `items`."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="{version}" '
        'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0" '
        'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><title>Selm Courier</title>'
        f"<link>{HOME}/</link>{head}{''.join(f'<item>{item}</item>' for item in items)}</channel></rss>"
    )


def addresses(found: Found) -> list[str]:
    """Return the addresses of the leads, from the outlet's own root."""
    return [lead.address.removeprefix(HOME) for lead in found.leads]
