from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.app import init_desk, open_desk
from onrecord.desk import Desk
from onrecord.desk.outlets import MOST_CHECKED, check_outlet, discover_outlet, is_here, match_known, read_lead
from onrecord.errors import BadRequest, NotFound
from onrecord.model import Lead, Outlet
from onrecord.stages.collect import Found
from tests.outlet_site import OutletSite, running_site


@pytest.fixture
def site() -> Iterator[OutletSite]:
    with running_site() as running:
        yield running


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("ONRECORD_ALLOW_NETWORKS", "127.0.0.0/8")
    with open_desk(init_desk(tmp_path / "desk")) as opened:
        yield opened


def test_offer_is_what_the_site_names_and_can_be_read(desk: Desk, site: OutletSite) -> None:
    offer = discover_outlet(desk, site.root)
    assert offer.outlet == Outlet(
        "Selm Courier",
        "site",
        languages=("en",),
        feeds=(f"{site.root}/feed",),
        sitemaps=(f"{site.root}/map.xml",),
    )
    assert [len(found.leads) for found in offer.found.values()] == [2, 0]
    assert offer.problems == ()


def test_usual_place_of_a_sitemap_is_tried_where_robots_names_none(desk: Desk, site: OutletSite) -> None:
    del site.pages["/robots.txt"]
    site.pages["/sitemap.xml"] = site.pages["/map-1.xml"]
    offer = discover_outlet(desk, site.root)
    assert offer.outlet.sitemaps == (f"{site.root}/sitemap.xml",)
    del site.pages["/sitemap.xml"]
    assert discover_outlet(desk, site.root).problems == ()


def test_broken_feed_is_told_and_not_offered(desk: Desk, site: OutletSite) -> None:
    site.pages["/feed"] = ("text/html", "<html>moved</html>")
    offer = discover_outlet(desk, site.root)
    assert offer.outlet.feeds == ()
    assert "is no feed" in str(offer.problems[0])


def test_site_that_does_not_answer_is_an_error(desk: Desk, site: OutletSite) -> None:
    with pytest.raises(NotFound):
        discover_outlet(desk, f"{site.root}/nothing")
    with pytest.raises(BadRequest):
        discover_outlet(desk, "selm")


def test_check_follows_an_index_and_each_source_once(desk: Desk, site: OutletSite) -> None:
    outlet = Outlet(
        "A", "site", feeds=(f"{site.root}/feed", f"{site.root}/gone"), sitemaps=(f"{site.root}/map.xml",)
    )
    looked = list(check_outlet(desk, outlet))
    assert [source.address.removeprefix(site.root) for source, _ in looked] == [
        "/feed", "/gone", "/map.xml", "/map-1.xml",
    ]  # fmt: skip
    assert isinstance(looked[1][1], NotFound)
    assert isinstance(looked[3][1], Found)


def test_index_that_leads_to_itself_and_on_and_on_ends(desk: Desk, site: OutletSite) -> None:
    rows = "".join(f"<sitemap><loc>{site.root}/m{i}</loc></sitemap>" for i in range(40))
    for path in ("/map.xml", *(f"/m{i}" for i in range(40))):
        site.pages[path] = ("application/xml", f"<sitemapindex>{rows}</sitemapindex>")
    looked = list(check_outlet(desk, Outlet("A", "site", sitemaps=(f"{site.root}/map.xml",))))
    assert len(looked) == len(site.seen) == MOST_CHECKED


def test_outlet_without_sources_cannot_be_checked(desk: Desk) -> None:
    with pytest.raises(BadRequest, match="A: has no feeds, sitemaps or listings"):
        list(check_outlet(desk, Outlet("A", "site")))


def test_reading_a_lead_keeps_nothing(desk: Desk, site: OutletSite) -> None:
    address = f"{site.root}/2024/03/05/talks"
    lead = Lead(address, address)
    assert len(read_lead(desk, lead).statements) == 2
    assert not is_here(desk, lead)
    assert desk.store.counts()["reports"] == 0


def test_outlets_are_matched_by_their_domains() -> None:
    known = (Outlet("Selm Courier", "newspaper", domains=("courier.example",)),)
    given = (Outlet("Courier RSS", "site", domains=("courier.example",)), Outlet("Other", "site"))
    assert [one.name for one in match_known(given, known)] == ["Selm Courier", "Other"]
