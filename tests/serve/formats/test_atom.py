"""Feeds, read by an XML parser."""

from datetime import UTC, date, datetime
from xml.etree import ElementTree as ET

from onrecord.serve.formats.atom import Entry, atom

NOW = datetime(2024, 3, 5, 12, tzinfo=UTC)
NAMES = {"a": "http://www.w3.org/2005/Atom"}


def _feed(*entries: Entry) -> ET.Element:
    made = atom(
        entries,
        id_="urn:onrecord:search:1",
        title="ferry & <harbour>",
        link="http://localhost/search?q=ferry&outlet=a",
        self_link="http://localhost/search.atom?q=ferry&outlet=a",
        author="harbour",
        now=NOW,
    )
    return ET.fromstring(made)  # noqa: S314 -- of our own making


def test_a_feed_has_what_every_feed_must_have() -> None:
    feed = _feed()
    assert feed.findtext("a:id", namespaces=NAMES) == "urn:onrecord:search:1"
    assert feed.findtext("a:title", namespaces=NAMES) == "ferry & <harbour>"
    assert feed.findtext("a:updated", namespaces=NAMES) == "2024-03-05T12:00:00Z"
    assert feed.findtext("a:author/a:name", namespaces=NAMES) == "harbour"
    links = {link.get("rel"): link.get("href") for link in feed.findall("a:link", NAMES)}
    assert links["self"] == "http://localhost/search.atom?q=ferry&outlet=a"


def test_an_entry_is_told_with_what_a_report_says_made_harmless() -> None:
    entry = Entry(
        "urn:onrecord:statement:1",
        "Ada <Lindqvist>: \x00 “no”",
        datetime(2024, 3, 4, 9, tzinfo=UTC),
        "http://localhost/statements/1",
        date(2024, 3, 3),
        ("Ada & Co",),
        'The "Ledger"',
        "]]><script>alert(1)</script>",
    )
    feed = _feed(entry)
    (told,) = feed.findall("a:entry", NAMES)
    assert told.findtext("a:content", namespaces=NAMES) == "]]><script>alert(1)</script>"
    assert told.findtext("a:title", namespaces=NAMES) == "Ada <Lindqvist>: \ufffd “no”"
    assert told.findtext("a:published", namespaces=NAMES) == "2024-03-03T00:00:00Z"
    assert told.find("a:category", NAMES).get("term") == 'The "Ledger"'  # type: ignore[union-attr]
    assert feed.findtext("a:updated", namespaces=NAMES) == "2024-03-04T09:00:00Z"
