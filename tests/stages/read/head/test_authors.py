import json

from lxml import html

from onrecord.stages.read.head.authors import find_authors
from onrecord.stages.read.head.jsonld import Node, read_graph
from onrecord.stages.read.head.metas import read_metas
from onrecord.stages.read.head.sites import Site

SITE = Site("Selm Post", frozenset({"selm post", "selmpost"}))


def authors(body: str = "", *, head: str = "", node: Node | None = None) -> tuple[str, ...]:
    """Return the authors of a page with this body, head and report in its JSON-LD."""
    script = f'<script type="application/ld+json">{json.dumps(node)}</script>' if node else ""
    tree = html.document_fromstring(
        f"<html><head>{head}{script}</head><body><h1>Fees</h1>{body}</body></html>"
    )
    graph = read_graph(tree)
    found = find_authors(tree, read_metas(tree), graph, graph.nodes, SITE)
    return found.value if found else ()


def test_every_shape_of_author_in_json_ld_is_read() -> None:
    ada = {"@type": "Person", "name": "Ada Quill"}
    for author in (
        ada,
        [ada],
        [[ada]],
        "Ada Quill",
        ["Ada Quill"],
        {"@type": "Person", "name": ["Ada Quill"]},
        {"@type": "Person", "givenName": "Ada", "familyName": "Quill"},
        {"@type": "Person", "byline": "By Ada Quill"},
        [{"@type": "Organization", "name": "Selm Post"}, ada],
    ):
        assert authors(node={"@type": "NewsArticle", "author": author}) == ("Ada Quill",), author
    assert authors(node={"@type": "NewsArticle", "creator": "Ada Quill and Jon Marsh"}) == (
        "Ada Quill",
        "Jon Marsh",
    )
    nobodies: list[object] = [{}, [], None, 7, {"@id": "#gone"}, {"name": {"url": "x"}}, "admin"]
    for nobody in nobodies:
        assert authors(node={"@type": "NewsArticle", "author": nobody}) == (), nobody


def test_publisher_is_no_author_where_a_person_is_named() -> None:
    house = {"@type": "NewsArticle", "author": {"@type": "Organization", "name": "Selm Post GmbH"}}
    assert authors(head='<meta name="author" content="Ada Quill">', node=house) == ("Ada Quill",)
    assert authors('<p class="byline">By Ada Quill</p>', node=house) == ("Ada Quill",)
    assert authors('<p>Text.</p><p style="text-align: right"><b>Ada Quill</b></p>', node=house) == (
        "Ada Quill",
    )


def test_site_that_names_only_itself_is_the_author() -> None:
    assert authors(head='<meta name="author" content="Selm Post">') == ("Selm Post",)


def test_agency_is_an_author_as_declared() -> None:
    node = {
        "@type": "NewsArticle",
        "author": [{"name": "Ada Quill"}, {"@type": "Organization", "name": "dpa"}],
    }
    assert authors(node=node) == ("Ada Quill", "dpa")


def test_account_names_and_addresses_are_passed_over() -> None:
    head = (
        '<meta property="article:author" content="https://social.example/selm">'
        '<meta name="author" content="ada-quill7">'
    )
    assert authors('<span itemprop="author"><span itemprop="name">Ada Quill</span></span>', head=head) == (
        "Ada Quill",
    )


def test_bylines_are_read_wherever_pages_mark_them() -> None:
    for body in (
        '<a rel="author" href="/x">Ada Quill</a>',
        '<div itemprop="author" itemscope><meta itemprop="name" content="Ada Quill"></div>',
        '<meta itemprop="author" content="Ada Quill">',
        '<div class="article__byline">By <b>Ada Quill</b></div>',
        '<span class="authorname">Ada Quill</span>',
        '<header>von <a href="/autoren/name/ada-quill">Ada Quill</a></header>',
        '<p class="Byline-x7">Ada Quill, political editor</p>',
    ):
        assert authors(body) == ("Ada Quill",), body
    assert authors('<p class="byline"><a rel="author">Ada Quill</a> <a rel="author">Jon Marsh</a></p>') == (
        "Ada Quill",
        "Jon Marsh",
    )
    assert authors('<span itemprop="author">sel/tm</span>') == ("sel/tm",)


def test_byline_beside_the_heading_is_the_reports_whatever_its_part_is_called() -> None:
    body = '<div class="teaser"><h1>Fees</h1><span class="Teaser-authorName">Ada Quill</span></div>'
    tree = html.document_fromstring(f"<html><body>{body}</body></html>")
    found = find_authors(tree, {}, read_graph(tree), (), SITE)
    assert found is not None
    assert found.value == ("Ada Quill",)


def test_byline_is_read_by_its_words_where_nothing_marks_it() -> None:
    assert authors("<div><span>von Ada Quill</span></div>") == ("Ada Quill",)
    assert authors("<p>Von DPA</p>") == ("DPA",)
    assert authors("<p>By the harbour, ships wait.</p>") == ()
    assert authors("<p>x</p>" * 200 + "<p>By Ada Quill</p>") == ()


def test_names_in_elements_of_their_own_are_told_from_what_their_bearers_are() -> None:
    body = (
        '<div class="byline">By <a>Ada Quill</a> <span>News Reporter</span> <a>Jon Marsh</a> '
        "<span>Deputy Editor</span></div>"
    )
    assert authors(body) == ("Ada Quill", "Jon Marsh")
    assert authors('<p class="contributors"><b>Ada Quill</b><b>Ada Quill</b></p>') == ("Ada Quill",)
    assert authors('<p class="byline">Ada Quill AFP Updated 10:15</p>') == ("Ada Quill",)


def test_further_name_of_a_later_byline_needs_a_byline_of_its_own() -> None:
    node = {"@type": "NewsArticle", "author": "Ada Quill"}
    first = '<p class="byline">Ada Quill</p>'
    both = '<div class="authors"><a>Ada Quill</a> <a>Jon Marsh</a></div>'
    assert authors(first + both, node=node) == ("Ada Quill",)
    assert authors(first + '<p><a rel="author">Jon Marsh</a></p>' + both, node=node) == (
        "Ada Quill",
        "Jon Marsh",
    )


def test_bylines_of_other_reports_readers_and_pictures_are_passed_over() -> None:
    for body in (
        '<aside><span class="author">Ada Quill</span></aside>',
        '<div class="related-stories"><span class="author">Ada Quill</span></div>',
        '<div class="comment"><b class="comment-author">Ada Quill</b></div>',
        '<figure><span itemprop="author">Ada Quill</span></figure>',
        '<p class="author-bio">Ada Quill has sailed all her life and writes about it.</p>',
    ):
        assert authors(body) == (), body


def test_byline_that_names_more_than_the_markup_completes_it() -> None:
    node = {"@type": "NewsArticle", "author": "Ada Quill"}
    assert authors('<p class="byline">By Jon Marsh and Ada Quill</p>', node=node) == (
        "Jon Marsh",
        "Ada Quill",
    )
    assert authors('<p class="byline">By Jon Marsh and Lena Ode</p>', node=node) == ("Ada Quill",)


def test_page_of_bylines_is_read_in_bounded_steps() -> None:
    rows = '<p class="author">Share</p>' * 30_000
    assert authors(rows + '<p class="author">Ada Quill</p>') == ()
