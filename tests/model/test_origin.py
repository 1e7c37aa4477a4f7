from onrecord.model import Corroboration, Node, NodeKind, Origin


def test_reports_are_counted_once_and_carriers_not_at_all() -> None:
    carrier = Node("outlet:selm", NodeKind.CARRIER, "Radio Selm")
    ways = [Node(id_, NodeKind.REPORT, "a.txt", report="r1", parent="outlet:selm") for id_ in ("r1", "r1/1")]
    one = Origin("outlet:selm", (carrier, *ways))
    other = Origin("r2", (Node("r2", NodeKind.REPORT, "b.txt", report="r2"),))
    found = Corroboration((one, other), (), 1, "tests 1")
    assert one.reports == 1
    assert (found.reports, found.at_least, found.at_most) == (2, 1, 2)
