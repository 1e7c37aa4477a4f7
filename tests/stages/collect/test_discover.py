from onrecord.stages.collect import read_robots, read_site
from onrecord.stages.collect.discover import MOST_FEEDS, MOST_SITEMAPS, SiteFacts
from tests.outlet_site import FRONT


def test_front_page_names_the_outlet_its_language_and_its_feeds() -> None:
    facts = read_site(FRONT.encode(), address="https://selm.example/en/", charset="utf-8")
    assert facts == SiteFacts("Selm Courier", "en", ("https://selm.example/feed",))


def test_feeds_of_all_kinds_are_found_and_not_without_end() -> None:
    kinds = (
        "application/rss+xml; charset=utf-8",
        "APPLICATION/ATOM+XML",
        "application/feed+json",
        "text/html",
    )
    links = "".join(f'<link rel="Alternate home" type="{kind}" href="f{i}">' for i, kind in enumerate(kinds))
    page = f'<html><head><base href="https://cdn.example/x/">{links}</head></html>'
    facts = read_site(page.encode(), address="https://selm.example/", charset=None)
    assert facts.feeds == ("https://cdn.example/x/f0", "https://cdn.example/x/f1", "https://cdn.example/x/f2")
    many = "".join(f'<link rel="alternate" type="application/rss+xml" href="{i}">' for i in range(100))
    assert len(read_site(many.encode(), address="https://selm.example/", charset=None).feeds) == MOST_FEEDS


def test_name_without_a_letter_is_none() -> None:
    page = b"<meta property='og:site_name' content='***'><meta name='application-name' content='Selm'>"
    assert read_site(page, address="https://selm.example/", charset=None).name == "Selm"


def test_nothing_is_found_on_what_is_no_page() -> None:
    assert read_site(b"", address="https://selm.example/", charset=None) == SiteFacts(None, None, ())
    huge = FRONT.encode() + b" " * 10_000_000
    assert read_site(huge, address="https://selm.example/", charset=None) == SiteFacts(None, None, ())


def test_robots_names_sitemaps_in_any_case_and_not_without_end() -> None:
    body = b"\xef\xbb\xbfUser-agent: *\rDisallow:\rSITEMAP:https://a.example/s.xml?utm_source=x\r\nsitemap : ftp://x\n"
    assert read_robots(body, address="https://a.example/robots.txt") == ("https://a.example/s.xml",)
    many = b"".join(b"Sitemap: /%d\n" % i for i in range(100_000))
    assert len(read_robots(many, address="https://a.example/robots.txt")) == MOST_SITEMAPS
