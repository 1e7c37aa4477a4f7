import pytest

from onrecord.errors import PageUnreadable
from onrecord.stages.read.subtitles import cues
from onrecord.stages.read.subtitles.cues import begins_as_srt, begins_as_vtt, clean_voice, parse_track


def shown(text: str) -> list[tuple[float | None, float | None, list[tuple[str, str | None]]]]:
    cues = parse_track(text, "clip").cues
    return [(cue.start, cue.end, [(line.words, line.voice) for line in cue.lines]) for cue in cues]


def test_srt_gives_each_caption_with_its_time() -> None:
    text = "1\r\n00:00:01,500 --> 00:00:03,000\r\nThe harbour\r\nopens.\r\n\r\n"
    text += "2\r\n01:00:00,000 --> 01:00:01,040\r\nAt last.\r\n"
    assert shown(text) == [
        (1.5, 3.0, [("The harbour", None), ("opens.", None)]),
        (3600.0, 3601.04, [("At last.", None)]),
    ]


def test_srt_without_numbers_or_with_empty_lines_within_a_caption_is_read_all_the_same() -> None:
    text = "00:00:01,0 --> 00:00:02,0\nIn\n\n1984\n\n00:00:03,000 --> 00:00:04,000\nwe met.\n"
    assert shown(text) == [(1.0, 2.0, [("In", None), ("1984", None)]), (3.0, 4.0, [("we met.", None)])]


def test_markup_positions_and_styles_are_dropped_and_other_brackets_kept() -> None:
    text = '1\n00:00:01,000 --> 00:00:02,000 X1:10\n{\\an8}<font color="#fff"><i>Prices</i></font> < 5 &amp; > 3\n'
    assert shown(text) == [(1.0, 2.0, [("Prices < 5 & > 3", None)])]


def test_webvtt_comments_styles_regions_and_names_of_cues_are_not_said() -> None:
    text = (
        "WEBVTT - a title\nKind: captions\nLanguage: ar-EG\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:a\n\n"
        "NOTE\nnot said\n\nintro\n00:01.000 --> 00:02.000 line:0\nSaid.\n\nNOTE nor this\n"
    )
    assert shown(text) == [(1.0, 2.0, [("Said.", None)])]
    assert parse_track(text, "clip").language == "ar-EG"


def test_a_voice_holds_to_the_end_of_its_span_or_of_the_caption() -> None:
    text = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v.loud Ada Lindqvist>No</v>, <v Tomas>yes\nand yes.\n\n"
        "00:03.000 --> 00:04.000\nNobody."
    )
    assert shown(text) == [
        (1.0, 2.0, [("No", "Ada Lindqvist"), (",", None), ("yes", "Tomas"), ("and yes.", "Tomas")]),
        (3.0, 4.0, [("Nobody.", None)]),
    ]


def test_times_within_words_and_how_words_are_pronounced_are_dropped() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\nwe<00:01.500><c> open</c> <ruby>漢<rt>kan</rt></ruby>字\n"
    assert shown(text) == [(1.0, 2.0, [("we open 漢字", None)])]


def test_captions_out_of_order_are_read_in_the_order_of_time() -> None:
    text = "1\n00:00:05,000 --> 00:00:06,000\nLater.\n\n2\n00:00:01,000 --> 00:00:00,500\nFirst.\n"
    assert shown(text) == [(1.0, 1.0, [("First.", None)]), (5.0, 6.0, [("Later.", None)])]


def test_a_file_without_words_is_refused() -> None:
    with pytest.raises(PageUnreadable, match="clip: holds no caption with words"):
        parse_track("WEBVTT\n\n00:01.000 --> 00:02.000\n<i></i>\n", "clip")


def test_a_file_with_more_captions_than_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cues, "MOST_CUES", 2)
    with pytest.raises(PageUnreadable, match="more than 2 captions"):
        parse_track("00:01.000 --> 00:02.000\na\n" * 3, "clip")


@pytest.mark.parametrize("text", ["WEBVTT", "\ufeffWEBVTT\n", "WEBVTT with words\n\n"])
def test_webvtt_is_known_by_its_first_word(text: str) -> None:
    assert begins_as_vtt(text)
    assert not begins_as_srt(text)


@pytest.mark.parametrize("text", ["1984 was a year.", "1\nLater --> more", "12:30 --> nothing"])
def test_text_that_looks_a_little_like_captions_is_none(text: str) -> None:
    assert not begins_as_srt(text)


@pytest.mark.parametrize(
    ("words", "name"), [(" Ada  Lindqvist: ", "Ada Lindqvist"), ("12", None), ("A:B", "A B"), ("أدا", "أدا")]
)
def test_a_voice_has_a_name_with_letters_and_without_a_colon(words: str, name: str | None) -> None:
    assert clean_voice(words) == name
