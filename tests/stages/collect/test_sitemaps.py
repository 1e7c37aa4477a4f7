import gzip
from datetime import UTC, datetime, timedelta

import pytest

from onrecord.errors import PageUnreadable
from onrecord.model import Source, SourceKind
from onrecord.stages.collect import MOST_FURTHER
from tests.stages.collect.sources import HOME, addresses, look

MAP = SourceKind.SITEMAP
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">'
)


def urls(*rows: str) -> str:
    return _HEAD + "".join(f"<url>{row}</url>" for row in rows) + "</urlset>"


def index(*rows: str) -> str:
    rows_shown = "".join(f"<sitemap>{row}</sitemap>" for row in rows)
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows_shown}</sitemapindex>'


def test_news_sitemap_gives_title_and_time() -> None:
    found = look(
        urls(
            f"<loc>{HOME}/talks</loc><news:news><news:publication><news:name>Selm Courier</news:name>"
            "<news:language>en</news:language></news:publication>"
            "<news:publication_date>2026-03-04T09:00:00+02:00</news:publication_date>"
            "<news:title>Talks &amp; tides</news:title></news:news>"
            f"<image:image><image:loc>{HOME}/talks.jpg</image:loc><image:title>Quay</image:title></image:image>"
        ),
        MAP,
    )
    (lead,) = found.leads
    assert (lead.address, lead.title) == (f"{HOME}/talks", "Talks & tides")
    assert lead.published == datetime(2026, 3, 4, 7, tzinfo=UTC)


def test_only_what_is_recent_is_kept_by_its_dates_or_by_its_address() -> None:
    found = look(
        urls(
            f"<loc>{HOME}/new</loc><lastmod>2026-03-01</lastmod>",
            f"<loc>{HOME}/old</loc><lastmod>2026-02-01</lastmod>",
            f"<loc>{HOME}/2026/03/02/harbour</loc>",
            f"<loc>{HOME}/2019/03/02/harbour</loc>",
            f"<loc>{HOME}/harbour-talks-resume-in-selm</loc>",
            f"<loc>{HOME}/politics/</loc>",
            f"<loc>{HOME}/wrong-clock-of-the-outlet</loc><lastmod>2040-01-01</lastmod>",
        ),
        MAP,
    )
    assert addresses(found) == [
        "/new",
        "/2026/03/02/harbour",
        "/harbour-talks-resume-in-selm",
        "/wrong-clock-of-the-outlet",
    ]
    assert [lead.published for lead in found.leads] == [None] * 4
    assert found.problems == ("2 of its addresses are older than what is looked for",)


def test_window_is_the_callers_choice() -> None:
    body = urls(f"<loc>{HOME}/old</loc><lastmod>2026-02-01</lastmod>")
    assert addresses(look(body, MAP, window=timedelta(days=60))) == ["/old"]


def test_whole_archive_without_dates_is_left_out() -> None:
    rows = [f"<loc>{HOME}/words-of-a-long-title-{i}</loc>" for i in range(1_001)]
    found = look(urls(*rows), MAP)
    assert not found.leads
    assert found.problems[0].startswith("1,001 of its addresses have no date")


def test_index_leads_to_its_latest_sitemaps() -> None:
    found = look(
        index(
            f"<loc>{HOME}/map-2019-01.xml</loc>",
            f"<loc>{HOME}/map-pages.xml</loc>",
            f"<loc>{HOME}/map-a.xml.gz</loc><lastmod>2026-03-03</lastmod>",
            f"<loc>{HOME}/map-b.xml.gz</loc><lastmod>2026-03-04</lastmod>",
            f"<loc>{HOME}/map-c.xml.gz</loc><lastmod>2020-03-04</lastmod>",
            f"<loc>{HOME}/map-2026-03.xml</loc>",
        ),
        MAP,
    )
    assert not found.leads
    assert [one.address.removeprefix(HOME) for one in found.further] == [
        "/map-b.xml.gz", "/map-a.xml.gz", "/map-pages.xml", "/map-2026-03.xml",
    ]  # fmt: skip
    assert found.further[0] == Source(MAP, f"{HOME}/map-b.xml.gz", "Selm Courier")


def test_index_of_many_sitemaps_is_followed_to_a_limit() -> None:
    found = look(index(*(f"<loc>{HOME}/map-{i}.xml</loc>" for i in range(200))), MAP)
    assert len(found.further) == MOST_FURTHER
    assert found.problems == ("leads to 200 sitemaps; the latest 50 are looked at",)


def test_text_sitemap_is_read() -> None:
    found = look(f"{HOME}/2026/03/04/a?utm_source=x\r\n\r\n{HOME}/2001/01/01/b\nnothing\n", MAP)
    assert addresses(found) == ["/2026/03/04/a"]
    assert found.problems == (
        "1 of its addresses are none of the web",
        "1 of its addresses are older than what is looked for",
    )


def test_packed_and_broken_sitemaps_are_read() -> None:
    body = urls(f"<loc>{HOME}/2026/03/04/a?id=1&b=2</loc>")[:-9]
    found = look(gzip.compress(body.encode()), MAP)
    assert addresses(found) == ["/2026/03/04/a?id=1&b=2"]
    assert "mended" in found.problems[0]


def test_feed_named_as_a_sitemap_and_the_other_way_are_read_as_what_they_are() -> None:
    feed = f"<rss version='2.0'><channel><item><link>{HOME}/a</link></item></channel></rss>"
    assert addresses(look(feed, MAP)) == ["/a"]
    assert addresses(look(urls(f"<loc>{HOME}/2026/03/04/a</loc>"))) == ["/2026/03/04/a"]


@pytest.mark.parametrize("body", ["", "<html><body>x</body></html>", "words\nwords", "<x/>"])
def test_what_is_no_sitemap_is_refused(body: str) -> None:
    with pytest.raises(PageUnreadable, match=r"sitemap\.xml: is"):
        look(body, MAP)


def test_empty_sitemap_is_a_sitemap_without_leads() -> None:
    assert look(urls(), MAP).leads == ()
