"""Chains as a reader would draw them: from the text, and on through the reports that copied it."""

from dataclasses import replace
from datetime import date

from onrecord.model import Act, ChainLink, ChainRole, FeedCredit, LegKind, Reading, Span, StationKind, Trace
from onrecord.stages.trace.chains import trace_report_chains, trace_statement_chain
from tests.factory import NOON
from tests.stages.trace.made import carrying, pair, read, same, says

WORDS = "The harbour belongs to everybody who works in it"
TEXT = f"Ada Lindqvist told Radio Selm: “{WORDS}.” The Coast News Agency reported it."
RADIO = ChainLink("Radio Selm", ChainRole.BROADCASTER, Span(19, 29), date(2026, 3, 2))
AGENCY = ChainLink("Coast News Agency", ChainRole.AGENCY)
PUBLISHER = ChainLink("The Selm Courier", ChainRole.PUBLISHER)


def read_none(id_: str) -> Reading:
    raise AssertionError(id_)


def ways(trace: Trace) -> list[list[str | None]]:
    """Return the names along each way, from where it begins to where it ends."""
    names = {station.id: station.name or station.file for station in trace.stations}
    ends = {leg.end for leg in trace.legs}
    found: list[list[str | None]] = []
    waiting = [[station.id] for station in trace.stations if station.id not in ends]
    while waiting:
        way = waiting.pop(0)
        onward = [leg.end for leg in trace.legs if leg.start == way[-1]]
        waiting += [[*way, end] for end in onward]
        if not onward:
            found.append([names[id_] for id_ in way])
    return found


def test_statement_goes_from_its_speaker_through_the_carriers_to_the_report() -> None:
    said = says("one", TEXT, WORDS, RADIO, AGENCY, PUBLISHER, day=date(2026, 3, 2))
    family = {"one": carrying("one", outlet="The Selm Courier")}
    trace = trace_statement_chain(read("one", TEXT, said), said, family, [], read_none)
    assert ways(trace) == [["Ada Lindqvist", "Radio Selm", "Coast News Agency", "The Selm Courier"]]
    radio = next(station for station in trace.stations if station.name == "Radio Selm")
    assert (radio.role, radio.day, radio.evidence) == ("broadcaster", date(2026, 3, 2), "Radio Selm")
    assert [leg.kind for leg in trace.legs].count(LegKind.CARRIED) == 2
    assert trace.words == WORDS
    assert trace.focus == "one"


def test_copy_is_told_by_the_chain_of_the_report_it_came_from() -> None:
    mine = says("copy", TEXT, WORDS, ChainLink("The Selm Courier", ChainRole.OUTLET))
    first = says("one", TEXT, WORDS, RADIO, PUBLISHER)
    readings = {"one": read("one", TEXT, first), "copy": read("copy", TEXT, mine)}
    family = {"one": carrying("one", outlet="The Selm Courier"), "copy": carrying("copy", outlet="Lantern")}
    pairs = [pair("one", "copy", origin="one", passages=[same(TEXT, TEXT, WORDS)])]
    trace = trace_statement_chain(readings["copy"], mine, family, pairs, readings.__getitem__)
    assert ways(trace) == [["Ada Lindqvist", "Radio Selm", "The Selm Courier", "Lantern"]]
    assert trace.focus == "copy"


def test_origin_in_which_nobody_says_it_leaves_the_chain_of_the_copy() -> None:
    mine = says("copy", TEXT, WORDS, RADIO, AGENCY)
    family = {"one": carrying("one", outlet="Coast News Agency"), "copy": carrying("copy", outlet="Lantern")}
    pairs = [pair("one", "copy", origin="one", passages=[same(TEXT, TEXT, WORDS)])]
    trace = trace_statement_chain(read("copy", TEXT, mine), mine, family, pairs, lambda id_: read(id_, TEXT))
    # The agency that the text names has a report here: that is where it goes through.
    assert ways(trace) == [["Ada Lindqvist", "Radio Selm", "Coast News Agency", "Lantern"]]
    assert {station.kind for station in trace.stations if station.name == "Coast News Agency"} == {
        StationKind.REPORT
    }


def test_reports_that_carry_other_words_are_no_part_of_a_statements_way() -> None:
    said = says("one", TEXT, WORDS, RADIO)
    family = {"one": carrying("one"), "other": carrying("other")}
    pairs = [pair("one", "other", passages=[same(TEXT, TEXT, "reported it")])]
    trace = trace_statement_chain(read("one", TEXT, said), said, family, pairs, read_none)
    assert {station.id for station in trace.stations if station.kind is StationKind.REPORT} == {"one"}


