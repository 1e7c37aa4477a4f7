import pytest

from onrecord.errors import PageUnreadable
from onrecord.stages.read.subtitles.ttml import begins_as_ttml, parse_ttml

HEAD = (
    '<head><metadata><ttm:title>Harbour news</ttm:title><ttm:agent xml:id="a" type="person">'
    '<ttm:name type="full">Ada Lindqvist</ttm:name></ttm:agent></metadata></head>'
)


def ttml(body: str, attributes: str = "", head: str = HEAD) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-16"?>\n<tt xmlns="http://www.w3.org/ns/ttml" '
        'xmlns:ttm="http://www.w3.org/ns/ttml#metadata" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" '
        f'xmlns:tts="http://www.w3.org/ns/ttml#styling" xml:lang="en" {attributes}>{head}<body>{body}</body></tt>'
    )


def shown(text: str) -> list[tuple[float | None, float | None, str]]:
    return [
        (c.start, c.end, " | ".join(line.words for line in c.lines)) for c in parse_ttml(text, "clip").cues
    ]


def test_a_paragraph_is_a_caption_with_its_lines_and_its_voice() -> None:
    track = parse_ttml(
        ttml('<div><p begin="1s" end="2.5s" ttm:agent="a">We<br/>open <span>now</span></p></div>'), "c"
    )
    (cue,) = track.cues
    assert [(line.words, line.voice) for line in cue.lines] == [
        ("We", "Ada Lindqvist"),
        ("open now", "Ada Lindqvist"),
    ]
    assert (cue.start, cue.end, track.title, track.language) == (1.0, 2.5, "Harbour news", "en")


def test_times_count_from_the_element_around_and_end_with_it() -> None:
    times = '<p begin="1s" dur="2s">One.</p><p begin="5s" end="99s">Two.</p><p>Three.</p>'
    body = f'<div begin="10s" end="20s">{times}</div>'
    assert shown(ttml(body)) == [(10.0, 20.0, "Three."), (11.0, 13.0, "One."), (15.0, 20.0, "Two.")]


def test_paragraphs_in_sequence_follow_each_other() -> None:
    body = '<div timeContainer="seq"><p dur="2s">One.</p><p dur="3s">Two.</p></div>'
    assert shown(ttml(body)) == [(0.0, 2.0, "One."), (2.0, 5.0, "Two.")]


def test_words_with_times_of_their_own_keep_them_and_parts_of_words_stay_together() -> None:
    body = (
        '<p begin="10s" end="14s"><span begin="0s" end="1s">We</span> <span begin="1s" end="2s">o</span>'
        '<span begin="2s" end="3s">pen.</span></p>'
    )
    assert shown(ttml(body)) == [(10.0, 11.0, "We"), (11.0, 13.0, "open.")]


def test_ruby_metadata_and_what_is_not_displayed_are_not_said() -> None:
    body = (
        '<p begin="0s" end="1s"><metadata>no</metadata>漢<span tts:ruby="text">kan</span>字'
        '<span tts:display="none">hidden</span></p>'
    )
    assert shown(ttml(body)) == [(0.0, 1.0, "漢字")]


def test_older_namespaces_are_known_and_other_xml_is_not() -> None:
    assert begins_as_ttml('<!-- a --><tt:tt xmlns:tt="http://www.w3.org/2006/10/ttaf1">')
    assert not begins_as_ttml("<html xmlns='http://www.w3.org/ns/ttml'>")


def test_captions_without_times_have_none() -> None:
    assert shown(ttml("<p>Said.</p>")) == [(None, None, "Said.")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('<!DOCTYPE tt [<!ENTITY a "b">]>' + ttml("<p>&a;</p>"), "document type or entities"),
        ('<tt xmlns="http://www.w3.org/ns/ttml"><body><p>open', "broken XML"),
        (ttml("<p>&nbsp;</p>"), "broken XML"),
        (ttml("<p begin='1s'> </p>"), "no caption with words"),
        (ttml("<div>" * 120 + "<p>deep</p>" + "</div>" * 120), "nested more than 100 deep"),
        (ttml("<div>" * 400 + "<p>deep</p>" + "</div>" * 400), "broken XML"),
    ],
)
def test_hostile_and_broken_files_are_refused(text: str, message: str) -> None:
    with pytest.raises(PageUnreadable, match=message):
        parse_ttml(text, "clip")
