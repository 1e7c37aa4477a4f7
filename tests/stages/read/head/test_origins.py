import pytest

from onrecord.stages.read.head.jsonld import Graph, Node
from onrecord.stages.read.head.metas import Metas
from onrecord.stages.read.head.origins import find_origin
from onrecord.stages.read.head.sites import Site

SITE = Site("Selm Post", frozenset({"selm post", "selmpost", "selmpost example"}))
HERE = "https://www.selmpost.example/fees"


def origin(metas: Metas | None = None, *nodes: Node, canonical: str = HERE) -> str | None:
    """Return the source that these name."""
    found = find_origin(metas or {}, Graph(nodes), nodes, SITE, canonical=canonical, address=HERE)
    return found.value if found else None


@pytest.mark.parametrize(
    "credit",
    [
        {"isBasedOn": {"@type": "NewsArticle", "headline": "Fees", "publisher": {"name": "Coast News"}}},
        {"isBasedOn": "https://www.coastnews.example/fees"},
        {"sourceOrganization": {"@type": "Organization", "name": "Coast News"}},
        {"creditText": "Source: Coast News"},
        {"copyrightHolder": [{"name": "Coast News"}]},
        {"provider": {"@type": "Organization", "url": "https://coastnews.example/"}},
    ],
)
def test_credits_in_json_ld_name_the_source(credit: Node) -> None:
    assert origin({}, {"@type": "NewsArticle", **credit}) in {"Coast News", "coastnews.example"}


def test_own_site_is_no_source_in_whatever_form() -> None:
    for words in (
        "Selm Post",
        "SelmPost",
        "https://m.selmpost.example/x",
        "Breaking news of Selm Post",
        "selmpost.example",
    ):
        assert origin({}, {"@type": "NewsArticle", "sourceOrganization": words}) is None, words
    assert origin(canonical="https://amp.selmpost.example/fees") is None
    assert origin() is None


def test_address_of_another_site_and_the_head_name_the_source() -> None:
    assert origin(canonical="https://www.coastnews.example/fees") == "coastnews.example"
    assert origin({"syndication-source": ["https://coastnews.example/fees"]}) == "coastnews.example"
    assert origin({"source": ["来源：海岸新闻"]}) == "海岸新闻"
