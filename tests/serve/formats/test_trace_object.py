import json
from dataclasses import replace

from onrecord.model import FeedCredit
from onrecord.serve.formats.trace_object import trace_object
from tests.factory import NOON
from tests.serve.formats.traced import report_trace, statement_trace


def test_object_holds_every_station_and_leg() -> None:
    made = json.loads(trace_object(statement_trace()))
    assert made["focus"] == "c"
    assert made["words"] == "The harbour belongs to everybody"
    assert [one["id"] for one in made["stations"]] == ["s", "r", "w", "c", "t"]
    assert made["stations"][0]["day_basis"] == "inferred"
    assert made["stations"][1] == {
        "id": "r", "kind": "carrier", "name": "Radio Selm", "role": "broadcaster", "day": "2026-03-02",
        "day_basis": "text", "report": "w", "file": None, "title": None, "span": [9, 19], "evidence": "Radio Selm",
        "venue": None, "feed_credit": None,
    }  # fmt: skip
    assert made["legs"][2] == {
        "start": "w", "end": "c", "kind": "reprinted", "statements": 0, "share": 0.98, "share_back": 0.6,
        "confidence": 0.97, "because": "the other credits Coast News",
    }  # fmt: skip


def test_object_tells_whom_the_feed_names_as_a_reports_source() -> None:
    credit = FeedCredit("Coast News", None, "https://links.example/rss", NOON)
    trace = statement_trace()
    stations = tuple(replace(one, credit=credit) if one.id == "c" else one for one in trace.stations)
    made = json.loads(trace_object(replace(trace, stations=stations)))
    assert [one["feed_credit"] for one in made["stations"] if one["feed_credit"]] == [
        {
            "name": "Coast News",
            "address": None,
            "feed": "https://links.example/rss",
            "seen_at": "2024-03-05T12:00:00+00:00",
        }
    ]


def test_what_is_not_known_is_null() -> None:
    made = json.loads(trace_object(report_trace()))
    lost = next(one for one in made["stations"] if one["id"] == "l")
    assert (lost["name"], lost["day"], lost["day_basis"], lost["span"]) == (None, None, None, None)
    assert made["words"] is None
    assert made["left_out"] == 2
