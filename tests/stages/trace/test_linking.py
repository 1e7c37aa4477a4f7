from onrecord.model import LegKind
from onrecord.stages.trace.linking import link_reports
from tests.stages.trace.made import pair


def test_each_copy_hangs_below_the_report_that_holds_the_most_of_it() -> None:
    found = link_reports(
        {"wire", "copy", "cut"},
        [
            pair("wire", "copy", shares=(0.9, 1.0), origin="wire"),
            pair("wire", "cut", shares=(0.4, 0.7), origin="wire"),
            pair("copy", "cut", shares=(0.5, 1.0), origin="copy"),
        ],
    )
    assert {(leg.start, leg.end, leg.share) for leg in found} == {("wire", "copy", 1.0), ("copy", "cut", 1.0)}
    assert all(leg.kind is LegKind.REPRINTED for leg in found)


def test_of_origins_alike_the_one_that_most_came_from_is_meant() -> None:
    copies = ["a", "b", "c"]
    pairs = [pair("wire", copy, shares=(1.0, 1.0), origin="wire") for copy in copies]
    pairs += [pair("a", "b", origin="a", shares=(1.0, 1.0)), pair("a", "c", origin="a", shares=(1.0, 1.0))]
    found = link_reports({"wire", *copies}, pairs)
    assert {(leg.start, leg.end) for leg in found} == {("wire", copy) for copy in copies}


def test_of_origins_alike_the_one_that_a_copy_credits_is_meant() -> None:
    for wire in ("a", "z"):
        pairs = [
            pair(wire, "copy", origin=wire, shares=(0.4, 0.4)),
            pair("m", "copy", origin="m", shares=(0.4, 0.4)),
            pair("m", "other", origin="m", shares=(0.4, 0.4)),
            pair(wire, "m", shares=(0.4, 0.4)),
        ]
        found = link_reports({wire, "m", "copy", "other"}, pairs, {("copy", wire)})
        assert (wire, "copy") in {(leg.start, leg.end) for leg in found if leg.kind is LegKind.REPRINTED}
        found = link_reports({wire, "m", "copy", "other"}, pairs)
        assert ("m", "copy") in {(leg.start, leg.end) for leg in found if leg.kind is LegKind.REPRINTED}


def test_where_nothing_tells_two_are_joined_without_direction_once() -> None:
    pairs = [pair("a", "b", shares=(0.6, 0.9)), pair("b", "c"), pair("a", "c", shares=(0.5, 0.5))]
    found = link_reports({"a", "b", "c"}, pairs)
    assert [leg.kind for leg in found] == [LegKind.SHARED, LegKind.SHARED]
    assert {frozenset((leg.start, leg.end)) for leg in found} == {frozenset("ab"), frozenset("bc")}
    first = next(leg for leg in found if {leg.start, leg.end} == {"a", "b"})
    assert (first.share, first.share_back) == (0.9, 0.6)


def test_origins_that_would_go_in_a_circle_are_left_out() -> None:
    pairs = [
        pair("a", "b", origin="a", shares=(0.9, 1.0)),
        pair("b", "c", origin="b", shares=(0.9, 0.9)),
        pair("c", "a", origin="c", shares=(0.9, 0.8)),
    ]
    found = link_reports({"a", "b", "c"}, pairs)
    assert {(leg.start, leg.end) for leg in found} == {("a", "b"), ("b", "c")}


def test_share_is_that_of_the_copy_whichever_side_it_stands_on() -> None:
    (found,) = link_reports({"a", "b"}, [pair("a", "b", shares=(0.3, 0.8), origin="b")])
    assert (found.start, found.end, found.share, found.share_back) == ("b", "a", 0.3, 0.8)


def test_pairs_with_others_are_no_part_of_the_family() -> None:
    assert link_reports({"a", "b"}, [pair("a", "x", origin="a")]) == []
