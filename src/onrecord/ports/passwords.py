"""What makes hashes of passwords, and checks passwords against them."""

from typing import Protocol


class Passwords(Protocol):
    """Hash passwords so that each guess costs time and memory."""

    def hash(self, password: str) -> str:
        """Return the hash of a password, with its salt and its cost."""
        ...

    def verify(self, hashed: str | None, password: str) -> bool:
        """Return whether a password is the one that was hashed.

        For None (no such account, or one without a password) it takes as long, and is never so.
        """
        ...

    def is_dated(self, hashed: str) -> bool:
        """Return whether a hash was made at another cost than one made now, and is best made anew."""
        ...
