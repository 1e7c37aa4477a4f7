"""Whom an item of a feed names as its source, seen through the feeds that say so."""

import json

import pytest

from onrecord.model import FeedCredit
from tests.stages.collect.sources import HOME, NOW, look, rss

LINK = "<link>/a</link>"


def credit(*item: str) -> FeedCredit | None:
    (lead,) = look(rss(LINK + "".join(item))).leads
    return lead.credit


def named(*item: str) -> tuple[str | None, str | None] | None:
    found = credit(*item)
    return None if found is None else (found.name, found.address)


def test_source_of_rss_is_kept_with_the_feed_that_names_it_and_when() -> None:
    told = credit(
        '<source url="https://coastnews.example/rss.xml?utm_source=x">Coast &amp;amp; News</source>'
    )
    assert told == FeedCredit("Coast & News", "https://coastnews.example/rss.xml", HOME + "/feed.xml", NOW)
    assert credit("<title>No source</title>") is None


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<source>Coast News</source>", ("Coast News", None)),
        ('<source url="https://coastnews.example/"/>', (None, "https://coastnews.example/")),
        ("<dc:source>Coast News</dc:source>", ("Coast News", None)),
        ("<dc:source> https://coastnews.example/a </dc:source>", (None, "https://coastnews.example/a")),
        (
            "<dc:source>Print edition</dc:source><source>Coast News</source>",
            ("Coast News", None),
        ),
        (
            "<atom:source><atom:title>Coast News</atom:title><atom:id>tag:x,1</atom:id><atom:link rel='self' href='https://coastnews.example/feed'/></atom:source>",
            ("Coast News", "https://coastnews.example/feed"),
        ),
    ],
)
def test_each_defined_way_of_naming_a_source_is_read(
    source: str, expected: tuple[str | None, str | None]
) -> None:
    assert named(source) == expected


def test_source_of_atom_is_named_by_its_title_and_leads_to_its_page_before_its_feed() -> None:
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Selm Courier</title><entry><link href="/a"/><source>'
        '<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Coast <b>News</b></div></title>'
        '<id>https://coastnews.example/id</id><link rel="self" href="https://coastnews.example/feed"/>'
        '<link href="https://coastnews.example/"/></source></entry>'
        "<entry><link href='/b'/><source><id>https://coastnews.example/id</id></source></entry>"
        "<entry><link href='/c'/><source><updated>2026-01-01T00:00:00Z</updated></source></entry></feed>"
    )
    leads = look(feed).leads
    assert [(lead.credit.name, lead.credit.address) if lead.credit else None for lead in leads] == [
        ("Coast News", "https://coastnews.example/"),
        (None, "https://coastnews.example/id"),
        None,
    ]
    assert leads[0].title is None, "the title within the source is not the article's"


@pytest.mark.parametrize(
    "source",
    [
        "<source>Selm Courier</source>",
        "<dc:source>SELM  courier</dc:source>",
        "<source/>",
        '<source url="javascript:alert(1)"> </source>',
        '<source url="ftp://coastnews.example/"/>',
        '<source url="https://user:secret@coastnews.example/"/>',
        f'<source url="https://coastnews.example/{"x" * 5_000}"/>',
        '<x:source xmlns:x="https://elsewhere.example/ns">Coast News</x:source>',
    ],
)
def test_what_names_the_outlet_itself_or_nobody_or_no_web_address_is_left_out(source: str) -> None:
    assert named(source) is None


def test_hostile_name_is_one_short_line_of_text() -> None:
    told = named(
        f"<source><![CDATA[<script>x</script>Coast\tNews\n&#27;[2J&#0; {'long ' * 5_000}]]></source>"
    )
    assert told is not None
    name = told[0]
    assert name is not None
    assert name.startswith("xCoast News")
    assert len(name) <= 200
    assert name.isprintable()


def test_source_with_thousands_of_parts_is_read_in_part() -> None:
    links = "".join(f'<atom:link rel="self" href="https://s{n}.example/"/>' for n in range(9_000))
    assert named(f"<atom:source>{links}</atom:source>") == (None, "https://s0.example/")


def test_json_feed_names_no_source() -> None:
    item = {"url": "/a", "external_url": "https://coastnews.example/a", "source": "Coast News"}
    (lead,) = look(json.dumps({"items": [item]})).leads
    assert lead.credit is None
