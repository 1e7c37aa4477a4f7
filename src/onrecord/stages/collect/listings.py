"""Leads on a page that lists articles: its links that look like articles of the same outlet."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from urllib.parse import urlsplit

from lxml import etree
from lxml import html as lxml_html

from onrecord.errors import PageUnreadable
from onrecord.model import Lead, Source, SourceKind
from onrecord.stages.collect.articles import Judge
from onrecord.stages.collect.found import Found
from onrecord.stages.collect.times import read_time
from onrecord.stages.collect.titles import plain_title
from onrecord.text.addresses import linked_address
from onrecord.text.data import load_table
from onrecord.text.fold import fold

#: Front pages of large outlets have some 500 links; a page with more than these is hostile.
_MOST_LINKS = 5_000
#: A page larger than this lists no articles; the largest front pages are near 3 MB.
_MOST_PAGE_BYTES = 10_000_000
#: How many levels above a link its article's date may stand.
_LEVELS = 5
#: More dates than one tell nothing of a link.
_TWO = 2


def read_listing(
    source: Source, body: bytes, *, charset: str | None, now: datetime, window: timedelta, judge: Judge
) -> Found:
    """Return the articles that a page links to, and the page that continues it (`rel=next`).

    Raises:
        PageUnreadable: It is no page.
    """
    if len(body) > _MOST_PAGE_BYTES:
        raise PageUnreadable(
            f"is larger than {_MOST_PAGE_BYTES:,} bytes, as no list is", subject=source.address
        )
    tree = parse_page(body, charset)
    if tree is None:
        raise PageUnreadable("is no page; open it in a browser to see what it is", subject=source.address)
    base = base_of(tree, source.address)
    titles: dict[str, str] = {}
    times: dict[str, datetime] = {}
    own = linked_address(source.address, base="")
    within = _times_by_part(tree)
    for seen, link in enumerate(tree.iter("a")):
        if seen >= _MOST_LINKS:
            break
        address = linked_address(link.get("href") or "", base=base)
        if address is None or address == own or not judge.is_article(address, near=source.address):
            continue
        title = _title(link)
        if len(title) >= len(titles.setdefault(address, "")):
            titles[address] = title
        moment = read_time(_time_near(link, within), now=now) if address not in times else None
        if moment:
            times[address] = moment
    oldest = now - window
    leads = [
        Lead(address, address, title=title or None, published=times.get(address), outlet=source.outlet)
        for address, title in titles.items()
        if times.get(address, now) >= oldest
    ]
    old = len(titles) - len(leads)
    problems = (f"{old} of its articles are older than what is looked for",) if old else ()
    if not titles:
        problems = ("has no links that look like articles; give the outlet patterns in articles",)
    return Found(tuple(leads), further=_further(tree, source, base=base, own=own), problems=problems)


def parse_page(body: bytes, charset: str | None) -> lxml_html.HtmlElement | None:
    """Return a page as a tree, however broken; None where there is nothing of a page."""
    try:
        parser = lxml_html.HTMLParser(encoding=charset or _told_by(body), no_network=True, huge_tree=False)
    except LookupError:  # no encoding that the parser knows
        parser = lxml_html.HTMLParser(no_network=True, huge_tree=False)
    try:
        tree = lxml_html.document_fromstring(body, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return tree


def _told_by(body: bytes) -> str | None:
    """Return UTF-8 for bytes that are that: the parser would take them for Latin-1 where the page says nothing."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def base_of(tree: lxml_html.HtmlElement, address: str) -> str:
    """Return the address that the links of a page start from."""
    given = next(iter(tree.xpath("//base/@href")), "")
    return linked_address(str(given), base=address) or address


def _title(link: lxml_html.HtmlElement) -> str:
    """Return a link's own words, or its heading's where it holds more than that; "" for words such as "read more"."""
    heading = next(iter(link.xpath(".//*[self::h1 or self::h2 or self::h3 or self::h4]")), link)
    words = (
        plain_title(heading.text_content()) or plain_title(link.get("title") or link.get("aria-label")) or ""
    )
    return "" if fold(words) in _not_titles() else words


def _times_by_part(tree: lxml_html.HtmlElement) -> dict[lxml_html.HtmlElement, list[str]]:
    """Return the dates inside each part of a page, no further above a date than a link looks for one."""
    within: dict[lxml_html.HtmlElement, list[str]] = {}
    for element in tree.iter("time"):
        words = element.get("datetime")
        part = element
        for _ in range(2 * _LEVELS if words else 0):
            dates = within.setdefault(part, [])
            if len(dates) < _TWO:
                dates.append(words)
            part = part.getparent()
            if part is None:
                break
    return within


def _time_near(link: lxml_html.HtmlElement, within: Mapping[lxml_html.HtmlElement, list[str]]) -> str | None:
    """Return the date of the smallest part of the page around a link that holds any, where it holds just one."""
    around = link
    for _ in range(_LEVELS):
        dates = within.get(around)
        if dates:
            return dates[0] if len(dates) == 1 else None
        around = around.getparent()
        if around is None or around.tag in {"body", "main"}:
            return None
    return None


def _further(
    tree: lxml_html.HtmlElement, source: Source, *, base: str, own: str | None
) -> tuple[Source, ...]:
    """Return the page that a list says comes next, if that is at the same host."""
    for href in tree.xpath("//link[@rel='next']/@href | //a[@rel='next']/@href"):
        address = linked_address(str(href), base=base)
        if address and address != own and urlsplit(address).hostname == urlsplit(source.address).hostname:
            return (Source(SourceKind.LISTING, address, source.outlet),)
    return ()


@cache
def _not_titles() -> frozenset[str]:
    return frozenset(fold(words) for words in load_table("articles")["not_titles"])
