"""Captions as reports, from bytes to blocks; the fuzz run for hand: ONRECORD_FUZZ=200000 pytest -k fuzz."""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import PageUnreadable
from onrecord.model import BlockKind, Report
from onrecord.stages.read.subtitles.tracks import is_track
from tests.factory import make_capture
from tests.stages.read.reading import kinds, read, read_or_refuse

EXAMPLES = int(os.environ.get("ONRECORD_FUZZ", "150"))
TYPES = ("application/x-subrip", "text/vtt", "application/ttml+xml")
SRT = "1\n00:00:01,000 --> 00:00:02,000\n>> ADA LINDQVIST: We open.\n\n2\n00:00:02,000 --> 00:00:04,000\n[applause]\n"
VTT = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada Lindqvist>We open.\n"
TTML = '<tt xmlns="http://www.w3.org/ns/ttml"><body><p begin="1s" end="2s">We open.</p></body></tt>'
PIECES = st.sampled_from(
    [
        "WEBVTT\n\n", "1\n", "\n", "\n\n", "00:00:01,000 --> 00:00:02,000\n", "00:01.000 --> 00:00.500 line:0\n",
        "9999:99:99,999 --> 0:0:0,0\n", "-->", "<v Ada>", "</v>", "<", ">", "<00:00:01.000>", "{\\an8}", "&#xD800;",
        "&lt;", ">> ", ">> ADA: ", "- ", "ADA:", "[music]", "♪", "NOTE\n", "We open.", "مرحبا", "漢字",
        "\x00", "\u202e",
        "<rt>", "\ufeff", "\r", "\u2028",
        '<tt xmlns="http://www.w3.org/ns/ttml">', "<body>", '<p begin="1s" end="2s">', '<p begin="9:9" dur="-1t">',
        "<br/>", "</p>", "</body>", "</tt>", '<div timeContainer="seq">', "</div>", "<!DOCTYPE a>", "&a;",
        '<span begin="1e9h">', "</span>",
    ]
)  # fmt: skip


def check_whole(report: Report) -> None:
    assert report.blocks
    for block in report.blocks:
        words = block.span.cut(report.text)
        assert words == words.strip() != ""
        assert block.label is None or block.span.covers(block.label)
    for before, after in zip(report.times, report.times[1:], strict=False):
        assert before.span.end <= after.span.start
    for timing in report.times:
        assert 0 <= timing.start_seconds <= timing.end_seconds
        assert any(block.span.covers(timing.span) for block in report.blocks)
    report.text.encode("utf-8")


@pytest.mark.parametrize(("body", "media_type"), list(zip((SRT, VTT, TTML), TYPES, strict=True)))
def test_each_format_is_read_and_timed(body: str, media_type: str) -> None:
    report = read(body, media_type=media_type)
    check_whole(report)
    assert report.blocks[0].time == (1.0, 2.0)
    assert "We open." in report.text


def test_a_voice_becomes_the_label_of_a_turn() -> None:
    report = read(VTT, media_type="text/vtt")
    (block,) = report.blocks
    assert (block.kind, block.label and block.label.cut(report.text)) == (BlockKind.TURN, "Ada Lindqvist")


def test_applause_is_no_speech() -> None:
    assert kinds(read(SRT, media_type=TYPES[0])) == [
        ("turn", "ADA LINDQVIST: We open."),
        ("metadata", "[applause]"),
    ]


def test_spoken_words_are_never_taken_for_a_title_or_for_furniture() -> None:
    lines = [
        "The Mayor On The Harbour",
        "Follow us on the radio",
        "Share this",
        "Read more",
        "1. One",
        "Photo: a ship",
    ]
    body = "WEBVTT\n\n" + "".join(f"0{k}:00.000 --> 0{k}:01.000\n{line}\n\n" for k, line in enumerate(lines))
    assert {kind for kind, _ in kinds(read(body, media_type="text/vtt"))} == {"paragraph"}


@pytest.mark.parametrize("media_type", TYPES)
def test_a_file_that_holds_no_captions_is_refused_by_what_it_lacks(media_type: str) -> None:
    with pytest.raises(PageUnreadable, match="holds none"):
        read("The mayor said nothing.", media_type=media_type)


@pytest.mark.parametrize(
    ("address", "media_type", "body", "known"),
    [
        ("https://a.example/clip.srt", "text/plain", SRT, True),
        ("https://a.example/clip.VTT?x=1", "text/plain", VTT, True),
        ("https://a.example/clip.txt", "text/plain", SRT, False),
        ("https://a.example/clip.srt", "text/plain", "No captions.", False),
        ("https://a.example/clip", "application/xml", TTML, True),
        ("https://a.example/page", "application/xhtml+xml", "<html>", False),
    ],
)
def test_captions_under_another_type_are_known_by_address_and_content(
    address: str,
    media_type: str,
    body: str,
    known: bool,  # noqa: FBT001 -- a case
) -> None:
    capture = make_capture(body, address=address, media_type=media_type)
    assert is_track(capture, body.encode()) is known


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(pieces=st.lists(PIECES | st.text(max_size=12), max_size=30), media_type=st.sampled_from(TYPES))
def test_fuzz_any_captions_are_read_or_refused(pieces: list[str], media_type: str) -> None:
    report = read_or_refuse("".join(pieces).encode("utf-8", "replace"), media_type=media_type)
    if report is not None:
        check_whole(report)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    body=st.binary(max_size=300), start=st.sampled_from([b"", SRT.encode(), VTT.encode(), TTML.encode()[:60]])
)
def test_fuzz_any_bytes_are_read_or_refused(body: bytes, start: bytes) -> None:
    for media_type in TYPES:
        report = read_or_refuse(start + body, media_type=media_type)
        if report is not None:
            check_whole(report)
