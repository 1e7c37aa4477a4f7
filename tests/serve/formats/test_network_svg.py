"""Who speaks about whom as a picture."""

import random
import re

import pytest
from lxml import etree

from onrecord.model import IdentityType
from onrecord.ports import Edge, Network, Node
from onrecord.serve.formats.network_svg import describe_network, network_svg

SVG = "{http://www.w3.org/2000/svg}"


def make_network(count: int, lines: int) -> Network:
    """Return an invented network in which a few are spoken of by many."""
    chance = random.Random(7)  # noqa: S311 -- the same network in every run, no secret
    weights = [1 / (n + 1) for n in range(count)]
    edges: dict[tuple[str, str], int] = {}
    while len(edges) < lines:
        by, of = chance.randrange(count), chance.choices(range(count), weights)[0]
        if by != of:
            edges[f"{by:08x}", f"{of:08x}"] = chance.randint(1, 40)
    nodes = [
        Node(f"{n:08x}", f"Name {n}", chance.choice(list(IdentityType)), 1, int(1000 * weights[n]))
        for n in range(count)
    ]
    found = sorted((Edge(by, of, times) for (by, of), times in edges.items()), key=lambda one: -one.count)
    return Network(tuple(nodes), tuple(found), None, None, None, is_all=True)


@pytest.mark.parametrize(("count", "lines", "named"), [(10, 20, 10), (200, 600, 40), (2000, 6000, 25)])
def test_the_most_connected_are_named_and_no_name_lies_over_another(
    count: int, lines: int, named: int
) -> None:
    drawn = etree.fromstring(network_svg(make_network(count, lines)).encode())
    assert len(drawn.findall(f".//{SVG}circle")) == count
    texts = drawn.findall(f".//{SVG}text")
    assert named * 0.7 <= len(texts) <= 70
    assert "Name 0" in {one.text for one in texts}
    boxes = [
        (
            float(one.get("x", 0)),
            float(one.get("y", 0)),
            len(one.text or "") * float(one.get("font-size", 0)) * 0.4,
        )
        for one in texts
    ]
    for n, (x, y, width) in enumerate(boxes):
        assert not any(abs(x - a) < min(width, w) and abs(y - b) < 8 for a, b, w in boxes[:n])


def test_few_lines_have_arrows_and_many_are_a_few_shapes() -> None:
    assert network_svg(make_network(10, 20)).count("marker-end") == 20
    many = network_svg(make_network(200, 900))
    assert "marker-end" not in many
    assert many.count("<path") <= 4


def test_names_are_words_and_nothing_else() -> None:
    nodes = (
        Node("aa", "<script>alert(1)</script>", IdentityType.PERSON, 1, 0),
        Node('b"><x', "B\u202e\x00", IdentityType.PLACE, 0, 1),
    )
    drawn = network_svg(Network(nodes, (Edge("aa", 'b"><x', 1),), None, None, None, is_all=True))
    assert "<script" not in drawn
    assert "\u202e" not in drawn
    assert etree.fromstring(drawn.encode()) is not None


def test_both_schemes_and_whom_it_is_around() -> None:
    drawn = network_svg(make_network(10, 20), around={"00000003"})
    assert "prefers-color-scheme:dark" in drawn
    assert re.search(r'href="/who/00000003" class="\w+ around"', drawn)


def test_nobody_is_an_empty_picture() -> None:
    assert network_svg(Network((), (), None, None, None, is_all=True)).endswith("</svg>\n")


def test_it_is_told_in_words() -> None:
    network = make_network(10, 20)
    first = network.edges[0]
    names = {node.cluster: node.name for node in network.nodes}
    assert f"{names[first.by]} speaks of {names[first.of]} in {first.count} statement" in describe_network(
        network
    )
    assert describe_network(network).startswith("10 names and 20 lines between them.")
