from datetime import UTC, datetime
from hashlib import sha256

import pytest

from onrecord.ports import Fetched
from onrecord.stages.capture import make_capture
from tests.documents import DOCX, make_docx, paragraph

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def media_type(body: bytes, declared: str | None = None) -> str:
    return make_capture(Fetched(body, "stdin:", declared), now=NOW).media_type


def test_capture_records_hash_size_address_time_and_headers() -> None:
    got = Fetched(b"words", "https://news.example/a", "text/html", "utf-8", (("Date", "today"),))
    capture = make_capture(got, now=NOW)
    assert capture.sha256 == sha256(b"words").hexdigest()
    assert (capture.size, capture.address, capture.fetched_at) == (5, "https://news.example/a", NOW)
    assert (capture.charset, capture.headers) == ("utf-8", (("Date", "today"),))


@pytest.mark.parametrize("declared", ["text/html", "TEXT/HTML; charset=utf-8", " text/html "])
def test_declared_type_is_kept_in_its_plain_form(declared: str) -> None:
    assert media_type(b"plain words", declared) == "text/html"


@pytest.mark.parametrize(
    "start",
    [
        b"<!doctype html>",
        b"<!DOCTYPE HTML PUBLIC>",
        b"\n\t <html lang='ar'>",
        b"\xef\xbb\xbf<html>",
        b"<?xml version='1.0'?><!-- kept --><html>",
        b"<article><p>words</p>",
        "<html><p>واو".encode("utf-16"),
    ],
)
@pytest.mark.parametrize("declared", [None, "application/octet-stream", "nonsense", ""])
def test_bytes_that_begin_as_a_page_are_a_page_when_nobody_says(start: bytes, declared: str | None) -> None:
    assert media_type(start, declared) == "text/html"


@pytest.mark.parametrize(
    ("body", "known"),
    [
        (b"%PDF-1.7\n", "application/pdf"),
        (b"WEBVTT\n\n00:01.000", "text/vtt"),
        (b"\xef\xbb\xbfWEBVTT", "text/vtt"),
        (b"1\r\n00:00:01,000 --> 00:00:02,000\r\nYes.", "application/x-subrip"),
        (
            b'<?xml version="1.0"?><tt xml:lang="en" xmlns="http://www.w3.org/ns/ttml">',
            "application/ttml+xml",
        ),
        (make_docx(paragraph("Yes.")), DOCX),
    ],
)
def test_bytes_of_captions_and_documents_are_known_when_nobody_says(body: bytes, known: str) -> None:
    assert media_type(body) == known
    assert media_type(body, "application/octet-stream") == known
    assert media_type(body, "text/plain") == "text/plain"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"PK\x03\x04 word",
        b"1\n2\n3",
        b"WEBVTTX",
        b"May 3, 2026",
        b"< html > is a word",
        b"<said he>",
        b"a <html>",
        b"\x00\xff",
        b"<pre-war towns>",
    ],
)
def test_everything_else_is_plain_text_when_nobody_says(body: bytes) -> None:
    assert media_type(body) == "text/plain"


def test_page_declared_as_text_stays_text() -> None:
    assert media_type(b"<html>", "text/plain") == "text/plain"
