import pytest

from onrecord.errors import BadRequest
from onrecord.model import Outlet
from onrecord.stages.collect.articles import Judge, looks_like_article


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example/2026/3/5/talks-resume-after-the-storm",
        "https://a.example/world/harbour-talks-resume-in-selm.html",
        "https://a.example/world/article/123456",
        "https://a.example/news/articles/c0mq8xvj7d2o",
        "https://a.example/?p=123",
        "https://a.example/view.php?newsid=8811",
        "https://a.example/%D9%85%D8%AD%D8%A7%D8%AF%D8%AB%D8%A7%D8%AA-%D8%A7%D9%84%D9%85%D9%8A%D9%86%D8%A7%D8%A1-%D9%81%D9%8A-%D8%B3%D9%84%D9%85",
        "https://a.example/a-98765432",
        "https://a.example/news/4711023/talks",
        "https://a.example/2026-03/05/content_1234.htm",
        "https://a.example/a/202603/05/WS65e6f0a1a31082fc043b9a3b.html",
        "https://a.example/n1/2026/0305/c1001-40123456.html",
    ],
)
def test_addresses_of_articles(address: str) -> None:
    assert looks_like_article(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example/",
        "https://a.example/world",
        "https://a.example/world/middle-east",
        "https://a.example/2026/03/",
        "https://a.example/author/ilse-brandvold-of-the-selm-courier",
        "https://a.example/author/ada?id=7",
        "https://a.example/search?q=harbour&page=2",
        "https://a.example/wp-content/harbour-talks-resume-in-selm.jpg",
        "https://a.example/tag/123456",
        "https://a.example/privacy-policy",
    ],
)
def test_addresses_of_other_pages(address: str) -> None:
    assert not looks_like_article(address)


def test_pattern_that_is_none_names_the_outlet() -> None:
    with pytest.raises(BadRequest, match="Selm Courier: has a pattern"):
        Judge.of(Outlet("Selm Courier", "newspaper", articles=("(",)))
