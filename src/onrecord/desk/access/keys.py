"""Random keys, and the digests that are kept of them."""

import secrets
from hashlib import sha256

from onrecord.model.ids import ID_HEX_DIGITS

#: What a token begins with, so that people and scanners for lost secrets know one when they see it.
TOKEN_PREFIX = "onr_"  # noqa: S105 -- what comes before the secret
#: 256 bits: nobody tries them out, so that a fast digest is enough to keep them by.
_KEY_BYTES = 32
#: Longer than any key of ours.
_MOST_CHARS = 200


def new_key() -> str:
    """Return a new key of 256 random bits, in 43 letters, digits, `-` and `_`."""
    return secrets.token_urlsafe(_KEY_BYTES)


def new_id() -> str:
    """Return a new random id: 24 hexadecimal digits."""
    return secrets.token_hex(ID_HEX_DIGITS // 2)


def digest(key: str) -> bytes:
    """Return what is kept of a key: 32 bytes.

    >>> len(digest("x"))
    32
    """
    return sha256(key[:_MOST_CHARS].encode("utf-8", "surrogatepass")).digest()
