from dataclasses import replace

from rich.console import Console

from onrecord.model import FeedCredit, StationKind, Trace
from onrecord.serve.formats.trace_tree import trace_tree
from tests.factory import NOON
from tests.serve.formats.traced import WIRE, report_trace, statement_trace


def shown(trace: Trace, *, why: bool = False) -> str:
    console = Console(width=110, highlight=False, markup=False)
    with console.capture() as captured:
        console.print(trace_tree(trace, why=why))
    return "\n".join(line.rstrip() for line in captured.get().splitlines())


def test_statement_goes_down_from_its_speaker_to_the_copies() -> None:
    lines = shown(statement_trace()).splitlines()
    assert lines[0] == "“The harbour belongs to everybody”"
    depths = [next(i for i, line in enumerate(lines) if name in line) for name in (
        "Ada Lindqvist · said 2026-03-02 (inferred) · interview",
        "└── Radio Selm · broadcaster · 2026-03-02  “Radio Selm”",
        "└── Coast News · wire.txt · published 2026-03-03",
        "└── copy.txt · outlet not known · published 2026-03-04 · this report",
    )]  # fmt: skip
    assert depths == sorted(depths)
    assert "98% of it stands in the one above, 60% of that in it; confidence 0.97" in "\n".join(lines)


def test_unknown_direction_and_its_reason_are_always_told() -> None:
    text = " ".join(shown(statement_trace()).split())
    assert "which was first is unknown; confidence 0.80" in text
    assert "nothing tells which was first" in text


def test_reasons_of_known_directions_come_when_asked_for() -> None:
    assert "credits Coast News" not in shown(statement_trace())
    assert "the other credits Coast News" in shown(statement_trace(), why=True)


def test_report_shows_its_family_and_then_the_ways_of_its_statements() -> None:
    text = shown(report_trace())
    family, _, sources = text.partition("How its statements came to it")
    assert "Coast News · wire.txt · published 2026-03-03 · this report" in family
    assert "copy.txt" in family
    assert "Ada Lindqvist · 3 statements · said 2026-03-02 (inferred) · interview" in sources
    assert "source not named · outlet · day not told  “(Selm), 2 March 2026”" in sources
    assert "“the sources”, not named" in sources
    assert "2 more reports that carry the words not shown" in sources


def test_report_alone_is_said_to_be_alone() -> None:
    text = shown(Trace("w", None, (WIRE,), ()))
    assert "none on this desk" in text
    assert "it holds no statement" in text


def test_source_that_a_feed_names_is_told_once_of_each_report() -> None:
    credit = FeedCredit("Coast News", None, "https://links.example/rss", NOON)
    line = "its feed names as its source: Coast News (in https://links.example/rss, 2024-03-05)"
    alone = Trace("w", None, (replace(WIRE, credit=credit),), ())
    assert shown(alone).count(line) == 1
    for trace in (statement_trace(), report_trace()):
        stations = tuple(
            replace(one, credit=credit) if one.kind is StationKind.REPORT else one for one in trace.stations
        )
        reports = sum(one.credit is not None for one in stations)
        assert shown(replace(trace, stations=stations)).count(line) == reports


def test_station_that_two_ways_lead_to_is_drawn_once() -> None:
    trace = statement_trace()
    twice = Trace(
        trace.focus,
        trace.words,
        trace.stations,
        (*trace.legs, type(trace.legs[0])("r", "c", trace.legs[1].kind, 1)),
    )
    text = shown(twice)
    assert text.count("(see above)") == 1
    assert all(station.kind in StationKind for station in trace.stations)


def test_steering_characters_of_a_report_do_nothing() -> None:
    hostile = Trace("w", "red \x1b[31mink", (WIRE,), ())
    assert "\x1b" not in shown(hostile)
