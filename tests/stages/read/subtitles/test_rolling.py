from onrecord.stages.read.subtitles.cues import Cue, Line
from onrecord.stages.read.subtitles.rolling import unroll


def cue(start: float, end: float, *lines: str) -> Cue:
    return Cue(start, end, tuple(Line(words) for words in lines))


def said(*cues: Cue) -> list[str]:
    return [line.words for one in unroll(list(cues)) for line in one.lines]


def test_lines_that_roll_up_are_said_once() -> None:
    assert said(
        cue(0, 2, "we are going"),
        cue(2, 4, "we are going", "to open it"),
        cue(4, 6, "to open it", "soon, says"),
        cue(6, 8, "we are going", "to open it", "again"),
    ) == ["we are going", "to open it", "soon, says", "we are going", "to open it", "again"]


def test_three_lines_that_roll_keep_each_line_once() -> None:
    assert said(cue(0, 1, "a b", "c d", "e f"), cue(1, 2, "c d", "e f", "g h")) == [
        "a b",
        "c d",
        "e f",
        "g h",
    ]


def test_a_line_that_grows_word_by_word_is_said_once() -> None:
    assert said(cue(0, 1, "we will"), cue(1, 2, "we will open"), cue(2, 3, "we will open in May")) == [
        "we will",
        "open",
        "in May",
    ]


def test_a_caption_that_was_cut_in_two_is_said_once_and_lasts_as_long_as_both() -> None:
    (one,) = unroll([cue(0, 2, "We open."), cue(2, 5, "We open.")])
    assert (one.start, one.end) == (0, 5)


def test_the_same_words_after_a_pause_are_said_again() -> None:
    assert said(cue(0, 1, "No."), cue(1.5, 2, "No."), cue(4, 5, "No.", "Never.")) == [
        "No.",
        "No.",
        "No.",
        "Never.",
    ]


def test_captions_without_times_are_left_as_they_are() -> None:
    one = Cue(None, None, (Line("No."),))
    assert unroll([one, one]) == [one, one]
