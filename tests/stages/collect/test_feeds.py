import json
from datetime import UTC, datetime, timedelta

import pytest

from onrecord.errors import PageUnreadable
from onrecord.model import Outlet
from tests.stages.collect.sources import HOME, addresses, look, rss

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://selmcourier.example/news/">
<title>Selm Courier</title><link rel="self" href="feed.atom"/><link href="/"/>
<entry xml:base="harbour/"><title type="html">Talks &amp;amp; &lt;b&gt;tides&lt;/b&gt;</title>
<link rel="enclosure" type="audio/mpeg" href="talks.mp3"/><link rel="replies" href="talks#replies"/>
<link rel="alternate" type="text/html" href="talks?utm_source=atom"/><id>tag:selmcourier.example,2026:1</id>
<published>2026-03-03T10:00:00+01:00</published><updated>2026-03-04T10:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><a href="https://other.example/">x</a></div></content>
<source><link href="https://other.example/feed"/><updated>2020-01-01T00:00:00Z</updated></source></entry>
<entry><title>Without a link</title><id>https://selmcourier.example/2026/no-link</id></entry></feed>"""


def test_rss_gives_address_title_and_time_of_each_item() -> None:
    found = look(
        rss(
            "<title>Harbour talks resume</title><link>/2026/talks?utm_medium=rss&amp;id=7</link>"
            "<pubDate>Tue, 03 Mar 2026 10:00:00 +0100</pubDate><description>&lt;p>Long&lt;/p></description>"
        )
    )
    (lead,) = found.leads
    assert lead.address == lead.name == HOME + "/2026/talks?id=7"
    assert (lead.title, lead.outlet) == ("Harbour talks resume", "Selm Courier")
    assert lead.published == datetime(2026, 3, 3, 9, tzinfo=UTC)
    assert not found.problems


def test_atom_links_start_from_the_nearest_base_and_lead_to_the_article_alone() -> None:
    found = look(ATOM)
    assert addresses(found) == ["/news/harbour/talks", "/2026/no-link"]
    assert found.leads[0].title == "Talks & tides"
    assert found.leads[0].published == datetime(2026, 3, 3, 9, tzinfo=UTC)


def test_rss_1_0_and_0_91_are_read() -> None:
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><link>/</link></channel>'
        '<item rdf:about="https://selmcourier.example/a"><title>A</title><dc:date>2026-03-02</dc:date></item></rdf:RDF>'
    )
    old = (
        '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Example//DTD RSS 0.91//EN" "http://dtd.example/rss-0.91.dtd">'
        '<rss version="0.91"><channel><item><title>Caf&eacute;</title><link>/b</link></item></channel></rss>'
    )
    assert addresses(look(rdf)) == ["/a"]
    assert look(rdf).leads[0].published == datetime(2026, 3, 2, tzinfo=UTC)
    assert addresses(look(old)) == ["/b"]
    assert look(old).leads[0].title == "Café"


def test_json_feed_is_read() -> None:
    items = [
        {"id": "1", "url": "/a?fbclid=1", "title": "A &amp; B", "date_published": "2026-03-02T08:00:00Z"},
        {"id": "https://selmcourier.example/b", "date_modified": "2026-03-01"},
        {"id": "2", "external_url": "https://other.example/c", "title": 7},
        {"id": "3", "url": ["no"]},
        "no item",
    ]
    found = look(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}))
    assert addresses(found) == ["/a", "/b", "https://other.example/c"]
    assert [lead.title for lead in found.leads] == ["A & B", None, None]
    assert found.leads[1].published == datetime(2026, 3, 1, tzinfo=UTC)
    assert found.problems == ("1 of its entries have no web address",)


def test_addresses_survive_what_is_not_well_formed() -> None:
    broken = rss("<title>Caf&eacute; &nbsp;bar & grill &unknown;\x08</title><link>/a?id=1&b=2</link>")[:-20]
    found = look("\n\n<!-- served by Selm -->\n" + broken)
    assert addresses(found) == ["/a?id=1&b=2"]
    assert found.leads[0].title == "Café bar & grill &unknown;"
    assert found.problems == ("is not well-formed XML; it was mended to be read",)


def test_sections_are_left_alone_when_a_feed_is_mended() -> None:
    found = look(
        rss("<title><![CDATA[Fish & ships &amp; <i>tides</i>]]></title><link>/a</link><x>&nbsp;</x>")
    )
    assert found.leads[0].title == "Fish & ships & tides"


