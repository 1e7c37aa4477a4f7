"""What a form or a link gives: addresses, of which only those of this site are gone to; passwords, typed twice."""

from urllib.parse import urlsplit

from onrecord.errors import BadRequest

_CONTROL = {chr(n) for n in range(0x20)} | {"\x7f", "\\"}


def local_address(wanted: str, otherwise: str = "/") -> str:
    r"""Return an address of this site to go on to, or `otherwise` where `wanted` is none.

    >>> local_address("/search?q=harbour")
    '/search?q=harbour'
    >>> [local_address(one) for one in ("//evil.example", "https://evil.example/", "/\\evil.example", "x", "")]
    ['/', '/', '/', '/', '/']
    """
    is_ours = wanted.startswith("/") and not wanted.startswith("//") and not _CONTROL & set(wanted)
    if not is_ours:
        return otherwise
    parts = urlsplit(wanted)
    return otherwise if parts.scheme or parts.netloc else wanted


def check_same(password: str, again: str) -> None:
    """Do nothing where a password was typed the same twice.

    Raises:
        BadRequest: It was not.
    """
    if password != again:
        raise BadRequest("the two are not the same; type the new password twice")
