"""Families and chains on a real desk: ten reports of one story, and who only quotes it."""

from pathlib import Path

import pytest

from onrecord.desk import Desk
from onrecord.desk.family import find_family, trace
from onrecord.errors import NotFound
from onrecord.model import LegKind, StationKind
from tests.desk.test_tracing import OTHER, STORY, put, take

COPIES = 8
QUOTED = STORY.split("\n\n")[1]


@pytest.fixture
def story(desk: Desk, tmp_path: Path) -> Desk:
    texts = {"wire": f"Harbour stays open\n\n3 March 2026\n\n{STORY}"}
    for n in range(COPIES):
        texts[f"copy{n}"] = f"Harbour of Selm, {n}\n\n4 March 2026\n\n{STORY}\n\nSource: Coast News Agency"
    texts["quote"] = f"What quays are worth\n\n6 March 2026\n\n{OTHER}\n\n{QUOTED}\n\n" + OTHER.replace(
        "h", "m"
    )
    texts["bees"] = f"Silent hives\n\n{OTHER}"
    take(desk, put(tmp_path, **texts))
    return desk


def test_copies_hang_below_the_report_they_came_from(story: Desk) -> None:
    found = trace(story, "copy3.txt")
    stations = {station.id: station for station in found.stations}
    assert stations[found.focus].file is not None
    ways = {
        (Path(stations[leg.start].file or "").stem, Path(stations[leg.end].file or "").stem)
        for leg in found.legs
        if leg.kind is LegKind.REPRINTED
    }
    assert {("wire", f"copy{n}") for n in range(COPIES)} <= ways


def test_who_quotes_one_passage_is_of_the_family_of_whom_it_quotes_alone(story: Desk) -> None:
    whole, _, _ = find_family(story, story.store.find_report("quote.txt"))
    assert {Path(one.name).stem for one in whole.values()} >= {"quote", "wire"}
    bees, pairs, left = find_family(story, story.store.find_report("bees.txt"))
    # It shares a paragraph with the report that quotes, and with nothing else.
    assert {Path(one.name).stem for one in bees.values()} <= {"bees", "quote"}
    assert left == 0
    assert all(one.confidence >= 0.5 for one in pairs)


def test_statement_is_traced_to_its_speaker_through_the_first_report(story: Desk) -> None:
    reading = story.store.reading(story.store.find_report("copy3.txt"))
    said = next(one for one in reading.statements if one.speaker and one.speaker.name == "Ada Lindqvist")
    found = trace(story, said.id[:12])
    stations = {station.id: station for station in found.stations}
    speaker = next(one for one in found.stations if one.kind is StationKind.SPEAKER)
    assert speaker.name == "Ada Lindqvist"
    (leg,) = (leg for leg in found.legs if leg.start == speaker.id)
    assert stations[leg.end].name == "Radio Selm"
    (onward,) = (one for one in found.legs if one.start == leg.end)
    assert Path(stations[onward.end].file or "").stem == "wire"
    assert found.words is not None
    assert "everybody who works in it" in found.words


def test_earlier_editions_do_not_swell_the_family(story: Desk, tmp_path: Path) -> None:
    take(story, put(tmp_path, copy0=f"Harbour of Selm, 0\n\n4 March 2026\n\n{STORY}\n\nCorrected."))
    family, _, _ = find_family(story, story.store.find_report("wire.txt"))
    assert [Path(one.name).stem for one in family.values()].count("copy0") == 1


def test_large_family_is_cut_and_says_so(story: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.desk.family._MOST_SHOWN", 4)
    found = trace(story, "wire.txt")
    assert sum(station.kind is StationKind.REPORT for station in found.stations) == 4
    assert found.left_out >= COPIES - 3


def test_what_nothing_is_called_is_told(story: Desk) -> None:
    with pytest.raises(NotFound):
        trace(story, "nowhere.txt")
