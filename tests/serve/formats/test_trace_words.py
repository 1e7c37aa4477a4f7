from dataclasses import replace

from onrecord.model import FeedCredit
from onrecord.serve.formats.trace_words import (
    credit_of,
    evidence_of,
    facts_of,
    name_of,
    share_of,
    shared_with,
    sureness_of,
)
from tests.factory import NOON
from tests.serve.formats.traced import COPY, LOST, RADIO, REPRINTED, SHARED, SPEAKER, TWIN, WIRE


def test_whoever_is_not_named_is_told_so_plainly() -> None:
    assert name_of(LOST) == "source not named"
    assert name_of(replace(SPEAKER, name=None)) == "speaker not named"
    assert name_of(replace(SPEAKER, name=None, evidence="the sources")) == "“the sources”, not named"
    assert name_of(COPY) == "copy.txt"
    assert facts_of(COPY) == ["outlet not known", "published 2026-03-04"]


def test_day_that_nothing_tells_is_told_as_such() -> None:
    assert facts_of(replace(RADIO, day=None)) == ["broadcaster", "day not told"]
    assert facts_of(TWIN) == ["lantern.example/a", "day not known"]
    assert facts_of(WIRE) == ["wire.txt", "published 2026-03-03"]


def test_speaker_tells_when_and_where_and_how_often() -> None:
    assert facts_of(SPEAKER, statements=3) == ["3 statements", "said 2026-03-02 (inferred)", "interview"]
    assert facts_of(replace(SPEAKER, day=None, venue=None)) == []


def test_evidence_is_the_reports_own_words_for_a_carrier() -> None:
    assert evidence_of(RADIO) == "“Radio Selm”"
    assert evidence_of(SPEAKER) is None


def test_source_that_a_feed_names_is_told_with_the_feed_and_the_day() -> None:
    credit = FeedCredit("Coast\u202e News", "https://coast.example/", "https://links.example/rss", NOON)
    assert credit_of(COPY) is None
    told = credit_of(replace(COPY, credit=credit))
    assert told is not None
    assert told.startswith("its feed names as its source: Coast")
    assert told.endswith(" · https://coast.example/ (in https://links.example/rss, 2024-03-05)")
    assert "\u202e" not in told
    only = credit_of(replace(COPY, credit=replace(credit, name=None)))
    assert only is not None
    assert "source: https://coast.example/ (in" in only


def test_how_much_is_shared_is_told_from_the_later_side() -> None:
    assert share_of(REPRINTED) == "98% of it stands in the one above, 60% of that in it"
    assert share_of(SHARED) == "50% of it and 40% of the one above are the same words"
    assert shared_with(replace(REPRINTED, share=1.0)) == "all of it copied"
    assert shared_with(SHARED) == "50% of it shared, first unknown"


def test_unknown_direction_is_said_beside_the_confidence() -> None:
    assert sureness_of(REPRINTED) == "confidence 0.97"
    assert sureness_of(replace(REPRINTED, confidence=None)) == "told by the text"
