"""Feeds and sitemaps that are the attack."""

import gzip

from onrecord.errors import PageUnreadable
from tests.attacks.kind import Attack, find_leads_at
from tests.attacks.server import RawSite, http

_GROUP = "Feeds and sitemaps"
_ITEM = b"<item><title>The quay of Selm</title><link>https://courier.example/quay</link></item>"
_ENTITIES = "declares entities of its own"


def _feed(what: str, body: bytes, error: type[PageUnreadable] | None, words: str) -> Attack:
    def lay(site: RawSite) -> str:
        return site.give("/feed.xml", http(body, kind=b"application/rss+xml"))

    return Attack(_GROUP, what, lay, error, words, door=find_leads_at)


def _rss(items: bytes, doctype: bytes = b"") -> bytes:
    return b'<?xml version="1.0"?>' + doctype + b"<rss><channel>" + items + b"</channel></rss>"


def _sitemap_bomb(site: RawSite) -> str:
    packed = gzip.compress(b"<urlset>" + b" " * 200_000_000, 9)
    return site.give("/sitemap.xml.gz", http(packed, kind=b"application/gzip"))


_LAUGHS = b'<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
_OUTSIDE = b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
_LINKS = (
    "javascript:alert(1)",
    "file:///etc/passwd",
    "data:text/html,x",
    "http://ada:pw@courier.example/",
)

ATTACKS: tuple[Attack, ...] = (
    _feed("entities that multiply (a billion laughs)", _rss(_ITEM, _LAUGHS), PageUnreadable, _ENTITIES),
    _feed("an entity from a file", _rss(_ITEM, _OUTSIDE), PageUnreadable, _ENTITIES),
    *(
        _feed(f"a link to `{link}`", _rss(_ITEM + f"<item><link>{link}</link></item>".encode()), None, link)
        for link in _LINKS
    ),
    _feed("two hundred thousand elements in each other", _rss(_ITEM + b"<a>" * 200_000), None, ""),
    _feed("twenty thousand times the same item", _rss(_ITEM * 20_000), None, ""),
    _feed("characters that steer a terminal", _rss(_ITEM.replace(b"Selm", b"\x1b[2JSelm")), None, ""),
    Attack(_GROUP, "a packed sitemap that unpacks to 200 MB", _sitemap_bomb, PageUnreadable, "as no feed or sitemap is",
           door=find_leads_at),
)  # fmt: skip
