"""What the invented web says: articles, feeds and sitemaps, written out."""

import html
import json
import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from tests.web.plan import Article, Feed, FeedKind, Host

_PEOPLE = (
    "Ada Lindqvist", "Tomas Okoro", "Ilse Varga", "Benedikt Roe", "Marisol Quent", "Jonas Abara",
    "Petra Silvan", "Omid Karras", "Hanne Brook", "Luca Ferreira-Moss",
)  # fmt: skip
_OFFICES = ("Mayor", "Councillor", "Minister", "Director", "Captain")
_THINGS = ("harbour", "ferry", "tram line", "library", "orchard", "lighthouse", "market hall", "night school")
_DEEDS = (
    "will open in spring",
    "belongs to everybody",
    "costs too much",
    "must be repaired",
    "stays where it is",
)


def title_of(article: Article) -> str:
    """Return an article's title."""
    dice = random.Random(article.story or article.number)
    return f"The {dice.choice(_THINGS)} {dice.choice(_DEEDS)}, {dice.choice(_PEOPLE)} says ({article.number})"


def page_of(article: Article, host: Host, *, version: int = 1) -> bytes:
    """Return an article's page; another version has another quotation."""
    number = article.story or article.number
    dice = random.Random(number)
    title = title_of(article)
    paragraphs = []
    for n in range(5):
        who, office = dice.choice(_PEOPLE), dice.choice(_OFFICES)
        thing, deed = dice.choice(_THINGS), dice.choice(_DEEDS)
        if n == 0 and version > 1:
            deed = f"was never for sale, not even in round {version}"
        paragraphs.append(
            f"{office} {who} said: “The {thing} {deed}, and number {number * 7 + n} on the list can wait.” "
            f"The people of the {dice.choice(_THINGS)} had asked for an answer for months, and the council "
            f"had put it off from one week to the next while the {thing} stood empty."
        )
    body = "".join(f"<p>{html.escape(text, quote=False)}</p>\n" for text in paragraphs)
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)}</title>\n'
        f'<meta property="og:site_name" content="{host.outlet}">\n</head><body><nav><a href="/">Home</a></nav>'
        f"<main><article><h1>{html.escape(title)}</h1>\n{body}</article></main></body></html>\n"
    ).encode()


def feed_of(
    feed: Feed, root: str, *, now: datetime, hosts: Sequence[tuple[str, str]] = ()
) -> tuple[bytes, str]:
    """Return a feed and its media type; some items have no date, and some a clock that is wrong.

    Args:
        feed: The feed.
        root: The address of its host.
        now: When it is asked for.
        hosts: The outlet and root of each host of the plan, for what is said of other hosts.
    """
    items = [
        (
            (root if article.host is None else hosts[article.host][1]) + article.path,
            title_of(article),
            _time_of(article, now),
            None if article.source is None else hosts[article.source],
        )
        for article in feed.articles
    ]
    if feed.kind is FeedKind.RSS:
        rows = "".join(
            f"<item><title>{html.escape(title)}</title><link>{link}</link>"
            + (f"<pubDate>{format_datetime(time)}</pubDate>" if time else "")
            + (f'<source url="{source[1]}/feeds/all.xml">{source[0]}</source>' if source else "")
            + "</item>"
            for link, title, time, source in items
        )
        return (
            f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{rows}</channel></rss>'.encode(),
            "application/rss+xml",
        )
    if feed.kind is FeedKind.ATOM:
        rows = "".join(
            f'<entry><title>{html.escape(title)}</title><link href="{link}"/><id>{link}</id>'
            + (f"<updated>{time.isoformat()}</updated>" if time else "")
            + (_atom_source(*source) if source else "")
            + "</entry>"
            for link, title, time, source in items
        )
        return (
            f'<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>{rows}</feed>'.encode(),
            "application/atom+xml",
        )
    if feed.kind is FeedKind.SITEMAP:
        rows = "".join(
            f"<url><loc>{link}</loc>" + (f"<lastmod>{time.isoformat()}</lastmod>" if time else "") + "</url>"
            for link, _, time, _ in items
        )
        return (
            f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'.encode(),
            "application/xml",
        )
    rows_ = [
        {"id": link, "url": link, "title": title, **({"date_published": time.isoformat()} if time else {})}
        for link, title, time, _ in items
    ]
    body = {"version": "https://jsonfeed.org/version/1.1", "title": "News", "items": rows_}
    return json.dumps(body).encode(), "application/feed+json"


def _atom_source(outlet: str, root: str) -> str:
    link = f'<link rel="self" href="{root}/a.xml"/>'
    return f"<source><title>{outlet}</title><id>{root}/</id>{link}</source>"


def robots_of(host: Host) -> bytes:
    """Return a host's robots.txt."""
    lines = ["User-agent: *", "Disallow: /private/"]
    if host.crawl_delay:
        lines.append(f"Crawl-delay: {host.crawl_delay:g}")
    return ("\n".join(lines) + "\n").encode()


def _time_of(article: Article, now: datetime) -> datetime | None:
    if article.number % 11 == 0:
        return None
    if article.number % 13 == 0:
        return datetime(2099, 1, 1, tzinfo=UTC)
    return (now - timedelta(minutes=article.number % 600 + 1)).replace(microsecond=0)
