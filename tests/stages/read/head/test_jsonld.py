import json

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from onrecord.stages.read.head.jsonld import Graph, parse_json_ld, read_graph, types_of

NEWS = {"@type": "NewsArticle", "headline": "Fees rise"}


def graph_of(*scripts: str) -> Graph:
    """Return the graph of a page that holds these scripts."""
    marks = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    return read_graph(html.document_fromstring(f"<html><head>{marks}</head><body>x</body></html>"))


def headlines(graph: Graph) -> list[str]:
    """Return the headline of each node that has one."""
    return [words for node in graph.nodes if (words := graph.text(node, "headline"))]


def test_every_way_of_packing_a_report_gives_the_same_node() -> None:
    for packed in (
        NEWS,
        [NEWS],
        [[NEWS], []],
        {"@graph": [{"@type": "WebSite", "name": "Selm Post"}, NEWS]},
        {"@type": "WebPage", "mainEntity": NEWS},
        {"@type": "WebPage", "mainEntityOfPage": {"@graph": [NEWS]}},
    ):
        assert headlines(graph_of(json.dumps(packed))) == ["Fees rise"]


def test_reports_inside_other_fields_do_not_stand_for_themselves() -> None:
    teasers = {"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "headline": "Other news"}]}
    update = {**NEWS, "liveBlogUpdate": [{"@type": "BlogPosting", "headline": "9:00: A ship"}]}
    assert headlines(graph_of(json.dumps(teasers), json.dumps(update))) == ["Fees rise"]


def test_reference_by_id_gives_the_node_that_it_stands_for() -> None:
    graph = graph_of(
        json.dumps(
            {
                "@graph": [
                    {"@type": "NewsArticle", "author": {"@id": "#ada"}, "publisher": {"@id": "#nowhere"}},
                    {"@type": "Person", "@id": "#ada", "name": "Ada Quill"},
                ]
            }
        )
    )
    assert graph.words(graph.nodes[1].get("author")) == ["Ada Quill"]
    assert graph.words(graph.nodes[1].get("publisher")) == []


def test_scripts_hidden_from_old_parsers_and_with_stray_commas_are_read() -> None:
    for script in (
        '<!-- {"@type": "NewsArticle", "headline": "Fees rise"} -->',
        '/*<![CDATA[*/{"@type": "NewsArticle", "headline": "Fees rise"}/*]]>*/',
        '{"@type": "NewsArticle", "headline": "Fees rise",};',
        '{"@type": "WebSite"} {"@type": "NewsArticle", "headline": "Fees rise"}',
        '{"@type": "NewsArticle",\n"headline": "Fees\nrise"}',
    ):
        assert headlines(Graph(tuple(parse_json_ld(script)))) == ["Fees rise"]


def test_broken_script_still_gives_its_plain_fields() -> None:
    (node,) = parse_json_ld(
        '{"@type": "NewsArticle", "headline": "Fees \\u0026 tolls", "author": [{"name": "Ada Quill"}, '
        '{"name": "Jon Marsh"}], "description": "She said "no".", "datePublished": "2021-05-28T10:00:00Z"'
    )
    assert node["headline"] == "Fees & tolls"
    assert (node["author"], node["datePublished"]) == (["Ada Quill", "Jon Marsh"], "2021-05-28T10:00:00Z")
    assert parse_json_ld('{"@type": "NewsArticle", "author": "Ada Quill", "x": }')[0]["author"] == [
        "Ada Quill"
    ]
    assert parse_json_ld('{"@type": "Recipe", "headline": "Soup", "x": }') == []


def test_escaped_words_are_given_as_a_reader_sees_them() -> None:
    graph = graph_of('{"@type": "NewsArticle", "headline": "The &amp;quot;Harbour&amp;quot; \\ud83d fees"}')
    assert headlines(graph) == ['The "Harbour" fees']


def test_types_are_read_without_the_address_of_their_vocabulary() -> None:
    assert types_of({"@type": ["schema:NewsArticle", "http://schema.org/Product", 7]}) == (
        "newsarticle",
        "product",
    )
    assert types_of({}) == ()


def test_depth_number_and_size_are_bounded() -> None:
    assert headlines(graph_of("[" * 100_000 + '{"headline": "x"}')) == []
    deep = json.dumps(NEWS)
    for _ in range(40):
        deep = f"[{deep}]"
    assert headlines(graph_of(deep)) == []
    assert len(graph_of(json.dumps([NEWS] * 9_000)).nodes) <= 5_000
    assert len(graph_of(*[json.dumps(NEWS)] * 100).nodes) <= 60
    assert headlines(graph_of(json.dumps({**NEWS, "articleBody": "a" * 2_100_000}))) == []
    assert headlines(
        graph_of('{"@type": "NewsArticle", "headline": "Fees rise", "n": ' + "9" * 50_000 + "}")
    ) == ["Fees rise"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["@type", "@id", "@graph", "name", "author", "headline", "url", "mainEntityOfPage"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@given(st.text(max_size=200))
def test_no_words_in_a_script_raise(words: str) -> None:
    assert isinstance(parse_json_ld(words), list)
    assert isinstance(parse_json_ld('{"@type": "NewsArticle", "headline": "' + words), list)


@given(JSON)
def test_no_shape_of_values_raises(value: object) -> None:
    graph = graph_of(json.dumps(value).replace("<", " "))
    for node in graph.nodes:
        types_of(node)
        for key in ("name", "author", "headline"):
            assert all(words for words in graph.words(node.get(key)))
