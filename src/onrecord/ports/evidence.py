"""Where exact bytes are kept."""

from collections.abc import Iterator
from typing import Protocol


class EvidenceStore(Protocol):
    """Keep bytes under their SHA-256; never change them, nor lose them but by `remove`."""

    def put(self, body: bytes) -> str:
        """Return the SHA-256 (64 hexadecimal digits) under which `body` is now kept.

        Atomic and durable: after a return the bytes are on disk; after a
        crash they are either whole or absent. Putting them again changes nothing.

        Raises:
            StoreError: They cannot be written (disk full, read-only): nothing is left behind.
        """
        ...

    def get(self, sha256: str) -> bytes:
        """Return the bytes kept under `sha256`, checked against it.

        Raises:
            NotFound: None are kept under it.
            EvidenceBroken: The bytes kept no longer have that hash.
        """
        ...

    def remove(self, sha256: str) -> bool:
        """Forget the bytes kept under `sha256`, for good; return whether there were any.

        Only after the ledger records the removal.

        Raises:
            StoreError: They cannot be removed.
        """
        ...

    def has(self, sha256: str) -> bool:
        """Return whether bytes are kept under `sha256`, without reading them."""
        ...

    def hashes(self) -> Iterator[str]:
        """Yield every hash under which bytes are kept, sorted."""
        ...
