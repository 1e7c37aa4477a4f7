from onrecord.model import Span, Timing
from onrecord.stages.attribute import attribute_statements
from onrecord.stages.attribute.provenance.times import time_of
from tests.stages.read.reading import read

TIMES = tuple(Timing(Span(10 * k, 10 * k + 9), float(k), k + 0.5) for k in range(100))
CLIP = """WEBVTT

00:01.000 --> 00:04.000
<v Ada Lindqvist>The harbour belongs to everybody.

00:04.000 --> 00:06.500
<v Tomas Okoro>We will answer in June.

01:02.500 --> 01:07.000
<v Ada Lindqvist>Then we shall open without you.
"""


def test_words_within_one_caption_have_its_time() -> None:
    assert time_of(TIMES, [Span(42, 44)]) == (4.0, 4.5)


def test_words_over_several_captions_have_the_time_from_the_first_to_the_last() -> None:
    assert time_of(TIMES, [Span(45, 62), Span(80, 81)]) == (4.0, 8.5)


def test_words_between_captions_and_of_other_reports_have_none() -> None:
    assert time_of(TIMES, [Span(9, 10)]) is None
    assert time_of((), [Span(0, 5)]) is None
    assert time_of(TIMES, []) is None


def test_each_statement_of_a_clip_carries_the_time_at_which_it_is_said() -> None:
    reading = attribute_statements(read(CLIP, media_type="text/vtt"))
    said = [(s.speaker and s.speaker.name, s.time) for s in reading.statements]
    assert said == [
        ("Ada Lindqvist", (1.0, 4.0)),
        ("Tomas Okoro", (4.0, 6.5)),
        ("Ada Lindqvist", (62.5, 67.0)),
    ]


def test_statements_of_a_text_have_no_time() -> None:
    reading = attribute_statements(read("Mayor Ada Lindqvist said: “The harbour belongs to everybody.”"))
    assert [s.time for s in reading.statements] == [None]
