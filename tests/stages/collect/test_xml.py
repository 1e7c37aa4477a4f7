"""Attacks on readers of XML, each of which must end soon, small, and with an error that says why."""

import gzip
import zlib

import pytest

from onrecord.errors import PageUnreadable
from onrecord.model import SourceKind
from onrecord.stages.collect import MOST_BYTES
from tests.stages.collect.sources import HOME, addresses, look, rss

_LAUGHS = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
BOMB = f'<!DOCTYPE rss [<!ENTITY a0 "ha">{_LAUGHS}]>'
OUTSIDE = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
PARAMETER = '<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://dtd.example/x.dtd"> %p;]>'
QUADRATIC = f'<!DOCTYPE rss [<!ENTITY a "{"a" * 50_000}">]>'


@pytest.mark.parametrize("doctype", [BOMB, OUTSIDE, PARAMETER, QUADRATIC])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_feed_that_declares_entities_is_not_read(doctype: str, encoding: str) -> None:
    words = rss(f"<title>&x;&a9;{'&a;' * 1000}</title><link>/a</link>").partition("?>")[2]
    with pytest.raises(PageUnreadable, match="declares entities of its own"):
        look((doctype + words).encode(encoding))


@pytest.mark.parametrize(
    "doctype",
    [
        f"<!-- {'x' * 5000} -->{BOMB}",
        BOMB.replace("<!ENTITY a0", "<!ELEMENT x ANY>]]]<!ENTITY a0"),
        BOMB.replace('"ha"', '"]>"'),
        BOMB.replace("<!DOCTYPE rss [", f"<!DOCTYPE rss [<!-- {'x' * 20_000} ] -->"),
        BOMB.replace("<!DOCTYPE", "<!doctype"),
    ],
)
def test_hidden_declarations_are_found_or_never_expanded(doctype: str) -> None:
    words = rss("<title>&a9;</title><link>/a</link>").partition("?>")[2]
    try:
        found = look(doctype + words)
    except PageUnreadable:
        return
    assert all("haha" not in (lead.title or "") for lead in found.leads)


def test_declarations_hidden_in_another_encoding_are_found_or_never_expanded() -> None:
    words = rss("<title>&a9;</title><link>/a</link>").partition("?>")[2]
    for name in ("utf-7", "cp037"):
        body = f'<?xml version="1.0" encoding="{name}"?>'.encode() + (BOMB + words).encode(name)
        try:
            found = look(body)
        except PageUnreadable:
            continue
        assert all("haha" not in (lead.title or "") for lead in found.leads)


def test_type_declaration_without_entities_is_passed_over() -> None:
    feed = rss("<link>/a</link>").replace("<rss", '<!DOCTYPE rss SYSTEM "http://dtd.example/rss.dtd"><rss', 1)
    found = look(feed)
    assert addresses(found) == ["/a"]
    assert not found.problems


def test_half_a_character_that_a_parser_makes_of_a_broken_feed_ends_the_reading() -> None:
    hidden = '<item xml:base="<![CDATA[&#xD800;"><link>/a</link></item>'
    with pytest.raises(PageUnreadable):
        look(f"<rss><channel>{hidden}</channel>")


def test_deep_nesting_ends_the_reading() -> None:
    found = look(rss("<link>/a</link>", f"<title>{'<b>' * 100_000}x</title><link>/b</link>"))
    assert addresses(found)[0] == "/a"


@pytest.mark.parametrize(
    "body", [b"<rss>" + b"<item><link>/a</link>" * 20_000, b"<rss" + b" a='1'" * 100_000 + b">"]
)
def test_elements_that_never_end_are_bounded(body: bytes) -> None:
    try:
        found = look(body)
    except PageUnreadable:
        return
    assert len(found.leads) <= 1


def test_packed_bomb_is_dropped_at_the_limit() -> None:
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(b" " * 1_000_000) for _ in range(60)) + packer.flush()
    assert len(bomb) < 100_000
    with pytest.raises(PageUnreadable, match=f"larger than {MOST_BYTES:,} bytes"):
        look(bomb, SourceKind.SITEMAP)


def test_packed_source_is_read_and_a_broken_one_refused() -> None:
    packed = gzip.compress(rss("<link>/a</link>").encode())
    assert addresses(look(packed)) == ["/a"]
    with pytest.raises(PageUnreadable, match="cut short"):
        look(packed[:-20])
    with pytest.raises(PageUnreadable, match="broken gzip"):
        look(packed[:10] + b"\xff" * 40)


def test_error_names_the_source() -> None:
    with pytest.raises(PageUnreadable, match=f"{HOME}/feed.xml"):
        look("<nothing/>")
