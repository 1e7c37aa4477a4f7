from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import BadRequest, PageUnreadable
from onrecord.model import Outlet, Source, SourceKind
from onrecord.stages.collect import MOST_FURTHER, find_leads, plan_sources
from onrecord.text.addresses import normal_address
from tests.stages.collect.sources import NOW, addresses, look, rss


def test_folder_is_no_source_that_is_read() -> None:
    source = Source(SourceKind.FOLDER, "file:///in/")
    with pytest.raises(BadRequest, match="is a folder, in which no leads are found by reading it"):
        find_leads(source, b"", media_type=None, charset=None, now=NOW)


def test_type_that_the_sender_declares_matters_less_than_the_bytes() -> None:
    assert addresses(look(rss("<link>/a</link>"), media_type="text/html")) == ["/a"]
    assert addresses(look('{"items": [{"url": "/a"}]}', media_type="text/plain")) == ["/a"]


def test_same_source_gives_the_same_leads() -> None:
    body = rss("<link>/a</link>", "<link>/b</link>")
    assert look(body) == look(body)


def test_sources_of_an_outlet_are_its_feeds_sitemaps_and_listings() -> None:
    outlet = Outlet("A", "site", feeds=("https://a/f",), sitemaps=("https://a/s",), listings=("https://a/l",))
    assert [(str(one.kind), one.address, one.outlet) for one in plan_sources(outlet)] == [
        ("feed", "https://a/f", "A"),
        ("sitemap", "https://a/s", "A"),
        ("listing", "https://a/l", "A"),
    ]


_ADDRESSED = (SourceKind.FEED, SourceKind.SITEMAP, SourceKind.LISTING)
_PARTS = [
    "<?xml version='1.0' encoding='utf-8'?>", "<rss>", "</rss>", "<channel>", "<item>", "</item>", "<link>", "</link>",
    "/2026/03/05/a", "<title>", "</title>", "&amp;", "&nbsp;", "&", "<![CDATA[", "]]>", "<!--", "-->", "<urlset>",
    "<url>", "<loc>https://a.example/b</loc>", "</url>", "</urlset>", "<sitemapindex>", "<sitemap>", "</sitemap>",
    "<feed>", "<entry>", "<link href='/c'/>", "</entry>", "</feed>", "<lastmod>2026-03-05", "</lastmod>", "<pubDate>",
    "Thu, 05 Mar 2026", "</pubDate>", '{"items": [', '{"url": "/d"}', "]}", "<a href='/2026/03/05/e'>", "</a>",
    "<time datetime='x'>", "<base href='//['>", "<!DOCTYPE x>", "<!DOCTYPE x [<!ENTITY a 'b'>]>", "\x00", "\n", "words",
    "https://a.example/f\n", "xml:base='::'",
]  # fmt: skip


@given(st.sampled_from(_ADDRESSED), st.lists(st.sampled_from(_PARTS), max_size=30))
def test_any_mixture_of_what_sources_are_made_of_gives_leads_or_one_clear_error(
    kind: SourceKind, parts: Sequence[str]
) -> None:
    check(kind, "".join(parts).encode())


@given(st.sampled_from(_ADDRESSED), st.binary(max_size=400))
def test_any_bytes_give_leads_or_one_clear_error(kind: SourceKind, body: bytes) -> None:
    check(kind, body)


def check(kind: SourceKind, body: bytes) -> None:
    try:
        found = look(body, kind)
    except PageUnreadable:
        return
    addresses_found = [lead.address for lead in found.leads]
    assert len(addresses_found) == len(set(addresses_found))
    assert all(normal_address(address) == address for address in addresses_found)
    assert all(lead.published is None or lead.published.tzinfo is not None for lead in found.leads)
    assert len(found.further) <= MOST_FURTHER
