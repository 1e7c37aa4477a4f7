"""Where an outlet says what it publishes, as far as its own site tells: feeds on its pages, sitemaps in robots.txt."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from onrecord.stages.collect.titles import plain_title
from onrecord.text.addresses import linked_address
from onrecord.text.data import load_table
from onrecord.text.fold import fold

#: Sites name a feed or two, some one for each section.
MOST_FEEDS = 10
MOST_SITEMAPS = 10
#: The largest front pages are near 3 MB.
_MOST_PAGE_BYTES = 10_000_000
#: Google reads as much of a robots.txt (RFC 9309, section 2.5).
_MOST_ROBOTS_BYTES = 512_000

_FEED_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"}
)
_SITEMAP_LINE = re.compile(r"^\s*sitemap\s*:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_].*)?\Z", re.IGNORECASE)
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """Return what a page says of the outlet whose it is.

    Attributes:
        name: The site's name, or None.
        language: A code of two or three letters, or None.
        feeds: Addresses of the feeds that it names, as they stand.
    """

    name: str | None
    language: str | None
    feeds: tuple[str, ...]


def read_site(body: bytes, *, address: str, charset: str | None) -> SiteFacts:
    """Return what an outlet's front page says of it; nothing where it is no page or a huge one.

    Args:
        body: The page.
        address: Where it was fetched, after redirects.
        charset: As declared, or None.
    """
    from onrecord.stages.collect.listings import base_of, parse_page  # noqa: PLC0415 -- libxml2 takes a while

    tree = parse_page(body, charset) if len(body) <= _MOST_PAGE_BYTES else None
    if tree is None:
        return SiteFacts(None, None, ())
    base = base_of(tree, address)
    feeds: dict[str, None] = {}
    for link in tree.iter("link"):
        relation = (link.get("rel") or "").casefold().split()
        kind = (link.get("type") or "").partition(";")[0].strip().casefold()
        found = linked_address(link.get("href") or "", base=base)
        if "alternate" in relation and kind in _FEED_TYPES and found and not _is_of_comments(found):
            feeds[found] = None
    names = tree.xpath("//meta[@property='og:site_name' or @name='application-name']/@content")
    name = next(
        (one for one in map(plain_title, map(str, names)) if one and fold(one) and len(one) <= _LONGEST_NAME),
        None,
    )
    language = _LANGUAGE.match((tree.get("lang") or "").strip())
    return SiteFacts(name, language[1].lower() if language else None, tuple(feeds)[:MOST_FEEDS])


def read_robots(body: bytes, *, address: str) -> tuple[str, ...]:
    r"""Return the addresses of the sitemaps that a robots.txt names, in its order.

    >>> read_robots(b"User-agent: *\nSitemap: /news.xml # of today", address="https://a.example/robots.txt")
    ('https://a.example/news.xml',)
    """
    text = body[:_MOST_ROBOTS_BYTES].decode("utf-8-sig", "replace").replace("\r", "\n")
    found = (linked_address(match[1], base=address) for match in _SITEMAP_LINE.finditer(text))
    return tuple(dict.fromkeys(one for one in found if one))[:MOST_SITEMAPS]


def _is_of_comments(address: str) -> bool:
    """Return whether a feed holds what readers say, as sites that run on common programs name one beside their own."""
    segments = urlsplit(address).path.casefold().split("/")
    return any(word in segments for word in load_table("articles")["not_feeds"])
