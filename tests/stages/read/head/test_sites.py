from onrecord.stages.read.head.jsonld import Graph
from onrecord.stages.read.head.sites import read_site
from onrecord.text.hosts import label_of


def test_site_is_known_by_every_name_it_gives_itself() -> None:
    graph = Graph(({"@type": "WebSite", "name": "Selmer Post Online", "alternateName": "SPO"},))
    article = {"@type": "NewsArticle", "publisher": {"name": "Selmer Verlag GmbH & Co. KG"}}
    site = read_site(
        {"og:site_name": ["Selmer Post"]},
        graph,
        [article],
        addresses=["https://www.selmpost.example/a", "file:///a"],
    )
    assert site.name == "Selmer Post"
    for name in ("The Selmer Post", "SPO", "Selmer", "selmpost", "SelmPost", "www.selmpost.example"):
        assert site.is_named(name), name
    assert not site.is_named("Ada Quill")
    assert not site.is_named("")
    assert site.is_in("Latest news of the Selmer Post")


def test_name_of_the_publisher_stands_in_and_a_slogan_does_not() -> None:
    article = {"@type": "NewsArticle", "publisher": {"name": "Selm Post"}}
    assert (
        read_site({"og:site_name": ["All the news " * 9]}, Graph(), [article], addresses=[]).name
        == "Selm Post"
    )
    assert read_site({}, Graph(), [], addresses=[]).name is None


def test_label_is_what_the_owner_of_a_domain_chose() -> None:
    assert [label_of(host) for host in ("selm.example", "news.selm.co.za", "")] == ["selm", "selm", ""]
