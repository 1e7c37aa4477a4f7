"""Lists of feeds as feed readers exchange them: OPML 1.0, 1.1 and 2.0.

A feed reader knows feeds, not outlets. Feeds of one title are taken for one
outlet; a site's address becomes its domain where it is the whole site's and
no other outlet of the list has the same, since many share a host such as a
video platform's. The names of groups are not kept: an outlet has no groups.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit

from lxml import etree

from onrecord.errors import BadRequest
from onrecord.model import Outlet
from onrecord.text.addresses import linked_address
from onrecord.text.fold import fold, squeeze

_MOST_OUTLINES = 20_000
_TITLE_CHARS = 200
_DOMAIN = re.compile(r"(?:[\w-]+\.)+[^\W\d][\w-]*")
#: "feed://host/…" and "feed:https://host/…", by which some programs mark what a reader opens.
_FEED_SCHEME = re.compile(r"\Afeed:(//)?", re.IGNORECASE)
#: Characters that no XML may hold.
_UNLAWFUL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class _Row:
    title: str
    feed: str
    site: str | None


def read_opml(body: bytes, *, subject: str) -> tuple[Outlet, ...]:
    """Return the outlets whose feeds an OPML file lists, in its order, however deep its groups are nested.

    Raises:
        BadRequest: It is no OPML, declares entities, lists no feeds, or more than 20,000 of them.
    """
    rows = list(_rows(_parsed(body, subject), subject))
    if not rows:
        raise BadRequest(
            "lists no feeds: it has no outline with an xmlUrl that is a web address", subject=subject
        )
    named: dict[str, list[_Row]] = {}
    for row in rows:
        named.setdefault(fold(row.title), []).append(row)
    hosts = Counter(host for group in named.values() for host in {_host(row.site) for row in group} if host)
    outlets: list[Outlet] = []
    for group in named.values():
        domains = dict.fromkeys(
            host
            for row in group
            if (host := _host(row.site)) and hosts[host] == 1 and _is_whole_site(row.site)
        )
        feeds = dict.fromkeys(row.feed for row in group)
        outlets.append(Outlet(group[0].title, "site", domains=tuple(domains), feeds=tuple(feeds)))
    return tuple(outlets)


def draw_opml(outlets: Sequence[Outlet]) -> str:
    """Return an OPML 2.0 file of the outlets' feeds; an outlet without feeds is not in it."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        "  <head><title>Outlets of OnRecord</title></head>",
        "  <body>",
    ]
    for outlet in outlets:
        site = f' htmlUrl="https://{_attribute(outlet.domains[0])}/"' if outlet.domains else ""
        name = _attribute(outlet.name)
        lines += [
            f'    <outline type="rss" text="{name}" title="{name}" xmlUrl="{_attribute(feed)}"{site}/>'
            for feed in outlet.feeds
        ]
    return "\n".join([*lines, "  </body>", "</opml>", ""])


def _parsed(body: bytes, subject: str) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    if b"<!DOCTYPE" in body or b"<!ENTITY" in body:
        raise BadRequest(
            "declares a document type, as no list of feeds needs; remove that line", subject=subject
        )
    try:
        root = etree.fromstring(body.lstrip(), parser)
    except etree.XMLSyntaxError as error:
        raise BadRequest(f"is not well-formed XML; export it again: {error.msg}", subject=subject) from None
    if root.getroottree().docinfo.internalDTD is not None:  # hidden by another encoding
        raise BadRequest("declares a document type, as no list of feeds needs; remove it", subject=subject)
    if etree.QName(root).localname.casefold() != "opml":
        raise BadRequest("is XML and no OPML; name a list exported by a feed reader", subject=subject)
    return root


def _rows(root: etree._Element, subject: str) -> Iterator[_Row]:
    """Yield each outline that has a feed, whatever case its attributes are written in."""
    for number, outline in enumerate(root.iter("outline", "OUTLINE", "Outline")):
        if number >= _MOST_OUTLINES:
            raise BadRequest(f"lists more than {_MOST_OUTLINES:,} feeds; split it", subject=subject)
        values = {str(key).casefold(): str(value) for key, value in outline.attrib.items()}
        feed = linked_address(_FEED_SCHEME.sub(_as_http, values.get("xmlurl", "").strip()), base="")
        if feed is None:
            continue
        site = linked_address(values.get("htmlurl", ""), base="")
        title = squeeze(values.get("title") or values.get("text") or "")[:_TITLE_CHARS].rstrip()
        yield _Row(title if fold(title) else urlsplit(feed).hostname or feed, feed, site)


def _as_http(scheme: re.Match[str]) -> str:
    return "http://" if scheme[1] else ""


def _host(site: str | None) -> str | None:
    host = (urlsplit(site).hostname or "").removeprefix("www.") if site else ""
    return host if _DOMAIN.fullmatch(host) else None


def _is_whole_site(site: str | None) -> bool:
    parts = urlsplit(site or "")
    return parts.path in {"", "/"} and not parts.query


def _attribute(text: str) -> str:
    return escape(_UNLAWFUL.sub("", text)).replace("\n", "&#10;").replace("\t", "&#9;").replace("\r", "&#13;")
