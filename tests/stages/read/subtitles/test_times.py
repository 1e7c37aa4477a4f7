import pytest

from onrecord.stages.read.subtitles.times import Clock, read_clock


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        ("00:00:01.5", 1.5),
        ("01:00:00", 3600.0),
        ("1.5s", 1.5),
        ("250ms", 0.25),
        ("2m", 120.0),
        ("1h", 3600.0),
        ("00:00:01:15", 1.5),
        ("15f", 0.5),
        ("4t", 4.0),
        ("", None),
        ("soon", None),
        ("1:00", None),
        ("-1s", None),
    ],
)
def test_each_form_of_a_time_is_read(words: str, seconds: float | None) -> None:
    assert Clock().seconds(words) == seconds


def test_ticks_and_frames_count_as_the_file_declares() -> None:
    clock = read_clock({"frameRate": "25", "tickRate": "10000000"})
    assert (clock.seconds("00:00:10:05"), clock.seconds("15000000t")) == (10.2, 1.5)


def test_frames_of_american_television_run_a_little_slow() -> None:
    clock = read_clock({"frameRate": "30", "frameRateMultiplier": "1000 1001", "timeBase": "smpte"})
    assert clock.seconds("00:16:40:00") == pytest.approx(1001.0)


def test_numbers_of_frames_that_are_left_out_are_not_counted() -> None:
    parameters = {
        "frameRate": "30",
        "frameRateMultiplier": "1000 1001",
        "timeBase": "smpte",
        "dropMode": "dropNTSC",
    }
    assert read_clock(parameters).seconds("01:00:00:00") == pytest.approx(3600, abs=0.01)


@pytest.mark.parametrize("rate", ["0", "x", "-25", "9" * 20, ""])
def test_nonsense_counts_as_not_given(rate: str) -> None:
    clock = read_clock(
        {"frameRate": rate, "tickRate": rate, "frameRateMultiplier": f"{rate} 0", "subFrameRate": rate}
    )
    assert clock == Clock()
