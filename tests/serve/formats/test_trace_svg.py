"""The picture: whole, safe, and telling the same as the terminal."""

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

from onrecord.model import Leg, LegKind, Station, StationKind, Trace
from onrecord.serve.formats.trace_svg import describe, trace_svg
from tests.serve.formats.traced import COPY, SPEAKER, WIRE, report_trace, statement_trace

SVG = "{http://www.w3.org/2000/svg}"


def parsed(trace: Trace) -> ET.Element:
    return ET.fromstring(trace_svg(trace))  # noqa: S314 -- our own drawing, no entities


def words_in(picture: ET.Element) -> str:
    return "\n".join(text.text or "" for text in picture.iter(f"{SVG}text"))


def width_of(picture: ET.Element) -> float:
    return float(picture.attrib["viewBox"].split()[2])


def test_every_station_has_a_box_and_every_leg_a_line() -> None:
    trace = statement_trace()
    picture = parsed(trace)
    boxes = [g for g in picture.iter(f"{SVG}g") if g.find(f"{SVG}rect") is not None]
    assert [g.attrib["class"] for g in boxes] == ["speaker", "carrier", "report", "report focus", "report"]
    lines = [g.attrib["class"] for g in picture.iter(f"{SVG}g") if g.find(f"{SVG}path") is not None]
    assert sorted(lines) == ["carried", "reprinted", "said", "shared"]
    for name in ("Ada Lindqvist", "Radio Selm", "Coast News", "copy.txt", "98% of it copied", "this report"):
        assert name in words_in(picture)


def test_unknown_direction_has_no_arrow() -> None:
    picture = parsed(statement_trace())
    for group in picture.iter(f"{SVG}g"):
        path = group.find(f"{SVG}path")
        if path is not None:
            assert ("marker-end" in path.attrib) == (group.attrib["class"] != "shared")


def test_words_from_outside_are_text_and_nothing_else() -> None:
    hostile = '</text><script>alert(1)</script> & "quoted" \x00\x1b[31m\ufffe'
    trace = Trace(
        "w",
        hostile,
        (replace(SPEAKER, name=hostile), replace(WIRE, title=hostile)),
        (Leg("s", "w", LegKind.SAID, 1, because=hostile),),
    )
    picture = parsed(trace)
    assert {element.tag.removeprefix(SVG) for element in picture.iter()} == {
        "svg", "title", "desc", "style", "defs", "marker", "path", "rect", "text", "g",
    }  # fmt: skip
    drawn = trace_svg(trace)
    assert "<script" not in drawn
    assert "\x1b" not in drawn


def test_picture_needs_nothing_from_elsewhere() -> None:
    drawn = trace_svg(report_trace())
    assert not re.search(r"href|@import|url\((?!#)|<script|<image|<foreignObject", drawn)
    assert re.findall(r"https?://[^\"]+", drawn) == ["http://www.w3.org/2000/svg"]


def test_who_cannot_see_it_is_told_what_it_shows() -> None:
    picture = parsed(statement_trace())
    told = picture.findtext(f"{SVG}desc") or ""
    assert picture.findtext(f"{SVG}title") == "How these words came to us"
    assert told == describe(statement_trace())
    assert "From Radio Selm to Coast News (/r/wire.txt)." in told
    assert "copy.txt (/r/copy.txt) carries Coast News (/r/wire.txt): 98%" in told
    assert "share words; which was first is unknown" in told
    assert describe(Trace("w", None, (WIRE,), ())) == "Coast News (/r/wire.txt) stands alone."


def test_family_of_ten_and_its_chain_fit_a_phone() -> None:
    trace = statement_trace("w")
    copies = tuple(replace(COPY, id=f"c{n}", file=f"copy{n}.txt") for n in range(9))
    legs = tuple(Leg("w", copy.id, LegKind.REPRINTED, 0, 0.9, 0.9, 0.9) for copy in copies)
    picture = parsed(Trace("w", trace.words, (*trace.stations[:3], *copies), (*trace.legs[:2], *legs)))
    # Two boxes beside each other: at a phone's 360 pixels letters are four fifths of their size at least.
    assert width_of(picture) < 450
    assert width_of(parsed(Trace("w", None, trace.stations[:3], trace.legs[:2]))) < 200


def test_long_name_is_cut_with_dots() -> None:
    long = replace(
        WIRE, name="The Amalgamated Courier of Selm, Karsund, Orva and the Seven Villages along the Sound"
    )
    assert any(line.endswith("…") for line in words_in(parsed(Trace("w", None, (long,), ()))).splitlines())


def test_boxes_do_not_overlap() -> None:
    picture = parsed(report_trace())
    boxes = [
        tuple(float(rect.attrib[key]) for key in ("x", "y", "width", "height"))
        for rect in picture.iter(f"{SVG}rect")
        if "class" not in rect.attrib
    ]
    assert len(boxes) == 6
    for n, (x, y, width, height) in enumerate(boxes):
        for a, b, c, d in boxes[n + 1 :]:
            assert x + width <= a or a + c <= x or y + height <= b or b + d <= y


def test_of_hundreds_of_stations_the_nearest_are_drawn_and_the_rest_counted() -> None:
    speakers = tuple(Station(f"s{n}", StationKind.SPEAKER, f"Speaker {n}") for n in range(300))
    legs = tuple(Leg(one.id, "w", LegKind.SAID, n) for n, one in enumerate(speakers))
    picture = parsed(
        Trace("w", None, (*speakers, WIRE, COPY), (*legs, Leg("w", "c", LegKind.REPRINTED, share=1.0)))
    )
    assert len(list(picture.iter(f"{SVG}rect"))) == 1 + 120
    told = words_in(picture)
    assert "182 more stations not shown" in told
    assert "copy.txt" in told
    assert "Speaker 299" in told
    assert "Speaker 7\n" not in told
