"""The list of pages that a replayer shows."""

import json
from datetime import datetime

from onrecord.adapters.wacz.records import Place
from onrecord.ports import Packed


def page_lines(packed: Packed | None, place: Place | None) -> bytes:
    """Return the line of one page, or the list's head for None."""
    if packed is None or place is None:
        return _line({"format": "json-pages-1.0", "id": "pages", "title": "All pages"})
    return _line(
        {
            "id": packed.capture.id,
            "url": place.address,
            "ts": _second(place.time),
            "title": packed.title or place.address,
        }
    )


def _second(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def _line(thing: dict[str, str]) -> bytes:
    return json.dumps(thing, ensure_ascii=True).encode() + b"\n"
