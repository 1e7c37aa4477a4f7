from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from onrecord.stages.read.head.dates import find_published, read_moment
from onrecord.stages.read.head.jsonld import read_graph
from onrecord.stages.read.head.metas import read_metas

FETCHED = date(2021, 6, 1)


def published(
    body: str = "", *, head: str = "", node: str = "", title: str = "", address: str = ""
) -> date | None:
    """Return the day of a page with this body, head and JSON-LD."""
    script = f'<script type="application/ld+json">{node}</script>' if node else ""
    tree = html.document_fromstring(f"<html><head>{head}{script}</head><body>{body}x</body></html>")
    graph = read_graph(tree)
    found = find_published(
        tree, read_metas(tree), graph, graph.nodes, (), addresses=[address], title=title, latest=FETCHED
    )
    return found.value if found else None


def meta(name: str, content: str) -> str:
    """Return a <meta> element."""
    return f'<meta property="{name}" content="{content}">'


def test_reports_own_day_comes_before_that_of_a_change_and_of_other_reports() -> None:
    head = meta("article:published_time", "2021-05-29T10:00:00Z") + meta(
        "article:modified_time", "2021-05-30"
    )
    body = '<h1>Fees</h1><time datetime="2021-04-01">1 April</time>'
    node = (
        '{"@type": "NewsArticle", "datePublished": "2021-05-28T10:00:00+02:00", "dateModified": "2021-05-31"}'
    )
    assert published(body, head=head, node=node) == date(2021, 5, 28)
    assert published(body, head=head) == date(2021, 5, 29)
    assert published(body, head=meta("article:modified_time", "2021-05-30")) == date(2021, 4, 1)
    assert published(head=meta("article:modified_time", "2021-05-30")) == date(2021, 5, 30)


def test_day_is_that_of_the_outlets_own_time() -> None:
    node = '{"@type": "NewsArticle", "datePublished": "2021-05-28T22:30:10Z"}'
    assert published(node=node) == date(2021, 5, 28)
    assert published(node=node, head=meta("article:published_time", "2021-05-29T00:30:10+02:00")) == date(
        2021, 5, 29
    )
    other = meta("article:published_time", "2021-05-29T09:00:00+02:00")
    assert published(node=node, head=other) == date(2021, 5, 28)
    assert published(node='{"@type": "NewsArticle", "datePublished": "2021-05-28T23:59:00-0500"}') == date(
        2021, 5, 28
    )


def test_days_after_the_fetch_and_before_the_web_are_no_days_of_publication() -> None:
    node = '{"@type": "NewsArticle", "datePublished": "2031-01-01"}'
    assert published(node=node, head=meta("date", "2021-05-28")) == date(2021, 5, 28)
    assert published(head=meta("date", "1970-01-01T00:00:00Z")) is None
    assert published(head=meta("date", "2021-06-02T01:00:00+09:00")) == date(2021, 6, 2)


@pytest.mark.parametrize(
    "body",
    [
        '<span itemprop="datePublished" content="2021-05-28">yesterday</span>',
        '<time pubdate datetime="2021-05-28T10:00">10:00</time>',
        "<time>2020-01-01</time><h1>Fees</h1><time>28 May 2021</time>",
        '<aside><time datetime="2020-01-01"></time></aside><h1>Fees</h1><time datetime="2021-05-28"></time>',
        "<h1>Fees</h1><p>By Ada Quill</p><p>28. Mai 2021, 10:15 Uhr</p>",
        "<h1>Fees</h1><p>Fr 28.05.21 | 14:07 Uhr</p>",
    ],
)
def test_day_that_only_the_page_shows_is_read(body: str) -> None:
    assert published(body) == date(2021, 5, 28)


def test_day_stands_below_the_heading_that_shows_the_title() -> None:
    body = "<h1>Selm Post</h1><p>1 January 2020</p><h3>Fees rise</h3><p>28.05.21 | 14:07</p>"
    assert published(body, title="Fees rise") == date(2021, 5, 28)
    assert published("<p>28 May 2021</p>") is None


def test_address_gives_the_day_where_nothing_else_does() -> None:
    assert published(address="https://selm.example/2021/05/28/fees") == date(2021, 5, 28)
    assert published(address="https://selm.example/2021/0528/fees") is None
    assert published(address="http://[") is None


def test_moments_are_read_as_machines_write_them() -> None:
    for words in (
        "2021-05-28 10:00:00",
        "20210528",
        "1622192400",
        "1622192400000",
        "2021-05-28T10:00:00.123456+0000",
    ):
        assert read_moment(words)[0] == date(2021, 5, 28), words
    assert read_moment("2021-02-30T10:00:00Z")[0] is None
    assert read_moment("2021-05-28T99:00:00Z")[0] == date(2021, 5, 28)


@given(
    st.text(max_size=60) | st.from_regex(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})", fullmatch=True)
)
def test_no_words_raise(words: str) -> None:
    day, _ = read_moment(words)
    assert day is None or isinstance(day, date)
