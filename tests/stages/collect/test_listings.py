import time
from datetime import UTC, datetime

import pytest

from onrecord.errors import PageUnreadable
from onrecord.model import Outlet, Source, SourceKind
from tests.stages.collect.sources import COURIER, HOME, addresses, look

PAGE = SourceKind.LISTING
FRONT = """<!doctype html><html><head><title>Selm Courier</title>
<link rel="next" href="/news/page/2?utm_source=x"></head>
<body><nav><a href="/">Home</a><a href="/politics/">Politics</a><a href="/tag/harbour-talks-resume-in-selm">Harbour</a>
<a href="/login?next=/2026/03/05/talks">Log in</a></nav>
<article><a href="/2026/03/05/talks"><img src="/a.jpg" alt=""></a><h2><a href="/2026/03/05/talks?utm_source=front">
Harbour talks resume</a></h2><time datetime="2026-03-05T08:00:00Z">today</time>
<a href="/2026/03/05/talks#more">Read more</a></article>
<article><h2><a href="https://www.selmcourier.example/a/fishers-ask-for-a-new-quay">Fishers ask</a></h2></article>
<article><h2><a href="/story?id=4711">Ferry late</a></h2></article>
<article><h2><a href="/news/98765432">Ice on the sound</a></h2></article>
<article><h2><a href="/2019/03/05/old-news"><span>Old news</span></a></h2>
<time datetime="2019-03-05">2019</time></article>
<a href="https://elsewhere.example/2026/03/05/other-words-of-another-outlet">Partner</a>
<a href="mailto:desk@selmcourier.example">Write</a><a>nowhere</a>
<a href="/files/report-of-the-harbour-board.jpg">Map</a>
</body></html>"""


def test_links_that_look_like_articles_are_leads_with_their_titles() -> None:
    found = look(FRONT, PAGE, outlet=COURIER)
    assert addresses(found) == [
        "/2026/03/05/talks",
        "https://www.selmcourier.example/a/fishers-ask-for-a-new-quay",
        "/story?id=4711",
        "/news/98765432",
    ]
    assert [lead.title for lead in found.leads] == [
        "Harbour talks resume", "Fishers ask", "Ferry late", "Ice on the sound",
    ]  # fmt: skip
    assert found.leads[0].published == datetime(2026, 3, 5, 8, tzinfo=UTC)
    assert found.leads[1].published is None
    assert found.problems == ("1 of its articles are older than what is looked for",)


def test_next_page_is_a_further_source() -> None:
    (further,) = look(FRONT, PAGE).further
    assert further == Source(PAGE, f"{HOME}/news/page/2", "Selm Courier")


def test_next_page_of_another_host_is_not_followed() -> None:
    assert look(FRONT.replace("/news/page/2", "https://elsewhere.example/2"), PAGE).further == ()


def test_outlet_says_which_addresses_are_articles() -> None:
    outlet = Outlet("Selm Courier", "newspaper", articles=("/politics/$",))
    assert addresses(look(FRONT, PAGE, outlet=outlet)) == ["/politics/"]


def test_mirror_of_the_outlet_is_its_own() -> None:
    outlet = Outlet("Selm Courier", "newspaper", domains=("selmcourier.example", "elsewhere.example"))
    assert "https://elsewhere.example/2026/03/05/other-words-of-another-outlet" in addresses(
        look(FRONT, PAGE, outlet=outlet)
    )


def test_base_of_the_page_is_where_links_start() -> None:
    page = (
        f'<html><head><base href="{HOME}/en/"></head><body><a href="2026/03/05/talks">Talks</a></body></html>'
    )
    assert addresses(look(page, PAGE)) == ["/en/2026/03/05/talks"]


def test_page_without_articles_says_what_to_do() -> None:
    found = look("<html><body><a href='/about'>About</a></body></html>", PAGE)
    assert found.problems == ("has no links that look like articles; give the outlet patterns in articles",)


def test_page_that_names_no_charset_is_read_as_what_it_is() -> None:
    (lead,) = look("<a href='/2026/03/05/talks'>Переговоры</a>", PAGE).leads
    assert lead.title == "Переговоры"


def test_date_of_another_article_is_not_taken() -> None:
    page = (
        "<html><body><section><div><a href='/2026/03/05/a'>A</a></div><div><a href='/2026/03/05/b'>B</a>"
        "<time datetime='2026-03-04'></time></div><div><a href='/2026/03/05/c'>C</a><time datetime='2026-03-03'></time>"
        "</div></section></body></html>"
    )
    days = [lead.published and lead.published.day for lead in look(page, PAGE).leads]
    assert days == [None, 4, 3]


def test_hostile_page_takes_time_in_proportion() -> None:
    def seconds(links: int) -> float:
        rows = "".join(f"<a href='/2026/03/05/a{i}'>a</a><i></i><i></i>" for i in range(links))
        page = f"<html><body>{'<div>' * 200}{rows}<time datetime='2026-03-05'></time>"
        taken = []
        for _ in range(3):
            begun = time.process_time()
            look(page, PAGE)
            taken.append(time.process_time() - begun)
        return min(taken)

    assert seconds(4_000) < 20 * seconds(500) + 0.2


@pytest.mark.parametrize("charset", ["utf-8", "windows-1251", "no-such-charset"])
def test_page_is_read_in_its_charset(charset: str) -> None:
    page = "<html><body><a href='/2026/03/05/talks'>Переговоры</a></body></html>"
    encoding = "utf-8" if charset.startswith("no") else charset
    (lead,) = look(page.encode(encoding), PAGE, charset=charset).leads
    assert lead.title == "Переговоры" or charset.startswith("no")


@pytest.mark.parametrize("body", [b"", b"   "])
def test_what_is_no_page_is_refused(body: bytes) -> None:
    with pytest.raises(PageUnreadable, match="is no page"):
        look(body, PAGE)


def test_page_of_links_without_end_is_bounded() -> None:
    page = "<html><body>" + "".join(f"<a href='/2026/03/05/a{i}'>a</a>" for i in range(20_000))
    assert len(look(page, PAGE).leads) == 5_000
