"""Finding leads in what a source answered, whatever form it turns out to have.

The readers of the forms are imported when there is something to read: every
command imports this package, and libxml2 takes a while.
"""
# ruff: noqa: PLC0415 -- see above

from datetime import datetime, timedelta

from onrecord.errors import BadRequest
from onrecord.model import Outlet, Source, SourceKind
from onrecord.stages.collect.found import Found

#: How far back a sitemap or list is followed, unless the caller says otherwise: news sitemaps hold two days,
#: and a desk that was off over a long weekend still misses nothing.
WINDOW = timedelta(days=7)


def plan_sources(outlet: Outlet) -> tuple[Source, ...]:
    """Return the sources of an outlet that `find_leads` reads: its feeds, sitemaps and listings, in this order."""
    by_kind = (
        (SourceKind.FEED, outlet.feeds),
        (SourceKind.SITEMAP, outlet.sitemaps),
        (SourceKind.LISTING, outlet.listings),
    )
    return tuple(Source(kind, address, outlet.name) for kind, addresses in by_kind for address in addresses)


def find_leads(
    source: Source,
    body: bytes,
    *,
    media_type: str | None,
    charset: str | None,
    now: datetime,
    outlet: Outlet | None = None,
    window: timedelta = WINDOW,
) -> Found:
    """Return the leads in what a source answered: a feed, a sitemap, an index of sitemaps, or a page of links.

    Feeds and sitemaps are told apart by what they are, so one given as the
    other is still read. A lead's address is in its normal form
    (`text.addresses`); its title and time are what the source tells, times of
    a wrong clock left out.

    Args:
        source: A feed, sitemap or listing.
        body: Its bytes, at most `found.MOST_BYTES` after unpacking; gzip is unpacked.
        media_type: As declared, or None.
        charset: As declared, or None.
        now: The present moment, aware: later dates are not believed.
        outlet: Whose it is: its domains say which links are its own, `articles` and `not_articles` which are articles.
        window: How far back dated addresses of sitemaps and listings are taken; feeds are taken whole.

    Raises:
        PageUnreadable: It is none of these, is too large, or declares entities.
        BadRequest: The source is none that is read this way (a folder, a mailbox), or a pattern of the outlet is wrong.
    """
    from onrecord.stages.collect.articles import Judge
    from onrecord.stages.collect.feeds import read_json_feed, read_xml_feed
    from onrecord.stages.collect.listings import read_listing
    from onrecord.stages.collect.sitemaps import read_sitemap, read_text_sitemap
    from onrecord.stages.collect.xml import root_of, unpacked

    judge = Judge.of(outlet)
    if source.kind is SourceKind.LISTING:
        return read_listing(source, body, charset=charset, now=now, window=window, judge=judge)
    if source.kind not in {SourceKind.FEED, SourceKind.SITEMAP}:
        raise BadRequest(
            f"is a {source.kind}, in which no leads are found by reading it", subject=source.address
        )
    body = unpacked(body, subject=source.address)
    root = root_of(body, media_type=media_type)
    if root == "json":
        return read_json_feed(source, body, now=now, judge=judge)
    if root == "text" and source.kind is SourceKind.SITEMAP:
        return read_text_sitemap(source, body, now=now, window=window, judge=judge)
    if root in {"urlset", "sitemapindex"} or (root != "feed" and source.kind is SourceKind.SITEMAP):
        return read_sitemap(source, body, charset=charset, now=now, window=window, judge=judge)
    return read_xml_feed(source, body, charset=charset, now=now, judge=judge)
