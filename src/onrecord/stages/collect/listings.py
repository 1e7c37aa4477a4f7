"""Leads on a page that lists articles: its links that look like articles of the same outlet."""

from datetime import datetime, timedelta
from functools import cache
from urllib.parse import urlsplit

from lxml import etree
from lxml import html as lxml_html

from onrecord.errors import PageUnreadable
from onrecord.model import Lead, Source, SourceKind
from onrecord.stages.collect.articles import Judge
from onrecord.stages.collect.feeds import plain_title
from onrecord.stages.collect.found import Found
from onrecord.stages.collect.times import read_time
from onrecord.text.addresses import linked_address
from onrecord.text.data import load_table
from onrecord.text.fold import fold

#: Front pages of large outlets have some 500 links; a page with more than these is hostile.
_MOST_LINKS = 5_000
#: A page larger than this lists no articles; the largest front pages are near 3 MB.
_MOST_PAGE_BYTES = 10_000_000
#: How many levels above a link its article's date may stand.
_LEVELS = 5


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
    tree = _parsed(body, charset)
    if tree is None:
        raise PageUnreadable("is no page; open it in a browser to see what it is", subject=source.address)
    base = _base(tree, source.address)
    titles: dict[str, str] = {}
    times: dict[str, datetime] = {}
    own = linked_address(source.address, base="")
    for seen, link in enumerate(tree.iter("a")):
        if seen >= _MOST_LINKS:
            break
        address = linked_address(link.get("href") or "", base=base)
        if address is None or address == own or not judge.is_article(address, near=source.address):
            continue
        title = _title(link)
        if len(title) >= len(titles.setdefault(address, "")):
            titles[address] = title
        moment = read_time(_time_near(link), now=now) if address not in times else None
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


def _parsed(body: bytes, charset: str | None) -> lxml_html.HtmlElement | None:
    try:
        parser = lxml_html.HTMLParser(encoding=charset, no_network=True, huge_tree=False)
    except LookupError:  # no encoding that the parser knows
        parser = lxml_html.HTMLParser(no_network=True, huge_tree=False)
    try:
        tree = lxml_html.document_fromstring(body, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return tree


def _base(tree: lxml_html.HtmlElement, address: str) -> str:
    given = next(iter(tree.xpath("//base/@href")), "")
    return linked_address(str(given), base=address) or address


def _title(link: lxml_html.HtmlElement) -> str:
    """Return a link's own words, or its heading's where it holds more than that; "" for words such as "read more"."""
    heading = next(iter(link.xpath(".//*[self::h1 or self::h2 or self::h3 or self::h4]")), link)
    words = (
        plain_title(heading.text_content()) or plain_title(link.get("title") or link.get("aria-label")) or ""
    )
    return "" if fold(words) in _not_titles() else words


def _time_near(link: lxml_html.HtmlElement) -> str | None:
    """Return the date of the smallest part of the page around a link that holds just one."""
    around = link
    for _ in range(_LEVELS):
        found = around.xpath("descendant::time[@datetime]/@datetime")
        if found:
            return str(found[0]) if len(found) == 1 else None
        parent = around.getparent()
        if parent is None or parent.tag in {"body", "main"}:
            return None
        around = parent
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
