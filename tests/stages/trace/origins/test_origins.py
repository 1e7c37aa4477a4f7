"""Ten copies count once, and what nobody can tell is a range."""

import time
from dataclasses import replace
from itertools import combinations

from onrecord.model import ChainRole, Corroboration, JoinKind, NodeKind, Passage, Reprint, Span, StatementKind
from onrecord.stages.trace.origins import Account, count_origins
from tests.stages.trace.origins.making import account, copied

AGENCY, BROADCASTER, QUOTING = ChainRole.AGENCY, ChainRole.BROADCASTER, ChainRole.QUOTING


def counted(*accounts: Account, shared: tuple[Reprint, ...] = ()) -> Corroboration:
    return count_origins(accounts, shared)


def range_of(found: Corroboration) -> tuple[int, int]:
    return found.at_least, found.at_most


def drawn(found: Corroboration) -> list[list[tuple[str, str | None]]]:
    """Return each tree as the names of its nodes, each with the name of the one above it."""
    names = {node.id: node.name for one in found.origins for node in one.nodes}
    return [[(node.name, names.get(node.parent or "")) for node in one.nodes] for one in found.origins]


def test_a_story_of_ten_reports_of_which_nine_are_copies_has_two_origins() -> None:
    nine = [account(f"{n}.txt", outlet=f"Paper {n}", day=n) for n in range(1, 10)]
    alone = account("own.txt", outlet="The Selm Courier", day=2)
    shared = tuple(copied(a, b, origin=nine[0] if a is nine[0] else None) for a, b in combinations(nine, 2))
    found = counted(*nine, alone, shared=shared)
    assert range_of(found) == (2, 2)
    assert found.reports == 10
    assert [one.reports for one in found.origins] == [9, 1]
    tree = found.origins[0].nodes
    assert tree[0].name == "1.txt"
    assert {node.parent for node in tree[1:]} == {nine[0].report}
    assert all(node.join and node.join.kind is JoinKind.REPRINT and node.join.evidence for node in tree[1:])
    assert found.doubts == ()


def test_copies_of_which_nobody_knows_the_first_are_one_origin_all_the_same() -> None:
    a, b = account("a.txt", outlet="A", day=4), account("b.txt", outlet="B", day=2)
    found = counted(a, b, shared=(copied(a, b),))
    assert range_of(found) == (1, 1)
    assert drawn(found) == [[("b.txt", None), ("a.txt", "b.txt")]]
    join = found.origins[0].nodes[1].join
    assert join is not None
    assert not join.is_directed


def test_two_reports_of_one_radio_interview_have_one_origin_which_has_no_report_here() -> None:
    found = counted(
        account("a.txt", ("Radio Selm", BROADCASTER), outlet="The Selm Courier"),
        account(
            "b.txt",
            ("the Selm radio station", BROADCASTER),
            ("Northland Agency", AGENCY),
            outlet="The Lantern",
        ),
    )
    assert range_of(found) == (1, 1)
    assert drawn(found) == [
        [
            ("Radio Selm", None),
            ("a.txt", "Radio Selm"),
            ("Northland Agency", "Radio Selm"),
            ("b.txt", "Northland Agency"),
        ]
    ]
    top = found.origins[0].nodes[0]
    assert top.kind is NodeKind.CARRIER
    below = found.origins[0].nodes[1].join
    assert below is not None
    assert below.because == "a.txt has the words from Radio Selm"
    assert below.evidence[0].report == found.origins[0].nodes[1].report


def test_a_report_that_names_an_outlet_of_which_a_report_is_here_hangs_below_it() -> None:
    first = account("first.txt", outlet="Northland Agency", day=3)
    found = counted(account("later.txt", ("Northland Agency", AGENCY), outlet="The Lantern", day=2), first)
    assert drawn(found) == [[("first.txt", None), ("later.txt", "first.txt")]]
    join = found.origins[0].nodes[1].join
    assert join is not None
    assert join.kind is JoinKind.CREDIT
    assert "whose report is here" in join.because


def test_reports_at_first_hand_of_two_outlets_are_two_origins() -> None:
    assert range_of(
        counted(account("a.txt", outlet="The Lantern"), account("b.txt", outlet="Selm Post"))
    ) == (2, 2)


def test_an_outlet_and_an_author_that_repeat_themselves_count_once() -> None:
    again = counted(account("a.txt", outlet="The Lantern", day=1), account("b.txt", outlet="Lantern", day=2))
    assert range_of(again) == (1, 1)
    by = ["Ines Moreau"]
    twice = counted(account("a.txt", outlet="A", authors=by), account("b.txt", outlet="B", authors=by))
    assert range_of(twice) == (1, 1)
    assert twice.origins[0].nodes[1].join is not None
    assert twice.origins[0].nodes[1].join.because == "one author: Ines Moreau"
    desk = counted(
        account("a.txt", outlet="A", authors=["News Desk"]),
        account("b.txt", outlet="B", authors=["News Desk"]),
    )
    assert range_of(desk) == (2, 2)


def test_the_outlets_of_a_party_that_carry_its_own_words_count_once() -> None:
    party = "Harbour Front"
    found = counted(
        account("a.txt", outlet="Harbour Front TV", speaker=party),
        account("b.txt", "the Harbour Front website", outlet="The Lantern", speaker=party),
        account("c.txt", outlet="Harbour Front", speaker=party),
    )
    assert range_of(found) == (1, 1)
    assert found.origins[0].nodes[0].name in {party, "the Harbour Front website"}