def test_reports_of_which_none_is_known_to_be_first_lead_to_one_speaker() -> None:
    one, two = says("one", TEXT, WORDS, RADIO), says("two", TEXT, WORDS, who="Mayor Lindqvist")
    readings = {"one": read("one", TEXT, one), "two": read("two", TEXT, two)}
    family = {"one": carrying("one"), "two": carrying("two")}
    pairs = [pair("one", "two", passages=[same(TEXT, TEXT, WORDS)])]
    trace = trace_statement_chain(readings["one"], one, family, pairs, readings.__getitem__)
    assert [station.kind for station in trace.stations].count(StationKind.SPEAKER) == 1
    assert LegKind.SHARED in {leg.kind for leg in trace.legs}


def test_report_gathers_its_statements_by_the_carriers_they_share() -> None:
    said = [
        says("one", TEXT, WORDS, RADIO, PUBLISHER),
        says("one", TEXT, "everybody who works", RADIO, PUBLISHER),
        says("one", TEXT, "reported it", PUBLISHER, who=None),
        says("one", TEXT, "Radio Selm", RADIO, PUBLISHER, act=Act.THINK),
    ]
    family = {"one": carrying("one", outlet="The Selm Courier")}
    trace = trace_report_chains(read("one", TEXT, *said), family, [])
    assert ways(trace) == [[None, "The Selm Courier"], ["Ada Lindqvist", "Radio Selm", "The Selm Courier"]]
    assert {leg.statements for leg in trace.legs} == {1, 2}
    assert trace.words is None


def test_carriers_of_different_days_stay_apart_and_speakers_days_are_told_only_where_they_agree() -> None:
    other = ChainLink("Radio Selm", ChainRole.BROADCASTER, None, date(2026, 3, 5))
    said = [
        says("one", TEXT, WORDS, RADIO, day=date(2026, 3, 1)),
        says("one", TEXT, "everybody who works", RADIO, day=date(2026, 3, 2)),
        says("one", TEXT, "reported it", other, day=date(2026, 3, 5)),
    ]
    trace = trace_report_chains(read("one", TEXT, *said), {"one": carrying("one")}, [])
    assert [s.day for s in trace.stations if s.kind is StationKind.CARRIER] == [
        date(2026, 3, 2),
        date(2026, 3, 5),
    ]
    assert [s.day for s in trace.stations if s.kind is StationKind.SPEAKER] == [None, date(2026, 3, 5)]


def test_outlet_that_a_report_of_the_family_credits_stands_above_it() -> None:
    family = {"one": carrying("one"), "two": carrying("two", credit="Coast News Agency")}
    trace = trace_report_chains(read("one", TEXT), family, [pair("one", "two", origin="two")])
    assert ways(trace) == [["Coast News Agency", "two.txt", "one.txt"]]


def test_report_stands_below_the_one_whose_outlet_its_feed_names() -> None:
    feed = FeedCredit("The Coast News", None, "https://copy.example/feed", NOON)
    for ids in (("a", "b"), ("b", "a")):
        wire, other = ids
        family = {
            wire: carrying(wire, outlet="Coast News"),
            other: carrying(other, outlet="Tandre Post"),
            "copy": replace(carrying("copy", outlet="Orva Mail"), credit=feed),
        }
        pairs = [pair(wire, "copy", origin=wire), pair(other, "copy", origin=other), pair("a", "b")]
        trace = trace_report_chains(read("copy", TEXT), family, pairs)
        above = [leg.start for leg in trace.legs if leg.end == "copy" and leg.kind is LegKind.REPRINTED]
        assert above == [wire]


def test_stations_stand_behind_those_that_words_came_from() -> None:
    family = {"copy": carrying("copy"), "one": carrying("one")}
    trace = trace_report_chains(read("copy", TEXT), family, [pair("one", "copy", origin="one")])
    assert [station.id for station in trace.stations] == ["one", "copy"]


def test_source_whose_name_was_lost_is_a_station_without_a_name() -> None:
    said = says("one", TEXT, WORDS, ChainLink(None, ChainRole.OUTLET, Span(0, 3), date(2026, 3, 4)))
    trace = trace_statement_chain(read("one", TEXT, said), said, {"one": carrying("one")}, [], read_none)
    assert ways(trace) == [["Ada Lindqvist", None, "one.txt"]]
