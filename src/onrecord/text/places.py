"""Which captures are of the same place: an address in its normal form, or a file."""

from urllib.parse import urlsplit

from onrecord.text.addresses import normal_address

_STDIN = "stdin:"
#: Names under which one site opens its door to all, to telephones, and to search engines.
_DOORS = ("www.", "m.", "mobile.", "amp.")


def place_of(address: str, *, canonical: str | None = None, part: str | None = None) -> str | None:
    """Return what a capture is an edition of; None where it stands for itself (standard input).

    Two captures of one place are editions of one report. For the web it is the
    address that the page names as its own, where that is one of the same
    site and tells as much as the address fetched, else the address fetched;
    both in normal form, http and https alike. For a file it is its address, and the part of it
    where it is a container.

    A change of this rule, or of `data/tracking.toml`, needs a version of the schema that makes the places anew.

    Args:
        address: Where the capture came from.
        canonical: The address that the page names as its own, or None.
        part: Which part of a container it came from, or None.

    >>> page = "http://m.selm.example/a?utm_source=x"
    >>> place_of(page), place_of(page, canonical="https://www.selm.example/news/a")
    ('https://m.selm.example/a', 'https://www.selm.example/news/a')
    >>> place_of(page, canonical="https://www.selm.example/")  # a page that takes itself for the front page
    'https://m.selm.example/a'
    """
    if address == _STDIN:
        return None
    own = _normal(address)
    if own is None:
        return address if part is None else f"{address}\n{part}"
    named = _normal(canonical or "")
    return "https:" + (named if named and _may_stand_for(named, own) else own)


def _normal(address: str) -> str | None:
    """Return `//host/path?query` in normal form; None for what is not on the web."""
    try:
        whole = normal_address(address)
    except ValueError:  # BadRequest is one too
        return None
    host, slash, path = whole.partition("://")[2].partition("/")
    name, colon, port = host.rpartition(":") if host.rpartition(":")[2].isdecimal() else (host, "", "")
    return f"//{name.rstrip('.')}{colon}{port}{slash}{path}"


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
