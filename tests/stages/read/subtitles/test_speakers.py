import pytest

from onrecord.stages.read.subtitles.cues import Cue, Line, Track
from onrecord.stages.read.subtitles.speakers import find_utterances


def utter(*captions: str | list[str]) -> list[tuple[str | None, bool, str]]:
    cues = [
        Cue(float(k), k + 1.0, tuple(map(Line, [c] if isinstance(c, str) else c)))
        for k, c in enumerate(captions)
    ]
    return [(u.voice, u.begins, u.words) for u in find_utterances(Track(cues), cues)]


def test_a_label_in_capitals_names_the_speaker() -> None:
    assert utter("ADA LINDQVIST: We open.", "In May.") == [
        ("ADA LINDQVIST", True, "We open."),
        (None, False, "In May."),
    ]


def test_arrows_are_a_new_speaker_named_or_not() -> None:
    assert utter(">> MAYOR: We open.", ">> No.", ">>> Good evening.") == [
        ("MAYOR", True, "We open."),
        (None, True, "No."),
        (None, True, "Good evening."),
    ]


def test_dashes_are_new_speakers_and_dashes_within_words_are_not() -> None:
    assert utter(["- We open.", "- No - never."], "A well-meant word.", "-5 degrees.") == [
        (None, True, "We open."),
        (None, True, "No - never."),
        (None, False, "A well-meant word."),
        (None, False, "-5 degrees."),
    ]


def test_a_label_alone_names_who_says_the_next_line() -> None:
    assert utter(["ADA LINDQVIST:", "We open."])[0] == ("ADA LINDQVIST", True, "")


def test_a_label_in_brackets_is_one() -> None:
    assert utter("[Ada Lindqvist]: We open.", "(TOMAS:) No.") == [
        ("Ada Lindqvist", True, "We open."),
        ("TOMAS", True, "No."),
    ]


@pytest.mark.parametrize("words", ["Remember: it closes at 9:30.", "It is this: we go.", "At 9:30 we go."])
def test_words_before_a_colon_are_no_label_by_themselves(words: str) -> None:
    assert utter(words) == [(None, False, words)]


def test_a_name_that_comes_back_before_a_colon_is_a_label() -> None:
    assert [voice for voice, _, _ in utter("Tomas: Yes.", "Ada: No.", "Tomas: Yes.", "Ada: No.")] == [
        "Tomas",
        "Ada",
        "Tomas",
        "Ada",
    ]


def test_voices_of_the_format_change_when_the_name_does() -> None:
    lines = (Line("Yes.", "Ada"), Line("And yes.", "Ada"), Line("No.", "Tomas"), Line("Well."))
    cue = Cue(0.0, 1.0, lines)
    found = [(u.voice, u.begins) for u in find_utterances(Track([cue]), [cue])]
    assert found == [("Ada", True), ("Ada", False), ("Tomas", True), (None, True)]


@pytest.mark.parametrize(
    ("words", "sound"),
    [
        ("[applause]", True),
        ("(speaks Arabic)", True),
        ("♪ la la ♪", True),
        ("[Laughs] Yes.", False),
        ("No.", False),
    ],
)
def test_what_is_heard_is_told_from_what_is_said(words: str, sound: bool) -> None:  # noqa: FBT001 -- a case
    cue = Cue(0.0, 1.0, (Line(words),))
    assert [u.sound for u in find_utterances(Track([cue]), [cue])] == [sound]
