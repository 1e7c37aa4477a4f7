"""What an editor does with outlets: find out what a site offers, and see what would be collected."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from onrecord.desk.desk import Desk
from onrecord.errors import BadRequest, NotFound, OnRecordError
from onrecord.model import Lead, Outlet, Reading, Source, SourceKind
from onrecord.ports import Fetched
from onrecord.stages.capture import make_capture
from onrecord.stages.collect import MOST_HOPS, Found, find_leads, plan_sources, read_robots, read_site
from onrecord.text.addresses import normal_address
from onrecord.text.outlets import find_by_domain

#: Sources looked at in one check: a look, not a collection.
MOST_CHECKED = 20


@dataclass(frozen=True, slots=True)
class Offer:
    """Return what a site offers to one who would watch it.

    Attributes:
        outlet: With the feeds and sitemaps that were fetched and could be read.
        found: What each of these holds now, by address.
        problems: What the site names and could not be read.
    """

    outlet: Outlet
    found: dict[str, Found]
    problems: tuple[OnRecordError, ...]


def discover_outlet(desk: Desk, address: str, *, name: str | None = None) -> Offer:
    """Return what the site at `address` offers: the feeds on its front page, the sitemaps of its robots.txt.

    Each is fetched and read, and only what holds leads, or leads to sitemaps, is offered.

    Raises:
        BadRequest: It is no web address.
        OnRecordError: The front page could not be fetched; the subclass says why.
    """
    page = desk.fetcher.fetch(Lead(normal_address(address), address))
    root = _root(page.address)
    site = read_site(page.body, address=page.address, charset=page.charset)
    host = (urlsplit(page.address).hostname or "").removeprefix("www.")
    known = find_by_domain(host, desk.outlets.known())
    outlet = Outlet(
        name or (known.name if known else site.name) or host,
        known.kind if known else "site",
        domains=(host,) if "." in host and not host.replace(".", "").isdigit() else (),
        languages=(site.language,) if site.language else (),
    )
    feeds = [Source(SourceKind.FEED, feed, outlet.name) for feed in site.feeds]
    named = _sitemaps_named(desk, root)
    maps = [Source(SourceKind.SITEMAP, one, outlet.name) for one in named or (f"{root}/sitemap.xml",)]
    kept: dict[str, Found] = {}
    problems: list[OnRecordError] = []
    for source in (*feeds, *maps):
        try:
            found = _look(desk, source, outlet)
        except NotFound as error:
            if source.kind is SourceKind.FEED or named:
                problems.append(error)
        except OnRecordError as error:
            problems.append(error)
        else:
            if found.leads or found.further:
                kept[source.address] = found
    outlet = replace(
        outlet,
        feeds=tuple(one.address for one in feeds if one.address in kept),
        sitemaps=tuple(one.address for one in maps if one.address in kept),
    )
    return Offer(outlet, kept, tuple(problems))


def check_outlet(desk: Desk, outlet: Outlet) -> Iterator[tuple[Source, Found | OnRecordError]]:
    """Yield what each source of an outlet gives now, further sources after those that lead to them; nothing is kept.

    At most MOST_CHECKED sources are fetched, MOST_HOPS away from the outlet's own.

    Raises:
        BadRequest: The outlet has no sources.
    """
    queue = [(source, 1) for source in plan_sources(outlet)]
    if not queue:
        raise BadRequest(
            "has no feeds, sitemaps or listings; find them with `onrecord outlets add ADDRESS`",
            subject=outlet.name,
        )
    seen = {source.address for source, _ in queue}
    looked = 0
    while queue and looked < MOST_CHECKED:
        source, hop = queue.pop(0)
        looked += 1
        try:
            found = _look(desk, source, outlet)
        except OnRecordError as error:
            yield source, error
            continue
        yield source, found
        if hop < MOST_HOPS:
            queue += [(one, hop + 1) for one in found.further if one.address not in seen]
            seen |= {one.address for one in found.further}


def is_here(desk: Desk, lead: Lead) -> bool:
    """Return whether the desk holds a report from the address of a lead."""
    try:
        desk.store.find_report(lead.address)
    except NotFound:
        return False
    except BadRequest:  # several do
        return True
    return True


def read_lead(desk: Desk, lead: Lead) -> Reading:
    """Return a lead as the desk would read it; nothing is kept.

    Raises:
        OnRecordError: It could not be fetched or read; the subclass says why.
    """
    fetched = desk.fetcher.fetch(lead)
    return desk.read(make_capture(fetched, now=desk.clock.now()), fetched.body, name=lead.name)


def match_known(outlets: Sequence[Outlet], known: Sequence[Outlet]) -> tuple[Outlet, ...]:
    """Return `outlets` under the names that the desk knows them by, where a domain of theirs is a known outlet's."""
    owners = {domain: outlet.name for outlet in known for domain in outlet.domains}
    return tuple(
        replace(outlet, name=next((owners[one] for one in outlet.domains if one in owners), outlet.name))
        for outlet in outlets
    )


def _look(desk: Desk, source: Source, outlet: Outlet) -> Found:
    fetched: Fetched = desk.fetcher.fetch(Lead(source.address, source.address))
    return find_leads(
        # Links start from where the answer came from, after redirects.
        replace(source, address=fetched.address),
        fetched.body,
        media_type=fetched.media_type,
        charset=fetched.charset,
        now=desk.clock.now(),
        outlet=outlet,
    )


def _sitemaps_named(desk: Desk, root: str) -> tuple[str, ...]:
    """Return the sitemaps that a site's robots.txt names; none where it has no such file."""
    address = f"{root}/robots.txt"
    try:
        robots = desk.fetcher.fetch(Lead(address, address))
    except OnRecordError:
        return ()
    return read_robots(robots.body, address=robots.address)


def _root(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
