"""Leads in a feed: RSS 0.9x, 1.0 and 2.0, Atom, and JSON Feed.

What a feed carries of an article's text is not the article: a lead is the link.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from onrecord.errors import PageUnreadable
from onrecord.model import FeedCredit, Lead, Source
from onrecord.stages.collect.articles import Judge
from onrecord.stages.collect.credited import Credited, find_credited
from onrecord.stages.collect.found import MOST_LEADS, Found
from onrecord.stages.collect.times import read_time
from onrecord.stages.collect.titles import plain_title
from onrecord.stages.collect.xml import Element, local_name, read_elements
from onrecord.text.addresses import linked_address
from onrecord.text.fold import fold, squeeze

_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_TAGS = ("item", "entry", "ttl", "updatePeriod", "updateFrequency")
_FEED_ROOTS = frozenset({"rss", "rdf", "feed", "channel"})
#: Dates of first publication before those of a change, as each format calls them.
_DATES = ("pubdate", "published", "issued", "created", "date", "updated", "modified")
_PERIODS = {"hourly": 1, "daily": 24, "weekly": 7 * 24, "monthly": 30 * 24, "yearly": 365 * 24}
#: A feed that asks to be left alone for longer, or not at all, is set wrongly.
_LONGEST_REST = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Item:
    """Return one entry of a feed as written: its link made whole, its title and date as text, whom it credits."""

    address: str | None
    title: str | None
    date: str | None
    credited: Credited | None = None


@dataclass(frozen=True, slots=True)
class _Rhythm:
    name: str
    words: str


def read_xml_feed(source: Source, body: bytes, *, charset: str | None, now: datetime, judge: Judge) -> Found:
    """Return what an RSS or Atom feed holds.

    Raises:
        PageUnreadable: It is neither, or declares entities.
    """

    def make(element: Element) -> Item | _Rhythm | None:
        name = local_name(element)
        if name in {"item", "entry"}:
            return _item(element, source.address)
        return _Rhythm(name, squeeze(element.text or "")) if _is_of_feed(element) else None

    document = read_elements(body, make, tags=_TAGS, charset=charset, subject=source.address)
    if document.root not in _FEED_ROOTS:
        raise PageUnreadable("is no feed; name it as what it is, or drop it", subject=source.address)
    items = [one for one in document.made if isinstance(one, Item)]
    rhythms = {one.name: one.words for one in document.made if isinstance(one, _Rhythm)}
    problems = ["is not well-formed XML; it was mended to be read"] if document.mended else []
    if document.cut:
        problems.append(f"holds more than {MOST_LEADS:,} entries; the rest is left out")
    return _found(items, source, now=now, judge=judge, rest=_rest(rhythms), problems=problems)


def read_json_feed(source: Source, body: bytes, *, now: datetime, judge: Judge) -> Found:
    """Return what a JSON Feed (1.0 or 1.1) holds.

    Raises:
        PageUnreadable: It is no JSON, or no feed.
    """
    try:
        feed = json.loads(body.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError) as error:
        raise PageUnreadable(
            "is not JSON; open it in a browser to see what it is", subject=source.address
        ) from error
    entries = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(entries, list):
        raise PageUnreadable("is JSON and no feed: it has no items", subject=source.address)
    problems = []
    if len(entries) > MOST_LEADS:
        problems.append(f"holds more than {MOST_LEADS:,} entries; the rest is left out")
    items = [_json_item(one, source.address) for one in entries[:MOST_LEADS] if isinstance(one, dict)]
    return _found(items, source, now=now, judge=judge, rest=None, problems=problems)


def _found(
    items: Iterable[Item],
    source: Source,
    *,
    now: datetime,
    judge: Judge,
    rest: timedelta | None,
    problems: list[str],
) -> Found:
    leads: dict[str, Lead] = {}
    without = others = 0
    for item in items:
        if item.address is None:
            without += 1
        elif not judge.lets_through(item.address):
            others += 1
        elif item.address not in leads:
            leads[item.address] = Lead(
                item.address,
                item.address,
                title=item.title,
                published=read_time(item.date, now=now),
                outlet=source.outlet,
                credit=_credit(item.credited, source, now),
            )
    if without:
        problems.append(f"{without} of its entries have no web address")
    if others:
        problems.append(f"{others} of its entries are left out by the outlet's own patterns")
    return Found(tuple(leads.values()), next_check=rest, problems=tuple(problems))


def _credit(credited: Credited | None, source: Source, now: datetime) -> FeedCredit | None:
    """Return what a feed says of an item's source; None where that is the outlet whose feed it is."""
    if credited is None:
        return None
    if credited.name and source.outlet and fold(credited.name) == fold(source.outlet):
        return None
    return FeedCredit(credited.name, credited.address, source.address, now)


