"""A publisher, with what lets a reader recognise it and a desk watch it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outlet:
    """Return one publisher, broadcaster, agency, channel or site.

    Attributes:
        name: The name it goes by, as reports show it.
        kind: agency, broadcaster, newspaper, monitor, site, channel.
        names: Other spellings of its name.
        domains: Its domains and mirrors, without `www.`.
        country: ISO 3166-1 alpha-2, or None.
        languages: BCP 47 codes.
        series: Names of the numbered series it publishes.
        clip_series: The series that a bare clip number (`#123 | 02:10`) belongs to, or None.
        feeds: Addresses of its feeds (RSS, Atom, JSON Feed).
        sitemaps: Addresses of its (news) sitemaps.
        listings: Addresses of its pages that list articles.
        handles: Its channels elsewhere, as `platform:name` (`telegram:selmcourier`).
        articles: Regular expressions, one of which the address of an article of its must match; empty: any.
        not_articles: Regular expressions that no address of an article of its matches.
        credits: How it signs what it took from a wire or another outlet, as regular expressions.
        body: XPath expressions of the main text on its pages, where general means fail.
        unwanted: XPath expressions of what is no part of the report on its pages.
    """

    name: str
    kind: str
    names: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    country: str | None = None
    languages: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    clip_series: str | None = None
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    listings: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    not_articles: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
