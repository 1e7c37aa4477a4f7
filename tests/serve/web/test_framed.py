"""What a frame shows of a kept capture."""

import pytest

from onrecord.serve.web.framed import draw_body

HOSTILE = """<html><head><title>x</title><meta http-equiv="refresh" content="0;url=https://evil.example/">
<base href="https://evil.example/"><link rel="stylesheet" href="https://evil.example/a.css"><script>steal()</script></head>
<body onload="steal()"><p style="color:red">A goat</p><img src="https://evil.example/a.png" onerror="steal()">
<img src="data:image/png;base64,AAAA"><a href="javascript:steal()">go</a><a href="https://evil.example/">go</a>
<svg><script>steal()</script><a xlink:href="javascript:steal()"><text>t</text></a></svg>
<style>@import url(https://evil.example/b.css); p {background: url( 'https://evil.example/c.png' )}</style>
<form action="https://evil.example/"><input name="p"></form><iframe src="https://evil.example/"></iframe>
<object data="https://evil.example/"></object></body></html>"""


def test_a_page_loses_what_acts_or_asks_elsewhere() -> None:
    media_type, body = draw_body(HOSTILE.encode(), "text/html; charset=utf-8")
    shown = body.decode()
    assert media_type.startswith("text/html")
    assert "A goat" in shown
    assert "data:image/png" in shown
    for fault in (
        "evil.example",
        "steal",
        "javascript:",
        "<script",
        "<iframe",
        "<form",
        "onload",
        "http-equiv",
    ):
        assert fault not in shown


@pytest.mark.parametrize("media_type", ["application/json", "application/rss+xml", "text/vtt"])
def test_other_text_is_shown_as_plain_text(media_type: str) -> None:
    assert draw_body(b"<script>x</script>", media_type) == (
        "text/plain; charset=utf-8",
        b"<script>x</script>",
    )


def test_what_a_browser_would_run_or_cannot_show_is_told_of() -> None:
    for media_type in ("image/svg+xml-x", "application/pdf", "application/octet-stream"):
        shown, body = draw_body(b"\x00", media_type)
        assert shown.startswith("text/plain")
        assert media_type.encode() in body


def test_a_picture_in_svg_is_shown_as_its_source() -> None:
    assert draw_body(b"<svg onload='x()'/>", "image/svg+xml")[0].startswith("text/plain")


@pytest.mark.parametrize("body", [b"", b"<!-- -->", b"\x00\x01"])
def test_a_page_that_cannot_be_parsed_is_told_of_or_empty(body: bytes) -> None:
    assert draw_body(body, "text/html")[0].startswith("text/html")
