"""Paths and the addresses and names that stand for them, for any bytes a file name may hold."""

import os
from pathlib import Path
from urllib.parse import quote_from_bytes, unquote_to_bytes

_SCHEME = "file://"


def address_of(path: Path) -> str:
    """Return the `file:///…` address of `path`, made absolute, its bytes percent-encoded.

    >>> address_of(Path("/a b"))
    'file:///a%20b'
    """
    return _SCHEME + quote_from_bytes(os.fsencode(path.absolute()), safe="/")


def path_of(address: str) -> Path:
    """Return the path that a `file:///…` address stands for, byte for byte.

    >>> path_of("file:///a%20b").as_posix()
    '/a b'
    """
    return Path(os.fsdecode(unquote_to_bytes(address.removeprefix(_SCHEME))))


def printable(path: str) -> str:
    r"""Return `path` as text that can be stored and printed: bytes outside UTF-8 as `\udcXX` escapes.

    >>> printable(os.fsdecode(b"caf\xe9.txt"))
    'caf\\udce9.txt'
    """
    return path.encode("utf-8", "backslashreplace").decode("utf-8")