@pytest.mark.parametrize(
    ("encoding", "declared", "charset"),
    [
        ("windows-1256", "windows-1256", None),
        ("windows-1256", None, "windows-1256"),
        ("utf-16", "utf-16", None),
        ("utf-16-le", None, None),
        ("utf-8-sig", "utf-8", "iso-8859-1"),
    ],
)
def test_titles_are_read_in_the_encoding_of_the_feed(
    encoding: str, declared: str | None, charset: str | None
) -> None:
    feed = rss("<title>محادثات الميناء</title><link>/a</link>").replace(
        ' encoding="UTF-8"', f' encoding="{declared}"' if declared else ""
    )
    (lead,) = look(feed.encode(encoding), charset=charset).leads
    assert lead.title == "محادثات الميناء"


def test_links_are_chosen_as_readers_choose_them() -> None:
    found = look(
        rss(
            '<guid isPermaLink="false">https://selmcourier.example/no</guid><link>/a</link>',
            "<guid>https://selmcourier.example/b</guid>",
            '<link/><guid isPermaLink="true">https://selmcourier.example/c</guid>',
            "<link>https://feeds.example/~r/1</link><feedburner:origLink>/d</feedburner:origLink>",
            '<atom:link rel="alternate" href="/e"/><atom:link rel="self" href="/no"/>',
            "<link> <![CDATA[ /f ]]> </link>",
        )
    )
    assert addresses(found) == ["/a", "/b", "/c", "/d", "/e", "/f"]


def test_sound_of_a_podcast_is_no_address() -> None:
    found = look(
        rss('<title>Episode 1</title><enclosure url="https://cdn.example/1.mp3" type="audio/mpeg"/>')
    )
    assert not found.leads
    assert found.problems == ("1 of its entries have no web address",)


def test_links_that_no_report_can_come_from_are_left_out() -> None:
    found = look(
        rss("<link>javascript:alert(1)</link>", "<link>file:///etc/passwd</link>", "<link>/a</link>")
    )
    assert addresses(found) == ["/a"]


def test_same_article_in_two_items_is_one_lead() -> None:
    assert addresses(look(rss("<link>/a?utm_source=1</link>", "<link>/a#part</link>"))) == ["/a"]


def test_items_without_dates_and_with_dates_of_wrong_clocks_are_leads_without_a_time() -> None:
    found = look(
        rss(
            "<link>/a</link>",
            "<link>/b</link><pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>",
            "<link>/c</link><pubDate>Fri, 01 Jan 2038 00:00:00 GMT</pubDate>",
            "<link>/d</link><pubDate>yesterday, or so</pubDate>",
            "<link>/e</link><pubDate></pubDate><dc:date>2026-03-04T10:00:00.1234567Z</dc:date>",
        )
    )
    assert [lead.published is None for lead in found.leads] == [True, True, True, True, False]


@pytest.mark.parametrize(
    ("head", "rest"),
    [
        ("", None),
        ("<ttl>60</ttl>", timedelta(hours=1)),
        ("<ttl>0</ttl>", None),
        ("<ttl>99999999999</ttl>", None),
        ("<ttl>-5</ttl>", None),
        ("<ttl>soon</ttl>", None),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>", timedelta(minutes=30)),
        ("<sy:updatePeriod> daily </sy:updatePeriod>", timedelta(days=1)),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", timedelta(hours=1)),
        ("<sy:updatePeriod>yearly</sy:updatePeriod>", None),
    ],
)  # fmt: skip
def test_feed_says_how_long_it_stays_as_it_is(head: str, rest: timedelta | None) -> None:
    assert look(rss("<link>/a</link>", head=head)).next_check == rest


def test_outlet_may_leave_some_of_its_addresses_out() -> None:
    outlet = Outlet("Selm Courier", "newspaper", not_articles=("/live/",), articles=(r"/\d{4}/",))
    found = look(rss("<link>/2026/a</link>", "<link>/2026/live/b</link>", "<link>/c</link>"), outlet=outlet)
    assert addresses(found) == ["/2026/a"]
    assert found.problems == ("2 of its entries are left out by the outlet's own patterns",)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<!doctype html><html><body>Gone</body></html>",
        "{",
        '{"items": 3}',
        "[" * 100_000,
        "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "plain words",
        "\x00\x01\x02",
    ],
)
def test_what_is_no_feed_is_refused(body: str) -> None:
    with pytest.raises(PageUnreadable, match=r"selmcourier\.example/feed\.xml: is"):
        look(body)


def test_very_long_title_is_cut() -> None:
    (lead,) = look(rss(f"<title>{'word ' * 100_000}</title><link>/a</link>")).leads
    assert len(lead.title or "") <= 500
