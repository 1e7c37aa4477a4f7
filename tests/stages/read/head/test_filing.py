from onrecord.stages.read.head.filing import find_section, find_topics
from onrecord.stages.read.head.jsonld import Graph, Node
from onrecord.stages.read.head.metas import Metas
from onrecord.stages.read.head.sites import Site

SITE = Site("Selm Post", frozenset({"selm post"}))


def topics(metas: Metas | None = None, *nodes: Node) -> tuple[str, ...]:
    """Return the topics that these declare."""
    found = find_topics(metas or {}, Graph(nodes), nodes, SITE)
    return found.value if found else ()


def section(metas: Metas | None = None, *nodes: Node) -> str | None:
    """Return the section that these declare."""
    found = find_section(metas or {}, Graph(nodes), nodes, SITE, title="Fees rise")
    return found.value if found else None


def test_tags_come_before_keywords_and_those_before_what_a_report_is_about() -> None:
    node = {"@type": "NewsArticle", "keywords": "Harbour, Fees", "about": [{"name": "Selm"}]}
    assert topics({"article:tag": ["Coast"], "keywords": ["x"]}, node) == ("Coast",)
    assert topics({"keywords": ["x"]}, node) == ("Harbour", "Fees")
    assert topics({"keywords": ["Ships; Tolls; ships"]}) == ("Ships", "Tolls")
    assert topics({}, {"@type": "NewsArticle", "about": [{"name": "Selm"}]}) == ("Selm",)
    assert topics() == ()


def test_what_machines_write_among_topics_is_left_out() -> None:
    keywords = [
        "type:article",
        "selm_plus",
        "8f507083-bac4-423a-9015-2eb31e1bce50",
        "Selm Post",
        "x" * 80,
        "Coast",
        "12",
    ]
    assert topics({}, {"@type": "NewsArticle", "keywords": keywords}) == ("Coast",)
    codes = {"@type": "NewsArticle", "keywords": ["AERO", "HRB08", "Page Type: Article", "Coast"]}
    assert topics({"keywords": ["Harbour"]}, codes) == ("Harbour",)


def test_topics_in_scripts_without_spaces_are_parted_by_them() -> None:
    assert topics({"keywords": ["港口 费用 海岸"]}) == ("港口", "费用", "海岸")
    assert topics({"keywords": ["harbour fees"]}) == ("harbour fees",)


def test_section_is_the_reports_own_else_the_heads_else_the_breadcrumbs() -> None:
    crumbs = {
        "@type": "BreadcrumbList",
        "itemListElement": [{"name": "Home"}, {"item": {"name": "Coast"}}, {"name": "Fees rise"}],
    }
    own = {"@type": "NewsArticle", "articleSection": ["Economy", "Coast"]}
    assert section({"article:section": ["News"]}, own, crumbs) == "Economy"
    assert section({"article:section": ["News"]}, crumbs) == "News"
    assert section({}, crumbs) == "Coast"
    assert section({"article:section": ["Fees rise"], "section": ["Home"], "category": ["Selm Post"]}) is None
