"""Timelines as pictures."""

from datetime import date, timedelta
from xml.etree import ElementTree as ET

from onrecord.ports import Step, Stretch, Timeline
from onrecord.serve.formats.timeline_svg import describe_timeline, end_of, name_of, timeline_svg

_SVG = "{http://www.w3.org/2000/svg}"


def _bars(timeline: Timeline, kind: str, *, is_narrow: bool = False) -> list[ET.Element]:
    root = ET.fromstring(timeline_svg(timeline, is_narrow=is_narrow))  # noqa: S314 -- of our own making
    return [
        one
        for one in root.iter(f"{_SVG}rect")
        if one.get("class") == kind and one.find(f"{_SVG}title") is not None
    ]


def _monthly(*stretches: tuple[int, int, int, int]) -> Timeline:
    made = tuple(Stretch(date(year, month, 1), said, of) for year, month, said, of in stretches)
    return Timeline(Step.MONTH, made, 10, is_all=True)


def test_bars_stand_where_their_months_do_with_gaps_between() -> None:
    bars = _bars(_monthly((2023, 11, 4, 0), (2024, 2, 8, 0)), "said")
    assert [float(one.get("height") or 0) for one in bars] == [75.0, 150.0]
    first, last = (float(one.get("x") or 0) for one in bars)
    assert last - first == 3 * 40


def test_what_was_said_of_somebody_hangs_below_the_line_by_the_same_measure() -> None:
    timeline = _monthly((2024, 1, 10, 5))
    (above,), (below,) = _bars(timeline, "said"), _bars(timeline, "of")
    assert float(above.get("height") or 0) == 2 * float(below.get("height") or 0)
    assert float(below.get("y") or 0) == float(above.get("y") or 0) + float(above.get("height") or 0)


def test_a_picture_of_nothing_is_a_picture() -> None:
    assert timeline_svg(_monthly()).startswith("<svg")
    assert describe_timeline(_monthly()) == "Nothing with a day was said."


def test_of_very_many_days_the_last_are_drawn_and_the_others_told_of() -> None:
    days = tuple(Stretch(date(2000, 1, 1) + timedelta(days=n), 1, 0) for n in range(5_000))
    timeline = Timeline(Step.DAY, days, 5_000, is_all=True)
    assert len(_bars(timeline, "said")) == 288
    assert len(_bars(timeline, "said", is_narrow=True)) == 95
    assert "4712 earlier days not drawn" in timeline_svg(timeline)


def test_days_at_the_ends_of_the_calendar_are_drawn() -> None:
    days = (Stretch(date.min, 1, 0), Stretch(date.max, 1, 0))
    for step in (Step.DAY, Step.WEEK):
        assert timeline_svg(Timeline(step, days, 2, is_all=True))
    months = (Stretch(date(1, 1, 1), 1, 0), Stretch(date(9999, 12, 1), 1, 0))
    assert timeline_svg(Timeline(Step.MONTH, months, 2, is_all=True))
    assert end_of(date(9999, 12, 31), Step.WEEK) == date.max


def test_the_picture_is_told_in_sentences() -> None:
    told = describe_timeline(_monthly((2023, 11, 4, 0), (2024, 2, 8, 3)))
    assert told == (
        "12 statements by month from Nov 2023 to Feb 2024. Most in Feb 2024: 8. "
        "3 statements of others name them, most in Feb 2024: 3."
    )
    assert name_of(date(2024, 2, 5), Step.DAY) == "5 Feb 2024"
