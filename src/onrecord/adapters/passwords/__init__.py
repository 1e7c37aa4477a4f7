"""Passwords by Argon2id, at the cost that RFC 9106 recommends where memory is scarce."""

import secrets
from threading import BoundedSemaphore

from argon2 import Parameters, PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

__all__ = ["Argon2Passwords"]

#: So many hashes are made at once: each takes 64 MiB, and whoever tries passwords must not fill the memory.
_AT_ONCE = 4


class Argon2Passwords:
    """Return a `ports.Passwords`.

    Args:
        cost: What a guess costs.
    """

    def __init__(self, cost: Parameters = RFC_9106_LOW_MEMORY) -> None:
        self._hasher = PasswordHasher.from_parameters(cost)
        self._turns = BoundedSemaphore(_AT_ONCE)
        # Of a password that nobody knows: what is compared with where there is nothing to compare with.
        self._nobodys = self._hasher.hash(secrets.token_urlsafe())

    def hash(self, password: str) -> str:
        """Return the hash of a password, with its salt and its cost."""
        with self._turns:
            return self._hasher.hash(_bytes_of(password))

    def verify(self, hashed: str | None, password: str) -> bool:
        """Return whether a password is the one that was hashed; see `ports.Passwords.verify`."""
        with self._turns:
            try:
                self._hasher.verify(self._nobodys if hashed is None else hashed, _bytes_of(password))
            except (VerificationError, InvalidHashError):
                return False
        return hashed is not None

    def is_dated(self, hashed: str) -> bool:
        """Return whether a hash was made at another cost than one made now, and is best made anew."""
        return self._hasher.check_needs_rehash(hashed)


def _bytes_of(password: str) -> bytes:
    # A lone surrogate, as a forged form may hold, has no UTF-8 of its own.
    return password.encode("utf-8", "surrogatepass")
