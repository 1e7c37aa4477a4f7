"""Where bytes come from."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from onrecord.model import Lead


@dataclass(frozen=True, slots=True)
class Fetched:
    """Return one answer: the exact bytes and what came with them.

    Attributes:
        body: The bytes, whole, after transfer decoding.
        address: The final address, after redirects.
        media_type: As declared or guessed from the name; None when neither tells.
        charset: As declared, or None.
        headers: In the order received.
    """

    body: bytes
    address: str
    media_type: str | None = None
    charset: str | None = None
    headers: tuple[tuple[str, str], ...] = ()


class Fetcher(Protocol):
    """Expand what a user names into leads, and fetch a lead."""

    def expand(self, name: str) -> Iterator[Lead]:
        """Yield the leads that `name` stands for: a file, each file of a folder, an address, `-`.

        Folders are walked in sorted order, hidden entries left out.

        Raises:
            NotFound: Nothing is there.
            BadRequest: It is neither a path nor an http(s) address.
        """
        ...

    def fetch(self, lead: Lead) -> Fetched:
        """Return the bytes of `lead`, whole.

        Raises:
            NotFound: It is not there, or no longer.
            BadRequest: It is larger than the limit.
            OutletRefused: The address may not be fetched.
            OutletUnreachable: No whole answer within the time.
            PageUnreadable: It is there and cannot be read (permissions, a device).
        """
        ...
