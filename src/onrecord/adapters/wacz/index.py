"""The index of an archive (CDXJ): by address, so that a replayer finds a page without reading all."""

import json
from collections.abc import Iterable
from urllib.parse import urlsplit

from onrecord.adapters.wacz.records import Place


def index_lines(places: Iterable[Place], filename: str) -> list[str]:
    """Return the lines of the index of one archive file, sorted as tools expect them."""
    return sorted(_line(place, filename) for place in places)


def sort_key(address: str) -> str:
    """Return an address as indexes sort it (SURT): the host from its end, without "www", all in lower case.

    >>> sort_key("https://www.Selm.example/News/a/?b=2&a=1")
    'example,selm)/news/a?a=1&b=2'
    >>> sort_key("urn:onrecord:1")
    'urn:onrecord:1'
    """
    try:
        parts = urlsplit(address.lower())
        port = parts.port
    except ValueError:
        return address.lower()
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return address.lower()
    host = parts.hostname.removeprefix("www.")
    own = port and port != {"http": 80, "https": 443}[parts.scheme]
    path = parts.path.rstrip("/") or "/"
    query = "&".join(sorted(parts.query.split("&"))) if parts.query else ""
    name = ",".join(reversed(host.split(".")))
    return f"{name}{f':{port}' if own else ''}){path}{f'?{query}' if query else ''}"


def _line(place: Place, filename: str) -> str:
    facts = {
        "url": place.address,
        "mime": place.media_type,
        **({} if place.status is None else {"status": str(place.status)}),
        "digest": place.digest,
        "length": str(place.length),
        "offset": str(place.offset),
        "filename": filename,
    }
    return f"{sort_key(place.address)} {place.time:%Y%m%d%H%M%S} {json.dumps(facts)}\n"
