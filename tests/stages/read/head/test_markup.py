import json
import time
from datetime import date
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from onrecord.stages.read.head.markup import read_marked


def test_markup_without_any_extraction_still_gives_title_site_and_own_address() -> None:
    tree = html.document_fromstring(
        '<html lang="en-GB"><head><title>Fees - Selm Today</title><meta property="og:site_name" content="Selm Today">'
        '<link rel="canonical" href="/fees"></head><body><h1>Fees rise</h1></body></html>'
    )
    marked = read_marked(tree, address="https://selm.example/a?utm=1")
    assert (marked.title, marked.site, marked.language) == ("Fees rise", "Selm Today", "en-GB")
    assert marked.address == "https://selm.example/fees"


def test_slogan_is_no_site_name_and_a_file_has_no_web_address() -> None:
    tree = html.document_fromstring(
        f'<html><head><meta property="og:site_name" content="{"All the news of the coast " * 3}">'
        '<link rel="canonical" href="javascript:alert(1)"></head><body>x</body></html>'
    )
    marked = read_marked(tree, address="file:///a.html")
    assert (marked.title, marked.site, marked.address) == (None, None, None)


PAGE = """<html lang="en"><head><title>Harbour: Fees rise - Coast - Selm Today</title>
<meta property="og:site_name" content="Selm Today"><meta property="og:title" content="Harbour: Fees rise | Selm Today">
<meta property="article:tag" content="Harbour"><meta property="og:url" content="https://selm.example/2021/fees-rise">
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
{"@type": "NewsArticle", "headline": "Fees rise", "url": "https://selm.example/2021/fees-rise",
 "articleSection": "Coast", "datePublished": "2021-05-28T08:00:00+02:00",
 "author": [{"@type": "Person", "name": "Ada Quill and Jon Marsh"}],
 "publisher": {"@type": "Organization", "name": "Selm Today"}, "sourceOrganization": {"name": "Coast News"}},
{"@type": "NewsArticle", "headline": "Another story", "url": "https://selm.example/2021/other", "author": "Lena Ode"}]}
</script></head><body><h1><span>Harbour:</span> Fees rise</h1><p>By Ada Quill and Jon Marsh</p></body></html>"""


def test_head_json_ld_and_page_are_read_together_and_every_field_has_its_ground() -> None:
    marked = read_marked(html.document_fromstring(PAGE), address="https://selm.example/2021/fees-rise?x=1")
    assert (marked.title, marked.site, marked.authors) == (
        "Harbour: Fees rise",
        "Selm Today",
        ("Ada Quill", "Jon Marsh"),
    )
    assert (marked.published, marked.section, marked.topics) == ("2021-05-28", "Coast", ("Harbour",))
    assert (marked.origin, marked.language) == ("Coast News", "en")
    grounds = {ground.field: ground for ground in marked.grounds}
    assert set(grounds) == {
        "title",
        "authors",
        "published",
        "topics",
        "section",
        "reprint_of",
        "canonical_address",
    }
    assert grounds["title"].because == "the page's main heading, which its markup declares too"
    assert grounds["authors"].because == "the author in the page's JSON-LD"
    assert all(0 < ground.confidence < 1 for ground in marked.grounds)


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("<h1>Fees\u00adrise <span>again</span></h1>", "Feesrise again"),
        ("<h1><span>Coast</span><span>Fees rise</span></h1>", "Coast Fees rise"),
        (
            "<h1><small>Coast</small>Fees rise<script>x()</script><button>Save</button></h1>",
            "Coast Fees rise",
        ),
        ("<h1>Fees<br>rise</h1>", "Fees rise"),
        ("<nav><h1>Fees rise</h1></nav>", "Fees rise"),
        ("<nav><h1>Selm</h1></nav><h1>Fees rise</h1>", "Fees rise"),
    ],
)
def test_heading_is_read_as_it_is_shown(heading: str, words: str) -> None:
    tree = html.document_fromstring(f"<html><body>{heading}<p>Text.</p></body></html>")
    assert read_marked(tree, address="file:///a.html").title == words


def test_address_of_a_home_page_is_the_reports_own_only_where_no_other_is_given() -> None:
    head = '<link rel="Canonical alternate" href="https://selm.example/"><meta property="og:url" content="https://selm.example/fees">'
    tree = html.document_fromstring(f"<html><head>{head}</head><body>x</body></html>")
    assert read_marked(tree, address="https://selm.example/fees").address == "https://selm.example/fees"


def test_language_is_declared_in_many_places() -> None:
    for head, language in (
        ('<meta property="og:locale" content="de_AT">', "de-AT"),
        (
            '<script type="application/ld+json">{"@type": "Article", "name": "x", "inLanguage": "is"}</script>',
            "is",
        ),
        ('<meta name="language" content="not a language">', None),
    ):
        tree = html.document_fromstring(f"<html><head>{head}</head><body>x</body></html>")
        assert read_marked(tree, address="file:///a.html").language == language


def test_day_after_the_fetch_is_not_taken() -> None:
    tree = html.document_fromstring(PAGE)
    assert read_marked(tree, address="", latest=date(2020, 1, 1)).published is None


def test_hostile_markup_is_read_in_bounded_time() -> None:
    rows = '<a rel="author" class="byline author" href="/author/x"><h1>By A</h1><time>1</time></a>' * 30_000
    metas = '<meta property="og:title" content="| | | - -">' * 5_000
    nodes = json.dumps([{"@type": "NewsArticle", "name": "x" * 50}] * 20_000)
    script = f'<script type="application/ld+json">{nodes}</script>'
    tree = html.document_fromstring(f"<html><head>{metas}{script}</head><body>{rows}</body></html>")
    begun = time.process_time()
    read_marked(tree, address="https://selm.example/")
    assert time.process_time() - begun < 5  # about 0.5 on two shared cores


def test_title_that_is_never_closed_is_none() -> None:
    begun = time.process_time()
    tree = html.document_fromstring(
        f"<html><head><title>{'Fees - Selm | ' * 30_000}</title></head><body>x</body></html>"
    )
    assert read_marked(tree, address="https://selm.example/").title is None
    assert time.process_time() - begun < 1  # milliseconds; it grew with the square


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_no_words_in_a_page_raise(title: str, name: str, address: str) -> None:
    head = "".join(
        f'<meta property="{key}" content="{escape(f"{name} {title}")}">'
        for key in (
            "og:title",
            "author",
            "article:published_time",
            "og:url",
            "keywords",
            "source",
            "og:site_name",
        )
    )
    node = json.dumps({"@type": "NewsArticle", "headline": title, "author": name, "url": address})
    script = f'<script type="application/ld+json">{node.replace("<", " ")}</script>'
    page = f"<html><head>{head}{script}</head><body><h1>{escape(title)}</h1><p>Text.</p></body></html>"
    marked = read_marked(html.document_fromstring(page), address=address)
    assert all(ground.because for ground in marked.grounds)