def _item(element: Element, address: str) -> Item:
    base = _base(element, address)
    texts: dict[str, str] = {}
    links: list[tuple[int, str, Element]] = []
    for child in element:
        name = local_name(child)
        link = _ranked_link(child, name)
        if link:
            links.append((*link, child))
        elif not texts.get(name, "").strip():
            # A title of Atom may be marked up in place.
            texts[name] = (
                "".join(str(words) for words in child.itertext()) if len(child) else child.text or ""
            )
    links += [
        (6, str(value), element) for key, value in element.attrib.items() if str(key).endswith("}about")
    ]
    whole = (
        linked_address(link, base=_based(child, base))
        for _, link, child in sorted(links, key=lambda one: one[0])
    )
    date = next((texts[name] for name in _DATES if texts.get(name, "").strip()), None)
    credited = find_credited(element, base=base)
    return Item(next(filter(None, whole), None), plain_title(texts.get("title")), date, credited)


def _ranked_link(child: Element, name: str) -> tuple[int, str] | None:
    """Return how good a link to the article a part of an entry is, 0 the best, and the link; None for no link."""
    words = child.text or ""
    if name == "origlink":  # what FeedBurner's own link leads to
        return 0, words
    if name == "guid" and _is_web(words):
        is_link = (child.get("isPermaLink") or "true").strip().casefold() != "false"
        return (4, words) if is_link else None
    if name == "id" and _is_web(words):
        return 5, words
    if name != "link":
        return None
    href = child.get("href")
    if href is None:
        return 1, words
    if (child.get("rel") or "alternate").strip().casefold() != "alternate":
        return None  # self, replies, enclosure, edit: other things
    return (2 if "html" in (child.get("type") or "html").casefold() else 3), href


def _based(child: Element, base: str) -> str:
    own = child.get(_XML_BASE)
    return (linked_address(own, base=base) or base) if own else base


def _base(element: Element, address: str) -> str:
    """Return the address that links of an element start from: `xml:base`, outermost first."""
    bases = [str(one.get(_XML_BASE)) for one in (element, *element.iterancestors()) if one.get(_XML_BASE)]
    for base in reversed(bases):
        address = linked_address(base, base=address) or address
    return address


def _is_of_feed(element: Element) -> bool:
    parent = element.getparent()
    return parent is not None and local_name(parent) in {"channel", "feed", "rss", "rdf"}


def _is_web(words: str | None) -> bool:
    return (words or "").strip().casefold().startswith(("http://", "https://"))


def _rest(rhythms: Mapping[str, str]) -> timedelta | None:
    """Return how long a feed says it stays as it is: `ttl` in minutes, or the period of the syndication module."""
    minutes = 0.0
    period = _PERIODS.get(rhythms.get("updateperiod", "").casefold())
    if rhythms.get("ttl", "").isdecimal():
        minutes = float(rhythms["ttl"][:9])
    elif period:
        times = rhythms.get("updatefrequency", "")[:6]
        minutes = 60 * period / max(int(times) if times.isdecimal() else 1, 1)
    rest = timedelta(minutes=minutes)
    return rest if timedelta() < rest <= _LONGEST_REST else None


def _json_item(item: Mapping[str, Any], address: str) -> Item:
    def text(key: str) -> str | None:
        value = item.get(key)
        return value if isinstance(value, str) and value.strip() else None

    links = [text("url"), text("id") if _is_web(text("id")) else None, text("external_url")]
    found = next((whole for link in links if link and (whole := linked_address(link, base=address))), None)
    return Item(found, plain_title(text("title")), text("date_published") or text("date_modified"))
