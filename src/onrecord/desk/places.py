"""Which captures are of the same place: an address in its normal form, or a file."""

from urllib.parse import urlsplit

from onrecord.model import Capture

_STDIN = "stdin:"
#: Parameters that say whence a reader came, not what is read.
_TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid")
#: Names under which one site opens its door to all, to telephones, and to search engines.
_DOORS = ("www.", "m.", "mobile.", "amp.")
_PORTS = {"http": 80, "https": 443}


def place_of(capture: Capture, *, canonical: str | None = None, part: str | None = None) -> str | None:
    """Return what a capture is an edition of; None where it stands for itself (standard input).

    Two captures of one place are editions of one report. For the web it is the
    address that the page names as its own, where that is one of the same
    site and tells as much as the address fetched, else the address fetched;
    both in normal form. For a file it is its address, and the part of it
    where it is a container.

    A change of this rule needs a version of the schema that makes the places anew.

    Args:
        capture: What is known of the fetch.
        canonical: The address that the page names as its own, or None.
        part: Which part of a container it came from, or None.

    >>> from datetime import UTC, datetime
    >>> noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
    >>> page = Capture("0" * 64, 1, "http://m.selm.example/a?utm_source=x", noon, "text/html")
    >>> place_of(page), place_of(page, canonical="https://www.selm.example/news/a")
    ('https://m.selm.example/a', 'https://www.selm.example/news/a')
    >>> place_of(page, canonical="https://www.selm.example/")  # a page that takes itself for the front page
    'https://m.selm.example/a'
    """
    if capture.address == _STDIN:
        return None
    own = _normal(capture.address)
    if own is None:
        return capture.address if part is None else f"{capture.address}\n{part}"
    named = _normal(canonical or "")
    return "https:" + (named if named and _may_stand_for(named, own) else own)


def _normal(address: str) -> str | None:
    """Return `//host/path?query` without what does not tell pages apart; None for what is not on the web."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not parts.hostname:
        return None
    host = parts.hostname.rstrip(".") + (f":{port}" if port and port != _PORTS[scheme] else "")
    kept = [one for one in parts.query.split("&") if one and not one.lower().startswith(_TRACKING)]
    return f"//{host}{parts.path or '/'}" + (f"?{'&'.join(kept)}" if kept else "")


def _may_stand_for(named: str, own: str) -> bool:
    """Return whether a page at `own` is believed when it says that its address is `named`.

    Not when it is another site's, nor when it would make one report of many:
    some sites name their front page, or the address without its query, on every page.
    """
    ours, theirs = urlsplit(own), urlsplit(named)
    one, other = _family(ours.netloc), _family(theirs.netloc)
    is_near = one == other or one.endswith("." + other) or other.endswith("." + one)
    is_front = theirs.path == "/" and not theirs.query and (ours.path != "/" or bool(ours.query))
    loses_query = theirs.path == ours.path and bool(ours.query) and not theirs.query
    return is_near and not is_front and not loses_query


def _family(host: str) -> str:
    return next((host.removeprefix(door) for door in _DOORS if host.startswith(door)), host)
