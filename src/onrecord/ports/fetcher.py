"""Where bytes come from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from onrecord.model import Exchange, Lead


@dataclass(frozen=True, slots=True)
class Fetched:
    """Return one answer: the exact bytes and what came with them.

    Attributes:
        body: The bytes, whole, after transfer decoding.
        address: The final address, after redirects.
        media_type: As declared or guessed from the name; None when neither tells.
        charset: As declared, or None.
        headers: In the order received.
        exchanges: Every request made for it, redirects first; empty for files.
        fetched_at: When an archive or a mailbox says it was fetched or sent there, aware, UTC; None: just now.
    """

    body: bytes
    address: str
    media_type: str | None = None
    charset: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    fetched_at: datetime | None = None


class Opener(Protocol):
    """Open one kind of container: a file that holds many captures (a mailbox file, an archive, an export)."""

    def opens(self, lead: Lead) -> bool:
        """Return whether the file at `lead` (`file:///…`) is of this kind, by its name and first bytes."""
        ...

    def parts(self, lead: Lead) -> Iterator[Lead]:
        """Yield a lead for each capture in it, in the order of the file, without holding them in memory.

        Raises:
            PageUnreadable: It is not what its name says, or broken.
            BadRequest: It holds more than the limits allow.
        """
        ...

    def fetch(self, lead: Lead, *, max_bytes: int) -> Fetched:
        """Return the bytes of one part that `parts` has yielded.

        Raises:
            NotFound: There is no such part, or no longer.
            BadRequest: It is larger than `max_bytes`.
            PageUnreadable: The container is broken there.
        """
        ...

    def close(self) -> None:
        """Let go of what is held open between two parts: a connection, or nothing."""
        ...


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

    def close(self) -> None:
        """Let go of connections that were kept for the next fetch; another fetch opens them anew."""
        ...
