import pytest

from onrecord.text.timecodes import format_clock, format_timecode


@pytest.mark.parametrize(
    ("seconds", "written"),
    [(0, "00:00:00.000"), (59.9996, "00:01:00.000"), (3_661.25, "01:01:01.250"), (400_000, "111:06:40.000")],
)
def test_timecode_has_milliseconds_and_as_many_hours_as_there_are(seconds: float, written: str) -> None:
    assert format_timecode(seconds) == written


@pytest.mark.parametrize(("seconds", "written"), [(0, "0:00"), (62.9, "1:02"), (3_600, "1:00:00")])
def test_clock_of_a_table_has_whole_seconds(seconds: float, written: str) -> None:
    assert format_clock(seconds) == written
