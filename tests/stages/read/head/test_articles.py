from onrecord.stages.read.head.articles import find_articles, find_pages
from onrecord.stages.read.head.jsonld import Graph

HERE = "https://selm.example/news/fees-rise?ref=1"


def test_report_at_the_pages_address_comes_before_any_other() -> None:
    own = {"@type": "BlogPosting", "headline": "A", "url": "https://m.selm.example/news/fees-rise/"}
    bare = {"@type": "NewsArticle", "headline": "B"}
    foreign = {
        "@type": "NewsArticle",
        "headline": "C",
        "mainEntityOfPage": {"@id": "https://selm.example/news/other"},
    }
    found = find_articles(Graph((foreign, bare, own)), addresses=[HERE], headings=["Fees"])
    assert found == (own, bare)


def test_report_under_the_heading_shown_is_the_pages_own_whatever_its_address() -> None:
    moved = {"@type": "NewsArticle", "headline": "Fees rise!", "url": "https://selm.example/4711"}
    assert find_articles(Graph((moved,)), addresses=[HERE], headings=["Fees Rise"]) == (moved,)


def test_of_several_foreign_reports_none_is_taken_but_a_single_one_is() -> None:
    one = {"@type": "NewsArticle", "headline": "One", "url": "https://selm.example/1"}
    two = {"@type": "NewsArticle", "headline": "Two", "url": "https://selm.example/2"}
    assert find_articles(Graph((one, two)), addresses=[HERE], headings=["Fees"]) == ()
    assert find_articles(Graph((one,)), addresses=[HERE], headings=["Fees"]) == (one,)


def test_news_come_before_plain_articles_and_empty_nodes_and_other_types_are_none() -> None:
    plain, news = {"@type": "Article", "name": "A"}, {"@type": "ReportageNewsArticle", "name": "B"}
    nodes = ({"@type": "NewsArticle"}, {"@type": "Recipe", "name": "Soup"}, plain, news)
    assert find_articles(Graph(nodes), addresses=["http://["], headings=[]) == (news, plain)


def test_pages_are_told_by_their_type() -> None:
    page = {"@type": ["WebPage", "ItemPage"], "name": "A"}
    assert find_pages(Graph((page, {"@type": "WebSite"}))) == (page,)
