"""Captures and packages for tests."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from onrecord.adapters.wacz import ArchivePackages
from onrecord.model import Capture, Exchange
from onrecord.ports import Note, Packed
from tests.factory import NOON, make_capture

PAGE = "<html><title>Harbour</title><body><p>“The harbour is open,” said Ada.</p></body></html>".encode()
ADDRESS = "https://www.courier.example/news/a?x=1"
PACKAGES = ArchivePackages("onrecord tests", 1_000_000)
LINES = [b'{"one": 1}\n', b'{"one": 2}\n']
NOTES: list[Note] = [
    ("package.json", [json.dumps({"format": "tests"}).encode()]),
    ("captures.jsonl", LINES),
    ("timestamp-0.tsr", [b"\x30\x00\xff"]),
]


def page_capture(body: bytes = PAGE, *, hours: int = 0) -> Capture:
    """Return the capture of a page that was packed on the wire and reached by a redirect."""
    asked = (("Host", "courier.example"), ("User-Agent", "OnRecord"), ("Accept-Encoding", "gzip"))
    redirect = Exchange(
        "GET", "http://courier.example/a", NOON + timedelta(hours=hours), 301, "HTTP/1.1", "Moved Permanently",
        asked, (("Location", ADDRESS), ("Content-Length", "120")), "192.0.2.7",
    )  # fmt: skip
    answered = (
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Encoding", "gzip"),
        ("Transfer-Encoding", "chunked"),
        ("X-Trick", "one\r\nSet-Cookie: two"),
        ("X-Letters", "ü"),
    )
    answer = Exchange(
        "GET", ADDRESS, NOON + timedelta(hours=hours, seconds=1), 200, "HTTP/1.1", "OK", asked, answered, None
    )
    capture = make_capture(
        body,
        address=ADDRESS,
        fetched_at=NOON + timedelta(hours=hours, seconds=2),
        media_type="text/html",
        headers=answered,
    )
    return replace(capture, exchanges=(redirect, answer))


def write_package(
    target: Path, packed: Iterable[Packed] | None = None, notes: Iterable[Note] = NOTES
) -> Path:
    """Return the path of a package of a page, or of what is given."""
    PACKAGES.write(target, packed or [Packed(page_capture(), PAGE, "Harbour")], notes, title="Harbour")
    return target