def test_one_who_quotes_another_is_one_origin_wherever_it_stands() -> None:
    found = counted(
        account("a.txt", ("Tomas Okoro", QUOTING), outlet="The Lantern"),
        account("b.txt", ("Tomas Okoro", QUOTING), outlet="Selm Post"),
    )
    assert range_of(found) == (1, 1)


def test_posts_of_two_people_on_one_platform_are_two_origins() -> None:
    found = counted(
        account("a.txt", "Telegram", outlet="The Lantern", speaker="Ada Lindqvist"),
        account("b.txt", "Telegram", outlet="Selm Post", speaker="Tomas Okoro"),
    )
    assert range_of(found) == (2, 2)


def test_a_carrier_that_is_not_named_makes_a_doubt_and_the_smaller_number_is_given() -> None:
    found = counted(
        account("a.txt", outlet="The Lantern"),
        account("b.txt", "local media", outlet="Selm Post"),
        account("c.txt", outlet="The Selm Courier"),
    )
    assert range_of(found) == (2, 3)
    assert [doubt.kind for doubt in found.doubts] == [JoinKind.UNNAMED]
    assert found.doubts[0].because == "b.txt has the words from “local media”, which names nobody"
    assert found.doubts[0].evidence


def test_a_report_of_which_nothing_tells_whose_it_is_adds_no_origin() -> None:
    found = counted(account("a.txt", outlet="The Lantern"), account("b.txt"))
    assert range_of(found) == (1, 2)
    assert found.doubts[0].kind is JoinKind.UNKNOWN
    assert range_of(counted(account("a.txt"), account("b.txt"))) == (1, 2)


def test_an_unsure_copy_and_one_of_other_passages_make_doubts() -> None:
    a, b = account("a.txt", outlet="A"), account("b.txt", outlet="B")
    assert range_of(counted(a, b, shared=(copied(a, b, confidence=0.3),))) == (1, 2)
    content = a.told[0].statement.content[0]
    words_alone = copied(a, b, share=0.2, passages=[Passage(content, content)])
    assert range_of(counted(a, b, shared=(words_alone,))) == (2, 2)
    little = copied(a, b, share=0.2, passages=[Passage(Span(300, 380), Span(300, 380))])
    assert range_of(counted(a, b, shared=(little,))) == (1, 2)
    much = copied(a, b, share=0.2, passages=[Passage(Span(300, 700), Span(300, 700))])
    assert range_of(counted(a, b, shared=(much,))) == (1, 1)
    quoting = replace(a, quoted=(Span(290, 500), Span(480, 710)))
    assert range_of(counted(quoting, b, shared=(much,))) == (2, 2)


def test_indirect_speech_worded_alike_makes_a_doubt() -> None:
    said = "the harbour would belong to everybody who fishes in it from spring on"
    found = counted(
        account("a.txt", outlet="A", said=said, kind=StatementKind.INDIRECT),
        account("b.txt", outlet="B", said=said + ", and after", kind=StatementKind.INDIRECT),
    )
    assert range_of(found) == (1, 2)
    assert found.doubts[0].kind is JoinKind.WORDING
    assert len(found.doubts[0].evidence) == 2


def test_two_carriers_known_from_one_outlet_alone_are_one_origin_at_least() -> None:
    found = counted(
        account("a.txt", ("Radio Selm", BROADCASTER), outlet="The Lantern"),
        account("b.txt", ("Kesh Agency", AGENCY), outlet="The Lantern"),
    )
    assert range_of(found) == (1, 2)
    assert found.doubts[0].kind is JoinKind.ONLY_THROUGH
    other = counted(
        account("a.txt", ("Radio Selm", BROADCASTER), outlet="The Lantern"),
        account("b.txt", ("Kesh Agency", AGENCY), outlet="The Lantern"),
        account("c.txt", ("Kesh Agency", AGENCY), outlet="Selm Post"),
    )
    assert range_of(other) == (2, 2)


def test_a_report_of_another_interview_is_not_what_was_credited() -> None:
    found = counted(
        account("a.txt", "Selm Post", outlet="The Lantern", said="Nobody will ever fish here again."),
        account("b.txt", ("Radio Selm", BROADCASTER), outlet="Selm Post"),
    )
    assert range_of(found) == (1, 2)
    assert found.doubts[0].because == "all of them are known from Selm Post alone"
    same = counted(
        account("a.txt", "Selm Post", outlet="The Lantern"),
        account("b.txt", ("Radio Selm", BROADCASTER), outlet="Selm Post"),
    )
    assert drawn(same) == [[("Radio Selm", None), ("b.txt", "Radio Selm"), ("a.txt", "b.txt")]]


def test_outlets_that_name_each_other_make_no_endless_tree() -> None:
    found = counted(
        account("a.txt", "Lantern", outlet="Selm Post"), account("b.txt", "Selm Post", outlet="Lantern")
    )
    assert found.at_most <= 2
    assert sum(len(one.nodes) for one in found.origins) <= 4


def test_nobody_says_it_and_nobody_is_counted() -> None:
    assert range_of(counted()) == (0, 0)


def test_the_order_of_the_reports_changes_nothing() -> None:
    some = [account(f"{n}.txt", ("Kesh Agency", AGENCY), outlet=f"Paper {n}", day=n) for n in range(1, 6)]
    assert count_origins(some) == count_origins(reversed(some))


def test_two_thousand_reports_of_one_agency_are_counted_quickly() -> None:
    some = [account(f"{n}.txt", ("Kesh Agency", AGENCY), outlet=f"Paper {n}") for n in range(2_000)]
    before = time.process_time()
    assert range_of(count_origins(some)) == (1, 1)
    assert time.process_time() - before < 5
