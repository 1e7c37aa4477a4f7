"""Packages of evidence: archives that others can open, with what lets a stranger verify them."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from onrecord.model import Capture


@dataclass(frozen=True, slots=True)
class Packed:
    """Return one capture for a package.

    Attributes:
        capture: What is known of the fetch.
        body: Its exact bytes.
        title: What a list of pages shows, or None.
    """

    capture: Capture
    body: bytes
    title: str | None


#: A note's name (`captures.jsonl`), and its bytes in pieces.
Note = tuple[str, Iterable[bytes]]


class OpenPackage(Protocol):
    """Read one package; everything in it is hostile until it is checked."""

    @property
    def sha256(self) -> str:
        """Return the hash of the package itself, 64 hexadecimal digits."""
        ...

    def faults(self) -> Iterator[str]:
        """Yield in words what in the archive does not have the hash that it says of itself."""
        ...

    def bodies(self) -> Iterator[tuple[str, bytes]]:
        """Yield the address and the bytes of each answer that was archived, in order, one in memory at a time.

        Raises:
            EvidenceBroken: A record does not have the digest it says, or cannot be read.
            BadRequest: One is larger than the limit.
        """
        ...

    def note(self, name: str) -> bytes:
        """Return one of our own notes.

        Raises:
            NotFound: There is none of this name.
            BadRequest: It is larger than the limit.
        """
        ...

    def lines(self, name: str) -> Iterator[bytes]:
        """Yield the lines of one of our own notes, one in memory at a time; errors as of `note`."""
        ...


class Packages(Protocol):
    """Write and open packages."""

    def write(self, target: Path, captures: Iterable[Packed], notes: Iterable[Note], *, title: str) -> None:
        """Write a package, whole or not at all; its name's end says of which form.

        Raises:
            BadRequest: Something of that name is there, or the form is not known.
            StoreError: It cannot be written.
        """
        ...

    def open(self, source: Path) -> AbstractContextManager[OpenPackage]:
        """Return the package, open, closed at the end of the block.

        Raises:
            NotFound: It is not there.
            BadRequest: It is of no form we know, or holds what no package of ours does.
            EvidenceBroken: It is damaged.
        """
        ...
