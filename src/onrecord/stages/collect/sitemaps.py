"""Leads in a sitemap: a list of addresses with dates, an index of such lists, or lines of addresses."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from onrecord.errors import PageUnreadable
from onrecord.model import Lead, Source, SourceKind
from onrecord.stages.collect.articles import Judge, looks_like_article
from onrecord.stages.collect.found import MOST_FURTHER, MOST_LEADS, Found
from onrecord.stages.collect.times import last_day, read_time
from onrecord.stages.collect.titles import plain_title
from onrecord.stages.collect.xml import Element, local_name, read_elements
from onrecord.text.addresses import linked_address

_TAGS = ("url", "sitemap")
#: A sitemap that dates nothing and lists more is the whole of a site: nothing in it says what is new.
MOST_UNDATED = 1_000


@dataclass(frozen=True, slots=True)
class _Row:
    address: str
    title: str | None = None
    published: datetime | None = None
    changed: datetime | None = None
    is_news: bool = False
    is_index: bool = False


@dataclass(slots=True)
class _Tally:
    """Count what is left out, and why."""

    wrong: int = 0
    old: int = 0
    other: int = 0

    def told(self) -> list[str]:
        lines = (
            (self.wrong, "{} of its addresses are none of the web"),
            (self.old, "{} of its addresses are older than what is looked for"),
            (self.other, "{} of its addresses are left out by the outlet's own patterns"),
        )
        return [words.format(count) for count, words in lines if count]


def read_sitemap(
    source: Source, body: bytes, *, charset: str | None, now: datetime, window: timedelta, judge: Judge
) -> Found:
    """Return what a sitemap in XML, or an index of sitemaps, holds of the days before `now`.

    Raises:
        PageUnreadable: It is neither, or declares entities.
    """
    tally = _Tally()
    oldest = now - window

    def make(element: Element) -> _Row | None:
        row = _row(element, source.address, now)
        if row is None:
            tally.wrong += 1
        elif _is_old(row, oldest):
            tally.old += 1
        elif not row.is_index and not judge.lets_through(row.address):
            tally.other += 1
        else:
            return row
        return None

    document = read_elements(body, make, tags=_TAGS, charset=charset, subject=source.address)
    if document.root not in {"urlset", "sitemapindex"}:
        raise PageUnreadable("is no sitemap; name it as what it is, or drop it", subject=source.address)
    problems = ["is not well-formed XML; it was mended to be read"] if document.mended else []
    if document.cut:
        problems.append(f"lists more than {MOST_LEADS:,} addresses; the rest is left out")
    return _found(document.made, source, tally, problems)


def read_text_sitemap(
    source: Source, body: bytes, *, now: datetime, window: timedelta, judge: Judge
) -> Found:
    """Return what a sitemap of one address a line holds of the days before `now`.

    Raises:
        PageUnreadable: None of its lines is an address.
    """
    tally = _Tally()
    rows: list[_Row] = []
    lines = [line for line in body.decode("utf-8-sig", "replace").split("\n", MOST_LEADS) if line.strip()]
    for line in lines[:MOST_LEADS]:
        address = linked_address(line, base="")
        if address is None:
            tally.wrong += 1
        elif _is_old(_Row(address), now - window):
            tally.old += 1
        elif not judge.lets_through(address):
            tally.other += 1
        else:
            rows.append(_Row(address))
    if tally.wrong == len(lines):
        raise PageUnreadable("is no sitemap; open it in a browser to see what it is", subject=source.address)
    return _found(rows, source, tally, [])


def _found(rows: Iterable[_Row], source: Source, tally: _Tally, problems: list[str]) -> Found:
    leads: dict[str, Lead] = {}
    undated: dict[str, Lead] = {}
    further: dict[str, datetime | None] = {}
    for row in rows:
        if row.is_index:
            further.setdefault(row.address, row.changed)
            continue
        lead = Lead(row.address, row.address, title=row.title, published=row.published, outlet=source.outlet)
        if row.is_news or row.changed or row.published or last_day(row.address):
            leads.setdefault(row.address, lead)
        elif looks_like_article(row.address):
            undated.setdefault(row.address, lead)
    problems += tally.told()
    if len(undated) <= MOST_UNDATED:
        leads = undated | leads if not leads else leads | undated
    else:
        problems.append(
            f"{len(undated):,} of its addresses have no date, so nothing says which are new; they are left out"
        )
    if len(further) > MOST_FURTHER:
        problems.append(f"leads to {len(further):,} sitemaps; the latest {MOST_FURTHER} are looked at")
    latest = sorted(further.items(), key=lambda one: (one[1] is None, -(one[1].timestamp() if one[1] else 0)))
    return Found(
        tuple(leads.values()),
        further=tuple(
            Source(SourceKind.SITEMAP, address, source.outlet) for address, _ in latest[:MOST_FURTHER]
        ),
        problems=tuple(problems),
    )


def _row(element: Element, base: str, now: datetime) -> _Row | None:
    texts: dict[str, str] = {}
    is_news = False
    for child in element:
        name = local_name(child)
        if name == "news":
            is_news = True
            for part in child:
                texts.setdefault(local_name(part), part.text or "")
        elif len(child) == 0:
            texts.setdefault(name, child.text or "")
    address = linked_address(texts.get("loc", ""), base=base)
    if address is None:
        return None
    return _Row(
        address,
        title=plain_title(texts.get("title")) if is_news else None,
        published=read_time(texts.get("publication_date"), now=now),
        changed=read_time(texts.get("lastmod"), now=now),
        is_news=is_news,
        is_index=local_name(element) == "sitemap",
    )


def _is_old(row: _Row, oldest: datetime) -> bool:
    """Return whether a row tells of something before `oldest`: by its dates, else by one in its address."""
    told = [moment for moment in (row.published, row.changed) if moment]
    if told:
        return max(told) < oldest
    day: date | None = last_day(row.address)
    return day is not None and day < oldest.date()
